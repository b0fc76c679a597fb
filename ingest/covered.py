"""The period that a report covers: as its title says, else concluded from what it counts, else null."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ingest.letterhead import HEAD_CHARS
from vectorstore.report import Period, Span
from vectorstore.text.normalize import normalize
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods

_COVERED = frozenset(PeriodKind) - {PeriodKind.DAY}
_YEAR = re.compile(r"(?:19|20)\d\d")
_MEETINGS = re.compile(r"giữa (?:hai )?(?:kỳ|phiên) họp.{0,90}?lần (?:thứ )?(\d+|[IVX]+).{1,30}?lần (?:thứ )?(\d+|[IVX]+)", re.IGNORECASE)
_PLANNED = re.compile(
    r"(?:nhiệm vụ|phương hướng|giải pháp|chương trình|trọng tâm|bầu cử|Đại hội|kế hoạch)"
    r"\s*(?:trọng tâm|công tác|trong|của|và|,|giải pháp)*\s*$",
    re.IGNORECASE,
)
_MONTHS_DONE = re.compile(r"(?:trong|kết quả|qua)\s+(0?6|0?9|sáu|chín)\s+tháng(?!\s+(?:cuối|tới))", re.IGNORECASE)
_NEAR_ISSUE = 31  # days between the end of what is counted and the issue
_FIRST_HALF_ENDS = 9  # a "6 tháng" told of after this month is the second half's


def find_covered(text: str, title: str, body: Span, issued_on: date | None, issued_label: str | None) -> tuple[Period | None, str | None]:
    """The period, and the year that it reaches as a label when no date of issue is written."""
    year = issued_on.year if issued_on else _year_of(issued_label)
    meetings = _MEETINGS.search(title)
    if meetings:
        return _between_meetings(text[body.start : body.start + HEAD_CHARS], issued_label, meetings), None
    written = _of_title(title, year, issued_on)
    if written:
        return written, None if issued_label else str(written.end.year)
    return _reported_range(text, issued_on) or _counted_months(text, issued_on) or _term(text, title), None


def _year_of(label: str | None) -> int | None:
    match = _YEAR.search(label or "")
    return int(match[0]) if match else None


def _of_title(title: str, year: int | None, issued_on: date | None) -> Period | None:
    """The longest period in the title that is not one of plans."""
    found = [m for m in find_periods(title, year) if m.kind in _COVERED and m.start and m.end and m.start <= (issued_on or m.start)]
    own = [m for m in found if not _PLANNED.search(title[: m.at[0]])]
    return _as_period(max(own, key=_days), inferred=False) if own else None


def _days(mention: PeriodMention) -> int:
    return (mention.end - mention.start).days if mention.start and mention.end else 0


def _as_period(mention: PeriodMention, inferred: bool) -> Period:
    assert mention.start and mention.end
    label = mention.label
    if not _YEAR.search(label):
        label += f" {mention.start.year}" if label.lower().endswith("năm") else f" năm {mention.start.year}"
    return Period(label, mention.start, mention.end, inferred)


def _between_meetings(opening: str, issued_label: str | None, meetings: re.Match[str]) -> Period | None:
    year = _year_of(issued_label)
    mentions = (*find_periods(issued_label or "", year), *find_periods(opening, year))
    month = next((m for m in mentions if m.kind is PeriodKind.MONTH and m.start), None)
    if not month or not month.start or not month.end:
        return None
    label = f"tháng {month.start.month}/{month.start.year}, giữa hai kỳ họp lần thứ {meetings[1]} và lần thứ {meetings[2]}"
    return Period(label, month.start, month.end, inferred=True)


def _reported_range(text: str, issued_on: date | None) -> Period | None:
    """ "từ ngày … đến ngày …" that ends where the report was issued: the time that it counts."""
    for mention in find_periods(text) if issued_on else ():
        if mention.kind is PeriodKind.RANGE and mention.start and mention.end and _is_near(mention.end, issued_on):
            return Period(f"{_short(mention.start)}–{_short(mention.end)}", mention.start, mention.end, inferred=True)
    return None


def _is_near(day: date, issued_on: date | None) -> bool:
    return issued_on is not None and abs((issued_on - day).days) <= _NEAR_ISSUE


def _short(day: date) -> str:
    return f"{day:%d}/{day.month}/{day.year}"


def _counted_months(text: str, issued_on: date | None) -> Period | None:
    """ "Trong 6 tháng" without a year: the year of the latest date that the report speaks of."""
    counted = _MONTHS_DONE.search(text)
    days = [m.start for m in find_periods(text) if m.kind is PeriodKind.DAY and m.start] if counted else []
    latest = issued_on or max(days, default=None)
    if not counted or latest is None:
        return None
    months = 6 if counted[1].lower() in ("6", "06", "sáu") else 9
    half = "cuối" if months == 6 and latest.month > _FIRST_HALF_ENDS else "đầu"
    return _as_period(find_periods(f"{months} tháng {half} năm {latest.year}")[0], inferred=True)


def _term(text: str, title: str) -> Period | None:
    """ "nhiệm kỳ …" in the title without years: the term that the text names most."""
    if "nhiệm kỳ" not in normalize(title):
        return None
    mentions = find_periods(text[: 4 * HEAD_CHARS])
    terms = [m for m in mentions if m.kind is PeriodKind.TERM and m.label.lower().startswith("nhi")]
    counted = Counter((m.start, m.end) for m in terms if m.start and m.end)
    if not counted:
        return None
    start, end = counted.most_common(1)[0][0]
    return Period(f"nhiệm kỳ {start.year}–{end.year}", start, end, inferred=True)
