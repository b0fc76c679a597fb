"""Report and Passage as table rows, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, or_

from vectorstore.records import FigureRow, PassageRow, ReportRow, now
from vectorstore.report import Passage, PassageKind, Period, Report, Sentence, Span
from vectorstore.text.normalize import fold
from vectorstore.vectors import Vectors, packed


def report_key(report: Report) -> str:
    """The same for every version of one report: who, what, for when, under which number, in which file."""
    period = report.period
    parts = (report.issuer, report.type, report.title, period and f"{period.start}/{period.end}", report.number, report.file_name)
    return hashlib.sha256("\x1f".join(fold(part or "") for part in parts).encode()).hexdigest()


def identity(sha256: str, unit: str) -> str:
    """What is there once in the archive: a file, for each unit that has it."""
    return hashlib.sha256(f"{unit}\x1f{sha256}".encode()).hexdigest() if unit else sha256


def report_row(report: Report, media_type: str, unit: str = "", level: str = "thường") -> ReportRow:
    period = report.period
    return ReportRow(
        id=report.id,
        sha256=identity(report.sha256, unit),
        file_sha256=report.sha256,
        key=report_key(report),
        file_name=report.file_name,
        media_type=media_type,
        title=report.title,
        title_folded=fold(report.title),
        type=report.type,
        issuer=report.issuer,
        number=report.number,
        issued_on=report.issued_on,
        issued_label=report.issued_label,
        period_label=period.label if period else None,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        period_inferred=period.inferred if period else False,
        text=report.text,
        inferred=list(report.inferred),
        pages=list(report.pages),
        created_at=now(),
        unit=unit,
        level=level,
    )


def passage_row(report_id: str, passage: Passage, embedding: Vectors) -> PassageRow:
    return PassageRow(
        report_id=report_id,
        ordinal=passage.ordinal,
        kind=passage.kind.value,
        section=list(passage.section),
        lead=passage.lead,
        heads=list(passage.heads),
        page=passage.page,
        sentences=[[[span.start, span.end] for span in sentence.spans] for sentence in passage.sentences],
        embedding=packed(embedding),
    )


def is_one_of(row: type[PassageRow] | type[FigureRow], keys: Iterable[tuple[str, int]]) -> ColumnElement[bool]:
    """Whether a row is named by its report and ordinal; at most a thousand reports, which is as deep as SQLite goes."""
    ordinals: dict[str, list[int]] = {}
    for report_id, ordinal in keys:
        ordinals.setdefault(report_id, []).append(ordinal)
    # Not by pairs: SQLite goes through the whole table for (report_id, ordinal) IN (…).
    return or_(false(), *(and_(row.report_id == report_id, row.ordinal.in_(some)) for report_id, some in ordinals.items()))


def row_period(row: ReportRow | Row[Any]) -> Period | None:
    if row.period_label is None or row.period_start is None or row.period_end is None:
        return None
    return Period(row.period_label, row.period_start, row.period_end, row.period_inferred)


def row_passage(row: PassageRow) -> Passage:
    sentences = tuple(Sentence(tuple(Span(*span) for span in spans)) for spans in row.sentences)
    return Passage(row.ordinal, PassageKind(row.kind), tuple(row.section), sentences, row.lead, tuple(row.heads), row.page)


def row_report(row: ReportRow, passages: tuple[Passage, ...]) -> Report:
    return Report(
        id=row.id,
        sha256=row.file_sha256,
        file_name=row.file_name,
        title=row.title,
        type=row.type,
        issuer=row.issuer,
        number=row.number,
        issued_on=row.issued_on,
        issued_label=row.issued_label,
        period=row_period(row),
        text=row.text,
        passages=passages,
        inferred=tuple(row.inferred),
        pages=tuple(row.pages),
    )
