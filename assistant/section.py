"""Lists that the report sets under a heading: "3. Bài học kinh nghiệm" and the points below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.evidence import Evidence
from assistant.match import Asked, credits, share, words_of
from assistant.question import Question
from assistant.retrieve import Findings
from vectorstore.report import PassageKind, Sentence
from vectorstore.stored import StoredPassage
from vectorstore.text.normalize import folded_syllables

HEADED = 0.42  # share of the question that a heading must hold
OWN_HELD = 0.4
_OPENS = re.compile(
    r"\s*(?:[-–+*•]|\(?\d{1,2}[.)]|[a-zđ][.)]|(?:một|hai|ba|bốn|năm|sáu|bảy) là\b|thứ (?:nhất|hai|ba|tư|năm|sáu)\b)", re.IGNORECASE
)
POINTS = 12

Under = Callable[[str, tuple[str, ...]], Sequence[StoredPassage]]  # report id and heading path: the passages below it


def points_under(findings: Findings, evidence: Sequence[Evidence], under: Under) -> list[tuple[StoredPassage, Sentence]]:
    """The first sentence of each point below the heading that is what is asked for; [] when no heading is."""
    found = _heading(findings.question, findings.asked, findings) or _own_heading(findings, evidence)
    if found is None:
        return []
    report_id, section = found
    points: list[tuple[StoredPassage, Sentence]] = []
    for stored in under(report_id, section):
        for sentence in stored.passage.sentences:
            if _OPENS.match(stored.source, sentence.start) or sentence is stored.passage.sentences[0]:
                points.append((stored, sentence))
    return points[:POINTS]


def _heading(question: Question, asked: Asked, findings: Findings) -> tuple[str, tuple[str, ...]] | None:
    best: tuple[float, str, tuple[str, ...]] | None = None
    for hit in findings.hits:
        passage = hit.passage.passage
        for depth in range(1, len(passage.section) + 1):
            heading = passage.section[depth - 1]
            if passage.kind is PassageKind.HEAD or not _names(question.named, heading):
                continue
            held = share(asked, credits(asked, words_of(heading)))
            exact = held + _precision(asked, heading)  # of two headings that say it, the one that says little else
            if findings.scope.fits(hit.passage.report, heading) and held >= HEADED and (best is None or exact > best[0]):
                best = (exact, hit.passage.report.id, passage.section[:depth])
    return None if best is None else best[1:]


def _own_heading(findings: Findings, evidence: Sequence[Evidence]) -> tuple[str, tuple[str, ...]] | None:
    """The heading above the best sentence, when it says just what is to be listed ("1. Ưu điểm")."""
    if not evidence or evidence[0].held < OWN_HELD:
        return None
    section = evidence[0].passage.passage.section
    words = [word for word in folded_syllables(section[-1])[-4:] if not word.isdigit()] if section else []
    named = findings.question.named.split()
    return (evidence[0].passage.report.id, section) if named and words and set(words) <= set(named) else None


def _precision(asked: Asked, heading: str) -> float:
    words = [word for word in folded_syllables(heading) if not word.isdigit()]
    have = {term.folded for term in asked.terms if term.weight}
    return sum(word in have for word in words) / max(1, len(words))


def _names(noun: str, heading: str) -> bool:
    have = set(folded_syllables(heading))
    words = noun.split()
    return bool(words) and all(word in have for word in words[:2])
