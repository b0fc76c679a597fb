"""Sums and differences that a sentence writes out: "(204 + 187)" is computed again from what the cited words state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.check.numbers import unit_of
from assistant.check.source import Source
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.number import NUMBER, parse_number
from vectorstore.text.period import find_periods

_FORMULA = re.compile(rf"\(\s*(?:{NUMBER})(?:\s*[+–-]\s*(?:{NUMBER}))+\s*\)")
_STEP = re.compile(rf"([+–-]?)\s*({NUMBER})")


@dataclass(frozen=True, slots=True)
class Worked:
    """What the formulas of a sentence come to, and which way they go in time."""

    text: str  # without the formulas
    values: frozenset[Decimal] = frozenset()
    ways: frozenset[str] = frozenset()  # "tăng", "giảm"


def worked_out(text: str, sources: Sequence[Source]) -> Worked | None:
    """The sentence with its formulas computed; None where an operand is no cited figure or they are of several kinds."""
    values, ways = set[Decimal](), set[str]()
    for match in _FORMULA.finditer(text):
        steps = [(sign, parse_number(number)) for sign, number in _STEP.findall(match[0])]
        held = [_held(value, sources) for _, value in steps]
        if any(one is None for one in held) or len({unit_of(figure) for one in held if one for figure, _ in [one]}) > 1:
            return None
        result = sum((-value if sign in ("-", "–") else value for sign, value in steps), Decimal(0))
        values.add(abs(result))
        if len(steps) == 2 and steps[1][0] in ("-", "–") and (way := _way(result, [one[1] for one in held if one])):
            ways.add(way)
    return Worked(_FORMULA.sub(" ", text), frozenset(values), frozenset(ways))


def _held(value: Decimal, sources: Sequence[Source]) -> tuple[FigureMention, Source] | None:
    found = ((figure, source) for source in sources for figure in find_figures(source.words))
    return next(((figure, source) for figure, source in found if figure.value == value), None)


def _way(result: Decimal, operands: Sequence[Source]) -> str | None:
    """Whether it rose from the earlier to the later of two sources."""
    first, second = (_end(source) for source in operands)
    if first is None or second is None or first == second or not result:
        return None
    return "tăng" if (result > 0) == (first > second) else "giảm"


def _end(source: Source) -> date | None:
    return next((mention.end for text in (source.words, source.about) for mention in find_periods(text) if mention.end), None)
