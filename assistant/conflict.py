"""Where a report says one thing twice and not alike: it is shown and never repaired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.counting import SURE, counts
from assistant.evidence import Evidence
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from vectorstore.report import PassageKind
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.number import format_number
from vectorstore.text.period import PeriodKind, find_periods

ALIKE = 0.9  # of the best sentence's own share that the other must hold
HELD = 0.6  # share of the question that both must hold themselves
AMONG = 8  # sentences that are compared


def contradiction(findings: Findings, shown: str, evidence: Sequence[Evidence]) -> Evidence | None:
    """Another sentence of the same report that says as much and gives another value; None when there is none."""
    best = evidence[0]
    values = _values(findings.question, shown)
    if best.own < HELD or not values:
        return None
    told = _values(findings.question, best.text)
    for other in evidence[1:AMONG]:
        found = _values(findings.question, other.text) if _says_as_much(best, other) else set()
        if found and not found & told:
            return other
    return None


def _says_as_much(best: Evidence, other: Evidence) -> bool:
    """Whether another sentence in the body of the same report holds nearly as much of the question."""
    same = other.passage.report.id == best.passage.report.id and other.passage.passage.kind is PassageKind.BODY
    return same and other.score >= ALIKE * best.score and other.own >= max(HELD, ALIKE * best.own)


def _values(question: Question, text: str) -> set[str]:
    """The values of the kind asked for: days, or the figures that count what is counted."""
    if question.asks is Asks.DATE:
        return {f"{m.start:%d/%m}" for m in find_periods(text) if m.kind is PeriodKind.DAY and m.start}
    if question.asks is Asks.QUANTITY:
        return {str(f.value) for f in find_figures(text) if any(noun and counts(noun, f) >= SURE for noun in question.counted)}
    return set()


_UNSUMMED = ("", "%", "ha")  # shares do not add up, areas are rounded
_PARTS = re.compile(r"trong đó|bao gồm|\bgồm\b|cụ thể", re.IGNORECASE)

_AFTER_PARTS = re.compile(r"\bso với\b|[.;](?=\s+[^\d\s])", re.IGNORECASE)  # a comparison, or another clause


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
    figures = find_figures(text)
    total = next((figure for figure in reversed(figures) if figure.at[1] <= opened.start()), None)
    if total is None or total.unit in _UNSUMMED:
        return None
    after = _AFTER_PARTS.search(text, opened.end())
    told = [figure for figure in figures if opened.end() <= figure.at[0] < (after.start() if after else len(text))]
    parts = [figure for figure in told if figure.unit == total.unit]
    added = _sum(parts)
    if total.value in (added, _sum(told)) or not _are_parts(parts, total, added):
        return None
    return Mismatch(total.written, tuple(figure.written for figure in parts), format_number(added))


def _sum(figures: Sequence[FigureMention]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def _are_parts(parts: Sequence[FigureMention], total: FigureMention, added: Decimal) -> bool:
    """Whether figures are likely the parts of a total: a sum far from it is of something else."""
    return len(parts) >= 2 and total.value / 2 <= added <= total.value * 2 and all(part.value <= total.value for part in parts)
