"""Files of watched folders as they were when they were last tried, so that none is tried twice while it stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from vectorstore.records import WatchedRow, now

if TYPE_CHECKING:
    from vectorstore.archive import Archive


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells a file that has changed: its size in bytes and when it was last written, nanoseconds since 1970."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A file that was tried; `message` is a Vietnamese sentence for the reader."""

    path: str
    state: str
    message: str
    tried_at: datetime


def tried(archive: Archive) -> dict[str, Seen]:
    """Every file that was tried, as it was then."""
    with archive.read() as session:
        rows = session.execute(select(WatchedRow.path, WatchedRow.size, WatchedRow.modified))
        return {path: Seen(size, modified) for path, size, modified in rows}


def note(archive: Archive, path: str, seen: Seen, state: str, message: str) -> None:
    """Remember what became of a file."""
    with archive.write() as session:
        session.merge(WatchedRow(path=path, size=seen.size, modified=seen.modified, state=state, message=message, tried_at=now()))


def ended(archive: Archive, state: str, limit: int = 200) -> tuple[Tried, ...]:
    """The files that ended in a state, the latest first."""
    with archive.read() as session:
        rows = session.scalars(select(WatchedRow).where(WatchedRow.state == state).order_by(WatchedRow.tried_at.desc()).limit(limit))
        return tuple(Tried(row.path, row.state, row.message, row.tried_at) for row in rows)
