"""A large import that is killed and begun again: nothing twice, nothing lost. A thousand reports with HOIBAOCAO_TORTURE=1."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.made_files import FOUND_BY, made_folder
from vectorstore.library import Library
from vectorstore.settings import Settings

ROOT = Path(__file__).parents[2]
COUNT = 1000 if os.environ.get("HOIBAOCAO_TORTURE") == "1" else 24
KILLS = 4 if COUNT > 100 else 2


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An archive into which an import was killed again and again, and then left to end."""
    folder = tmp_path_factory.mktemp("bulk")
    made_folder(folder / "reports", COUNT)
    settings = Settings(data=folder / "data")
    for kill in range(1, KILLS + 1):
        _killed(settings, folder / "reports", COUNT * kill // (KILLS + 1))
    begun = time.perf_counter()
    ended = _importing(settings, folder / "reports", "--report", str(folder / "list.csv"))
    assert ended.wait(3600) == 0
    print(f"{COUNT} reports, {KILLS} kills; the last run took {time.perf_counter() - begun:.0f} s")
    return settings


def _importing(settings: Settings, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "HOIBAOCAO_DATA": str(settings.data), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "ui", "ingest", str(folder), *more]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _killed(settings: Settings, folder: Path, at: int) -> None:
    """An import that is killed once it has taken in `at` reports."""
    running = _importing(settings, folder)
    until = time.monotonic() + 1800
    while _kept(settings) < at and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    running.kill()
    running.wait()


def _kept(settings: Settings) -> int:
    files = settings.data / "files"
    return len(list(files.iterdir())) if files.is_dir() else 0


@pytest.fixture(scope="module")
def library(settings: Settings) -> Iterator[Library]:
    library = Library.open(settings)
    assert library.wait()
    yield library
    library.close()


def test_every_report_is_there_once(library: Library) -> None:
    names = sorted(library.archive.header(report_id).file_name for report_id in library.archive.ids())
    assert names == [f"bao-cao-{n:04}.txt" for n in range(COUNT)]


def test_every_file_belongs_to_a_report_and_the_list_has_them_all(settings: Settings) -> None:
    assert _kept(settings) == COUNT
    listed = (settings.data.parent / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(listed) == COUNT + 1


def test_both_indexes_have_every_passage(library: Library) -> None:
    assert library.lexical.current and library.dense.current
    passages = library.archive.counts()[1]
    assert (library.lexical.current.count(), library.dense.current.count()) == (passages, passages)


def test_what_came_in_before_a_kill_and_after_it_is_found(library: Library) -> None:
    for n in (0, COUNT // 3, COUNT - 1):
        best = library.search.search(FOUND_BY.format(n=n), k=1)[0]
        assert best.passage.report.file_name == f"bao-cao-{n:04}.txt"
