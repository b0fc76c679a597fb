"""Lists that the report sets under a heading: "3. Bài học kinh nghiệm" and the points below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from assistant.evidence import Evidence
from assistant.match import Asked, credits, share, words_of
from assistant.retrieve import Findings
from vectorstore.report import PassageKind, Sentence
from vectorstore.stored import ReportHeader, StoredPassage
from vectorstore.text.normalize import folded_syllables

HEADED = 0.42  # share of the question that a heading must hold
OWN_HELD = 0.4  # the same for a sentence whose heading is taken
POINTS = 12  # at most
OWN_WORDS = 4  # last words of such a heading: before them stands its number
_OPENS = re.compile(
    r"\s*(?:[-–+*•]|\(?\d{1,2}[.)]|[a-zđ][.)]|(?:một|hai|ba|bốn|năm|sáu|bảy) là\b|thứ (?:nhất|hai|ba|tư|năm|sáu)\b)", re.IGNORECASE
)

Heading = tuple[str, tuple[str, ...]]  # report id and heading path
Under = Callable[[str, tuple[str, ...]], Sequence[StoredPassage]]  # the same: the passages below it


def points_under(findings: Findings, evidence: Sequence[Evidence], under: Under) -> list[tuple[StoredPassage, Sentence]]:
    """The first sentence of each point below the heading that is what is asked for; [] when no heading is."""
    found = _heading(findings) or _own_heading(findings, evidence)
    if found is None:
        return []
    report_id, section = found
    below = [(stored, sentence) for stored in under(report_id, section) for sentence in stored.passage.sentences]
    opening = (one for one in below if one[1] is one[0].passage.sentences[0] or _OPENS.match(one[0].source, one[1].start))
    return list(islice(opening, POINTS))


def _heading(findings: Findings) -> Heading | None:
    """The heading found that holds most of the question; of two that do, the one that says little else."""
    best: Heading | None = None
    most = 0.0
    for report, section in _headings(findings):
        heading = section[-1]
        held = share(findings.asked, credits(findings.asked, words_of(heading)))
        exact = held + _precision(findings.asked, heading)
        if held >= HEADED and exact > most and findings.scope.fits(report, heading):
            best, most = (report.id, section), exact
    return best


def _headings(findings: Findings) -> Iterator[tuple[ReportHeader, tuple[str, ...]]]:
    """Every heading above a passage found that names what is to be listed."""
    for stored in (hit.passage for hit in findings.hits if hit.passage.passage.kind is not PassageKind.HEAD):
        section = stored.passage.section
        for depth in range(1, len(section) + 1):
            if _names(findings.question.named, section[depth - 1]):
                yield stored.report, section[:depth]


def _own_heading(findings: Findings, evidence: Sequence[Evidence]) -> Heading | None:
    """The heading above the best sentence, when it says just what is to be listed ("1. Ưu điểm")."""
    if not evidence or evidence[0].held < OWN_HELD:
        return None
    section = evidence[0].passage.passage.section
    words = [word for word in folded_syllables(section[-1])[-OWN_WORDS:] if not word.isdigit()] if section else []
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
