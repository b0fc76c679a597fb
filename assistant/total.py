"""Sums and differences that a question spells out: "A + B", "cả A lẫn B", "A trừ B", over places or over periods.

Each operand is found in the reports and cited; we only add or take away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.evidence import COUNTED, Evidence, counts, gather, other_level
from assistant.match import Asked, credits, share, words_of
from assistant.question import Question
from assistant.retrieve import Findings
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.normalize import fold

_TOTAL = re.compile(r"\b(?:tong|cong|tat ca|ca hai|gop)\b")
_LESS = re.compile(r"(?P<left>[^,(]+?)\s+trừ\s+(?:đi\s+)?(?P<right>[^,?)]+)", re.IGNORECASE)
_PLUS = re.compile(
    r"(?:\bcộng\s+(?P<left>[^,()?]+?)\s+(?:với|và|cùng)\s+(?P<right>[^,()?]+?)(?=\s+(?:của|trong|thì|là|được|ở|tại)\b|[,?]|$))"
    r"|(?:(?P<first>[^,()?]+?)\s+cộng (?:với|thêm)\s+(?P<second>[^,()?]+?)(?=\s+(?:của|trong|thì|là|được|mà|ở|tại)\b|[,?]|$))",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:cộng|tổng số|tổng cộng)\s+(?P<names>(?:số .+? với số .+?)|(?:[^,?()]+(?:, [^,?()]+)* và [^,?()]+?))(?=\s+(?:của|trong|thì|là|được|mà|do|ở|tại|tỉnh|huyện|xã|tham gia)\b|[?(]|$)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?P<left>[^,()?]+?)\s+(?:nhiều|cao|lớn|ít|thấp)\s+hơn\s+(?P<right>[^,()?]+?)\s+(?:là\s+)?(?:bao nhiêu|mấy)", re.IGNORECASE
)
_BOTH = re.compile(r"\bcả\s+(?P<left>[^,()]+?)\s+lẫn\s+(?P<right>[^,()?]+)", re.IGNORECASE)
_OPENS = re.compile(r"^(?:(?:và|là|tính từ|lấy|bằng|từ|đem|số|tổng số|tổng)\s+)+", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^)]*)\)")
HEAVY = 0.15  # share of the question from which a word must be among a figure's own
STATED = 0.6  # share of the question that a place's or a period's sentence must hold
TOGETHER = 0.35  # operands mostly stand in one sentence
SUB = 0.4  # a part of another figure is mostly not what is meant
NOUN = 0.2  # what an operand's words gain by following their figure
OPERAND = 0.6  # share of an operand's own words that its phrase must hold


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure that goes into a computation."""

    evidence: Evidence
    figure: FigureMention
    words: str  # the phrase or clause that states it
    at: int  # where the figure stands in the sentence


def spelt_out(text: str) -> tuple[str, list[str]]:
    """The sign ("+" or "-") and the operands that a question names; ("", []) when it names none."""
    if more := _MORE.search(text):
        return "-", [_OPENS.sub("", more["left"].strip()), _OPENS.sub("", more["right"].strip())]
    if less := _LESS.search(text):
        return "-", [_OPENS.sub("", less["left"].strip()), _OPENS.sub("", less["right"].strip())]
    if not _TOTAL.search(fold(text)):
        return "", []
    if listed := _LISTED.search(text):
        names = [_OPENS.sub("", name.strip()) for name in re.split(r"\s+(?:với|và|cùng)\s+|,\s*", listed["names"]) if name.strip()]
        if len(names) >= 3:
            return "+", names
    if plus := _PLUS.search(text):
        return "+", [_OPENS.sub("", (plus[a] or plus[b]).strip()) for a, b in (("left", "first"), ("right", "second"))]
    if both := _BOTH.search(text):
        return "+", [both["left"].strip(), both["right"].strip()]
    for inside in _BRACKET.findall(text):
        parts = [part.strip() for part in re.split(r"\s*\+\s*" if "+" in inside else r"\s*[,;]\s*", inside)]
        if len(parts) >= 2 and not any(char.isdigit() for char in inside):
            return "+", parts
    return "", []


_BREAK = re.compile(r"[,;.(](?!\d)|\btrong đó\b|\bvà\b|\bthu hút\b|\bvới\b")
_SUB = re.compile(r"^\W*(?:trong đó|\()", re.IGNORECASE)


def _windows(text: str) -> list[tuple[FigureMention, str]]:
    """Each figure with the words that are its own: from the break after the figure before it to the break after itself."""
    figures = find_figures(text)
    if not figures:
        return []
    ends = [_own_end(text, figure, after) for figure, after in zip(figures, (*figures[1:], None), strict=True)]
    starts = [0, *ends[:-1]]
    return [(figure, text[start:end]) for figure, start, end in zip(figures, starts, ends, strict=True)]


