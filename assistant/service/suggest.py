"""Questions to start with, drawn from the archive: each one is known to have an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from vectorstore.archive import Archive
from vectorstore.report import PassageKind, Report

if TYPE_CHECKING:
    from assistant.desk import Responder

WANTED = 4
TRIES = 16  # each costs one answer
REPORTS = 12
QUESTION = "{issuer}{period}: có bao nhiêu {thing}?"
NAME_WORDS = range(3, 9)  # "hộ" alone asks nothing, and a long run of words is no name
_COUNTED = "cuộc|buổi|lượt|hồ sơ|hộ|vụ|văn bản|đơn|mô hình|lớp|tổ|đảng viên|hội viên|bài|công trình|dự án|sản phẩm|chi bộ|đồng chí|hội nghị"
_LINK = "và|với|tại|trong|cho|của|do|để|là|được|có|so|trên|từ|theo|đạt|bằng|tăng|giảm|gồm|đã|về|ở|như|này|trở"
# A plain count, no share and no decimal; then its name, which a mark, a number or a link word ends.
_FIGURE = re.compile(
    rf"(?<![\d.,/])(?P<value>\d{{1,3}}(?:\.\d{{3}})*)(?![\d.,/%])\s+"
    rf"(?P<thing>(?:{_COUNTED})(?:\s+(?!(?:{_LINK})\b)[^\W\d_]+)+)(?=\s*[,;.:(]|\s+(?:{_LINK})\b|$)"
)


def suggest(archive: Archive, responder: Responder) -> tuple[str, ...]:
    """A few questions about figures that the responder itself answers, from as many reports as it can."""
    candidates = islice(_candidates(archive), TRIES)
    answered = (question for question, value in candidates if _answers(responder, question, value))
    return tuple(islice(answered, WANTED))


def _answers(responder: Responder, question: str, value: str) -> bool:
    reply, _ = responder.respond(question, None, None)
    return reply.answerable and value in reply.answer


def _candidates(archive: Archive) -> Iterator[tuple[str, str]]:
    """(question, the figure that answers it): one of each report in turn, the newest report first."""
    reports = (archive.report(card.report.id) for card in archive.cards(limit=REPORTS).cards if card.report.issuer)
    rounds = zip_longest(*[list(islice(_questions(report), TRIES)) for report in reports])
    return (candidate for candidate in chain.from_iterable(rounds) if candidate is not None)


def _questions(report: Report) -> Iterator[tuple[str, str]]:
    period = f", {report.period.label}" if report.period else ""
    sentences = (sentence for passage in report.passages if passage.kind is PassageKind.BODY for sentence in passage.sentences)
    for sentence in sentences:
        for match in _FIGURE.finditer(sentence.clean(report.text)):
            if len(match["thing"].split()) in NAME_WORDS:
                yield QUESTION.format(issuer=report.issuer, period=period, thing=match["thing"]), match["value"]
