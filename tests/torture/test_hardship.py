"""A full disk, a disk that cannot be written, a wrong clock, an end in the middle: a clear sentence, and nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import httpx
import pytest

from ingest.pipeline import FileState, ingest_path
from tests.torture.made import file_bytes, file_name, opened, report_id
from tests.torture.work import look, work
from vectorstore import disk
from vectorstore.errors import ArchiveInUse, DiskRefused

ROOT = Path(__file__).parents[2]
SMALL = 6_000_000  # bytes of a disk that is soon full


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own in memory, where we may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", disk], check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def remount(disk: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", disk], check=True)


def report_files(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for n in range(count):
        (folder / file_name(n)).write_bytes(file_bytes(n))
    return [folder / file_name(n) for n in range(count)]


def test_a_full_disk_is_told_and_costs_only_the_report_that_had_no_room(small_disk: Path, tmp_path: Path) -> None:
    files = report_files(tmp_path / "in", 200)
    with opened(small_disk / "data") as library:
        results = []
        for file in files:
            results += ingest_path(file, library)
            if results[-1].state is FileState.FAILED:
                break
        assert 5 < len(results) < 200  # the disk did fill
        assert results[-1].message == disk.FULL
        held = {report_id(n) for n in range(len(results) - 1)}
        assert library.archive.ids() == held
        assert all(library.archive.file(id).data for id in held)
        remount(small_disk, "size=200000000")
        assert ingest_path(files[len(results) - 1], library)[0].state is FileState.ADDED  # the same process goes on
    seen = look(small_disk / "data", [])
    assert (seen.faults, set(seen.reports)) == ([], held | {report_id(len(results) - 1)})


def test_a_disk_that_cannot_be_written_any_more_is_told_and_still_read(small_disk: Path, tmp_path: Path) -> None:
    first, second = report_files(tmp_path / "in", 2)
    with opened(small_disk / "data") as library:
        ingest_path(first, library)
    remount(small_disk, "ro")
    with pytest.raises(DiskRefused, match="không cho ghi"), opened(small_disk / "data"):
        pass
    remount(small_disk, "rw")
    with opened(small_disk / "data") as library:
        assert library.archive.ids() == {report_id(0)}
        assert ingest_path(second, library)[0].state is FileState.ADDED


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")
@pytest.mark.parametrize("moment", ["1970-01-02 00:00:00", "2100-12-31 23:59:59"])
def test_a_clock_that_jumped_costs_nothing(tmp_path: Path, moment: str) -> None:
    with opened(tmp_path / "data") as library:
        for file in report_files(tmp_path / "in", 3):
            ingest_path(file, library)
        library.archive.engine.dispose()
    at_another_time = (
        "import sys; from pathlib import Path; from tests.torture.test_hardship import later; later(Path(sys.argv[1])); print('done')"
    )
    command = ["faketime", "-f", f"@{moment}", sys.executable, "-c", at_another_time, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr
    seen = look(tmp_path / "data", [])
    assert (seen.faults, len(seen.reports)) == ([], 4)


def later(folder: Path) -> None:
    """What a day's work does, at whatever time it is: ingest, delete, converse, back up and restore."""
    from vectorstore.backup import back_up
    from vectorstore.conversations import add_message, create_conversation, list_conversations
    from vectorstore.restore import restore
    from vectorstore.settings import Settings

    with opened(folder / "data") as library:
        for n in (3, 4):
            file = folder / "in" / file_name(n)
            file.write_bytes(file_bytes(n))
            assert ingest_path(file, library)[0].state is FileState.ADDED
        library.delete(report_id(4))
        conversation = create_conversation(library.archive, "Bao nhiêu lượt?")
        add_message(library.archive, conversation.id, "Bao nhiêu lượt?", {"answer": "3 lượt"}, {})
        assert [found.id for found in list_conversations(library.archive)] == [conversation.id]
        assert len(library.archive.cards().cards) == 4
    back_up(Settings(data=folder / "data"), folder / "kho.zip")
    assert restore(Settings(data=folder / "restored"), folder / "kho.zip").reports == 4


def test_a_process_that_is_told_to_end_while_it_ingests_loses_nothing(tmp_path: Path, processes: ForkServerContext) -> None:
    steps = [("many", [(n, 0) for n in range(40)])]
    process = processes.Process(target=work, args=(tmp_path / "data", steps, tmp_path / "journal", None))
    process.start()
    while "!" not in ((tmp_path / "journal").read_text() if (tmp_path / "journal").exists() else ""):
        time.sleep(0.02)
    process.terminate()
    process.join()
    acknowledged = [line.split() for line in (tmp_path / "journal").read_text().splitlines() if line.startswith("!")]
    with processes.Pool(1) as pool:
        seen = pool.apply(look, (tmp_path / "data", []))
    assert seen.faults == []
    assert {report_id(int(line[2])) for line in acknowledged} <= set(seen.reports)


def test_a_second_instance_is_refused_and_the_lock_of_a_killed_one_is_free(tmp_path: Path, processes: ForkServerContext) -> None:
    process = processes.Process(target=work, args=(tmp_path / "data", [("wait", 0)], tmp_path / "journal", None))
    process.start()
    while not (tmp_path / "journal").exists() or "up" not in (tmp_path / "journal").read_text():
        time.sleep(0.02)
    with pytest.raises(ArchiveInUse, match="đang được một tiến trình khác"), opened(tmp_path / "data"):
        pass
    process.kill()
    process.join()
    with opened(tmp_path / "data") as library:
        assert library.archive.counts() == (0, 0)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The whole service with the bundled model, in a process of its own."""
    port = 18000 + os.getpid() % 1000
    environment = {**os.environ, "HOIBAOCAO_DATA": str(tmp_path / "data"), "HOIBAOCAO_PORT": str(port)}
    with subprocess.Popen([sys.executable, "-m", "ui", "serve"], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as child:
        address = f"http://127.0.0.1:{port}/api/v1"
        for _ in range(1200):
            try:
                if httpx.get(f"{address}/ready").status_code == 200:
                    break
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        yield child, address
        child.kill()


def test_a_service_that_is_told_to_end_in_the_middle_keeps_what_it_has(
    service: tuple[subprocess.Popen[bytes], str], tmp_path: Path
) -> None:
    child, address = service
    files = report_files(tmp_path / "in", 30)
    upload = [("files", (file.name, file.read_bytes())) for file in files]
    httpx.post(f"{address}/reports", files=upload, timeout=60).raise_for_status()
    while not httpx.get(f"{address}/reports", timeout=60).json()["total"]:
        time.sleep(0.1)
    with httpx.stream("POST", f"{address}/chat/stream", json={"question": "Trồng rừng bao nhiêu lượt?"}, timeout=60) as stream:
        next(stream.iter_lines())
        child.send_signal(signal.SIGTERM)
    assert child.wait(120) in (0, -signal.SIGTERM)
    checked = subprocess.run(
        [sys.executable, "-m", "ui", "verify"],
        cwd=ROOT,
        env={**os.environ, "HOIBAOCAO_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "Kho toàn vẹn" in checked.stdout
