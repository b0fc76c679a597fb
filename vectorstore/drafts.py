"""Drafts, over the archive's engine; what is in one is the assistant's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from vectorstore import audit
from vectorstore.archive import Archive
from vectorstore.errors import NotFound
from vectorstore.records import DraftRow, now

NO_DRAFT = "Không tìm thấy dự thảo «{}». Có thể nó đã bị xóa; xin tải lại danh sách dự thảo."


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of the list of drafts."""

    id: str
    title: str
    created_at: datetime
    updated_at: datetime


def create_draft(archive: Archive, id: str, title: str, body: dict[str, Any]) -> DraftLine:
    """Keep a draft; the id is given, because the body itself names it."""
    moment = now()
    row = DraftRow(id=id, title=title, body=body, created_at=moment, updated_at=moment, owner=archive.sight.author)
    with archive.write() as session:
        session.add(row)
        audit.record(session, archive.sight.author, "draft written", draft=id)
    return _line(row)


def get_draft(archive: Archive, id: str) -> dict[str, Any]:
    """The body; raises NotFound."""
    with archive.read() as session:
        return _row(session, id).body


def list_drafts(archive: Archive, limit: int = 50, offset: int = 0) -> list[DraftLine]:
    """The one last changed comes first."""
    order = (DraftRow.updated_at.desc(), DraftRow.id)
    with archive.read() as session:
        rows = session.scalars(select(DraftRow).options(defer(DraftRow.body)).order_by(*order).limit(limit).offset(offset))
        return [_line(row) for row in rows]


def replace_draft(archive: Archive, id: str, title: str, body: dict[str, Any]) -> DraftLine:
    with archive.write() as session:
        row = _row(session, id)
        row.title, row.body, row.updated_at = title, body, now()
        audit.record(session, archive.sight.author, "draft changed", draft=id)
    return _line(row)


def delete_draft(archive: Archive, id: str) -> None:
    with archive.write() as session:
        session.delete(_row(session, id))
        audit.record(session, archive.sight.author, "draft deleted", draft=id)


def _row(session: Session, id: str) -> DraftRow:
    row = session.get(DraftRow, id)
    if row is None:
        raise NotFound(NO_DRAFT.format(id))
    return row


def _line(row: DraftRow) -> DraftLine:
    return DraftLine(row.id, row.title, row.created_at, row.updated_at)
