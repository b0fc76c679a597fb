"""The reports that a draft is made from, and the periods between them that have none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.draft import words
from assistant.draft.draft import DraftRequest
from assistant.relative import label_of
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest
from vectorstore.stored import CardFilter, ReportHeader, StoredPassage
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind

MOST = 40  # reports of one draft
ALL = 1000  # reports that are looked at for those within a time
COVERED = 0.5  # of a report's days that lie within the time asked for, and of a month's days that reports cover


@dataclass(frozen=True, slots=True)
class Source:
    """A report with all its passages in reading order."""

    report: ReportHeader
    passages: tuple[StoredPassage, ...]


def sources_of(archive: Archive, request: DraftRequest) -> tuple[Source, ...]:
    """The reports that a request names, by unit and in the order of time; raises BadRequest for none or too many."""
    reports = _named(archive, request) if request.report_ids else _within(archive, request)
    if not reports:
        raise BadRequest(words.NO_REPORTS)
    if len(reports) > MOST:
        raise BadRequest(words.TOO_MANY.format(n=len(reports), most=MOST))
    return tuple(source_of(archive, report) for report in sorted(reports, key=_order))


def _named(archive: Archive, request: DraftRequest) -> list[ReportHeader]:
    """The reports by their ids; NotFound for one that is gone."""
    return [archive.header(report_id) for report_id in dict.fromkeys(request.report_ids)]


def _within(archive: Archive, request: DraftRequest) -> list[ReportHeader]:
    """The reports of issuers whose periods lie mostly within the time asked for."""
    wanted = CardFilter(issuers=request.issuers, start=request.start, end=request.end)
    return [card.report for card in archive.cards(wanted, ALL).cards if _lies_within(card.report, request)]


def _lies_within(report: ReportHeader, request: DraftRequest) -> bool:
    if report.period is None:
        return True  # the archive has gone by the day of issue
    first, last = max(report.period.start, request.start or date.min), min(report.period.end, request.end or date.max)
    return (last - first).days + 1 >= COVERED * ((report.period.end - report.period.start).days + 1)


def source_of(archive: Archive, report: ReportHeader) -> Source:
    """A report with its passages."""
    keys = [f"{report.id}:{passage.ordinal}" for passage in archive.report(report.id).passages]
    return Source(report, tuple(archive.passages(keys)))


def _order(report: ReportHeader) -> tuple[str, date, int, str]:
    """By unit, then by time, the longer of two periods that begin together first."""
    end = report.period.end if report.period else report.issued_on or date.max
    start = report.period.start if report.period else end
    return fold(report.issuer or ""), start, -end.toordinal(), report.title


def missing_periods(request: DraftRequest, reports: Sequence[ReportHeader]) -> list[str]:
    """Sentences that name the bodies and the months or quarters of the time asked for without a report; none for named reports."""
    if request.report_ids:
        return []
    named = {fold(report.issuer or "") for report in reports}
    gaps = [words.no_issuer(issuer) for issuer in request.issuers if fold(issuer) not in named]
    for issuer in dict.fromkeys(report.issuer for report in reports if report.issuer):
        own = [report for report in reports if report.issuer == issuer]
        if periods := _labels(_uncovered(own, request.start, request.end)):
            gaps.append(words.no_period(issuer, periods))
    return gaps


def _uncovered(reports: Sequence[ReportHeader], start: date | None, end: date | None) -> list[date]:
    """The first day of each month that no report covers; where no time is asked for, between the first and the last report."""
    spans = [(report.period.start, report.period.end) for report in reports if report.period]
    if not spans:
        return []
    first, last = start or min(span[0] for span in spans), end or max(span[1] for span in spans)
    return [month for month in _months(first, last) if not _is_covered(month, spans)]


def _months(first: date, last: date) -> Iterator[date]:
    """The first day of every month that has most of its days from `first` to `last`."""
    month = first.replace(day=1)
    while month <= last:
        days = [day for day in _days(month) if first <= day <= last]
        if len(days) >= COVERED * len(list(_days(month))):
            yield month
        month = _next(month)


def _is_covered(month: date, spans: Sequence[tuple[date, date]]) -> bool:
    days = list(_days(month))
    return sum(any(start <= day <= end for start, end in spans) for day in days) >= COVERED * len(days)


def _days(month: date) -> Iterator[date]:
    return (month + timedelta(days=day) for day in range((_next(month) - month).days))


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _labels(months: Sequence[date]) -> list[str]:
    """Names of months; three that make up a quarter by its name."""
    labels, left = [], list(months)
    while left:
        quarter = left[:3]
        whole = len(quarter) == 3 and quarter[0].month % 3 == 1 and quarter[2].month == quarter[0].month + 2
        kind, taken = (PeriodKind.QUARTER, 3) if whole and quarter[0].year == quarter[2].year else (PeriodKind.MONTH, 1)
        labels.append(label_of(kind, left[0], left[taken - 1]))
        left = left[taken:]
    return labels
