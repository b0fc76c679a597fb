"""What a draft is about: the topics of a subject, and whether words are about one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.draft.heading import content
from assistant.match import UNMARKED, Asked, Frequency, asked, credits, share, words_of
from vectorstore.stored import StoredPassage
from vectorstore.text.normalize import folded_syllables

HEADED = 0.85  # credit of what stands in the heading or the label, not in the sentence
AGAINST = 0.4
HEADING_WORDS = 14  # words up to which a heading may hold several topics as one

_PARTS = re.compile(r"\s*(;|,|\bvà\b|\bva\b)\s*", re.IGNORECASE)


def _sure(credit: float) -> float:
    """The credit of a word as it is written and beside its neighbour: "đầu khi" has nothing of "dầu khí"."""
    return credit if credit > UNMARKED else 0.0


def split(about: str) -> tuple[str, ...]:
    """What a section is about, parted by ";"."""
    return tuple(dict.fromkeys(part.strip(" ,.") for part in about.split(";") if part.strip(" ,.")))


def topics_of(subject: str, headings: Iterable[str]) -> tuple[str, ...]:
    """The topics of a subject; parts that one heading of the reports names together, or that share a word, stay one."""
    pieces = _PARTS.split(subject.strip(" ,;."))
    short = [set(folded_syllables(heading)) for heading in headings if len(heading.split()) <= HEADING_WORDS]
    topics = [pieces[0]]
    for mark, part in zip(pieces[1::2], pieces[2::2], strict=True):
        if mark != ";" and _together(topics[-1], part, short):
            topics[-1] += f"{', ' if mark == ',' else f' {mark} '}{part}"
        else:
            topics.append(part)
    return tuple(dict.fromkeys(topic for topic in topics if topic))


def _together(one: str, other: str, headings: Sequence[set[str]]) -> bool:
    if min(len(content(one)), len(content(other))) < 2:
        return True  # "phòng, chống ma túy"
    left, right = set(folded_syllables(one)), set(folded_syllables(other))
    if left & right:
        return True
    return any(left | right <= heading for heading in headings)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the weight that each of its words has among the passages at hand."""

    name: str
    asked: Asked

    def held(self, text: str, above: str = "") -> float:
        """From 0 to 1: the share of the topic in words and in the headings above them."""
        if not any(self._has_word(words) for words in (text, above)):
            return 0.0  # nearly all sentences of a report: no need to look for slips in them
        inside = credits(self.asked, words_of(text))
        over = credits(self.asked, words_of(above))
        parts = (max(_sure(own), HEADED * _sure(head)) for own, head in zip(inside, over, strict=True))
        return share(self.asked, list(parts))

    def _has_word(self, text: str) -> bool:
        places = words_of(text).places
        return any(term.weight and term.folded in places for term in self.asked.terms)


def weighed(topics: Sequence[str], frequency: Frequency, passages: int) -> tuple[Topic, ...]:
    """The topics with the weights of their words."""
    return tuple(Topic(name, _against_lightened(asked(name, frequency, passages))) for name in topics)


def _against_lightened(topic: Asked) -> Asked:
    """ "Phòng, chống ma túy" is about drugs: what is fought weighs more than the fight."""
    terms = (replace(term, weight=term.weight * AGAINST) if term.folded in ("phong", "chong") else term for term in topic.terms)
    return replace(topic, terms=tuple(terms))


def frequency_in(passages: Sequence[StoredPassage]) -> Frequency:
    """In how many of the passages a folded syllable, or a pair joined by "_", stands."""
    found: Counter[str] = Counter()
    for stored in passages:
        words = words_of(" . ".join([*stored.passage.section, stored.text])).folded
        found.update({*words, *("_".join(pair) for pair in pairwise(words))})
    return lambda word: found[word]
