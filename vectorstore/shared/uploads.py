"""Files that were handed in, kept in PostgreSQL until any worker has taken them in.

A worker holds a file until a moment that it keeps moving on; when it is killed the moment passes, and another takes the file. Taking a file
in twice changes nothing, because the archive knows its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session, undefer

from vectorstore.jobs import JobFile, JobState
from vectorstore.records import JobRow, now
from vectorstore.shared.tables import UploadRow
from vectorstore.sight import Level, Sight

if TYPE_CHECKING:
    from vectorstore.archive import Archive

HELD = timedelta(seconds=60)  # without a word from its worker
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file with the line that its job shows for it; without bytes it is not read."""

    name: str
    data: bytes | None
    line: JobFile


@dataclass(frozen=True, slots=True)
class Taken:
    """A file in the hands of a worker."""

    id: int
    job_id: str
    worker: str
    name: str
    data: bytes
    level: Level
    sight: Sight
    tries: int  # this one included


def submit(archive: Archive, files: Sequence[HandedIn], level: Level) -> str:
    """Keep the files as one job; returns its id."""
    job_id, sight = uuid4().hex, _written(archive.sight)
    with archive.write() as session:
        session.add(JobRow(id=job_id, state=JobState.QUEUED.value, owner=archive.sight.author, created_at=now(), files=[]))
        for file in files:
            kept = {"name": file.name, "data": file.data, "level": level.value, "sight": sight, "lines": [asdict(file.line)]}
            session.add(UploadRow(job_id=job_id, worker="", tries=0, **kept))
            session.flush()  # in this order
        _tell_job(session, job_id)
    return job_id


def take(archive: Archive, worker: str) -> Taken | None:
    """The file that waits longest and is in nobody's hands; None where there is none."""
    free = or_(UploadRow.held_until.is_(None), UploadRow.held_until < func.now())
    waiting = select(UploadRow).where(UploadRow.data.is_not(None), free).order_by(UploadRow.id).limit(1)
    with archive.root.write() as session:
        row = session.scalar(waiting.options(undefer(UploadRow.data)).with_for_update(skip_locked=True))
        if row is None or row.data is None:
            return None
        row.worker, row.held_until, row.tries = worker, func.now() + HELD, row.tries + 1
        return Taken(row.id, row.job_id, worker, row.name, row.data, Level(row.level), _read(row.sight), row.tries)


def hold_on(archive: Archive, taken: Taken) -> None:
    """Say that the file is still being read."""
    with archive.root.write() as session:
        session.execute(update(UploadRow).where(*_in_hand(taken)).values(held_until=func.now() + HELD))


def tell(archive: Archive, taken: Taken, lines: Sequence[JobFile]) -> None:
    """How far the file has come."""
    _settle(archive, taken, lines, {})


def finish(archive: Archive, taken: Taken, lines: Sequence[JobFile]) -> None:
    """What became of the file and of those in it; a file that another worker took meanwhile is that one's to tell of."""
    _settle(archive, taken, lines, {"data": None, "held_until": None})


def _settle(archive: Archive, taken: Taken, lines: Sequence[JobFile], more: dict[str, Any]) -> None:
    values = {"lines": [asdict(line) for line in lines], **more}
    with archive.root.write() as session:
        session.execute(select(JobRow.id).where(JobRow.id == taken.job_id).with_for_update())  # workers on the same job come in turn
        session.execute(update(UploadRow).where(*_in_hand(taken)).values(**values))
        _tell_job(session, taken.job_id)


def _in_hand(taken: Taken) -> tuple[Any, ...]:
    return UploadRow.id == taken.id, UploadRow.worker == taken.worker, UploadRow.tries == taken.tries


def _tell_job(session: Session, job_id: str) -> None:
    """The job's lines and state, from those of its files; done files of a done job are needed no more."""
    of_job = UploadRow.job_id == job_id
    rows = session.execute(select(UploadRow.lines, UploadRow.data.is_(None)).where(of_job).order_by(UploadRow.id)).all()
    job = session.get(JobRow, job_id)
    if job is None or not rows:
        return
    job.files = [line for lines, _ in rows for line in lines]
    if all(done for _, done in rows):
        job.state = JobState.FAILED.value if all(line["state"] == FAILED for line in job.files) else JobState.DONE.value
        session.execute(delete(UploadRow).where(of_job))
    elif any(line["state"] != "queued" for line in job.files):
        job.state = JobState.RUNNING.value


def _written(sight: Sight) -> dict[str, Any]:
    units, internal = (None if some is None else sorted(some) for some in (sight.units, sight.internal))
    return {"units": units, "internal": internal, "owner": sight.owner, "home": sight.home, "author": sight.author}


def _read(written: dict[str, Any]) -> Sight:
    units, internal = (None if written[name] is None else frozenset(written[name]) for name in ("units", "internal"))
    return Sight(units, internal, written["owner"], written["home"], written["author"])
