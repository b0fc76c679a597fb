"""Where a report says one thing twice and not alike: it is shown and never repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.evidence import Evidence, counts
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from vectorstore.report import PassageKind
from vectorstore.text.figures import find_figures, format_number
from vectorstore.text.period import PeriodKind, find_periods

ALIKE = 0.9  # of the best sentence's own share that the other must hold
SURE = 0.6  # share of the question that both must hold themselves


def contradiction(findings: Findings, shown: str, evidence: Sequence[Evidence]) -> Evidence | None:
    """Another sentence of the same report that says as much and gives another value; None when there is none."""
    best = evidence[0]
    values = _values(findings.question, shown)
    if best.own < SURE or not values:
        return None
    for other in evidence[1:8]:
        same = other.passage.report.id == best.passage.report.id and other.passage.passage.kind is PassageKind.BODY
        if not same or other.score < ALIKE * best.score or other.own < ALIKE * best.own or other.own < SURE:
            continue
        found = _values(findings.question, other.text)
        if found and not found & _values(findings.question, best.text):
            return other
    return None


def _values(question: Question, text: str) -> set[str]:
    """The values of the kind asked for: days, or the figures that count what is counted."""
    if question.asks is Asks.DATE:
        return {f"{m.start:%d/%m}" for m in find_periods(text) if m.kind is PeriodKind.DAY and m.start}
    if question.asks is Asks.QUANTITY:
        return {str(f.value) for f in find_figures(text) if any(noun and counts(noun, f) >= 0.85 for noun in question.counted)}
    return set()


_PARTS = re.compile(r"trong đó|bao gồm|\bgồm\b|cụ thể", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Parts that do not add up to the total that the same sentence states."""

    total: str
    parts: tuple[str, ...]
    added: str


def mismatch(text: str) -> Mismatch | None:
    """Whether "15 người, trong đó … 08 người, … 05 người và … 06 người" adds up; None when it does or when it is not such a sum."""
    opened = _PARTS.search(text)
    if not opened:
        return None
    before = [figure for figure in find_figures(text) if figure.at[1] <= opened.start()]
    if not before or not before[-1].unit or before[-1].unit in ("%", "ha"):
        return None
    total = before[-1]
    parts = [figure for figure in find_figures(text) if figure.at[0] >= opened.end() and figure.unit == total.unit]
    added = sum((figure.value for figure in parts), Decimal(0))
    if (
        len(parts) < 2
        or added == total.value
        or not total.value / 2 <= added <= total.value * 2
        or any(p.value > total.value for p in parts)
    ):
        return None
    return Mismatch(total.written, tuple(figure.written for figure in parts), format_number(added))
