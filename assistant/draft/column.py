"""The columns of a table: the periods of one unit, or the units that have a report of one period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vectorstore.report import Period
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold
from vectorstore.text.place import government_key, government_name

MOST = 6  # the latest


@dataclass(frozen=True, slots=True)
class Column:
    """A unit in a period, and its reports."""

    label: str
    report_ids: frozenset[str]
    period: Period | None


def columns_of(reports: Sequence[ReportHeader]) -> tuple[Column, ...]:
    """The periods of one unit, or the units that have a report of one period; fewer than two are none."""
    slots: dict[tuple[str, Period | None], list[ReportHeader]] = defaultdict(list)
    for report in reports:
        slots[government_key(report.issuer) or fold(report.issuer or report.title), timeless(report.period)].append(report)
    units = {unit for unit, _ in slots}
    if len(units) > 1 and len(slots) > 2:
        shared, count = Counter(period for _, period in slots).most_common(1)[0]
        slots = {key: own for key, own in slots.items() if key[1] == shared} if count > 1 else {}
    several = len({period for _, period in slots}) > 1
    columns = [_column(own, several, len(units) > 1) for _, own in sorted(slots.items(), key=lambda slot: _order(slot[0]))]
    return tuple(columns[-MOST:]) if len(columns) > 1 else ()


def timeless(period: Period | None) -> Period | None:
    """A period by its days alone."""
    return Period("", period.start, period.end) if period else None


def _order(slot: tuple[str, Period | None]) -> tuple[date, date, str]:
    unit, period = slot
    return (period.end, period.start, unit) if period else (date.min, date.min, unit)


def _column(reports: Sequence[ReportHeader], periods: bool, units: bool) -> Column:
    first = reports[0]
    unit = government_name(first.issuer) or first.issuer or first.title
    parts = ([f"{unit[:1].upper()}{unit[1:]}"] if units else []) + ([first.period.label if first.period else ""] if periods else [])
    return Column(", ".join(part for part in parts if part) or unit, frozenset(report.id for report in reports), first.period)
