"""Nothing of a deleted report is left in the data folder; its words in conversations and drafts are the assistant's to strike out."""

from __future__ import annotations

import shutil
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from vectorstore.archive import Archive
from vectorstore.jobs import JobFile
from vectorstore.originals import ASIDE
from vectorstore.records import JobRow
from vectorstore.schema import BEFORE

STRUCK = "(đã xóa)"  # in place of the name of a file whose report is deleted


def clear(archive: Archive) -> None:
    """The names of deleted files in old jobs, files set aside, copies of older databases, and the free room of the database."""
    with archive.write() as session:
        _strike_names(session, archive.ids())
    shutil.rmtree(archive.data / ASIDE, ignore_errors=True)
    for copy in archive.data.glob(BEFORE):
        copy.unlink()
    archive.compact()


def _strike_names(session: Session, known: frozenset[str]) -> None:
    for job in session.scalars(select(JobRow)):
        files = [JobFile(**file) for file in job.files]
        struck = [_struck(file) if file.report_id and file.report_id not in known else file for file in files]
        if struck != files:
            job.files = [asdict(file) for file in struck]


def _struck(file: JobFile) -> JobFile:
    return replace(file, name=STRUCK, message="")
