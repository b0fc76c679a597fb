"""A follow-up made whole: the questions to be put in its place, the likeliest first, and whether the rules are sure of them.

Rules only. The unit, the period or the words that a follow-up names take the place of those of the question before; a comparison is put
on it; what is asked anew keeps its unit and period. Every question that comes out names them, so that the next one builds on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.follow import KEPT, SHORT, Thread, leans
from assistant.ledger.operation import Operation, operation_of
from assistant.question import Asks, Place, understand
from assistant.relative import Step, is_compared, stepped
from assistant.talk import leaning
from assistant.talk.heard import Said, heard, only_operates, stand, telling
from assistant.talk.pointed import pointed
from assistant.talk.reading import Reading, Whole
from assistant.talk.rescope import (
    dated,
    first_row,
    label,
    preceded,
    replaced,
    together,
    units_named,
    with_period,
    with_units,
    without,
    written,
)
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold, folded_syllables, has_diacritics
from vectorstore.text.period import PeriodKind, PeriodMention

ENOUGH = 3  # words of a question that may need no other
_OF_UNITS = (Operation.RANK, Operation.TOTAL, Operation.COVERAGE)
_OF_PERIODS = (Operation.SERIES, Operation.RANK_PERIODS)
_ASK = "là bao nhiêu"
_SHARE = re.compile(r"%|phần trăm|tỷ lệ|tỉ lệ")
_SCHOOL_YEAR = re.compile("nam hoc|khoa")  # of what was asked before, not of what is asked anew
_NAME = re.compile(rf"(?<=\w )[{UPPER}]\w+ [{UPPER}]\w+")  # inside a sentence


def whole(text: str, earlier: Sequence[str], units: Sequence[Place], spoken: Sequence[Place] = ()) -> Whole:
    """Make a follow-up whole.

    `earlier` is the thread of the question before, `units` are those that have reports, `spoken` those that the conversation named.
    """
    if not earlier:
        return _sure((text,))
    turns = [*earlier[:1], *earlier[1:][-KEPT + 2 :]]
    if swapped := _swapped(text, turns, units):
        return _sure(swapped)
    corrects = bool(leaning.SAID_WRONG.search(fold(text)))
    points = pointed(leaning.uncorrected(_right(text)) if corrects else text, turns, units, spoken)
    said = heard(points.text, turns, units)
    if points.places or points.periods:
        own = _asked(said, turns[0], units) if said.content else turns[0]
        return Whole((Reading(Thread((own,))),), True, choices=points.choices(own, units))
    if not _is_bare(said):
        turns = _without_why(turns)
    if not said.content and (said.places or said.periods or said.step):
        return Whole(_about(said, turns, units), True)
    if said.places and (again := _asked_before(said, turns)):
        return Whole(_about(said, [again], units), True)
    if said.content and only_operates(said, turns):
        return _operated(said, turns, units) or _anew(said, turns, units)
    return _anew(said, turns[:1] if corrects else turns, units)


def _sure(*readings: Sequence[str]) -> Whole:
    return Whole(tuple(Reading(Thread(tuple(turns))) for turns in readings), True)


def _asked_before(said: Said, turns: Sequence[str]) -> str | None:
    """The latest of the earlier turns that asks of another unit what a follow-up asks: "Thế xã B tổng đàn bao nhiêu?"."""
    told = telling(said.content)
    return next((turn for turn in reversed(turns[:-1]) if told and _tells(turn, told)), None)


def _tells(turn: str, told: Sequence[str]) -> bool:
    return stand(told, telling(turn)) or stand(told, folded_syllables(turn))


def _is_bare(said: Said) -> bool:
    """Whether it is asked of all that was said before."""
    return bool(leaning.BARE.search(fold(said.words)) or leaning.REFERS.search(fold(said.words)))


def _without_why(turns: Sequence[str]) -> list[str]:
    """The turns without a last one that only asked for a cause."""
    return [*turns[:-1]] if len(turns) > 1 and leaning.WHY.search(fold(turns[-1])) else [*turns]


# --- Other words for some of it -----------------------------------------------------------------------------------------------------


def _swapped(text: str, turns: Sequence[str], units: Sequence[Place]) -> tuple[str, ...] | None:
    """ "không phải X mà Y": the turns with Y for X, where X stands in one of them."""
    flat = fold(text) if len(fold(text)) == len(text) else ""
    for pattern, wrong, right in ((leaning.NOT_BUT, 1, 2), (leaning.BUT_NOT, 2, 1)):
        if (found := pattern.search(flat)) and any(_stands(found[wrong], turn) for turn in turns):
            new = leaning.between(leaning.uncorrected(text[slice(*found.span(right))]))
            return tuple(_swap(turn, found[wrong], new, units) for turn in turns)
    return None


def _right(text: str) -> str:
    """What is right of "không phải X, Y"."""
    found = leaning.NOT_BUT.search(fold(text)) if len(fold(text)) == len(text) else None
    return text[found.start(2) :] if found else text


def _stands(words: str, turn: str) -> re.Match[str] | None:
    return re.search(rf"\b{re.escape(words)}\b", fold(turn)) if len(fold(turn)) == len(turn) else None


def _swap(turn: str, gone: str, new: str, units: Sequence[Place]) -> str:
    named = units_named(new, units)
    if named and (named[0].start, named[0].end) == (0, len(new)) and units_named(turn, units):
        return with_units(turn, named[0].places, units)
    found = _stands(gone, turn)
    return replaced(turn, found.span(), new) if found else turn


def _about(said: Said, turns: Sequence[str], units: Sequence[Place]) -> tuple[Reading, ...]:
    """The same questions about another unit or period."""
    moved, is_open = tuple(_moved(turn, said, units) for turn in turns), not leaning.how_many(said.words)
    readings = [Reading(Thread(moved, is_open))]
    if len(moved) > 1 and _stands_alone(turns[-1], units):
        readings.insert(0, Reading(Thread(moved[-1:], is_open), Thread(moved)))
    if len(moved) > 1:
        one = together(_subject(_parted(moved[0])[0]), " ", _unscoped(moved[-1], units))
        readings.append(Reading(Thread((f"{one.rstrip('?')}?",), is_open), Thread(moved)))
    if year := _year_before(said, turns[0]):
        readings.append(Reading(Thread(tuple(with_period(turn, year) for turn in turns), is_open)))
    return tuple(readings)


def _moved(turn: str, said: Said, units: Sequence[Place]) -> str:
    if leaning.how_many(said.words):  # it asks again how many there are, not what that is compared with
        turn = f"{_parted(turn)[0]}?"
    if said.places:
        turn = with_units(turn, said.places, units)
    period = " và ".join(said.periods) or _stepped(turn, said)
    return with_period(turn, period) if period else turn


def _stepped(turn: str, said: Said) -> str:
    """The period that lies a step from the one that a turn names; the words themselves where it names none."""
    base = next(iter(dated(turn)), None)
    if said.step is None or base is None:
        return said.back
    found = stepped(base, _step_from(base, said.step))
    return label(found) if found else ""


def _step_from(base: PeriodMention, step: Step) -> Step:
    """ "năm trước" of a year is the year before it."""
    return Step.PERIOD_BEFORE if step is Step.YEAR_BEFORE and base.kind is PeriodKind.YEAR else step


def _year_before(said: Said, turn: str) -> str:
    """The whole year before, where "năm trước" may mean it."""
    base = next(iter(dated(turn)), None)
    if base is None or base.start is None or said.step is not Step.YEAR_BEFORE or said.back.startswith("cung"):
        return ""
    return f"năm {base.start.year - 1}"


# --- Something put on it ------------------------------------------------------------------------------------------------------------


def _operated(said: Said, turns: Sequence[str], units: Sequence[Place]) -> Whole | None:
    """The question before with a comparison, over all units or over all periods."""
    turns = [_moved(turn, said, units) for turn in turns]
    head, _ = _parted(turns[-1])
    wanted = operation_of(f"{said.content}, bao nhiêu")
    if wanted and wanted.operation in _OF_UNITS and not said.places:
        about = [_together(turns, units), _subject(_parted(turns[0])[0])]
        if wanted.operation is Operation.TOTAL and _SHARE.search(about[0]):
            about.reverse()  # percentages are not added
        return _sure(*((_over_units(one, said, units),) for one in dict.fromkeys(about)))
    if wanted and wanted.operation in _OF_PERIODS:
        subject = _together(turns, units)
        return _sure((f"{without(subject, [mention.at for mention in dated(subject)])} {said.content}, {_ASK}?",))
    if not is_compared(said.content) and not leaning.TAIL.search(fold(said.content)):
        return None
    return _sure((*turns[:-1], f"{together(head, ', ', _lower(said.content))}?"))


def _together(turns: Sequence[str], units: Sequence[Place]) -> str:
    """What the turns are about as one phrase, with the unit and the period of the first."""
    first, *others = [_subject(_parted(turn)[0]) for turn in turns]
    return " ".join([first, *(_unscoped(one, units) for one in others)])


def _unscoped(words: str, units: Sequence[Place]) -> str:
    spans = [*((one.start, one.end) for one in units_named(words, units)), *(mention.at for mention in dated(words))]
    return without(words, spans)


def _over_units(about: str, said: Said, units: Sequence[Place]) -> str:
    return f"{_without_units(about, units)}: {said.content}?"


def _without_units(text: str, units: Sequence[Place]) -> str:
    return without(text, [(one.start, one.end) for one in units_named(text, units)])


def _subject(turn: str) -> str:
    """What a question is about, without "bao nhiêu"."""
    return without(turn, leaning.how_many(turn)[:1]).rstrip("? ")


def _parted(turn: str) -> tuple[str, str]:
    """A question and what it is compared with: ("… bao nhiêu", "so với kỳ trước tăng hay giảm")."""
    flat = fold(turn)
    found = leaning.TAIL.search(flat) if len(flat) == len(turn) else None
    if not found or found.start() == 0 or not leaning.how_many(turn[: found.start()]):
        return turn.rstrip("?. "), ""
    return turn[: found.start()].rstrip("?., "), turn[found.start() :].strip(" ,?.")


# --- Something asked anew -----------------------------------------------------------------------------------------------------------


def _anew(said: Said, turns: Sequence[str], units: Sequence[Place]) -> Whole:
    """A new question with the unit and the period of the one before: beside that one, one with it, by itself."""
    base, question = [_moved(turn, said, units) for turn in turns], understand(said.words)
    tail = _parted(base[-1])[1]
    base[0] = f"{_parted(base[0])[0]}?"  # what it was compared with is not asked again
    own = _asked(said, base[0], units)
    alone, last = Reading(Thread((own,))), Reading(Thread((f"{said.words}?",)))
    beside = [Reading(Thread((*base[-KEPT + 1 :], own)))]
    if len(base) > 1 and not leaning.BARE.search(fold(said.words)):
        beside.append(Reading(Thread((base[0], own))))
    if (question.asks is not Asks.FACT or is_compared(said.words)) and len(leaning.how_many(base[0])) == 1:
        one = together(_subject(_parted(base[0])[0]), " ", _lower(said.words))
        beside.append(Reading(Thread((f"{one}?",)), Thread((base[0], own))))
    if _is_bare(said):
        return Whole(tuple(beside), False, said.content)
    stands = len(folded_syllables(said.words)) > SHORT and not leans(said.text, understand(said.text))
    if stands and is_compared(said.words) and not said.places:
        return Whole((alone, *beside), False, said.content)
    if stands or (said.places and said.content and (said.periods or question.counted)):
        return Whole((alone, *([last] if stands else beside)), stands and bool(said.places and said.periods), said.content)
    if tail and not question.counted and not said.periods:
        beside.insert(0, Reading(Thread((together(own.rstrip("?"), ", ", tail) + "?",))))
    named = [last] if _NAME.search(_without_units(said.words, units)) else []
    return Whole((*beside, alone, *named), False, said.content, alone.asked if _has_subject(said.content) else None)


def _stands_alone(turn: str, units: Sequence[Place]) -> bool:
    """Whether an earlier turn has a subject of its own, beside its unit and its period."""
    return _has_subject(_unscoped(turn, units).strip(" ,:?"))


def _has_subject(words: str) -> bool:
    """Whether words say themselves what they are about: "mấy cái trễ hạn?" does not."""
    return len(telling(words)) >= ENOUGH and not leaning.NEEDS_SUBJECT.search(fold(words))


def _asked(said: Said, base: str, units: Sequence[Place]) -> str:
    """The follow-up's own words as a question that names its unit and its period."""
    words, question = said.words, understand(said.words)
    asks_how_much = question.asks is Asks.FACT and not leaning.ASKS.search(fold(words))
    if asks_how_much and understand(base).asks is Asks.QUANTITY and not is_compared(words):
        words += f" {_ASK}" if has_diacritics(words) else f" {fold(_ASK)}"
    unit = "" if said.places else _units_of(base, units)
    period = (
        "" if said.periods else " và ".join(label(mention) for mention in first_row(base) if not _SCHOOL_YEAR.match(fold(mention.label)))
    )
    scope = " ".join(part for part in (period, unit) if part)
    return preceded(f"{words}?", scope) if scope else f"{words}?"


def _units_of(base: str, units: Sequence[Place]) -> str:
    named = units_named(base, units)
    return base[named[0].start : named[-1].end] if len(named) == 1 else written([place for one in named for place in one.places])


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
