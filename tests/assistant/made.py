"""Reports and passages made for the tests of the assistant, and a search over them that needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise

from assistant.evidence import Evidence, gather
from assistant.follow import Thread
from assistant.retrieve import Findings, retrieve
from vectorstore.report import Passage, PassageKind, Period, Sentence, Span
from vectorstore.search import Hit
from vectorstore.stored import ReportHeader, StoredPassage
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.period import find_periods
from vectorstore.text.sentence import sentences

PASSAGES = 1000  # how large the archive is taken to be


def period(label: str) -> Period:
    """The period that a label names, as a report's own."""
    mention = find_periods(label)[0]
    assert mention.start and mention.end
    return Period(label, mention.start, mention.end)


def header(
    issuer: str | None = "UBND xã Suối Mây", when: str = "quý I năm 2026", title: str = "", issued_on: date | None = None
) -> ReportHeader:
    """A report's head; `when` "" leaves the period out."""
    title = title or f"Báo cáo tình hình kinh tế - xã hội {when}".strip()
    key = sha256(f"{issuer} {when} {title} {issued_on}".encode()).hexdigest()[:16]
    return ReportHeader(key, f"{key}.txt", title, "Báo cáo", issuer, "07/BC", issued_on, None, period(when) if when else None)


def passage(
    text: str,
    report: ReportHeader | None = None,
    section: tuple[str, ...] = (),
    kind: PassageKind = PassageKind.BODY,
    lead: str = "",
    heads: tuple[str, ...] = (),
    ordinal: int = 0,
) -> StoredPassage:
    """A passage whose report holds nothing else; its lines, and in them its sentences, are parted as in a real one."""
    bounds, at = [], 0
    for line in text.split("\n"):
        found = [(0, len(line))] if kind is PassageKind.TABLE else sentences(line)
        bounds += [Sentence((Span(at + start, at + end),)) for start, end in found]
        at += len(line) + 1
    report = report or header()
    inside = Passage(ordinal, kind, section, tuple(bounds), lead, heads)
    return StoredPassage(f"{report.id}:{ordinal}", report, inside, inside.clean(text), text)


class Shelf:
    """A search over a few passages: those that share most words with the query."""

    def __init__(self, *passages: StoredPassage) -> None:
        self.passages = passages
        self.asked: list[tuple[str, frozenset[str] | None, int]] = []

    @property
    def reports(self) -> list[ReportHeader]:
        return list({stored.report.id: stored.report for stored in self.passages}.values())

    def search(self, query: str, report_ids: frozenset[str] | None, k: int) -> Sequence[Hit]:
        self.asked.append((query, report_ids, k))
        wanted = set(folded_syllables(query))
        scored = [
            Hit(stored, float(len(wanted & set(folded_syllables(stored.text)))), None, None)
            for stored in self.passages
            if report_ids is None or stored.report.id in report_ids
        ]
        return sorted(scored, key=lambda hit: -hit.score)[:k]

    def frequency(self, word: str) -> int:
        words = [folded_syllables(stored.text) for stored in self.passages]
        return sum(word in text or word in ("_".join(pair) for pair in pairwise(text)) for text in words)


def nowhere(word: str) -> int:
    """A frequency: every word is as rare as any other."""
    return 1


def found(question: str, *passages: StoredPassage, earlier: tuple[str, ...] = ()) -> Findings:
    """A question with these passages as all that the archive holds."""
    shelf = Shelf(*passages)
    return retrieve(Thread((*earlier, question)), shelf, shelf.reports, PASSAGES)


def ranked(findings: Findings) -> list[Evidence]:
    """The sentences of the findings, the best first."""
    return gather(findings.question, findings.asked, findings.scope, findings.hits)
