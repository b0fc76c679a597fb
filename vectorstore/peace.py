"""A large database that was closed in peace is not read whole before it is opened again, but while it answers.

The stamp beside it says what it was like when it was closed. It is taken away when the database is opened, so that one whose
process died, or that anybody has written since, is read whole first.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from vectorstore.durable import write_whole
from vectorstore.sqlite import reading

AT_ONCE = 256 << 20  # bytes that are read in about a second
STEPS = 100_000  # of SQLite's machine between two looks whether to stop


def leave_stamp(database: Path) -> None:
    """After the last connection is closed."""
    log = database.with_name(database.name + "-wal")
    if database.stat().st_size > AT_ONCE and not (log.exists() and log.stat().st_size):
        write_whole(_stamp(database), json.dumps(_state(database)).encode())


def take_stamp(database: Path) -> bool:
    """Whether the database is as it was left in peace."""
    stamp = _stamp(database)
    try:
        said = json.loads(stamp.read_bytes())
    except (OSError, ValueError):
        return False
    stamp.unlink()
    return bool(said == _state(database))


class Reading:
    """Reads a large database in the background, and tells when it is damaged."""

    def __init__(self, database: Path, fail: Callable[[], None]) -> None:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._read, args=(database, fail), name="read", daemon=True)
        self._thread.start()

    def _read(self, database: Path, fail: Callable[[], None]) -> None:
        with closing(reading(database)) as connection:
            connection.set_progress_handler(self._stopped.is_set, STEPS)
            try:
                sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            except sqlite3.DatabaseError:
                sound = False
        if not sound and not self._stopped.is_set():
            fail()

    def close(self) -> None:
        self._stopped.set()
        self._thread.join()


def _stamp(database: Path) -> Path:
    return database.with_name(database.name + ".closed")


def _state(database: Path) -> list[int]:
    stat = database.stat()
    return [stat.st_size, stat.st_mtime_ns]
