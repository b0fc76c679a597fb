"""Sentences that may answer, scored by how much of the question they hold and whether they hold what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.match import Asked, Words, credits, share
from assistant.question import Asks, Question, mentions_body
from assistant.scope import Scope
from vectorstore.report import PassageKind, Sentence
from vectorstore.search import Hit
from vectorstore.stored import StoredPassage
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.period import PeriodKind, find_periods

CONTEXT = 0.7  # what stands in the heading or the opening words, not in the sentence
AROUND = 0.4  # what stands elsewhere in the passage
RANK = 0.06  # what the search's own order adds, from the first hit down to the last
NO_FIGURE = 0.35
NO_DATE = 0.5
NO_CODE = 0.5
OTHER_BODY = 0.55
OUTLINE = 0.6  # letterhead, recipients

_CODE = re.compile(rf"\d+\s?[-/]\s?[{UPPER}][\w-]+|số\s+\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence with its passage; `parts` is the credit of each term of the question."""

    passage: StoredPassage
    sentence: Sentence
    text: str
    parts: tuple[float, ...]
    own: float  # share of the question in the sentence itself
    held: float  # share of the question in the sentence and its context
    score: float


def gather(question: Question, asked: Asked, scope: Scope, hits: Sequence[Hit]) -> list[Evidence]:
    """All sentences of the hits that fit the scope, the best first."""
    found = [
        evidence
        for rank, hit in enumerate(hits)
        for evidence in _of_passage(question, asked, scope, hit.passage, RANK * (1 - rank / max(1, len(hits))))
    ]
    return sorted(found, key=lambda evidence: -evidence.score)


def _of_passage(question: Question, asked: Asked, scope: Scope, stored: StoredPassage, bonus: float) -> Iterable[Evidence]:
    passage = stored.passage
    heading = " . ".join([*passage.section, passage.lead, *passage.heads])
    above = credits(asked, Words(heading))
    title = credits(asked, Words(f"{stored.report.title} . {stored.report.issuer or ''}"))
    around = credits(asked, Words(stored.text))
    for sentence in passage.sentences:
        text = sentence.clean(stored.source)
        if not scope.fits(stored.report, f"{heading} . {text}"):
            continue
        inside = credits(asked, Words(text))
        parts = [max(a, CONTEXT * b, CONTEXT * c, AROUND * d) for a, b, c, d in zip(inside, above, title, around, strict=True)]
        held = share(asked, parts)
        own = share(asked, inside)
        fit = kind_fit(question, text) * _body_fit(question, f"{heading} . {stored.report.title} . {text}")
        fit *= OUTLINE if passage.kind is PassageKind.HEAD else 1.0
        yield Evidence(stored, sentence, text, tuple(parts), own, held, (0.75 * held + 0.25 * own) * fit + bonus)


def kind_fit(question: Question, text: str) -> float:
    """From 0 to 1: whether the sentence holds the kind of thing that is asked for."""
    if question.asks is Asks.QUANTITY:
        figures = find_figures(text)
        if not figures:
            return NO_FIGURE
        return 0.7 + 0.3 * max(counts(noun, figure) for noun in question.counted or ("",) for figure in figures)
    if question.asks is Asks.DATE:
        days = [m for m in find_periods(text) if m.kind in (PeriodKind.DAY, PeriodKind.MONTH, PeriodKind.YEAR)]
        return 1.0 if days or re.search(r"\d{1,2}/\d{1,2}", text) else NO_DATE
    if question.asks is Asks.CODE:
        return 1.0 if _CODE.search(text) else NO_CODE
    return 1.0


def _body_fit(question: Question, words: str) -> float:
    flat = fold(words)
    return 1.0 if all(mentions_body(body, flat) for body in question.bodies) else OTHER_BODY


_MONEY = ("tien", "dong", "trieu", "ti", "ty", "kinh phi", "nghin", "von", "du no", "tri gia", "gia tri")
_PEOPLE = (
    "nguoi", "dong chi", "can bo", "dai bieu", "cu tri", "luot", "dang vien", "uy vien", "bien che", "hoi vien", "doan vien", "thanh vien",
    "quan chung", "lao dong", "thi sinh", "cong chuc", "hoc sinh", "nhan khau", "ai",
)  # fmt: skip
_MEASURES = frozenset({"ha", "km", "m2", "tan", "kg", "con", "m", "km2", "mbps"})


def counts(noun: str, figure: FigureMention) -> float:
    """From 0 to 1: whether a figure counts what stands after "bao nhiêu" (folded words; "" fits anything)."""
    unit, follows = fold(figure.unit), " ".join(folded_syllables(figure.noun))
    if not noun:
        return 0.8
    if noun.startswith("%"):
        return 1.0 if unit == "%" else 0.0
    if unit == "%":
        return 0.1
    if noun.startswith(_MONEY):
        return 1.0 if any(word in unit for word in ("dong", "trieu", "ti", "ty")) else 0.1
    first = noun.split()[0]
    if first in _MEASURES or unit in _MEASURES:
        return 1.0 if first == unit.split("/")[0] or first == follows.split(" ")[0] else 0.1
    return _same_words(noun, f"{follows}" or unit)


def _same_words(noun: str, follows: str) -> float:
    wanted, have = noun.split(), follows.split()
    if wanted[:2] == have[:2]:
        return 1.0
    if have and wanted[0] == have[0]:
        return 0.85
    if noun.startswith(_PEOPLE) and follows.startswith(_PEOPLE):
        return 0.75
    return 0.6 if have and wanted[0] in have[:4] else 0.2
