"""A question that asks several things at once, as questions that ask one each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question import Place, Question
from assistant.scope import Scope, is_own, report_fits
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodMention

_ASKING = re.compile(r"\b(?:nao|gi|bao nhieu|may|ai|dau|sao|the nao)\b")
_LETTERED = re.compile(r"\(\s*[a-d]\s*\)|\b[a-d]\)\s")
_AND = re.compile(r"\s+(?:và|đồng thời|;)\s+|;\s+")
_EACH = re.compile(
    r"\b(?:moi (?:xa|huyen|don vi|noi|ben)|lan luot|so sanh|so voi|hai (?:xa|huyen|don vi|ben)"
    r"|hay la|hay|hon|ca hai|tung (?:xa|don vi)|xa nao)\b"
)
SHORTEST = 4  # words of a part


def parts(text: str) -> list[str]:
    """The questions in a question: "(a) … (b) …" after a common opening, or two that "và" joins; [text] when it is one."""
    pieces = [piece.strip(" ,.;:?") for piece in _LETTERED.split(text)]
    if len(pieces) >= 3:
        return [f"{pieces[0]} {piece}" for piece in pieces[1:] if piece]
    for match in _AND.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if all(_ASKING.search(fold(side)) and len(side.split()) >= SHORTEST for side in (left, right)):
            return [left.strip(), right.strip()]
    return [text]


def by_place(question: Question, scope: Scope, reports: Sequence[ReportHeader]) -> list[Scope]:
    """One scope for each unit of government when a question sets units with reports of their own side by side; [] otherwise."""
    owned = [place for place in scope.places if any(is_own(place, report) for report in reports)]
    apart = not any(scope.names(report) for report in reports)
    if len(owned) < 2 or not (apart or _EACH.search(fold(question.text))):
        return []
    return [replace(scope, places=(place,), periods=_periods_of(place, scope, reports), own=True, apart=False) for place in owned]


def _periods_of(place: Place, scope: Scope, reports: Sequence[ReportHeader]) -> tuple[PeriodMention, ...]:
    """The periods asked about that the place has reports of: "xã A (2024) với huyện B (2025)" pairs them; all where it has none."""
    own = [report for report in reports if is_own(place, report)]
    return tuple(period for period in scope.periods if any(report_fits(period, report) for report in own)) or scope.periods


def by_period(question: Question, scope: Scope) -> list[Scope]:
    """One scope for each period that a question names; [] when it names fewer than two."""
    return [replace(scope, periods=(period,), apart=False) for period in scope.periods] if len(scope.periods) >= 2 else []
