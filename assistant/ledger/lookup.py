"""The ledger's row that states what a question asks, in the reports of one unit and one period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.counting import COUNTED as SURE_COUNT
from assistant.counting import PEOPLE, counts
from assistant.match import Asked, credits, share, words_of
from assistant.question import Question
from assistant.stop import BARE_STOP
from vectorstore.figure import Figure, FigureKind, LedgerRow
from vectorstore.text.clean import cleaned
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.period import PeriodMention
from vectorstore.text.unit import COUNTED

HELD = 0.62  # share of the question that a row and what stands around it must hold
OWN = 0.35  # share that its sentence must hold up to its own end
LIKE = 0.6  # share of its words that a row must have in common with rows that are sure, where it is less sure itself
LIKE_HELD = 0.35  # share of the question that it must hold then
BEFORE, SENTENCE, SECTION, TITLE = 0.85, 0.6, 0.6, 0.6  # credit of what stands before in the sentence, around it, above it
HEAVY = 0.3  # share of the question from which a word must stand somewhere near
APART = 0.08  # what a row about a place inside the unit, or a part of another figure, loses
IN_TABLE = 0.05  # the same: a sentence says more around it
TO_THE_POINT = 0.1  # what a figure gains whose indicator says no more than is asked
BARE = 0.8  # credit of a syllable without its neighbour
UNSURE = 0.15  # what counting another kind of people or thing loses
NAMED = 0.1  # what counting in a unit that the question names adds

_SHARE = re.compile(r"%|\bphan tram\b|\bti le\b")
_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|du toan|muc tieu)\b")
_AGAINST_PLAN = re.compile(r"\bso voi (?:ke hoach|du toan|chi tieu)\b|\bdat (?:may|bao nhieu)\b")
_OF_PLAN = re.compile(r"\b(?:ke hoach|du toan|cung ki|so voi)\b")
_NAMES_NOTHING = re.compile(r"(?<!\w)(?:cộng|tổng|tổng cộng|tổng số|cuộc|buổi|thu hút|huy động|tham gia|tham dự)(?!\w)")
_POINTS = re.compile(r"\bdiem (?:phan tram|%)")
_SAME = {"vu viec": "vu", "hs": "ho so", "phieu bao": "phieu"}
_SO_FAR = re.compile(r"\bluy ke\b|\bcong don\b|\b(?:tu|tinh tu) dau nam\b|\bdau nam (?:den|toi) nay\b")
_ALONE = ("con", "ho", "nguoi", "cuoc", "buoi", "vu", "lop", "ha", "tan", "km", "thon", "cay", "m2")  # of one syllable, and no other word
_FOLDED = "|".join(sorted({fold(word) for word in COUNTED if " " in word} | set(_ALONE), key=len, reverse=True))
_UNIT = re.compile(rf"\b(?:{_FOLDED})\b")
_THING = re.compile(rf"(?:(?:trieu|ti|nghin) )?(?:{_FOLDED}|dong|%|phan tram|tien|kinh phi|kg|tai san)\b")
_NO_THING = re.compile(r"(?:so|the|ra|la|du|o|tai|hon|kem|va|thi|vay|trong|tat ca|ke hoach|cung)\b")
_NUMBER_OF = re.compile(rf"(?<!ho )\bso (?:luong )?({_FOLDED})\b")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: the words that weigh, what is counted, and whether a share, a plan or the sum since the new year is meant."""

    question: Question
    asked: Asked
    counted: tuple[str, ...]  # what stands after "bao nhiêu" or "số"
    units: frozenset[str]  # folded units that the question names anywhere
    share: bool
    plan: bool
    so_far: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """A row that states it, and how well (0 to about 1)."""

    row: LedgerRow
    fit: float
    held: float = 1.0  # share of the question in the row and around it
    own: float = 1.0  # in its sentence up to its end
    lacks: bool = False  # a word that weighs much stands nowhere near


def sought_by(question: Question, asked: Asked) -> Sought:
    """Read from a question what kind of figure it wants."""
    flat = fold(question.text)
    return Sought(
        question=question,
        asked=asked,
        counted=_things(question),
        units=frozenset(match[0] for match in _UNIT.finditer(flat)),
        share=_wants_share(question, flat),
        plan=bool(_PLAN.search(flat)) and not _AGAINST_PLAN.search(flat) and not _SHARE.search(flat),
        so_far=bool(_SO_FAR.search(flat)),
    )


