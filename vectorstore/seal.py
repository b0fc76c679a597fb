"""A seal says which revision of the archive an index follows and what its files' bytes were when nobody wrote.

It is broken before every write. An index without a whole seal was being written when its process died, or has been
damaged since, and is not trusted: Chroma may look sound then and find half of its vectors, or end the process.
"""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from vectorstore.durable import write_whole

CHUNK = 1 << 20
# SQLite's own helpers come and go with every reader.
PASSING = ("-wal", "-shm", "-journal", ".lock")
BROKEN = ".broken"
TICK = 2_000_000_000  # ns in which a file may change twice and bear one time, also on FAT


@dataclass(frozen=True, slots=True)
class Mark:
    """A file as it was sealed; the time in nanoseconds since 1970."""

    size: int
    modified: int
    checksum: int


def put_seal(path: Path, folder: Path | None, revision: int) -> None:
    """Reads only what has changed since the seal before."""
    broken, at = _beside(path), time.time_ns()
    known = _settled(path) | _settled(broken)
    files = {name: astuple(mark) for name, mark in _marks(folder, known).items()}
    write_whole(path, json.dumps({"revision": revision, "at": at, "files": files}).encode())
    broken.unlink(missing_ok=True)


def break_seal(path: Path) -> None:
    """What it knew of the files stays beside, so that the next seal reads less."""
    if path.exists():
        path.replace(_beside(path))


def drop_seal(path: Path) -> None:
    path.unlink(missing_ok=True)
    _beside(path).unlink(missing_ok=True)


def sealed_revision(path: Path, folder: Path | None) -> int | None:
    """The revision that the index follows, None when the seal is missing or the files are not what it says."""
    return _revision_if_same(path, folder, lambda files: {})


def standing_revision(path: Path, folder: Path | None) -> int | None:
    """The same by the files' sizes and times; only what differs in them is read."""
    return _revision_if_same(path, folder, lambda files: files)


def damaged_file(path: Path, folder: Path, stopped: Callable[[], bool]) -> str | None:
    """The first file that has the size and time it was sealed with and other bytes; every file is read."""
    for name, mark in _files(path).items():
        file = folder / name
        try:
            checksum = _checksum(file, stopped)
            if checksum is not None and checksum != mark.checksum and _is_untouched(file, mark):
                return name
        except OSError:
            continue  # it is being written just now
    return None


def newest_revision(folder: Path) -> int:
    """The highest revision that any seal in the folder bears, whole or not; -1 where there is none."""
    return max((_revision(path) for path in folder.glob("*.seal")), default=-1)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BROKEN)


def _revision(path: Path) -> int:
    try:
        return int(json.loads(path.read_bytes())["revision"])
    except (OSError, ValueError, KeyError, TypeError):
        return -1


def _revision_if_same(path: Path, folder: Path | None, trusted: Callable[[Mapping[str, Mark]], Mapping[str, Mark]]) -> int | None:
    try:
        sealed = _files(path)
        found = _marks(folder, trusted(sealed))
        return _revision(path) if path.exists() and _checksums(found) == _checksums(sealed) else None
    except OSError:
        return None


def _checksums(files: Mapping[str, Mark]) -> dict[str, int]:
    return {name: mark.checksum for name, mark in files.items()}


def _files(path: Path) -> dict[str, Mark]:
    """What a seal says; nothing where it cannot be read."""
    try:
        return {name: Mark(*map(int, mark)) for name, mark in json.loads(path.read_bytes())["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _settled(path: Path) -> dict[str, Mark]:
    """The files that were at rest for a while when they were sealed: a later change bears another time."""
    try:
        at = int(json.loads(path.read_bytes())["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {name: mark for name, mark in _files(path).items() if mark.modified < at - TICK}


def _marks(folder: Path | None, known: Mapping[str, Mark]) -> dict[str, Mark]:
    """Every file of the folder; one that is known by its size and time is not read."""
    if folder is None:
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(PASSING))
    names = ((path, path.relative_to(folder).as_posix()) for path in files)
    return {name: known[name] if name in known and _is_untouched(path, known[name]) else _mark(path) for path, name in names}


def _is_untouched(path: Path, mark: Mark) -> bool:
    stat = path.stat()
    return (stat.st_size, stat.st_mtime_ns) == (mark.size, mark.modified)


def _mark(path: Path) -> Mark:
    stat = path.stat()
    return Mark(stat.st_size, stat.st_mtime_ns, _checksum(path, lambda: False) or 0)


def _checksum(path: Path, stopped: Callable[[], bool]) -> int | None:
    """None when it was stopped before the end."""
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if stopped():
                return None
            value = zlib.crc32(chunk, value)
    return value