def _own_end(text: str, figure: FigureMention, after: FigureMention | None) -> int:
    most = after.whole[0] if after else len(text)
    found = _BREAK.search(text, figure.whole[1], most)
    return found.start() if found else (figure.whole[1] if after else most)


def asks_total(question: Question) -> bool:
    """Whether a question over several places or periods wants one number."""
    return bool(_TOTAL.search(fold(question.text))) and bool(question.counted)


_CHANGE = re.compile(r"\b(?:tăng|giảm|bằng|nhiều hơn|ít hơn)\b.{0,60}\bso với\b|\bso với\b.{0,60}\b(?:tăng|giảm)\b", re.IGNORECASE)


def compares(text: str) -> bool:
    """Whether a sentence itself sets its figure beside another period's."""
    return bool(_CHANGE.search(text))


def stated(findings: Findings, evidence: Sequence[Evidence]) -> Operand | None:
    """The one figure that the best sentence of a place or a period states; None when it is not clear which."""
    if not evidence or evidence[0].held < STATED:
        return None
    best = evidence[0]
    for figure, words in _windows(best.text):
        if not _says(findings.asked, words):
            continue
        if max((counts(noun, figure) for noun in findings.question.counted), default=0.0) >= 0.85:
            return Operand(best, figure, words, figure.at[0])
    return None


def _says(asked: Asked, words: str) -> bool:
    """Whether a figure's own words hold what is asked: the share, and every word that weighs much."""
    parts = credits(asked, words_of(words))
    heavy = [part for term, part in zip(asked.terms, parts, strict=True) if term.weight >= HEAVY * (asked.total or 1.0)]
    return share(asked, parts) >= STATED and all(part > 0 for part in heavy)


def operands(findings: Findings, names: Sequence[str], weigh: Callable[[str], Asked]) -> list[Operand] | None:
    """A figure for every operand, all different and of one unit; None when one is not found."""
    evidence = gather(findings.question, findings.asked, findings.scope, findings.hits)[:12]
    found: list[Operand] = []
    for name, own in _distinct([weigh(name) for name in names]):
        operand = _operand(findings.question, findings.asked, own, name, evidence, found)
        if operand is None:
            return None
        found.append(operand)
    return found if _one_kind(found, names) else None


def _one_kind(found: Sequence[Operand], names: Sequence[str]) -> bool:
    """Whether the figures count one thing, or each the thing that its operand names."""
    heads = [fold(operand.figure.unit or operand.figure.noun).split(" ")[0] for operand in found]
    return len(set(heads)) == 1 or all(head and head in fold(name).split() for head, name in zip(heads, names, strict=True))


def _distinct(names: Sequence[Asked]) -> list[tuple[Asked, Asked]]:
    """Each operand's words whole, and only those that no other operand has: "ngô" of "diện tích ngô"."""
    folded = [{term.folded for term in name.terms} for name in names]
    common = set.intersection(*folded)
    parted = [replace(name, terms=tuple(t if t.folded not in common else replace(t, weight=0.0) for t in name.terms)) for name in names]
    return [(name, part if part.total else name) for name, part in zip(names, parted, strict=True)]


def _operand(
    question: Question, stem: Asked, own: Asked, whole: Asked, evidence: Sequence[Evidence], taken: Sequence[Operand]
) -> Operand | None:
    best: tuple[float, Operand] | None = None
    for candidate in evidence:
        for figure, words in _windows(candidate.text):
            if any(other.evidence.sentence == candidate.sentence and other.at == figure.at[0] for other in taken):
                continue
            held = share(own, credits(own, words_of(words)))
            fit = max((counts(noun, figure) for noun in question.counted or ("",)), default=0.0)
            if held < OPERAND or fit < COUNTED or other_level(question, words):
                continue
            score = held + 0.5 * share(whole, credits(whole, words_of(words))) + 0.5 * fit + 0.3 * candidate.score
            score += 0.4 * share(stem, credits(stem, words_of(words))) + NOUN * share(own, credits(own, words_of(figure.noun)))
            score += TOGETHER if any(other.evidence.sentence == candidate.sentence for other in taken) else 0.0
            score -= SUB if _SUB.match(words) else 0.0
            if best is None or score > best[0]:
                best = (score, Operand(candidate, figure, words, figure.at[0]))
    return best[1] if best else None


def computed(sign: str, found: Sequence[Operand]) -> Decimal:
    first, *rest = [operand.figure.value for operand in found]
    return first - sum(rest, Decimal(0)) if sign == "-" else first + sum(rest, Decimal(0))
