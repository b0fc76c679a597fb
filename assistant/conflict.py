"""Where a report says one thing twice and not alike: it is shown and never repaired."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.counting import SURE, counts
from assistant.evidence import Evidence
from assistant.question import Asks, Question
from assistant.retrieve import Findings
from vectorstore.figure import LedgerRow, StoredConflict
from vectorstore.report import PassageKind
from vectorstore.text.figures import find_figures
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
    told = values | _values(findings.question, best.text)  # a table row says its units only as it is shown
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


Conflicts = Callable[[Evidence, str], Sequence[StoredConflict]]  # a sentence, and the words of it that are shown


def no_conflicts(evidence: Evidence, shown: str) -> Sequence[StoredConflict]:
    return ()


def touched(found: Sequence[StoredConflict], evidence: Evidence, shown: str) -> list[StoredConflict]:
    """The conflicts of figures that stand in a sentence and are shown; of one text once."""
    here = {conflict.said: conflict for conflict in found if any(_is_shown(row, evidence, shown) for row in conflict.rows)}
    return list(here.values())


def _is_shown(row: LedgerRow, evidence: Evidence, shown: str) -> bool:
    same = row.report.id == evidence.passage.report.id and row.start == evidence.sentence.start
    return same and row.figure.written in shown
