"""Periods as Vietnamese reports write them, with their dates.

A mention without a year ("tháng 4", "6 tháng đầu năm") takes the `year` that the caller knows, or stays without dates.
Calendar dates are given; the statistical cut-offs of NĐ 09/2019 (15 to 14) are not assumed.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS = "months"  # the first n months of a year
    YEAR = "year"
    TERM = "term"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """One mention; start and end are None when the year is not known. `at` is the place in the text."""

    label: str
    kind: PeriodKind
    start: date | None
    end: date | None
    at: tuple[int, int]

    def covers(self, day: date) -> bool:
        return self.start is not None and self.end is not None and self.start <= day <= self.end

    def overlaps(self, start: date, end: date) -> bool:
        return self.start is not None and self.end is not None and self.start <= end and start <= self.end


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_N = r"n[ăa]m"
_T = r"th[áa]ng"
_DAY = r"(\d{1,2})(?=/\d+/|\.\d+\.|-\d+-)[/.-](\d{1,2})[/.-]((?:19|20)\d\d)"  # one sign between all three
_LONG_DAY = rf"ng[àa]y\s+(\d{{1,2}})\s+{_T}\s+(\d{{1,2}})(?:\s*,?\s+{_N}\s+((?:19|20)\d\d))?"
_MONTHS = r"(?<![\w.,/])(?P<n>0?[2-57-9]|1[0-2]|ba|ch[íi]n)"

_PATTERNS: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (PeriodKind.RANGE, rf"t[ừu]\s+(?:ng[àa]y\s+)?{_DAY}\s+(?:đ[ếe]n|den)\s+(?:h[ếe]t\s+)?(?:ng[àa]y\s+)?{_DAY}"),
        (PeriodKind.RANGE, rf"t[ừu]\s+(?:ng[àa]y\s+)?(\d{{1,2}})[/.](\d{{1,2}})()\s+(?:đ[ếe]n|den)\s+(?:h[ếe]t\s+)?(?:ng[àa]y\s+)?{_DAY}"),
        (PeriodKind.RANGE, rf"t[ừu]\s+{_LONG_DAY}\s+(?:đ[ếe]n|den)\s+(?:h[ếe]t\s+)?{_LONG_DAY}"),
        (
            PeriodKind.TERM,
            r"(?:nhi[ệe]m\s+k[ỳy]|giai\s+(?:đ|d)o[ạa]n|n[ăa]m\s+h[ọo]c|kh[óo]a)\s+(?P<year>(?:19|20)\d\d)\s*[-–]\s*(?P<to>(?:19|20)\d\d)",
        ),
        (PeriodKind.DAY, _LONG_DAY),
        (PeriodKind.DAY, rf"(?<!\d){_DAY}(?!\d)"),
        (
            PeriodKind.HALF,
            rf"(?<![\w.,/])(?:0?6|s[áa]u)\s+{_T}\s+(?P<half>(?:đ|d)[ầa]u|cu[ốo]i)(?=\s+(?:n[ăa]m|20\d\d))(?:\s+{_N})?(?:\s+{_YEAR})?",
        ),
        (PeriodKind.HALF, rf"(?:n[ửu]a\s+(?P<half>(?:đ|d)[ầa]u|cu[ốo]i)|(?P<half2>gi[ữu]a))\s+{_N}\s+{_YEAR}"),
        (PeriodKind.MONTHS, rf"{_MONTHS}\s+{_T}\s+(?:(?:đ|d)[ầa]u\s+)?{_N}\s+{_YEAR}"),
        (PeriodKind.MONTHS, rf"{_MONTHS}\s+{_T}\s+(?:đ|d)[ầa]u\s+{_N}"),
        (PeriodKind.HALF, rf"(?<![\w.,/])(?:0?6|s[áa]u)\s+{_T}(?:\s+{_N})?\s+{_YEAR}"),
        (PeriodKind.MONTHS, rf"(?<![\w.,/])(?P<n>0?[39])\s+{_T}[/ ]\s*{_YEAR}"),
        (PeriodKind.QUARTER, rf"qu[ýyíi]\s+(?P<q>IV|I{{1,3}}|[1-4])(?:\s*[/,-]?\s*(?:{_N}\s+)?{_YEAR})?(?![\w])"),
        (PeriodKind.MONTH, rf"{_T}\s+(?P<m>1[0-2]|0?[1-9])(?:\s*[/-]\s*|\s*,?\s+(?:{_N}\s+)?){_YEAR}(?!\d)"),
        (PeriodKind.MONTH, rf"{_T}\s+(?P<m>1[0-2]|0?[1-9])(?![\d/.,]\d|\d)"),
        (PeriodKind.MONTH, rf"(?<![\d/.,])(?P<m>1[0-2]|0?[1-9])/{_YEAR}(?!\d)"),
        (PeriodKind.YEAR, rf"{_N}\s+{_YEAR}(?:\s*[-–]\s*(?P<to>(?:19|20)\d\d))?(?!\d)"),
        (PeriodKind.YEAR, rf"(?<![\d./,-]){_YEAR}(?![\d/.,]*\d|\s*[-–]\s*\d)(?!/)"),
    )
)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _range(match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    """The first day may leave out its year: "từ ngày 28/12 đến ngày 06/02/2026" began in the year before."""
    day1, month1, year1, day2, month2, year2 = match.groups()
    last = year2 or (str(year) if year else None)
    if last is None:
        return None, None
    first = year1 or str(int(last) - (int(month1) > int(month2)))
    return _day(first, month1, day1), _day(last, month2, day2)


def _single_day(match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    day, month, written = match.groups()[:3]
    found = written or (str(year) if year else None)
    at = _day(found, month, day) if found else None
    return at, at


def _dates(kind: PeriodKind, match: re.Match[str], year: int | None) -> tuple[date | None, date | None]:
    if kind is PeriodKind.RANGE:
        return _range(match, year)
    if kind is PeriodKind.DAY:
        return _single_day(match, year)
    groups = match.groupdict()
    known = int(groups["year"]) if groups.get("year") else year
    if known is None:
        return None, None
    if kind in (PeriodKind.TERM, PeriodKind.YEAR):
        return date(known, 1, 1), date(int(groups.get("to") or known), 12, 31)
    if kind is PeriodKind.HALF:
        return _months(known, *((7, 12) if (groups.get("half") or "").lower().startswith("cu") else (1, 6)))
    if kind is PeriodKind.QUARTER:
        first = 3 * _quarter(groups["q"]) - 2
        return _months(known, first, first + 2)
    if kind is PeriodKind.MONTH:
        return _months(known, int(groups["m"]), int(groups["m"]))
    return _months(known, 1, _count(groups["n"]))


def _quarter(written: str) -> int:
    if written.isdigit():
        return int(written)
    return 4 if len(written) == 2 and written[1] in "Vv" else len(written)


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    return 3 if written[0] in "Bb" else 9


def _mentions(text: str, year: int | None) -> Iterator[PeriodMention]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            at = match.span()
            if any(at[0] < end and start < at[1] for start, end in taken):
                continue
            start, end = _dates(kind, match, year)
            if kind is PeriodKind.DAY and start is None and match.groups()[2]:
                continue  # "31/02/2025" is no day
            if start is None or end is None or start > end:
                start = end = None
            taken.append(at)
            yield PeriodMention(" ".join(match[0].split()), kind, start, end, at)


@lru_cache(maxsize=8192)
def find_periods(text: str, year: int | None = None) -> tuple[PeriodMention, ...]:
    """All periods that `text` names, in order; `year` completes those that name none."""
    text = unicodedata.normalize("NFC", text)
    return tuple(sorted(_mentions(text, year), key=lambda mention: mention.at))
