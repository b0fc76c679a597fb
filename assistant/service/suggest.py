"""Questions to start with, drawn from the archive: each one is known to have an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from vectorstore.archive import Archive
from vectorstore.report import PassageKind, Report
from vectorstore.text.normalize import fold

if TYPE_CHECKING:
    from assistant.desk import Responder

WANTED = 4
TRIES = 16  # each costs one answer
REPORTS = 12
QUESTION = "{issuer}{period}: có bao nhiêu {thing}?"
LEAST = 10  # "01 cuộc" is no figure that anybody looks up
REST = "khac"
NAME_WORDS = range(3, 9)  # "hộ" alone asks nothing, and a long run of words is no name
_COUNTED = "cuộc|buổi|lượt|hồ sơ|hộ|vụ|văn bản|đơn|mô hình|lớp|tổ|đảng viên|hội viên|bài|công trình|dự án|sản phẩm|chi bộ|đồng chí|hội nghị"
_LINK = "và|với|tại|trong|cho|của|do|để|là|được|có|so|trên|từ|theo|đạt|bằng|tăng|giảm|gồm|đã|về|ở|như|này|trở"
# A plain count, no share and no decimal; then its name, which a mark, a number or a link word ends.
_FIGURE = re.compile(
    rf"(?<![\d.,/])(?P<value>\d{{1,3}}(?:\.\d{{3}})*)(?![\d.,/%])\s+"
    rf"(?P<thing>(?:{_COUNTED})(?:\s+(?!(?:{_LINK})\b)[^\W\d_]+)+)(?=\s*[,;.:(]|\s+(?:{_LINK})\b|$)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    question: str
    value: str  # the figure that answers it, as written
    report_id: str


def suggest(archive: Archive, responder: Responder) -> tuple[str, ...]:
    """A few questions about figures that the responder itself answers, from as many reports as it can."""
    answered = (candidate.question for candidate in islice(_candidates(archive), TRIES) if _answers(responder, candidate))
    return tuple(islice(answered, WANTED))


def _answers(responder: Responder, candidate: Candidate) -> bool:
    """Whether the answer is this figure, out of this report."""
    reply, _ = responder.respond(candidate.question, None, None)
    figures = re.findall(r"\d+(?:[.,/]\d+)*", reply.answer)
    return reply.answerable and candidate.value in figures and reply.citations[0].report_id == candidate.report_id


def _candidates(archive: Archive) -> Iterator[Candidate]:
    """One of each report in turn, the newest report first."""
    reports = (archive.report(card.report.id) for card in archive.cards(limit=REPORTS).cards if card.report.issuer)
    rounds = zip_longest(*[list(islice(candidates_of(report), TRIES)) for report in reports])
    return (candidate for candidate in chain.from_iterable(rounds) if candidate is not None)


def candidates_of(report: Report) -> Iterator[Candidate]:
    """Questions about the figures that a report states once."""
    sentences = [s.clean(report.text) for p in report.passages if p.kind is PassageKind.BODY for s in p.sentences]
    matches = [match for sentence in sentences for match in _FIGURE.finditer(sentence)]
    named = Counter(fold(match["thing"]) for match in matches)
    period = f", {report.period.label.split(',')[0]}" if report.period else ""
    for match in matches:
        thing = fold(match["thing"])
        # What is counted twice in one report has two answers; "43 văn bản khác" is what a list leaves over.
        clear = named[thing] == 1 and REST not in thing.split()
        if clear and len(thing.split()) in NAME_WORDS and int(match["value"].replace(".", "")) >= LEAST:
            yield Candidate(QUESTION.format(issuer=report.issuer, period=period, thing=match["thing"]), match["value"], report.id)
