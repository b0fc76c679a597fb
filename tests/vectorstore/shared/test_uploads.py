"""Files that wait in PostgreSQL: each is in the hands of one worker at a time, and none is lost with its worker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.jobs import JobFile, JobState, get_job
from vectorstore.settings import Settings
from vectorstore.shared import uploads
from vectorstore.shared.uploads import HandedIn, finish, hold_on, submit, take, tell
from vectorstore.sight import Level, Sight

READ = (JobFile("a.txt", "added", "Đã nạp.", "0" * 16),)
UNREAD = (JobFile("b.txt", "failed", "Tệp trống."),)


@pytest.fixture
def archive(empty_database: str, tmp_path: Path) -> Iterator[Archive]:
    archive = Archive.open(Settings(data=tmp_path, database_url=empty_database), "model", DIMENSION)
    yield archive
    archive.close()


def handed(*names: str) -> list[HandedIn]:
    return [HandedIn(name, name.encode(), JobFile(name)) for name in names]


def test_files_are_taken_once_and_in_order(archive: Archive) -> None:
    submit(archive, handed("a.txt", "b.txt"), Level.COMMON)
    first, second, third = take(archive, "one"), take(archive, "two"), take(archive, "one")
    assert first and second and third is None
    assert [(first.name, first.data), (second.name, second.data)] == [("a.txt", b"a.txt"), ("b.txt", b"b.txt")]


def test_a_job_shows_what_became_of_each_file(archive: Archive) -> None:
    job_id = submit(archive, handed("a.txt", "b.txt"), Level.COMMON)
    assert get_job(archive, job_id).state is JobState.QUEUED
    first, second = take(archive, "one"), take(archive, "two")
    assert first and second
    finish(archive, second, UNREAD)
    assert [(file.name, file.state) for file in get_job(archive, job_id).files] == [("a.txt", "queued"), ("b.txt", "failed")]
    assert get_job(archive, job_id).state is JobState.RUNNING
    tell(archive, first, [JobFile("a.txt", "reading", "1/9")])
    assert get_job(archive, job_id).files[0].message == "1/9"
    finish(archive, first, READ)
    job = get_job(archive, job_id)
    assert (job.state, job.files) == (JobState.DONE, (*READ, *UNREAD))


def test_a_file_that_holds_others_takes_several_lines(archive: Archive) -> None:
    job_id = submit(archive, handed("a.zip", "b.txt"), Level.COMMON)
    taken = take(archive, "one")
    assert taken
    finish(archive, taken, (*READ, *READ, *READ))
    assert [file.name for file in get_job(archive, job_id).files] == ["a.txt"] * 3 + ["b.txt"]


def test_a_job_of_which_nothing_came_in_has_failed(archive: Archive) -> None:
    job_id = submit(archive, [HandedIn("b.txt", None, UNREAD[0])], Level.COMMON)  # too large to be kept at all
    assert get_job(archive, job_id).state is JobState.FAILED
    assert take(archive, "one") is None


def test_what_a_killed_worker_held_is_taken_by_another(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = submit(archive, handed("a.txt"), Level.COMMON)
    monkeypatch.setattr(uploads, "HELD", timedelta(seconds=-1))  # its time passes at once
    dead, living = take(archive, "dead"), take(archive, "living")
    assert dead and living and (dead.id, dead.tries) == (living.id, 1)
    assert living.tries == 2
    finish(archive, living, READ)
    finish(archive, dead, UNREAD)  # it was only slow: what the other said stays
    assert get_job(archive, job_id).files == READ


def test_a_worker_that_goes_on_keeps_its_file(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    submit(archive, handed("a.txt"), Level.COMMON)
    with monkeypatch.context() as passing:
        passing.setattr(uploads, "HELD", timedelta(seconds=-1))
        taken = take(archive, "one")
    assert taken
    hold_on(archive, taken)
    assert take(archive, "two") is None


def test_a_file_is_read_for_whoever_handed_it_in(archive: Archive) -> None:
    sight = Sight(frozenset({"ktht"}), frozenset(), "user-1", "ktht", "user-1")
    job_id = submit(archive.seen_by(sight), handed("a.txt"), Level.INTERNAL)
    taken = take(archive, "one")
    assert taken and (taken.sight, taken.level) == (sight, Level.INTERNAL)
    assert get_job(archive.seen_by(sight), job_id).id == job_id
