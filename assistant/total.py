"""Sums and differences that a question spells out: "A + B", "cả A lẫn B", "A trừ B", over places or over periods.

Each operand is found in the reports and cited; we only add or take away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.counting import COUNTED, SURE, counts
from assistant.evidence import Evidence, evidence_for
from assistant.fit import other_level
from assistant.match import Asked, credits, share, words_of
from assistant.question import Question
from assistant.relative import Step, steps_back
from assistant.retrieve import Findings
from vectorstore.text.figures import FigureMention
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodMention, find_periods
from vectorstore.text.phrase import figure_phrases

# --- What is to be computed -------------------------------------------------------------------------------------------------------

_TOTAL = re.compile(r"\b(?:tong|cong|tat ca|ca hai|gop)\b")
_MORE = re.compile(
    r"""
    (?P<left>[^,()?]+?)\s+(?:nhiều|cao|lớn|ít|thấp)\s+hơn\s+
    (?P<right>[^,()?]+?)\s+(?:là\s+)?(?:bao\ nhiêu|mấy)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LESS = re.compile(r"(?P<left>[^,(]+?)\s+trừ\s+(?:đi\s+)?(?P<right>[^,?)]+)", re.IGNORECASE)
_PLUS = re.compile(
    r"""
      \bcộng\s+(?P<left>[^,()?]+?)\s+(?:với|và|cùng)\s+(?P<right>[^,()?]+?)
      (?=\s+(?:của|trong|thì|là|được|ở|tại)\b|[,?]|$)
    | (?P<first>[^,()?]+?)\s+cộng\ (?:với|thêm)\s+(?P<second>[^,()?]+?)
      (?=\s+(?:của|trong|thì|là|được|mà|ở|tại)\b|[,?]|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LISTED = re.compile(
    r"""
    \b(?:cộng|tổng\ số|tổng\ cộng)\s+
    (?P<names>(?:số\ .+?\ với\ số\ .+?)|(?:[^,?()]+(?:,\ [^,?()]+)*\ và\ [^,?()]+?))
    (?=\s+(?:của|trong|thì|là|được|mà|do|ở|tại|tỉnh|huyện|xã|tham\ gia)\b|[?(]|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BOTH = re.compile(r"\bcả\s+(?P<left>[^()]+?)\s+lẫn\s+(?P<right>[^()?]+)", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^)]*)\)")
_OPENS = re.compile(r"^(?:(?:và|là|tính từ|lấy|bằng|từ|đem|số|tổng số|tổng)\s+)+", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:tăng|giảm|bằng|nhiều hơn|ít hơn)\b.{0,60}\bso với\b|\bso với\b.{0,60}\b(?:tăng|giảm)\b"
    r"|\b(?:cao|thấp|nhiều|ít) hơn (?:cùng )?kỳ\b",
    re.IGNORECASE,
)


def spelt_out(text: str) -> tuple[str, list[str]]:
    """The sign ("+" or "-") and the operands that a question names; ("", []) when it names none."""
    if less := _MORE.search(text) or _LESS.search(text):
        return "-", [_name(less["left"]), _name(less["right"])]
    names = _added(text) if _TOTAL.search(fold(text)) else []
    return ("+", names) if names else ("", [])


def _added(text: str) -> list[str]:
    """The operands of a sum: three or more in a row, two, or what stands in brackets."""
    if listed := _LISTED.search(text):
        names = [_name(name) for name in re.split(r"\s+(?:với|và|cùng)\s+|,\s*", listed["names"]) if name.strip()]
        if len(names) >= 3:
            return names
    if plus := _PLUS.search(text):
        return [_name(plus["left"] or plus["first"]), _name(plus["right"] or plus["second"])]
    if both := _BOTH.search(text):
        return [both["left"].strip(), both["right"].strip()]
    return next((names for inside in _BRACKET.findall(text) if (names := _in_brackets(inside))), [])


def _in_brackets(inside: str) -> list[str]:
    """ "(A + B)" or "(A, B; C)"; a bracket with a number names a document or a date."""
    names = [name.strip() for name in re.split(r"\s*\+\s*" if "+" in inside else r"\s*[,;]\s*", inside)]
    return names if len(names) >= 2 and not any(char.isdigit() for char in inside) else []


def _name(words: str) -> str:
    """An operand without the words that lead to it: "tính từ tổng số …"."""
    return _OPENS.sub("", words.strip())


def asks_total(question: Question) -> bool:
    """Whether a question over several places or periods wants one number."""
    return bool(_TOTAL.search(fold(question.text))) and bool(question.counted)


def compares(text: str, step: Step, other: PeriodMention) -> bool:
    """Whether a sentence itself sets its figure beside that of the period a step before, which is `other`."""
    if not _CHANGE.search(text) or not other.start or not other.end:
        return False
    if named := steps_back(text):
        return named is step
    _, _, beside = text.partition("so với")
    return any(period.overlaps(other.start, other.end) for period in find_periods(beside, other.start.year)[:1])


# --- The figures that go into it --------------------------------------------------------------------------------------------------

