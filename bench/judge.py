"""What a program shows for a gold question, judged alike for one that answers and for one that only retrieves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluate import GoldItem, loose
from vectorstore.text.clean import cleaned
from vectorstore.text.normalize import syllables

HELD = 0.6  # share of the gold quote's runs of three syllables that one piece must have to hold it


@dataclass(frozen=True, slots=True)
class Judged:
    """Shares from 0 to 1 over the questions that have an answer."""

    questions: int
    source: float  # some piece holds the words that the gold names as the source
    value: float  # what is shown has every value that the gold asks for
    characters: float  # that a reader is shown, in the middle


def holds_source(item: GoldItem, pieces: Sequence[str]) -> bool:
    return any(len(_grams(source.quote) & _grams(piece)) >= HELD * len(_grams(source.quote)) for source in item.sources for piece in pieces)


def holds_value(item: GoldItem, pieces: Sequence[str]) -> bool:
    low = loose("\n".join(pieces))
    return all(any(loose(wanted) in low for wanted in group) for group in item.must_contain)


def judged(items: Sequence[GoldItem], shown: Sequence[Sequence[str]]) -> Judged:
    pairs = [(item, pieces) for item, pieces in zip(items, shown, strict=True) if item.answerable and item.sources]
    lengths = sorted(sum(map(len, pieces)) for _, pieces in pairs)
    return Judged(
        len(pairs),
        source=_share([holds_source(item, pieces) for item, pieces in pairs]),
        value=_share([holds_value(item, pieces) for item, pieces in pairs]),
        characters=float(lengths[len(lengths) // 2]) if lengths else 0.0,
    )


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _grams(text: str) -> set[tuple[str, ...]]:
    words = syllables(cleaned(text))
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}
