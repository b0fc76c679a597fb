"""Two replicas and two workers on one PostgreSQL and one Chroma server, one of each killed half-way: nothing lost, nothing twice.

Two hundred reports with HOIBAOCAO_TORTURE=1.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from tests.servers import free_port
from tests.torture.made_files import FOUND_BY, made_folder
from vectorstore.library import Library
from vectorstore.settings import Settings
from vectorstore.shared.tables import LexicalRow, OriginalRow, UnfollowedRow, UploadRow

ROOT = Path(__file__).parents[2]
COUNT = 200 if os.environ.get("HOIBAOCAO_TORTURE") == "1" else 16
AT_ONCE = 8  # files of one upload
PATIENCE_S = 1800


@dataclass(frozen=True, slots=True)
class Replica:
    process: subprocess.Popen[bytes]
    address: str


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, postgres_url: str, chroma_url: str) -> Settings:
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return Settings(data=tmp_path_factory.mktemp("looking"), database_url=postgres_url, chroma_url=chroma_url)


@pytest.fixture(scope="module")
def names(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What the replica that is left lists once all is in."""
    folder = tmp_path_factory.mktemp("replicas")
    made_folder(folder / "reports", COUNT)
    files = sorted((folder / "reports").rglob("*.txt"))
    replicas = [_replica(settings, folder / f"replica-{n}") for n in range(2)]
    workers = [_started(settings, folder / f"worker-{n}", "worker") for n in range(2)]
    try:
        for replica in replicas:
            _wait(lambda replica=replica: httpx.get(f"{replica.address}/ready").is_success)
        half = len(files) // 2
        _hand_in(replicas, files[:half])
        _wait(lambda: _total(replicas[1]) >= COUNT // 4)
        workers[0].kill()
        replicas[0].process.kill()
        _hand_in(replicas, files[half:])  # by way of the one that is left where the other does not answer
        _wait(lambda: _total(replicas[1]) >= COUNT and _waiting(settings) == 0)
        listed = httpx.get(f"{replicas[1].address}/reports", params={"limit": 200}).json()["reports"]
        yield sorted(report["file_name"] for report in listed)
    finally:
        for process in (*workers, *(replica.process for replica in replicas)):
            process.kill()
            process.wait()


def _started(settings: Settings, data: Path, command: str, **more: str) -> subprocess.Popen[bytes]:
    servers = {"HOIBAOCAO_DATABASE_URL": settings.database_url or "", "HOIBAOCAO_CHROMA_URL": settings.chroma_url or ""}
    environment = {**os.environ, **servers, "HOIBAOCAO_DATA": str(data), "PYTHONPATH": str(ROOT), **more}
    log = data.with_suffix(".log").open("wb")
    return subprocess.Popen([sys.executable, "-m", "ui", command], env=environment, cwd=ROOT, stdout=log, stderr=log)


def _replica(settings: Settings, data: Path) -> Replica:
    port = free_port()
    return Replica(_started(settings, data, "serve", HOIBAOCAO_PORT=str(port)), f"http://127.0.0.1:{port}/api/v1")


def _hand_in(replicas: Sequence[Replica], files: Sequence[Path]) -> None:
    """In turn to either, as a balancer does; what one does not take is given to the other."""
    for n, start in enumerate(range(0, len(files), AT_ONCE)):
        sent = [("files", (file.name, file.read_bytes())) for file in files[start : start + AT_ONCE]]
        for replica in (replicas[n % 2], replicas[1 - n % 2]):
            try:
                httpx.post(f"{replica.address}/reports", files=sent, timeout=60).raise_for_status()
                break
            except httpx.TransportError:
                continue


def _total(replica: Replica) -> int:
    return int(httpx.get(f"{replica.address}/reports", params={"limit": 1}, timeout=60).json()["total"])


def _waiting(settings: Settings) -> int:
    import psycopg

    with psycopg.connect(settings.database_url or "") as connection:
        row = connection.execute("SELECT (SELECT count(*) FROM uploads) + (SELECT count(*) FROM unfollowed)").fetchone()
    return int(row[0]) if row else 0


def _wait(done: object) -> None:
    assert callable(done)
    ending = time.monotonic() + PATIENCE_S
    while time.monotonic() < ending:
        try:
            if done():
                return
        except httpx.TransportError:
            pass  # it does not listen yet
        time.sleep(0.2)
    raise TimeoutError("it did not come to pass")


@pytest.fixture(scope="module")
def library(names: list[str], settings: Settings) -> Iterator[Library]:
    library = Library.open(settings)
    assert library.wait()
    yield library
    library.close()


def test_every_report_is_there_once(names: list[str]) -> None:
    assert names == [f"bao-cao-{n:04}.txt" for n in range(COUNT)]


def test_nothing_waits_and_every_original_is_kept(library: Library) -> None:
    counted = (UploadRow, UnfollowedRow, OriginalRow)
    with library.archive.read() as session:
        assert [session.scalar(select(func.count()).select_from(row)) for row in counted] == [0, 0, COUNT]


def test_both_indexes_have_every_passage_once(library: Library) -> None:
    assert library.lexical.current and library.dense.current
    passages = library.archive.counts()[1]
    assert (library.lexical.current.count(), library.dense.current.count()) == (passages, passages)
    with library.archive.read() as session:
        assert session.scalar(select(func.count()).select_from(LexicalRow)) == passages


def test_every_report_is_found_first(library: Library) -> None:
    for n in range(0, COUNT, max(1, COUNT // 40)):
        hits = library.search.search(FOUND_BY.format(n=n), k=1)
        assert [hit.passage.report.file_name for hit in hits] == [f"bao-cao-{n:04}.txt"]
