"""How much of a question stands in a text: syllables weighted by rarity, confirmed by their neighbours.

One Vietnamese syllable says little, two neighbouring ones are mostly a word: a syllable counts fully only where a neighbour of it in
the question is its neighbour in the text too. Diacritics count when the question has them; a slip of one letter counts less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from string import ascii_lowercase

from assistant.stop import BARE_STOP, LIGHT, STOP
from vectorstore.text.normalize import folded, has_diacritics, syllables
from vectorstore.text.synonym import same_meaning

ALONE = 0.45  # a syllable without its neighbour
WHOLE_WORD = 0.8  # a syllable that has no neighbour of weight in the question either
UNMARKED = 0.75  # the same syllable under other diacritics
SLIP = 0.6  # one letter is other
SLIP_LENGTH = 3  # letters from which a slip is believed
SAME_MEANING = 0.8  # other words for the same thing
REACH = 2  # how far apart neighbours may stand
LIGHT_WEIGHT = 0.35  # a pair that officialese puts everywhere
ASIDE = 0.45  # what stands in brackets, or before the comma of "Sau khi …, …"
ANY_ARCHIVE = 1000  # passages to assume where words are weighed only against each other


@dataclass(frozen=True, slots=True)
class Term:
    """One syllable or number of a question; weight 0 for what every question has."""

    exact: str
    folded: str
    weight: float


class Words:
    """A text as its syllables and where each stands."""

    def __init__(self, text: str) -> None:
        self.exact = syllables(text)
        self.folded = folded(self.exact)

    def has(self, phrase: tuple[str, ...]) -> bool:
        """Whether folded syllables stand one after the other."""
        return any(tuple(self.folded[at : at + len(phrase)]) == phrase for at in self.places.get(phrase[0], ()))

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each folded syllable stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.folded):
            found[word].append(at)
        return found


@lru_cache(maxsize=8192)
def words_of(text: str) -> Words:
    """A text's words; the same sentences are asked again and again."""
    return Words(text)


@dataclass(frozen=True)
class Asked:
    """A question's terms in order; `marked` when it was typed with diacritics."""

    terms: tuple[Term, ...]
    marked: bool
    other: tuple[tuple[int, int, tuple[tuple[str, ...], ...]], ...] = ()  # stretches that have other words of the same meaning
    keys: tuple[bool, ...] = ()  # whether a term is half of a word that the archive knows

    @cached_property
    def total(self) -> float:
        """What all terms weigh together."""
        return sum(term.weight for term in self.terms)


Frequency = Callable[[str], int]  # folded syllable: the number of passages that hold it


def asked(text: str, frequency: Frequency, passages: int, leave_out: frozenset[int] = frozenset()) -> Asked:
    """The terms of a question; those at the places in `leave_out` (a place, a period) weigh nothing."""
    marked = has_diacritics(text)
    exact = syllables(text)
    bare = folded(exact)
    words, stop = (exact, STOP) if marked else (bare, BARE_STOP)
    factors = _factors(text, words)

    def weight(at: int) -> float:
        silent = at in leave_out or words[at] in stop
        return 0.0 if silent else factors[at] * rarity(frequency(bare[at]), passages)

    terms = tuple(Term(exact[at], bare[at], weight(at)) for at in range(len(exact)))
    return Asked(terms, marked, same_meaning(bare), _keys(terms, frequency))


def _keys(terms: Sequence[Term], frequency: Frequency) -> tuple[bool, ...]:
    """Of each term whether it and a neighbour make a pair that stands in the archive."""
    pairs = [bool(left.weight and right.weight and frequency(f"{left.folded}_{right.folded}")) for left, right in pairwise(terms)]
    return tuple(left or right for left, right in zip([False, *pairs], [*pairs, False], strict=True))[: len(terms)]


