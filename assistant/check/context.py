"""Whether a figure is told of the time, the place and the thing that its source tells it of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from assistant.check.numbers import matches, unit_of
from assistant.check.source import Source
from assistant.check.words import CONNECTING
from assistant.question import Place, understand
from assistant.stop import STOP
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.normalize import fold, normalize, syllables
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods

T = TypeVar("T")

_NOT = re.compile(r"(?<!\w)(?:không|chưa|chẳng)(?!\w)")
_CHANGE = re.compile(r"(?<!\w)(tăng|giảm)(?!\w)(?!.*(?<!\w)(?:lên|xuống|còn|từ|đến|đạt)(?!\w))")
_PARTS = re.compile(r"[,;:]\s|\s(?:và|còn|trong khi|so với)\s")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its words: the clause around it, and the times and places named last before it and first behind it."""

    figure: FigureMention
    words: frozenset[str]
    denied: bool
    change: str  # "tăng": it says by how much, not how many
    period: PeriodMention | None
    later_period: PeriodMention | None
    place: Place | None
    later_place: Place | None


def first_misplaced(text: str, sources: Sequence[Source], computed: frozenset[Decimal]) -> str | None:
    """The first figure that is told of another time, place or thing than any of its sources tells it of."""
    told = (one for one in figures_told(text) if one.figure.value not in computed)
    return next((one.figure.written for one in told if not any(_is_told_by(one, source) for source in sources)), None)


@lru_cache(maxsize=512)
def figures_told(text: str) -> tuple[Told, ...]:
    """The figures of a text, each with what it is told of."""
    figures = find_figures(text)
    periods = [(mention.at[0], mention) for mention in find_periods(text) if mention.start]
    places = [(text.find(place.shown), place) for place in understand(text).places]
    spans = [*(mention.at for _, mention in periods), *((at, at + len(place.shown)) for at, place in places if at >= 0)]
    bare, found = _blanked(text, spans), []
    for index, figure in enumerate(figures):
        start = figures[index - 1].whole[1] if index else 0
        end = figures[index + 1].whole[0] if index + 1 < len(figures) else len(text)
        before, after = _clause(bare, figure, start, end)
        clause = f"{before} {after}"
        found.append(
            Told(
                figure=figure,
                words=frozenset(syllables(clause)) - STOP,
                denied=bool(_NOT.search(normalize(clause))),
                change=_change(before),
                period=_last_before(periods, figure),
                later_period=next((mention for at, mention in periods if at >= figure.whole[0]), None),
                place=_last_before(places, figure),
                later_place=next((place for at, place in places if at >= figure.whole[0]), None),
            )
        )
    return tuple(found)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without its times and places, which are compared by themselves."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _clause(text: str, figure: FigureMention, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a figure, from the last break before it to the first behind it."""
    before = text[start : figure.whole[0]]
    breaks = [match.end() for match in _PARTS.finditer(before)]
    after = _PARTS.search(text, figure.whole[1], end)
    return before[breaks[-1] :] if breaks else before, text[figure.whole[1] : after.start() if after else end]


def _change(before: str) -> str:
    match = _CHANGE.search(normalize(before))
    return match[1] if match else ""


def _last_before(named: Sequence[tuple[int, T]], figure: FigureMention) -> T | None:
    return next((thing for at, thing in reversed(named) if at < figure.whole[0]), None)


def _is_told_by(told: Told, source: Source) -> bool:
    if told.words - frozenset(syllables(source.all)) - CONNECTING:
        return False  # whatever else is said beside the figure would be said of it
    held = figures_told(source.words)
    same = [one for one in held if matches(told.figure, one.figure, source)]
    return any(_agree(told, one, source, held) for one in same)


def _agree(told: Told, held: Told, source: Source, others: Sequence[Told]) -> bool:
    """Whether a figure is told as one of a source's is, and not as another of the same measure."""
    if (
        (told.denied, told.change) != (held.denied, held.change)
        or not _of_its_time(told, held, source)
        or not _of_its_place(told, held, source)
    ):
        return False
    rivals = (one for one in others if one.figure.value != held.figure.value and unit_of(one.figure) == unit_of(held.figure))
    return all(_is_rather(told, held, rival) for rival in rivals)


def _is_rather(told: Told, held: Told, rival: Told) -> bool:
    """Whether as much is told of what sets one figure's words apart as of what sets the other's apart."""
    own, other = held.words - rival.words, rival.words - held.words
    if own and not other:
        return bool(told.words & own)  # "18 hộ cận nghèo" beside "12 hộ nghèo"
    return _share(told, other) <= _share(told, own)


def _share(told: Told, apart: frozenset[str]) -> float:
    return len(told.words & apart) / len(apart) if apart else 0.0


def _of_its_time(told: Told, held: Told, source: Source) -> bool:
    """What stands before the source's figure says its time; where nothing does, the report's period or what follows."""
    asked = told.period or told.later_period
    if asked is None:
        return True
    if held.period:
        return _same(asked, held.period)
    named = [*find_periods(source.period or source.about), *([held.later_period] if held.later_period else [])]
    return any(_same(asked, mention) for mention in named)


def _same(asked: PeriodMention, mention: PeriodMention) -> bool:
    if not (asked.start and asked.end and mention.start and mention.end):
        return False
    same = (asked.start, asked.end) == (mention.start, mention.end)
    return same or (mention.kind is PeriodKind.DAY and asked.covers(mention.end))  # a quarter's figure is not the year's


def _of_its_place(told: Told, held: Told, source: Source) -> bool:
    asked = told.place or told.later_place
    if asked is None:
        return True
    if held.place or asked.name in fold(source.words):
        return held.place is None or asked.name == held.place.name
    # Only the report's name has it: what two communes did together is not told of the one that reports it.
    named = {place.name for place in understand(source.about).places if place.kind == asked.kind}
    return named == {asked.name}
