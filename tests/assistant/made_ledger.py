"""Rows of the ledger made from words that stand in a report, as the archive would give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vectorstore.figure import ConflictKind, ConflictPage, Figure, FigureFilter, FigureKind, LedgerPage, LedgerRow, StoredConflict
from vectorstore.report import GAP, Report, Span
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold
from vectorstore.text.number import parse_number


def header(report: Report) -> ReportHeader:
    return ReportHeader(
        report.id, report.file_name, report.title, report.type, report.issuer, report.number, report.issued_on, report.issued_label,
        report.period, report.inferred,
    )  # fmt: skip


def made_row(report: Report, quote: str, written: str, unit: str, indicator: str, government: str = "", **more: object) -> LedgerRow:
    """The figure `written` in the sentence `quote`, both word for word; `more` changes the figure."""
    first, *_, last = (quote + GAP + quote).split(GAP)
    start = report.text.index(first)
    at = report.text.index(written, start)
    figure = Figure(
        ordinal=at,
        passage=0,
        sentence=0,
        span=Span(at, at + len(written)),
        indicator=indicator,
        words=quote,
        value=parse_number(written),
        written=written,
        unit=unit,
        kind=FigureKind.FLOW,
    )
    figure = replace(figure, **more)  # type: ignore[arg-type]
    end = report.text.index(last, start) + len(last)
    return LedgerRow(figure, header(report), government, ("I. KẾT QUẢ",), None, figure.period or report.period, quote, start, end)


def made_conflict(said: str, *rows: LedgerRow, kind: ConflictKind = ConflictKind.VALUES) -> StoredConflict:
    return StoredConflict(kind, said, rows)


class FakeLedger:
    """Rows in memory, filtered as the archive filters them; remembers what it was asked."""

    def __init__(self, rows: Sequence[LedgerRow], conflicts: Sequence[StoredConflict] = ()) -> None:
        self.rows = tuple(rows)
        self.stored = tuple(conflicts)
        self.asked: list[tuple[FigureFilter, int, int]] = []

    def figures(self, wanted: FigureFilter, limit: int, offset: int = 0) -> LedgerPage:
        self.asked.append((wanted, limit, offset))
        fitting = tuple(row for row in self.rows if _fits(row, wanted))
        return LedgerPage(fitting[offset : offset + limit], len(fitting))

    def conflicts(self, limit: int, offset: int = 0) -> ConflictPage:
        return ConflictPage(self.stored[offset : offset + limit], len(self.stored))


def _fits(row: LedgerRow, wanted: FigureFilter) -> bool:
    named = fold(row.figure.indicator)
    in_time = not (wanted.start or wanted.end) or (
        row.period is not None
        and (not wanted.start or row.period.end >= wanted.start)
        and (not wanted.end or row.period.start <= wanted.end)
    )
    return (
        all(word in named for word in fold(wanted.words).split())
        and fold(wanted.government) in fold(row.government)
        and (not wanted.issuers or row.report.issuer in wanted.issuers)
        and wanted.unit in ("", row.figure.unit)
        and (not wanted.kinds or row.figure.kind in wanted.kinds)
        and in_time
    )