def _is_thing(noun: str, flat: str) -> bool:
    """Whether a noun is a thing that is counted: it follows "bao nhiêu", or reports count by it."""
    after = re.search(rf"\b(?:bao nhieu|may) {re.escape(noun)}", flat) is not None
    return bool(_THING.match(noun)) or (after and not _NO_THING.match(noun))


def _wants_share(question: Question, flat: str) -> bool:
    """Whether the figure is a percentage: the first thing counted says so, or else "tỷ lệ"."""
    if _POINTS.search(flat):
        return True
    first = next((fold(noun) for noun in question.counted if noun), "")
    return first.startswith(("%", "phan tram")) if first else bool(_SHARE.search(flat))


def _things(question: Question) -> tuple[str, ...]:
    """What is counted: a thing after "bao nhiêu" or "mấy", else after "số"."""
    flat = fold(question.text)
    told = tuple(noun for noun in question.counted if noun and _is_thing(fold(noun), flat))
    return told or tuple(match[1] for match in _NUMBER_OF.finditer(fold(question.text)))


def best_row(sought: Sought, rows: Iterable[LedgerRow], period: PeriodMention | None) -> Stated | None:
    """The row that fits best; None when none fits well enough."""
    return _first(stated for stated in _graded(sought, rows, period) if stated.held >= HELD and stated.own >= OWN and not stated.lacks)


def in_prose(stated: Stated, rows: Iterable[LedgerRow]) -> Stated:
    """The same figure where a sentence states it, which says more than a table row; itself where none does."""
    figure = stated.row.figure
    if _has_digit(figure.words):
        return stated
    same = (row for row in rows if (row.figure.value, row.figure.unit, row.period) == (figure.value, figure.unit, stated.row.period))
    told = next((row for row in same if _has_digit(row.figure.words)), stated.row)
    return replace(stated, row=told)


def _has_digit(words: str) -> bool:
    return any(char.isdigit() for char in words)


def alike_rows(sought: Sought, rows: Iterable[LedgerRow], period: PeriodMention | None, anchor: LedgerRow) -> Stated | None:
    """The row that fits best among those that name the same as another row, in the same unit of measure."""
    measure, names = measure_of(anchor), _names(anchor)
    same = (s for s in _graded(sought, rows, period) if measure_of(s.row) == measure and s.held >= LIKE_HELD)
    return _first(s for s in same if _alike(_names(s.row), names) and is_of_a_level(s.row, anchor))


def is_of_a_level(row: LedgerRow, other: LedgerRow) -> bool:
    """Whether two rows are both totals or both parts; what is named alike is, also where one report counts it among something."""
    one, two = row.figure, other.figure
    return fold(one.indicator) == fold(two.indicator) or (one.part_of is None) == (two.part_of is None)


def _first(found: Iterable[Stated]) -> Stated | None:
    return max(found, key=lambda stated: (stated.fit, -stated.row.figure.ordinal), default=None)


def _graded(sought: Sought, rows: Iterable[LedgerRow], period: PeriodMention | None) -> Iterator[Stated]:
    return (_stated(sought, row) for row in rows if _may_be(sought, row, period))


def measure_of(row: LedgerRow) -> str:
    """The unit of a row, as `measure_of_unit` has it."""
    return measure_of_unit(fold(row.figure.unit))


def measure_of_unit(unit: str) -> str:
    """A folded unit; all that counts people is one, and so are "vụ" and "vụ việc", "lượt" and "lượt người"."""
    if unit.startswith("luot"):
        return "luot"
    return "nguoi" if unit.startswith(PEOPLE) else _SAME.get(unit, unit)


def _names(row: LedgerRow) -> frozenset[str]:
    """The words that name what is counted, without the unit: "lượt người" alone names nothing."""
    words = folded_syllables(_NAMES_NOTHING.sub(" ", f"{row.figure.indicator} {row.figure.words}".lower()))
    return frozenset(word for word in words if not word[0].isdigit()) - BARE_STOP - frozenset(folded_syllables(row.figure.unit))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= LIKE * min(len(one), len(other))


def _may_be(sought: Sought, row: LedgerRow, period: PeriodMention | None) -> bool:
    figure = row.figure
    if (figure.unit in ("%", "‰")) != sought.share:
        return False
    if figure.kind is FigureKind.CHANGE or (figure.kind is FigureKind.PLAN) != sought.plan:
        return False
    if not sought.share and sought.counted and _counted(sought, row) < SURE_COUNT:
        return False
    return _in_time(sought, row, period)


