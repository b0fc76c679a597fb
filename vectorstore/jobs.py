"""Ingest jobs: which files are being read and what became of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import func, select

from vectorstore.archive import Archive
from vectorstore.errors import NotFound
from vectorstore.records import JobRow, now

NO_JOB = "Không tìm thấy lượt nạp «{}». Xin kiểm tra lại mã, hoặc xem danh sách báo cáo để biết tệp đã vào kho chưa."


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"  # the process ended while it ran


@dataclass(frozen=True, slots=True)
class JobFile:
    """One file of a job; `message` is a Vietnamese sentence for the reader."""

    name: str
    state: str = "queued"
    message: str = ""
    report_id: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    id: str
    state: JobState
    created_at: datetime
    files: tuple[JobFile, ...]


def create_job(archive: Archive, files: tuple[JobFile, ...]) -> Job:
    job = Job(uuid4().hex, JobState.RUNNING, now(), files)
    with archive.write() as session:
        files_as = [asdict(file) for file in files]
        session.add(JobRow(id=job.id, state=job.state.value, owner=archive.sight.author, created_at=job.created_at, files=files_as))
    return job


def update_job(archive: Archive, job: Job) -> None:
    """Store the job's state and files as they are now."""
    with archive.write() as session:
        row = session.get(JobRow, job.id)
        if row is None:
            raise NotFound(NO_JOB.format(job.id))
        row.state = job.state.value
        row.files = [asdict(file) for file in job.files]


def get_job(archive: Archive, job_id: str) -> Job:
    with archive.read() as session:
        row = session.get(JobRow, job_id)
    if row is None:
        raise NotFound(NO_JOB.format(job_id))
    return _job(row)


def list_jobs(archive: Archive, limit: int = 20) -> list[Job]:
    """The newest first."""
    with archive.read() as session:
        return [_job(row) for row in session.scalars(select(JobRow).order_by(JobRow.created_at.desc(), JobRow.id).limit(limit))]


def job_counts(archive: Archive) -> dict[JobState, int]:
    """How many jobs are in each state."""
    with archive.read() as session:
        return {JobState(state): count for state, count in session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))}


def _job(row: JobRow) -> Job:
    return Job(row.id, JobState(row.state), row.created_at, tuple(JobFile(**file) for file in row.files))
