"""A large database is read whole before it is opened unless it was closed in peace; then it is read while it answers."""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.vectorstore.made import DIMENSION, bring_in, made_reports
from vectorstore import database, peace, sqlite
from vectorstore.archive import Archive
from vectorstore.errors import DamagedArchive
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME

REPORTS = made_reports(3)


@pytest.fixture
def read_whole(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The databases that were read before they were opened; every database counts as large."""
    seen: list[Path] = []
    whole = sqlite.require_sound
    monkeypatch.setattr(database, "require_sound", lambda path: seen.append(path) or whole(path))  # type: ignore[func-returns-value]
    monkeypatch.setattr(peace, "AT_ONCE", 0)
    return seen


@pytest.fixture
def data(tmp_path: Path, read_whole: list[Path]) -> Path:
    archive = opened(tmp_path)
    for report, data in REPORTS:
        bring_in(archive, report, data)
    archive.close()
    return tmp_path


def opened(data: Path) -> Archive:
    return Archive.open(Settings(data=data), "model", DIMENSION)


def test_what_was_closed_in_peace_is_opened_at_once(data: Path, read_whole: list[Path]) -> None:
    archive = opened(data)
    assert read_whole == []
    assert archive.counts()[0] == len(REPORTS)
    archive.close()


def test_what_was_not_closed_is_read_first(data: Path, read_whole: list[Path]) -> None:
    archive = opened(data)
    archive._lock.close()  # as when its process dies
    archive.engine.dispose()
    again = opened(data)
    assert read_whole == [data / NAME]
    again.close()
    assert archive._reading
    archive._reading.close()


def test_what_was_written_since_is_read_first_and_refused(data: Path, read_whole: list[Path]) -> None:
    content = bytearray((data / NAME).read_bytes())
    content[4096:4196] = bytes(100)
    (data / NAME).write_bytes(content)
    with pytest.raises(DamagedArchive):
        opened(data)
    assert read_whole == [data / NAME]


def test_damage_without_a_trace_is_found_meanwhile_and_nothing_more_is_written(data: Path, read_whole: list[Path]) -> None:
    stat = (data / NAME).stat()
    content = bytearray((data / NAME).read_bytes())
    at = _page_of(data / NAME, "ix_reports_key")
    content[at : at + 100] = bytes(byte ^ 0xFF for byte in content[at : at + 100])
    (data / NAME).write_bytes(content)
    os.utime(data / NAME, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    stamp = data / f"{NAME}.closed"
    assert stamp.exists()
    archive = opened(data)
    assert archive._reading
    archive._reading._thread.join()
    with pytest.raises(DamagedArchive, match="hoibaocao restore"), archive.write():
        pass
    archive.close()
    assert not stamp.exists()  # the next start reads it whole and refuses it


def _page_of(path: Path, index: str) -> int:
    """Where the root page of an index, which no start looks into, lies in the file."""
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int((page - 1) * size)


def test_reading_stops_when_the_archive_is_closed(data: Path) -> None:
    told = threading.Event()
    reading = peace.Reading(data / NAME, told.set)
    reading.close()
    assert not told.is_set()


def test_a_small_database_leaves_no_stamp(tmp_path: Path) -> None:
    opened(tmp_path).close()
    assert not (tmp_path / f"{NAME}.closed").exists()
