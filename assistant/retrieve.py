"""From a question to the passages that may answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answer import ChatFilters
from assistant.follow import Thread, joined, weighed
from assistant.match import Asked
from assistant.named import named_reports
from assistant.question import Question, understand
from assistant.scope import Scope, in_title, is_own, scope_of, slips_of
from vectorstore.search import Hit
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.place import KINDS

HITS = 12
_COUNTS = ("hai", "ba", "ca hai", "2", "3")  # "cả hai xã"
ELSEWHERE = 6  # hits from reports that are not of the place asked about but may name it


class Search(Protocol):
    """HybridSearch, as far as answering asks it."""

    def search(self, query: str, report_ids: frozenset[str] | None, k: int) -> Sequence[Hit]:
        """The `k` best passages of the reports; of all for None."""
        ...

    def frequency(self, word: str) -> int:
        """In how many passages a folded syllable, or a pair joined by "_", stands."""
        ...


@dataclass(frozen=True, slots=True)
class Findings:
    """A question as understood, and the passages found for it."""

    question: Question
    asked: Asked
    scope: Scope
    hits: tuple[Hit, ...]
    turns: Thread
    told: frozenset[str] = frozenset()  # folded phrases that say which reports are meant
    named: frozenset[str] = frozenset()  # the reports that are called by name; none where any may be meant


def understood(turns: Thread, search: Search, reports: Sequence[ReportHeader], passages: int, only: Scope | None = None) -> Findings:
    """How a question is read; nothing is searched for yet. `only` narrows the scope."""
    question = joined(turns)
    whole = scope_of(question, [understand(turn) for turn in turns.turns[:-1]], reports)
    named, naming = named_reports(turns.turns[-1], reports, search.frequency)
    told = _scope_words(question, whole, reports) | naming
    return Findings(question, weighed(turns, search.frequency, passages, told), only or whole, (), turns, told, named)


def retrieve(turns: Thread, search: Search, reports: Sequence[ReportHeader], passages: int, only: Scope | None = None) -> Findings:
    """Search the reports of the places asked about first, then the others that may name them; `only` narrows the scope."""
    read = understood(turns, search, reports, passages, only)
    allowed = read.named or frozenset(report.id for report in reports)
    own = _own_reports(read.scope, reports) & allowed or allowed
    hits = list(search.search(_query(turns, read.asked), own, HITS))
    if own != allowed:
        hits += search.search(turns.query, allowed - own, ELSEWHERE)
    return replace(read, hits=tuple(hits))


def _own_reports(scope: Scope, reports: Sequence[ReportHeader]) -> frozenset[str]:
    """The reports of every place asked about, else those of any of them."""
    of_all = frozenset(report.id for report in reports if scope.names(report))
    return of_all or frozenset(report.id for report in reports if any(is_own(place, report) for place in scope.places))


def _query(turns: Thread, asked: Asked) -> str:
    """The words that weigh; the reports are already those of the place and the period."""
    words = " ".join(term.exact for term in asked.terms if term.weight)
    return words if len(words.split()) >= 2 else turns.query


_PARTS_OF_YEAR = ("dau", "cuoi", "giua")  # "đầu năm 2026"


def _scope_words(question: Question, scope: Scope, reports: Sequence[ReportHeader]) -> frozenset[str]:
    """Folded phrases that say which reports are meant, and nothing of what stands in them."""
    told = [place for place in scope.places if any(is_own(place, report) or in_title(place, report) for report in reports)]
    written = [name for place in told for name in (place.name, *slips_of(place.name, fold(question.text)))]
    names = [f"{kind} {name}" for name in written for kind in KINDS] + written
    if len(scope.places) > 1:
        names += [f"{count} {kind}" for count in _COUNTS for kind in (*KINDS, "don vi", "ben", "dia phuong")]
    days = [period for period in question.periods if scope.day is not None and period.start == scope.day]
    labels = [" ".join(folded_syllables(period.label)) for period in (*scope.periods, *days)]
    parts = [f"{part} {label}" for label in labels for part in _PARTS_OF_YEAR]
    return frozenset([*names, *labels, *parts])


def allowed_by(filters: ChatFilters | None, reports: Sequence[ReportHeader]) -> list[ReportHeader]:
    """The reports that the reader's own limits leave."""
    if filters is None:
        return list(reports)
    issuers = frozenset(fold(issuer) for issuer in filters.issuers or ())
    return [report for report in reports if _passes(filters, issuers, report)]


def _passes(filters: ChatFilters, issuers: frozenset[str], report: ReportHeader) -> bool:
    if issuers and fold(report.issuer or "") not in issuers:
        return False
    if filters.report_ids and report.id not in filters.report_ids:
        return False
    start = report.period.start if report.period else report.issued_on
    end = report.period.end if report.period else report.issued_on
    if filters.start and (end is None or end < filters.start):
        return False
    return not (filters.end and (start is None or start > filters.end))
