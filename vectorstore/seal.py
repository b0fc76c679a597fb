"""A seal says which revision of the archive an index follows and what its files' bytes were when nobody wrote.

It is broken before every write. An index without a whole seal was being written when its process died, or has been
damaged since, and is not trusted: Chroma may look sound then and find half of its vectors, or end the process.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from vectorstore.durable import write_whole

CHUNK = 1 << 20
# SQLite's own helpers come and go with every reader.
PASSING = ("-wal", "-shm", "-journal", ".lock")


def put_seal(path: Path, folder: Path | None, revision: int) -> None:
    write_whole(path, json.dumps({"revision": revision, "files": _checksums(folder)}).encode())


def break_seal(path: Path) -> None:
    path.unlink(missing_ok=True)


def sealed_revision(path: Path, folder: Path | None) -> int | None:
    """The revision that the index follows, None when the seal is missing or the files are not what it says."""
    try:
        seal = json.loads(path.read_bytes())
        return int(seal["revision"]) if seal["files"] == _checksums(folder) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def newest_revision(folder: Path) -> int:
    """The highest revision that any seal in the folder bears, whole or not; -1 where there is none."""
    return max((_revision(path) for path in folder.glob("*.seal")), default=-1)


def _revision(path: Path) -> int:
    try:
        return int(json.loads(path.read_bytes())["revision"])
    except (OSError, ValueError, KeyError, TypeError):
        return -1


def _checksums(folder: Path | None) -> dict[str, int]:
    if folder is None:
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(PASSING))
    return {path.relative_to(folder).as_posix(): _checksum(path) for path in files}


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            value = zlib.crc32(chunk, value)
    return value
