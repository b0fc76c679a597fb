"""A follow-up as it is heard: the units and periods that it names, and what else it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ledger.operation import operating_words
from assistant.question import Place, understand
from assistant.relative import Step
from assistant.talk import leaning
from assistant.talk.rescope import dated, label, units_named, with_years, without
from vectorstore.text.normalize import fold, folded_syllables
from vectorstore.text.unit import COUNTED

_PIECES = re.compile(r"\b(mấy|bao nhiêu|may|bao nhieu) (?:cái|cai)\b", re.IGNORECASE)  # of anything
_COUNTED = frozenset(fold(unit) for unit in COUNTED)


@dataclass(frozen=True, slots=True)
class Said:
    """A follow-up: its words without how it opens and ends, what they name, and the rest."""

    text: str
    words: str
    places: tuple[Place, ...]
    periods: tuple[str, ...]
    back: str  # "kỳ trước": a period named by where it lies
    step: Step | None
    content: str  # what is left: what it is about; "" where it only names another unit or period


def heard(text: str, turns: Sequence[str], units: Sequence[Place]) -> Said:
    """Hear a follow-up to `turns`; its periods take their year from them."""
    words = _PIECES.sub(r"\1", with_years(_spelt(leaning.between(text), _year(turns)), _year(turns)))
    beside = _compared_from(words)  # what stands there is compared with, not asked about
    places = units_named(words, units)
    periods = [mention for mention in dated(words) if mention.at[0] < beside]
    back = _step(words[:beside]) if not periods else None
    if back:
        words = without(words, [back[0].span()])
        places = units_named(words, units)
    spans = [*((one.start, one.end) for one in places), *(mention.at for mention in periods)]
    rest = without(words, spans)
    named = tuple(place for one in places for place in one.places)
    labels = tuple(label(mention) for mention in periods)
    return Said(text, words, named, labels, back[0][0] if back else "", back[1] if back else None, rest if _says(rest, turns) else "")


def _says(rest: str, turns: Sequence[str]) -> bool:
    """Whether words name anything; what is counted in the turn before is named already."""
    last = f" {' '.join(folded_syllables(turns[-1]))} "
    counted = [folded_syllables(noun) for noun in understand(rest).counted]
    again = {word for noun in counted if f" {' '.join(noun)} " in last for word in noun}
    return any(word not in leaning.FILLER and word not in again for word in folded_syllables(rest))


def only_operates(said: Said, turns: Sequence[str]) -> bool:
    """Whether a follow-up names nothing but a comparison, a ranking or a total."""
    flat = " ".join(folded_syllables(without(said.content, [mention.at for mention in dated(said.content)])))
    for phrase in sorted(operating_words(flat), key=len, reverse=True):
        flat = re.sub(rf"\b{re.escape(phrase)}\b", " ", flat)
    return not _says(" ".join(word for word in flat.split() if word not in leaning.COMPARES | _COUNTED), turns)


def _compared_from(words: str) -> int:
    """Where a comparison begins; the end where none does."""
    found = leaning.TAIL.search(fold(words)) if len(fold(words)) == len(words) else None
    return found.start() if found else len(words)


def _year(turns: Sequence[str]) -> int | None:
    years = {mention.start.year for mention in dated(turns[0]) if mention.start}
    return years.pop() if len(years) == 1 else None


def _spelt(words: str, year: int | None) -> str:
    """Periods that are named by their length alone, in full: "cả năm", "6 tháng"."""
    if year is None or len(fold(words)) != len(words):
        return words
    if found := leaning.ALL_YEAR.search(fold(words)):
        words = f"{words[: found.start()]}năm {year}{words[found.end() :]}"
    if found := leaning.MONTHS_ONLY.search(fold(words)):
        months = 9 if found[1] in ("9", "chin") else 6
        words = f"{words[: found.start()]}{months} tháng đầu năm {year}{words[found.end() :]}"
    return words


def _step(words: str) -> tuple[re.Match[str], Step] | None:
    flat = fold(words)
    if found := leaning.FORWARD.search(flat):
        return found, Step.PERIOD_AFTER
    found = leaning.BACK.search(flat)
    return (found, Step.YEAR_BEFORE if re.search(r"\bnam\b|^cung", found[0]) else Step.PERIOD_BEFORE) if found else None