AMONG = 12  # sentences that operands are looked for in
OPERAND = 0.6  # share of an operand's own words that its phrase must hold
STATED = 0.6  # share of the question that a place's or a period's sentence must hold
HEAVY = 0.15  # share of the question from which a word must be among a figure's own
# What a phrase gains beside the operand's own words.
WHOLE = 0.5  # by those that the operand shares with the others
FIT = 0.5  # by counting what is counted
SENTENCE = 0.3  # by the score of its sentence
STEM = 0.4  # by the words of the question
NOUN = 0.2  # by the operand's words following the figure
TOGETHER = 0.35  # by standing in the sentence of another operand, as they mostly do
SUB = 0.4  # what a part of another figure loses: it is mostly not what is meant

_SUB = re.compile(r"^\W*(?:trong đó|\()", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure that goes into a computation."""

    evidence: Evidence
    figure: FigureMention
    words: str  # the phrase or clause that states it
    at: int  # where the figure stands in the sentence

    @property
    def unit(self) -> str:
        """The unit, else the first word that is counted."""
        return self.figure.unit or self.figure.noun.split(" ")[0]


def computed(sign: str, found: Sequence[Operand]) -> Decimal:
    """The first less the others, or all together."""
    first, *rest = [operand.figure.value for operand in found]
    return first - sum(rest, Decimal(0)) if sign == "-" else first + sum(rest, Decimal(0))


def stated(findings: Findings, evidence: Sequence[Evidence]) -> Operand | None:
    """The one figure that the best sentence of a place or a period states; None when it is not clear which."""
    if not evidence or evidence[0].held < STATED:
        return None
    counted = findings.question.counted
    told = (operand for operand in _operands_in(evidence[0]) if _says(findings.asked, operand.words))
    return next((operand for operand in told if any(counts(noun, operand.figure) >= SURE for noun in counted)), None)


def _says(asked: Asked, words: str) -> bool:
    """Whether a figure's own words hold what is asked: the share, and every word that weighs much."""
    return _share_in(asked, words) >= STATED and _holds_heavy(asked, words)


def _holds_heavy(asked: Asked, words: str) -> bool:
    parts = credits(asked, words_of(words))
    return all(part > 0 for term, part in zip(asked.terms, parts, strict=True) if term.weight >= HEAVY * (asked.total or 1.0))


def operands(findings: Findings, names: Sequence[str], weigh: Callable[[str], Asked]) -> list[Operand] | None:
    """A figure for every operand, all different and of one unit; None when one is not found."""
    evidence = evidence_for(findings)[:AMONG]
    found: list[Operand] = []
    for sought in _sought(findings, [weigh(name) for name in names]):
        operand = sought.best([operand for one in evidence for operand in _operands_in(one)], found)
        if operand is None:
            return None
        found.append(operand)
    return found if _one_kind(found, names) else None


def _one_kind(found: Sequence[Operand], names: Sequence[str]) -> bool:
    """Whether the figures count one thing, or each the thing that its operand names."""
    heads = [fold(operand.figure.unit or operand.figure.noun).split(" ")[0] for operand in found]
    return len(set(heads)) == 1 or all(head and head in fold(name).split() for head, name in zip(heads, names, strict=True))


@dataclass(frozen=True, slots=True)
class _Sought:
    """An operand to be found: its words whole, and only those that no other operand has ("ngô" of "diện tích ngô")."""

    question: Question
    stem: Asked
    whole: Asked
    own: Asked

    def best(self, told: Sequence[Operand], taken: Sequence[Operand]) -> Operand | None:
        """The figure that is most likely meant, other than those that other operands took."""
        free = [one for one in told if not any(other.at == one.at and _together(other, one) for other in taken)]
        return max((one for one in free if self._may_be(one)), key=lambda one: self._score(one, taken), default=None)

    def _may_be(self, operand: Operand) -> bool:
        own = _share_in(self.own, operand.words)
        return (
            own >= OPERAND
            and _holds_heavy(self.own, operand.words)
            and self._counted(operand) >= COUNTED
            and not other_level(self.question, operand.words)
        )

    def _score(self, operand: Operand, taken: Sequence[Operand]) -> float:
        words, near = operand.words, any(_together(other, operand) for other in taken)
        score = _share_in(self.own, words) + WHOLE * _share_in(self.whole, words)
        score = score + FIT * self._counted(operand) + SENTENCE * operand.evidence.score
        score += STEM * _share_in(self.stem, words) + NOUN * _share_in(self.own, operand.figure.noun)
        return score + (TOGETHER if near else 0.0) - (SUB if _SUB.match(words) else 0.0)

    def _counted(self, operand: Operand) -> float:
        return max(counts(noun, operand.figure) for noun in self.question.counted or ("",))


def _sought(findings: Findings, names: Sequence[Asked]) -> list[_Sought]:
    common = set.intersection(*({term.folded for term in name.terms} for name in names))
    parted = [replace(name, terms=tuple(t if t.folded not in common else replace(t, weight=0.0) for t in name.terms)) for name in names]
    pairs = zip(names, parted, strict=True)
    return [_Sought(findings.question, findings.asked, name, part if part.total else name) for name, part in pairs]


def _share_in(asked: Asked, words: str) -> float:
    return share(asked, credits(asked, words_of(words)))


def _together(one: Operand, other: Operand) -> bool:
    return one.evidence.sentence == other.evidence.sentence


def _operands_in(evidence: Evidence) -> Iterator[Operand]:
    """Each figure of a sentence with its own words."""
    for figure, start, end in figure_phrases(evidence.text):
        yield Operand(evidence, figure, evidence.text[start:end], figure.at[0])
