"""The limits that a reader types become ChatFilters; a day may be written as 15/6/2026, 6/2026 or 2026."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from assistant.answer import ChatFilters
from ui import words
from vectorstore.errors import BadRequest

_DAY = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")


def scope(issuers: Sequence[str], start: str, end: str) -> ChatFilters | None:
    """None when nothing is limited."""
    first, last = days(start, end)
    if not (issuers or first or last):
        return None
    return ChatFilters(issuers=tuple(issuers), start=first, end=last)


def days(start: str, end: str) -> tuple[date | None, date | None]:
    """Both ends of a range; raises BadRequest with a sentence for the reader."""
    first, last = parse_day(start), parse_day(end, last=True)
    if first and last and first > last:
        raise BadRequest(words.BAD_RANGE)
    return first, last


def limits_label(filters: ChatFilters | None) -> str:
    """What the reader sees under a question that was limited, so that a limit is never forgotten."""
    if filters is None:
        return ""
    ends = ((words.SINCE, filters.start), (words.UNTIL, filters.end))
    parts = [*filters.issuers, *(f"{word} {day:%d/%m/%Y}" for word, day in ends if day)]
    return f"{words.SCOPE_SHOWN}: {' · '.join(parts)}" if parts else ""


def parse_day(text: str | None, last: bool = False) -> date | None:
    """The first (or last) day of what is written; None for nothing."""
    if not text or not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    if not found:
        raise BadRequest(words.BAD_DAY.format(text=text.strip()))
    day, month, year = (int(part) if part else None for part in found.groups())
    try:
        return _day(year or 0, month, day, last)
    except ValueError as error:
        raise BadRequest(words.BAD_DAY.format(text=text.strip())) from error


def _day(year: int, month: int | None, day: int | None, last: bool) -> date:
    if month is None:
        return date(year, 12, 31) if last else date(year, 1, 1)
    first = date(year, month, 1 if day is None else day)
    return first.replace(day=monthrange(year, month)[1]) if last and day is None else first
