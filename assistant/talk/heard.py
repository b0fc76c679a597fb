"""A follow-up as it is heard: the units and periods that it names, and what else it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.ledger.operation import operating_words
from assistant.question import Place, understand
from assistant.relative import Step
from assistant.talk import leaning
from assistant.talk.rescope import dated, label, units_named, with_years, without
from vectorstore.text.normalize import fold, folded_syllables, has_diacritics, syllables
from vectorstore.text.period import find_periods
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
    content = rest if leaning.TAIL.search(fold(rest)) or _says(rest, turns) else ""
    named = tuple(place for one in places for place in one.places)
    labels = tuple(label(mention) for mention in periods)
    return Said(text, words, named, labels, back[0][0] if back else "", back[1] if back else None, content)


def _says(rest: str, turns: Sequence[str]) -> bool:
    """Whether words name anything new: not what was counted in the turn before, nor words of it that count nothing else."""
    last, counted = telling(turns[-1]), [folded_syllables(noun) for noun in understand(rest).counted]
    again = {word for noun in counted if stand(noun, folded_syllables(turns[-1])) for word in noun}
    told = [word for word in telling(rest) if word not in again]
    return bool(told) and ((any(counted) and bool(telling(" ".join(map(" ".join, counted))))) or not stand(told, last))


def telling(words: str) -> list[str]:
    """The folded syllables that tell what is asked."""
    marked = has_diacritics(words)
    return [fold(word) for word in (syllables(words) if marked else folded_syllables(words)) if not leaning.says_nothing(word, marked)]


def stand(words: Sequence[str], among: Sequence[str]) -> bool:
    """Whether syllables stand one after the other among others."""
    return f" {' '.join(words)} " in f" {' '.join(among)} "


def only_operates(said: Said, turns: Sequence[str]) -> bool:
    """Whether a follow-up names nothing but a comparison, a ranking or a total."""
    words = without(said.content, [mention.at for mention in dated(said.content)])
    exact, flat = syllables(words), folded_syllables(words)
    of_it = {at for phrase in operating_words(words) for at in _places(phrase.split(), flat)}
    left = [exact[at] for at in range(len(exact)) if at not in of_it and flat[at] not in leaning.COMPARES | _COUNTED]
    return not _says(" ".join(left), turns)


def _places(phrase: Sequence[str], words: Sequence[str]) -> set[int]:
    """The places of all words that belong to a phrase."""
    starts = [at for at in range(len(words)) if words[at : at + len(phrase)] == phrase]
    return {start + at for start in starts for at in range(len(phrase))}


def _compared_from(words: str) -> int:
    """Where a comparison begins; the end where none does."""
    found = leaning.TAIL.search(fold(words)) if len(fold(words)) == len(words) else None
    return found.start() if found else len(words)


def _year(turns: Sequence[str]) -> int | None:
    years = {mention.start.year for mention in dated(turns[0]) if mention.start}
    return years.pop() if len(years) == 1 else None


def _spelt(words: str, year: int | None) -> str:
    """Periods that are named in everyday words, as reports name them: "cả năm", "6 tháng", "quý hai", "quý IV năm ngoái"."""
    if year is None or len(fold(words)) != len(words):
        return words
    words = _put(words, leaning.QUARTER, lambda match: f"quý {leaning.QUARTERS[match[1]]}")
    words = _put(words, leaning.HALF_YEAR, lambda _: f"6 tháng đầu năm {year}")
    words = _put(words, leaning.ALL_YEAR, lambda _: f"năm {year}")
    words = _put(words, leaning.MONTHS_ONLY, lambda match: f"{9 if match[1] in ('9', 'chin') else 6} tháng đầu năm {year}")
    return _put(words, leaning.LAST_YEARS, lambda _: f"năm {year - 1}") if find_periods(words) else words


def _put(words: str, pattern: re.Pattern[str], full: Callable[[re.Match[str]], str]) -> str:
    found = pattern.search(fold(words))
    return f"{words[: found.start()]}{full(found)}{words[found.end() :]}" if found else words


def _step(words: str) -> tuple[re.Match[str], Step] | None:
    flat = fold(words)
    if found := leaning.FORWARD.search(flat):
        return found, Step.PERIOD_AFTER
    found = leaning.BACK.search(flat)
    return (found, Step.YEAR_BEFORE if re.search(r"\bnam\b|^cung", found[0]) else Step.PERIOD_BEFORE) if found else None
