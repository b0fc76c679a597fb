"""The file of the SQLite database, read beside whoever writes it: whether it is sound, and a copy of it as of one moment."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from vectorstore.disk import DAMAGED, FULL, telling
from vectorstore.durable import flush_folder
from vectorstore.errors import DamagedArchive, DiskRefused

NAME = "archive.sqlite3"
FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))  # the first releases of their lines that cannot lose a log to two writers


def reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, nor bring the log into the file."""
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=10, check_same_thread=False)


def require_sound(path: Path) -> None:
    """Raises DamagedArchive before anything has been written into a damaged file."""
    with telling(), closing(reading(path)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DamagedArchive(DAMAGED)


def copy_database(source: Path, target: Path) -> None:
    """One whole file as of one moment, there whole or not at all; whoever writes the source goes on writing."""
    size = source.stat().st_size
    if shutil.disk_usage(target.parent).free < 2 * size:
        raise DiskRefused(FULL)
    beside = target.with_name(target.name + ".new")
    beside.unlink(missing_ok=True)
    with telling():
        with closing(reading(source)) as old, closing(sqlite3.connect(beside)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
        flush_folder(target.parent)


def survives_two_writers() -> bool:
    """Whether this SQLite is free of the fault by which two writers can lose a log (3.7.0 to 3.51.2); with one writer none can."""
    version = sqlite3.sqlite_version_info
    return version >= FIXED[0] or any(version[:2] == first[:2] and version >= first for first in FIXED)
