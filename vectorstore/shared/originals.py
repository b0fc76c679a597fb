"""Originals in PostgreSQL, where every replica finds them, in one transaction with their reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vectorstore.records import ReportRow
from vectorstore.shared.tables import OriginalRow


def keep(session: Session, report_id: str, data: bytes) -> None:
    session.add(OriginalRow(report_id=report_id, data=data))


def drop(session: Session, report_ids: Sequence[str]) -> None:
    session.execute(delete(OriginalRow).where(OriginalRow.report_id.in_(report_ids)))


def read(session: Session, report_id: str) -> bytes:
    """Raises FileNotFoundError, as a folder does."""
    data = session.scalar(select(OriginalRow.data).where(OriginalRow.report_id == report_id))
    if data is None:
        raise FileNotFoundError(report_id)
    return data


def take_over(session: Session, folder: Path) -> None:
    """Bring in the originals that an earlier release kept in the data folder."""
    kept = set(session.scalars(select(OriginalRow.report_id)))
    for report_id in session.scalars(select(ReportRow.id)):
        path = folder / report_id
        if report_id not in kept and path.is_file():
            keep(session, report_id, path.read_bytes())
