"""What the disk refuses is said in a sentence; anything else is left as it is."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from vectorstore import disk
from vectorstore.disk import refusal, telling
from vectorstore.errors import DiskRefused
from vectorstore.sqlite import survives_two_writers


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, disk.FULL),
        (errno.EDQUOT, disk.FULL),
        (errno.EROFS, disk.READ_ONLY),
        (errno.EACCES, disk.READ_ONLY),
        (errno.EIO, disk.NO_ANSWER),
        (errno.ENOENT, None),
    ],
)
def test_what_the_system_refuses(code: int, said: str | None) -> None:
    told = refusal(OSError(code, "x"))
    assert (str(told) if told else None) == said


def test_a_full_database_and_a_file_that_is_none(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "small.sqlite3")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(DiskRefused, match="đã đầy"), telling():
        connection.execute("CREATE TABLE a (b)")
        connection.execute("INSERT INTO a VALUES (zeroblob(1000000))")
    connection.close()


def test_another_error_stays_what_it_is() -> None:
    with pytest.raises(FileNotFoundError), telling():
        raise FileNotFoundError(errno.ENOENT, "x")


@pytest.mark.parametrize(
    ("version", "free"), [((3, 40, 1), False), ((3, 44, 6), True), ((3, 50, 7), True), ((3, 51, 2), False), ((3, 52, 0), True)]
)
def test_the_releases_of_sqlite_that_two_writers_harm(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], free: bool) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert survives_two_writers() is free
