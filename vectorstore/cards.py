"""The list of reports: filters become SQL conditions, rows become cards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session, defer

from vectorstore.records import PassageRow, ReportRow, SupersededRow
from vectorstore.rows import row_period
from vectorstore.stored import CardFilter, CardPage, ReportCard, ReportHeader, Versions
from vectorstore.text.normalize import fold
from vectorstore.versions import is_current

_NEWEST_FIRST = (func.coalesce(ReportRow.issued_on, func.date(ReportRow.created_at)).desc(), ReportRow.created_at.desc(), ReportRow.id)
HEADER_COLUMNS = (
    ReportRow.id,
    ReportRow.file_name,
    ReportRow.title,
    ReportRow.type,
    ReportRow.issuer,
    ReportRow.number,
    ReportRow.issued_on,
    ReportRow.issued_label,
    ReportRow.period_label,
    ReportRow.period_start,
    ReportRow.period_end,
    ReportRow.period_inferred,
    ReportRow.inferred,
)


def row_header(row: ReportRow | Row[Any], superseded_by: str | None = None) -> ReportHeader:
    return ReportHeader(
        id=row.id,
        file_name=row.file_name,
        title=row.title,
        type=row.type,
        issuer=row.issuer,
        number=row.number,
        issued_on=row.issued_on,
        issued_label=row.issued_label,
        period=row_period(row),
        inferred=tuple(row.inferred),
        superseded_by=superseded_by,
    )


def conditions(wanted: CardFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.versions is Versions.CURRENT:
        yield is_current(ReportRow.id)
    if wanted.issuers:
        yield ReportRow.issuer.in_(wanted.issuers)
    if wanted.types:
        yield ReportRow.type.in_(wanted.types)
    if wanted.report_ids:
        yield ReportRow.id.in_(wanted.report_ids)
    for word in fold(wanted.title).split():
        yield ReportRow.title_folded.contains(word, autoescape=True)
    if wanted.start:
        yield or_(ReportRow.period_end >= wanted.start, and_(ReportRow.period_end.is_(None), ReportRow.issued_on >= wanted.start))
    if wanted.end:
        yield or_(ReportRow.period_start <= wanted.end, and_(ReportRow.period_start.is_(None), ReportRow.issued_on <= wanted.end))


def matching_ids(session: Session, wanted: CardFilter) -> frozenset[str]:
    return frozenset(session.scalars(select(ReportRow.id).where(*conditions(wanted))))


def current_headers(session: Session) -> tuple[ReportHeader, ...]:
    """Every current report in the order of `card_page`, without what a card has beside it."""
    where = list(conditions(CardFilter()))
    columns = select(*HEADER_COLUMNS).where(*where).order_by(*_NEWEST_FIRST).execution_options(yield_per=1000)
    return tuple(row_header(row) for row in session.execute(columns))


def card_page(session: Session, wanted: CardFilter, limit: int, offset: int) -> CardPage:
    """Newest report first; one without a date of issue comes where it was brought in."""
    where = list(conditions(wanted))
    count = select(func.count()).where(PassageRow.report_id == ReportRow.id).scalar_subquery()
    joined = select(ReportRow, count, SupersededRow.by_id).outerjoin(SupersededRow, SupersededRow.report_id == ReportRow.id)
    rows = session.execute(joined.options(defer(ReportRow.text)).where(*where).order_by(*_NEWEST_FIRST).limit(limit).offset(offset))
    cards = tuple(
        ReportCard(row_header(row, newer), row.media_type, passages, row.created_at, row.unit, row.level) for row, passages, newer in rows
    )
    total = session.scalar(select(func.count()).select_from(ReportRow).where(*where))
    return CardPage(cards, total or 0)
