"""Whatever happens to the process that reads, the file gets one sentence and the next one is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.apart import child, reader
from ingest.apart.reader import Reader
from ingest.compile import compile_report
from ingest.read import read
from ingest.read.file import open_file
from tests.ingest.apart.faulty import FAULTS
from vectorstore.errors import UnreadableFile

GOOD = "Báo cáo kết quả công tác\n\nToàn xã có 45 hộ nghèo.".encode()
FAULTY = (sys.executable, "-m", "tests.ingest.apart.faulty")
ONLY_WITH_LIMITS = {"phinh", "chay"}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows không có giới hạn bộ nhớ cho tiến trình")


@pytest.fixture(scope="module")
def faulty() -> Iterator[Reader]:
    opened = Reader(FAULTY, time_s=2)
    yield opened
    opened.close()


@pytest.fixture
def real() -> Iterator[Reader]:
    opened = Reader()
    yield opened
    opened.close()


def reason(reader: Reader, name: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        reader.compile(f"{name}.txt", GOOD)
    return str(caught.value)


def test_what_is_read_apart_is_what_is_read_here(real: Reader) -> None:
    table = "# Bảng\n\n| Xã | Hộ |\n|---|---|\n| Suối Mây | 45 |\n".encode()
    assert real.compile("a.md", table).report == compile_report("a.md", table, read("a.md", table))


def test_one_process_reads_many_files(real: Reader) -> None:
    real.compile("a.txt", GOOD)
    first = real.pid
    real.compile("b.txt", GOOD)
    assert first == real.pid


def test_a_process_that_served_many_files_is_replaced(real: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SERVED", 1)
    real.compile("a.txt", GOOD)
    assert real.pid is None


def test_a_process_that_died_between_two_files_is_replaced(real: Reader) -> None:
    real.compile("a.txt", GOOD)
    assert real.pid and real._child
    real._child.process.kill()
    real._child.process.wait()
    assert real.compile("b.txt", GOOD).report


def test_a_reason_comes_through_as_it_was_said(real: Reader) -> None:
    with pytest.raises(UnreadableFile, match=r"^Tệp rỗng"):
        real.compile("a.txt", b"")


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - ONLY_WITH_LIMITS - {"in", "treo"}))
def test_a_fault_is_one_sentence_and_the_next_file_is_read(faulty: Reader, name: str) -> None:
    said = reason(faulty, name)
    assert said.endswith(".") and "hãy" in said and "\n" not in said and "Error" not in said
    assert faulty.compile("tot.txt", GOOD).report


@pytest.mark.parametrize("name", ["treo", "rac"])
def test_the_folder_of_a_process_that_was_ended_is_gone(faulty: Reader, name: str) -> None:
    faulty.compile("tot.txt", GOOD)
    assert faulty._child
    folder = Path(faulty._child._folder)
    assert folder.is_dir()
    reason(faulty, name)
    assert not folder.exists()


def test_a_process_that_hangs_is_ended(faulty: Reader) -> None:
    assert "60 giây" in reason(faulty, "treo")
    assert faulty.compile("tot.txt", GOOD).report


@posix
def test_too_much_memory_is_said(faulty: Reader) -> None:
    assert reason(faulty, "phinh") == child.TOO_MUCH_MEMORY
    assert faulty.compile("tot.txt", GOOD).report


@posix
def test_a_process_that_only_works_is_ended_by_its_processor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = Reader((sys.executable, "-c", "from ingest.apart import limits; limits.TIME_S = 0; limits.allow_time()\nwhile True: pass"), 30)
    assert "60 giây" in reason(busy, "a")


def test_what_a_library_prints_does_not_stand_among_the_replies(faulty: Reader) -> None:
    assert faulty.compile("in.txt", GOOD).report


def test_the_process_knows_no_key_of_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIBAOCAO_LLM_API_KEY", "bi-mat")
    assert "bi-mat" not in reader._environment("/tmp").values()


def test_a_process_without_a_parent_ends(real: Reader) -> None:
    real.compile("a.txt", GOOD)
    assert real._child and real._child.process.stdin
    real._child.process.stdin.close()
    assert real._child.process.wait(10) == 0


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="chỉ xem được trên Linux")
def test_the_process_is_kept_small(real: Reader) -> None:
    real.compile("a.txt", GOOD)
    peak = Path(f"/proc/{real.pid}/status").read_text().split("VmHWM:")[1].split()[0]
    assert int(peak) < 200_000


def test_a_report_without_end_is_said_before_it_is_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_PASSAGES", 0)
    head, body = child._answer(open_file, {"name": "a.txt", "size": len(GOOD), "id": None}, GOOD)
    assert (head, body) == ({"reason": child.TOO_LONG}, b"")