def _in_time(sought: Sought, row: LedgerRow, period: PeriodMention | None) -> bool:
    """Whether a figure holds for the period asked for: "lũy kế" only where that is asked."""
    own = row.figure.period
    summed = own is not None and own.label.startswith("từ đầu năm")
    if sought.so_far:
        return summed or (own is None and row.period is not None and (row.period.start.month, row.period.start.day) == (1, 1))
    if own is None or sought.plan:
        return True
    if summed and row.report.period and row.report.period.start.month != 1:
        return False
    asked = period or None
    if asked is None or asked.start is None or asked.end is None:
        return summed
    return asked.start <= own.start and own.end <= asked.end and (own.end - own.start).days * 2 >= (asked.end - asked.start).days


def _stated(sought: Sought, row: LedgerRow) -> Stated:
    """A row with what it holds of the question."""
    figure = row.figure
    sentence = cleaned(row.quote)
    at = sentence.find(figure.words)
    own = _own(sought.asked, f"{figure.indicator} . {figure.words}")
    before = credits(sought.asked, words_of(sentence[: at + len(figure.words)])) if at > 0 else own
    mine = [max(one, BEFORE * other) for one, other in zip(own, before, strict=True)]
    around = (
        (SENTENCE, credits(sought.asked, words_of(sentence))),
        (SECTION, credits(sought.asked, words_of(" . ".join(row.section)))),
        (TITLE, credits(sought.asked, words_of(row.report.title))),
    )
    parts = [max([part, *(factor * found[index] for factor, found in around)]) for index, part in enumerate(mine)]
    held, alone = share(sought.asked, parts), share(sought.asked, mine)
    fit = 0.4 * held + 0.3 * alone + 0.3 * share(sought.asked, own) + _weight(sought, row)
    return Stated(row, fit, held, alone, _lacks(sought.asked, parts))


def _own(asked: Asked, words: str) -> list[float]:
    """The credit of each term in a figure's own words, where a rare syllable says enough without its neighbour: "trâu"."""
    found = words_of(words)
    near = credits(asked, found)
    return [max(part, BARE * (term.weight > 0 and term.exact in found.exact)) for part, term in zip(near, asked.terms, strict=True)]


def _weight(sought: Sought, row: LedgerRow) -> float:
    """What speaks for a row beside its words, and against it."""
    figure = row.figure
    weight = -APART * (bool(figure.place) + (figure.part_of is not None))
    if not _has_digit(figure.words):
        weight -= IN_TABLE
    if figure.of is not None and not sought.share:
        weight -= 2 * APART  # "23/27 hồ sơ" is mostly a part of those that are counted
    if sought.share and _OF_PLAN.search(fold(figure.indicator)) and not _OF_PLAN.search(fold(sought.question.text)):
        weight -= 3 * APART
    if sought.counted:
        weight -= UNSURE * (1 - _counted(sought, row))
    weight += NAMED * (fold(figure.unit) in sought.units)
    return weight + TO_THE_POINT * _to_the_point(sought.asked, figure)


def _to_the_point(asked: Asked, figure: Figure) -> float:
    """From 0 to 1: how many of the indicator's words are asked for: "hòa giải thành" is more than "hòa giải"."""
    own = set(folded_syllables(figure.indicator)) - set(folded_syllables(figure.unit)) - BARE_STOP
    wanted = {term.folded for term in asked.terms}
    return len(own & wanted) / len(own) if own else 1.0


def _lacks(asked: Asked, parts: Sequence[float]) -> bool:
    """Whether a word that weighs much stands nowhere near."""
    total = asked.total or 1.0
    return any(term.weight >= HEAVY * total and part == 0.0 for term, part in zip(asked.terms, parts, strict=True))


def _counted(sought: Sought, row: LedgerRow) -> float:
    mention = mention_of(row)
    return max(counts(noun, mention) for noun in sought.counted)


def mention_of(row: LedgerRow) -> FigureMention:
    """The row's figure as its sentence mentions it; a table cell by its unit."""
    figure = row.figure
    for mention in find_figures(figure.words):
        if figure.written.startswith(mention.written):
            return mention
    named = figure.indicator.split(" – ")[0]
    noun = named if named.lower().startswith(figure.unit) else figure.unit
    return FigureMention(figure.value, figure.written, figure.unit, noun, figure.qualifier, (0, 0), (0, 0))
