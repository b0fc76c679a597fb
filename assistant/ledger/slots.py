"""Where figures are looked up: the reports of one unit in one period, and what the ledger has for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.ledger.lookup import Sought, Stated, alike_rows, best_row, is_of_a_level, measure_of
from assistant.question import Place
from assistant.scope import is_own, own_place, report_fits, shared_days
from vectorstore.figure import LedgerRow
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind, PeriodMention

Rows = Callable[[Sequence[str]], list[LedgerRow]]  # report ids: their figures

SAME = 0.75  # share of days in common from which a report is of a period
MONTH = 45  # days that a month's report covers at most
VERY_SURE = (
    0.75  # fit, and share of the question in its own sentence, from which a row is believed that names the thing otherwise than the others
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A unit and a period with their reports, and the row that answers there."""

    label: str
    reports: tuple[ReportHeader, ...]
    place: Place | None = None
    period: PeriodMention | None = None
    stated: Stated | None = None

    @property
    def row(self) -> LedgerRow | None:
        return self.stated.row if self.stated else None


def filled(slots: Sequence[Slot], sought: Sought, rows: Rows) -> list[Slot]:
    """Each slot with the row that states what is asked, all of one thing and one unit of measure."""
    by_report: dict[str, list[LedgerRow]] = {}
    for row in rows(sorted({report.id for slot in slots for report in slot.reports})):
        by_report.setdefault(row.report.id, []).append(row)
    candidates = [_candidates(slot, by_report) for slot in slots]
    sure = [best_row(sought, own, slot.period) for slot, own in zip(slots, candidates, strict=True)]
    groups = [_group(anchor.row, slots, candidates, sure, sought) for anchor in sure if anchor]
    best = max(groups, key=_weight, default=[None] * len(slots))
    return [replace(slot, stated=stated) for slot, stated in zip(slots, best, strict=True)]


def _group(
    anchor: LedgerRow, slots: Sequence[Slot], candidates: Sequence[list[LedgerRow]], sure: Sequence[Stated | None], sought: Sought
) -> list[Stated | None]:
    """For each slot the row that names the same as one that is sure; where none does, its own if that is very sure."""
    found: list[Stated | None] = []
    for slot, own, first in zip(slots, candidates, sure, strict=True):
        same = alike_rows(sought, own, slot.period, anchor)
        kept = first if first and _is_very_sure(first) and _is_of_a_kind(first.row, anchor) else None
        found.append(max((one for one in (same, kept) if one), key=lambda one: one.fit, default=None))
    return found


def _is_very_sure(stated: Stated) -> bool:
    return stated.fit >= VERY_SURE and stated.own >= VERY_SURE


def _is_of_a_kind(row: LedgerRow, anchor: LedgerRow) -> bool:
    """Whether two rows are counted in one measure, and both are totals or both are parts."""
    return measure_of(row) == measure_of(anchor) and is_of_a_level(row, anchor)


def _weight(group: Sequence[Stated | None]) -> float:
    return sum(stated.fit for stated in group if stated)


def _candidates(slot: Slot, by_report: dict[str, list[LedgerRow]]) -> list[LedgerRow]:
    own = [row for report in slot.reports for row in by_report.get(report.id, ())]
    return [row for row in own if not _is_elsewhere(row, slot.place)] if slot.place else own


def _is_elsewhere(row: LedgerRow, place: Place) -> bool:
    """Whether a row is about another unit of government than the slot's."""
    named = fold(row.figure.place)
    return named.startswith("xa ") and named != f"xa {place.name}"


def of_units(
    places: Iterable[Place], period: PeriodMention | None, reports: Sequence[ReportHeader], label: Callable[[Place], str]
) -> list[Slot]:
    """A slot for each unit, with its reports of the period."""
    slots = []
    by_name: dict[str, list[ReportHeader]] = {}
    for report in reports:
        if found := own_place(report.issuer):
            by_name.setdefault(found.name, []).append(report)
    for place in places:
        near = by_name.get(place.name, ())
        own = tuple(report for report in near if is_own(place, report) and (period is None or is_of(report, period)))
        slots.append(Slot(label(place), own, place, period))
    return slots


def of_periods(reports: Sequence[ReportHeader]) -> list[Slot]:
    """A slot for each period that reports cover, the oldest first."""
    by_period: dict[tuple[object, object], list[ReportHeader]] = {}
    for report in reports:
        if report.period:
            by_period.setdefault((report.period.start, report.period.end), []).append(report)
    ordered = sorted(by_period.values(), key=lambda own: (_end(own[0]), _start(own[0])))
    return [Slot(own[0].period.label if own[0].period else "", tuple(own)) for own in ordered]


def _start(report: ReportHeader) -> int:
    return report.period.start.toordinal() if report.period else 0


def _end(report: ReportHeader) -> int:
    return report.period.end.toordinal() if report.period else 0


def is_of(report: ReportHeader, period: PeriodMention) -> bool:
    """Whether a report is the one of a period, and not one inside it or one that covers it by the way."""
    if report.period is None or period.start is None or period.end is None:
        return report_fits(period, report) if period.start and period.end else False
    if shared_days(period, report.period.start, report.period.end) >= SAME:
        return True
    short = (report.period.end - report.period.start).days <= MONTH
    return short and period.kind in (PeriodKind.MONTH, PeriodKind.DAY) and report_fits(period, report)
