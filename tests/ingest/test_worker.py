"""A worker takes in what any replica was handed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import worker
from ingest.pipeline import MAX_BYTES, TOO_LARGE, FileResult, FileState
from ingest.worker import SharedUploads, work_once, work_until
from tests.torture.made import file_bytes, file_name
from tests.vectorstore.stores import STORES, opened, settings_of
from vectorstore.jobs import JobState, get_job
from vectorstore.library import Library
from vectorstore.shared import uploads


@pytest.fixture
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with opened(settings_of(STORES[1], tmp_path / "data", request)) as library:
        yield library


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / file_name(n) for n in range(3)]
    for n, path in enumerate(paths):
        path.write_bytes(file_bytes(n, paragraphs=3))
    return paths


def quiet(result: FileResult) -> None:
    """Nobody is told."""


def test_two_workers_take_in_every_file_once(library: Library, files: list[Path]) -> None:
    job_id = SharedUploads(library).submit([*files, *files])
    stopping = threading.Event()
    results: list[FileResult] = []
    workers = [threading.Thread(target=work_until, args=(stopping, library, results.append, 0.05)) for _ in range(2)]
    for one in workers:
        one.start()
    while get_job(library.archive, job_id).state not in (JobState.DONE, JobState.FAILED):
        stopping.wait(0.1)
    stopping.set()
    for one in workers:
        one.join()
    assert sorted(result.state for result in results) == [FileState.ADDED] * 3 + [FileState.ALREADY_THERE] * 3
    assert library.archive.counts()[0] == 3


def test_a_file_that_is_too_large_is_refused_at_once(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "to.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (line,) = get_job(library.archive, SharedUploads(library).submit([path])).files
    assert (line.state, line.message) == ("failed", TOO_LARGE)


def test_a_file_that_its_workers_die_of_is_given_up(library: Library, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = SharedUploads(library).submit(files[:1])
    monkeypatch.setattr(worker, "MOST_TRIES", 0)
    assert work_once(library, "one", quiet)
    assert get_job(library.archive, job_id).state is JobState.FAILED
    assert uploads.take(library.archive, "one") is None


def test_where_nothing_waits_nothing_is_done(library: Library) -> None:
    assert not work_once(library, "one", quiet)
