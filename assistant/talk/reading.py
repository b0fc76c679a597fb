"""What a follow-up may mean, and which of it is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.answer import Citation
from assistant.fit import says_why
from assistant.follow import Thread, weighed
from assistant.ledger.operation import operating_words
from assistant.match import ANY_ARCHIVE, Frequency, credits, share, words_of
from assistant.question import understand
from assistant.reply import Reply
from assistant.talk.pointed import Choice
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import folded_syllables

TOLD = 0.7  # share of what is asked anew from which a reading is believed
UNCAUSED = 0.5  # of it where the cause is asked for and none is given
REFUSED, UNNAMED = -1.0, -2.0  # rather none than the commune's number for a hamlet that is called by its name
_NAME = re.compile(rf"[{UPPER}][^\W\d_{UPPER}]+(?: [{UPPER}][^\W\d_{UPPER}]+)+")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a follow-up: what is asked, and what the next follow-up builds on where that is not the same."""

    asked: Thread
    kept: Thread | None = None

    @property
    def thread(self) -> Thread:
        return self.kept or self.asked


@dataclass(frozen=True, slots=True)
class Whole:
    """What a follow-up may mean, the likeliest first; a model may be asked where the rules are not `sure`."""

    readings: tuple[Reading, ...]
    sure: bool
    own: str = ""  # the words that it adds to what was asked before
    alone: Thread | None = None  # the last question by itself: where it is answered alike, it needs no other
    choices: tuple[Choice, ...] = ()  # questions of which one is meant, and nothing says which


def answered(
    meant: Whole, answer: Callable[[Thread], Reply], frequency: Frequency, around: Callable[[Citation], str]
) -> tuple[Thread, Reply]:
    """The first reading whose answer says what is asked anew, else the one that says most of it; the first where none is answered.

    `around` gives the words that a citation stands among.
    """
    answer = cache(answer)  # several readings may be one question
    best: tuple[float, Thread, Reply] | None = None
    for reading in meant.readings:
        reply = answer(reading.asked)
        told = _told(meant.own, reply, frequency) if reply.answerable else REFUSED
        if reply.answerable and not _called(meant.own, reply, around):
            told = UNNAMED
        if best is None or told > best[0]:
            best = told, reading.thread, reply
        if told >= TOLD:
            break
    assert best is not None, "a question has a reading"
    _, turns, reply = best
    if not reply.answerable:
        turns = meant.readings[0].thread  # the next follow-up may lean on any turn before
    alike = meant.alone not in (None, turns) and reply.answerable and answer(meant.alone or turns).answer == reply.answer
    return (meant.alone or turns) if alike else turns, reply


def _told(words: str, reply: Reply, frequency: Frequency) -> float:
    """The share of some words that what a reply cites holds."""
    cited = words_of(" . ".join(f"{citation.section} . {citation.quote}" for citation in reply.citations))
    asked = weighed(Thread((words,)), frequency, ANY_ARCHIVE, operating_words(words))
    held = share(asked, credits(asked, cited)) if asked.total else 1.0
    caused = any(says_why(citation.quote) for citation in reply.citations)
    return held if caused or not understand(words).why else UNCAUSED * held


def _called(words: str, reply: Reply, around: Callable[[Citation], str]) -> bool:
    """Whether each name of several words stands around what a reply cites."""
    names = [tuple(folded_syllables(name)) for name in _NAME.findall(words)]
    near = words_of(" . ".join(around(citation) for citation in reply.citations)) if names else words_of("")
    return all(near.has(name) for name in names)
