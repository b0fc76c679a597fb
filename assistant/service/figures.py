"""The ledger: figures that reports state, as JSON and as a spreadsheet, and where they do not agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from assistant import export
from assistant.answer import CitedPeriod
from assistant.notation import notation, plain
from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import DeskDep, Limit, Name, Offset, needs
from vectorstore.errors import BadRequest
from vectorstore.figure import ConflictKind, FigureFilter, FigureKind, LedgerPage, LedgerRow, StoredConflict

router = APIRouter(tags=["figures"], dependencies=[needs(Right.ASK)])


@dataclass(frozen=True, slots=True)
class FigureOut:
    """One figure; start and end are of the quote, figure_start and figure_end of the figure, in the stored text of its report.

    `value`, `upper` and `of` are decimals in base units ("10100.78"), `shown` is the value in Vietnamese notation.
    """

    report_id: str
    file_name: str
    title: str
    issuer: str | None
    government: str
    period: CitedPeriod | None
    section: str
    page: int | None
    ordinal: int
    indicator: str
    value: str
    written: str
    shown: str
    unit: str
    qualifier: str | None
    kind: FigureKind
    upper: str | None
    of: str | None
    place: str
    quote: str
    start: int
    end: int
    part_of: int | None  # ordinal of the figure in the same report that it is a part of
    figure_start: int
    figure_end: int


@dataclass(frozen=True, slots=True)
class FigurePage:
    total: int
    limit: int
    offset: int
    figures: list[FigureOut]


@dataclass(frozen=True, slots=True)
class ConflictOut:
    kind: ConflictKind
    said: str
    figures: list[FigureOut]


@dataclass(frozen=True, slots=True)
class ConflictList:
    total: int
    limit: int
    offset: int
    conflicts: list[ConflictOut]


class FileFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _wanted(
    q: Name = "",
    government: Name = "",
    issuer: Name | None = None,
    unit: Name = "",
    kind: Annotated[list[FigureKind], Query(max_length=len(FigureKind))] = [],  # noqa: B006
    start: Annotated[date | None, Query(alias="from")] = None,
    end: Annotated[date | None, Query(alias="to")] = None,
) -> FigureFilter:
    if start and end and start > end:
        raise BadRequest(words.BAD_RANGE)
    return FigureFilter(q, (issuer,) if issuer else (), government, start, end, unit, tuple(kind))


Wanted = Annotated[FigureFilter, Depends(_wanted)]


@router.get("/figures")
def list_figures(wanted: Wanted, desk: DeskDep, limit: Limit = 50, offset: Offset = 0) -> FigurePage:
    """Số liệu ghi trong các báo cáo, kỳ mới nhất trước; q tìm trong tên chỉ tiêu, có dấu hay không dấu."""
    return page_of(desk.figures(wanted, limit, offset), limit, offset)


def page_of(page: LedgerPage, limit: int, offset: int) -> FigurePage:
    return FigurePage(page.total, limit, offset, [_figure(row) for row in page.rows])


@router.get("/figures/export", response_class=Response)
def export_figures(wanted: Wanted, desk: DeskDep, format: FileFormat = FileFormat.CSV) -> Response:
    """Số liệu khớp điều kiện dưới dạng tệp CSV hoặc XLSX, tối đa 50.000 dòng."""
    desk.note("figures exported", words=wanted.words)
    data = _file(desk.figures(wanted, export.LIMIT), format)
    return Response(data, media_type=MEDIA_TYPES[format], headers={"Content-Disposition": f'attachment; filename="so-lieu.{format}"'})


@router.get("/conflicts")
def list_conflicts(desk: DeskDep, limit: Limit = 50, offset: Offset = 0) -> ConflictList:
    """Những chỗ số liệu mâu thuẫn: không cộng bằng tổng, một chỉ tiêu có hai giá trị, tỷ lệ không thể có."""
    page = desk.conflicts(limit, offset)
    return ConflictList(page.total, limit, offset, [_conflict(conflict) for conflict in page.conflicts])


def _file(page: LedgerPage, format: FileFormat) -> bytes:
    return export.csv_text(page).encode() if format is FileFormat.CSV else export.xlsx_bytes(page)


def _conflict(conflict: StoredConflict) -> ConflictOut:
    return ConflictOut(conflict.kind, conflict.said, [_figure(row) for row in conflict.rows])


def _figure(row: LedgerRow) -> FigureOut:
    figure, report, period = row.figure, row.report, row.period
    return FigureOut(
        report_id=report.id,
        file_name=report.file_name,
        title=report.title,
        issuer=report.issuer,
        government=row.government,
        period=CitedPeriod(period.label, period.start, period.end) if period else None,
        section=" › ".join(row.section),
        page=row.page,
        ordinal=figure.ordinal,
        indicator=figure.indicator,
        value=plain(figure.value),
        written=figure.written,
        shown=notation(figure.value),
        unit=figure.unit,
        qualifier=figure.qualifier,
        kind=figure.kind,
        upper=None if figure.upper is None else plain(figure.upper),
        of=None if figure.of is None else plain(figure.of),
        place=figure.place,
        quote=row.quote,
        start=row.start,
        end=row.end,
        part_of=figure.part_of,
        figure_start=figure.span.start,
        figure_end=figure.span.end,
    )