_ASIDE = re.compile(
    r"""
      \([^)]*\)                     # what is set in brackets
    | (?<=\?)\s*\S.*               # what follows the question mark
    | ^(?:sau\ khi|theo|trong|tại|khi|qua|đến|giữa|để|nhằm|thực\ hiện|ngoài|bên\ cạnh)\b
      [^,?]*,(?=(?:\s+\S+){5})     # the circumstances before the question itself
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _factors(text: str, words: Sequence[str]) -> list[float]:
    """What each term's rarity is multiplied with: asides and set pairs say less."""
    factors = [1.0] * len(words)
    for match in _ASIDE.finditer(text):
        start = len(syllables(text[: match.start()]))
        for at in range(start, min(len(words), start + len(syllables(match[0])))):
            factors[at] = ASIDE
    for at in range(len(words) - 1):
        if tuple(words[at : at + 2]) in LIGHT:
            factors[at] = min(factors[at], LIGHT_WEIGHT)
            factors[at + 1] = min(factors[at + 1], LIGHT_WEIGHT)
    return factors


def rarity(found: int, passages: int) -> float:
    """Inverse document frequency; a word that no passage holds weighs like a fairly rare one, since it may be a slip."""
    return log(1 + (passages + 1) / (found + 0.5)) if found else 0.7 * log(1 + (passages + 1) / 1.5)


def credits(question: Asked, words: Words) -> list[float]:
    """For each term from 0 to 1 how well the text holds it."""
    found = [_found(term, words, question.marked) for term in question.terms]
    parts = [_confirmed(index, found, question.terms) if term.weight and found[index] else 0.0 for index, term in enumerate(question.terms)]
    for start, end, phrases in question.other:
        if any(words.has(phrase) for phrase in phrases):
            parts[start:end] = [max(part, SAME_MEANING) for part in parts[start:end]]
    return parts


Found = Mapping[int, float]  # place in the text: how well the term stands there


def _found(term: Term, words: Words, marked: bool) -> Found:
    """Where a term stands: as it is, else one letter off or sounding alike ("chi" for "tri")."""
    exact = words.places.get(term.folded)
    if exact:
        return {at: 1.0 if not marked or words.exact[at] == term.exact else UNMARKED for at in exact}
    if not term.weight or len(term.folded) < SLIP_LENGTH or term.folded[0].isdigit():
        return {}
    return {at: SLIP for word in slips(term.folded).intersection(words.places) for at in words.places[word]}


def _confirmed(index: int, at: Sequence[Found], terms: Sequence[Term]) -> float:
    """How well a term stands anywhere: fully beside its neighbour, a word with a slip only there."""
    beside = [other for other in (index - 1, index + 1) if 0 <= other < len(terms)]
    alone = ALONE if any(terms[other].weight for other in beside) else WHOLE_WORD
    near = [place for other in beside for place in at[other]]
    best = 0.0
    for place, strength in at[index].items():
        if strength > best:  # else it cannot be better
            confirmed = any(-REACH <= place - other <= REACH for other in near)
            best = max(best, strength if confirmed else 0.0 if strength <= SLIP else alone * strength)
    return best


@lru_cache(maxsize=256)
def slips(word: str) -> frozenset[str]:
    """All that a folded syllable may be mistyped or misspelt as: a text is asked for these few hundred at once."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    other = {f"{left}{letter}{right[1:]}" for left, right in halves if right for letter in ascii_lowercase}
    more = {f"{left}{letter}{right}" for left, right in halves for letter in ascii_lowercase}
    less = {f"{left}{right[1:]}" for left, right in halves if right}
    near = {slip for slip in other | more | less if len(slip) >= SLIP_LENGTH}
    return frozenset(near | {spelt for spelt in _spellings(_sound(word)) if sound_alike(word, spelt)}) - {word}


_SOUNDS = (("tr", "ch"), ("s", "x"), ("gi", "d"), ("r", "d"), ("ngh", "ng"), ("gh", "g"), ("k", "c"), ("q", "c"), ("l", "n"), ("f", "ph"))


def sound_alike(left: str, right: str) -> bool:
    """Whether two folded syllables are confused in writing: tr/ch, s/x, d/gi/r, l/n, final n/ng and t/c."""
    return left != right and _sound(left) == _sound(right)


def _spellings(sound: str) -> set[str]:
    """How syllables of a sound may be written, and some that are of another."""
    ends = {sound, re.sub("t$", "c", sound), re.sub("n$", "ng", sound)}
    return ends | {spelt + end.removeprefix(heard) for spelt, heard in _SOUNDS for end in ends if end.startswith(heard)}


def _sound(syllable: str) -> str:
    for spelt, sound in _SOUNDS:
        if syllable.startswith(spelt):
            syllable = sound + syllable[len(spelt) :]
            break
    return re.sub(r"ng$", "n", re.sub(r"c$", "t", syllable))


def one_letter_apart(left: str, right: str) -> bool:
    """Whether one letter changed, added or left out makes the one the other."""
    if abs(len(left) - len(right)) > 1 or left == right or len(right) < SLIP_LENGTH:
        return False
    short, long = sorted((left, right), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return short[start:] == long[start + 1 :]


def share(question: Asked, parts: Sequence[float]) -> float:
    """The weighted share of the question that `parts` (a credit for each term) make up."""
    total = question.total
    return sum(term.weight * part for term, part in zip(question.terms, parts, strict=True)) / total if total else 0.0
