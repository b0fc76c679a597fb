"""What a follow-up points back to: "xã đó", "xã kia", "kỳ đó"; several things alike are asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import Place
from assistant.talk import leaning
from assistant.talk.rescope import dated, label, units_named, with_period, with_units, without, written
from vectorstore.text.normalize import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be meant, and the whole question for it."""

    shown: str
    question: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """A follow-up without the words that point; the units or periods of which one is meant where they point at several."""

    text: str
    places: tuple[Place, ...] = ()
    periods: tuple[str, ...] = ()

    def choices(self, question: str, units: Sequence[Place]) -> tuple[Choice, ...]:
        """The question for each of them."""
        return (
            *(Choice(written([place]), with_units(question, [place], units)) for place in self.places),
            *(Choice(period, with_period(question, period)) for period in self.periods),
        )


def pointed(text: str, turns: Sequence[str], units: Sequence[Place], spoken: Sequence[Place]) -> Pointed:
    """Find what a follow-up to `turns` points at; `spoken` are the units that the conversation named."""
    flat = fold(text) if len(fold(text)) == len(text) else ""
    now = places_of(turns, units)
    if found := leaning.OTHER_UNIT.search(flat):
        return _meant(text, found, [place for place in spoken if place not in now], units)
    if found := leaning.THAT_UNIT.search(flat):
        return _meant(text, found, now, units)
    if found := leaning.THAT_PERIOD.search(flat):
        periods = tuple(dict.fromkeys(label(mention) for mention in dated(turns[-1])))
        return Pointed(without(text, [found.span()]), periods=periods if len(periods) > 1 else ())
    return Pointed(text)


def _meant(text: str, found: re.Match[str], places: Sequence[Place], units: Sequence[Place]) -> Pointed:
    rest = without(text, [found.span()])
    if len(places) == 1:
        return Pointed(with_units(rest, places, units))
    return Pointed(rest, tuple(places)) if places else Pointed(text)


def places_of(turns: Sequence[str], units: Sequence[Place]) -> list[Place]:
    """The units that turns name, each once."""
    return list(dict.fromkeys(place for turn in turns for one in units_named(turn, units) for place in one.places))
