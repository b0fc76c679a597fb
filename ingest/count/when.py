"""For when a figure holds, where its own words or its column head say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vectorstore.report import Period
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods

_TELLS_WHEN = re.compile(r"(?:^|[.;,:(–-]|\b(?:trong|đến|từ|hết|của|riêng|cả))\s*$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\bcùng kỳ(?: năm (?:trước|ngoái|\d{4}))?\s*(?:là|đạt|có|:)?\s*$", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:lũy kế|luỹ kế|cộng dồn|từ đầu năm)\b", re.IGNORECASE)
_SAME_PERIOD = re.compile(r"\bcùng kỳ\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bso\b", re.IGNORECASE)
# "386 hộ nghèo (năm 2025)": the bracket may stand behind the noun, and not behind what the figure is compared with.
_BRACKET = re.compile(r"(?:\s+(?!(?:so|theo|và|với|từ|đến|của|bằng)\b)[^\W\d_]+){0,6}\s*\(([^)]{4,30})\)")
_TIMES = frozenset(PeriodKind) - {PeriodKind.DAY, PeriodKind.TERM}


@dataclass(frozen=True, slots=True)
class Held:
    """The report's period, and the year that completes a mention without one."""

    period: Period | None
    year: int | None


def period_of(before: str, after: str, held: Held) -> Period | None:
    """The period that the words before a figure, or a bracket after it, name; None where it is the report's."""
    if held.period and _YEAR_BEFORE.search(before):
        return year_before(held.period)
    if held.period and _SO_FAR.search(before):
        return so_far(held.period)
    bracket = _BRACKET.match(after)
    inside = _named(bracket[1], held) if bracket else []
    told = [mention for mention in _named(before, held) if _TELLS_WHEN.search(before[: mention.at[0]])]
    return _other_than_own([*inside[:1], *told[-1:]], held)


def period_of_head(head: str, held: Held) -> Period | None:
    """The period that a column head names: "Quý I/2026", "Lũy kế", "Cùng kỳ năm trước"."""
    if held.period and _SO_FAR.search(head):
        return so_far(held.period)
    if held.period and _SAME_PERIOD.search(head) and not _SHARE.search(head):
        return year_before(held.period)
    return _other_than_own(_named(head, held), held)


def so_far(period: Period) -> Period:
    """From the first day of the year to a period's end."""
    return Period(f"từ đầu năm {period.end.year}", date(period.end.year, 1, 1), period.end, inferred=True)


def year_before(period: Period) -> Period:
    """The same period a year earlier."""
    return Period(f"cùng kỳ của {period.label}", _year_back(period.start), _year_back(period.end), inferred=True)


def _named(words: str, held: Held) -> list[PeriodMention]:
    return [mention for mention in find_periods(words, held.year) if mention.kind in _TIMES and mention.start and mention.end]


def _other_than_own(mentions: list[PeriodMention], held: Held) -> Period | None:
    if not mentions or mentions[0].start is None or mentions[0].end is None:
        return None
    found = Period(mentions[0].label, mentions[0].start, mentions[0].end)
    own = held.period
    return None if own and (own.start, own.end) == (found.start, found.end) else found


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
