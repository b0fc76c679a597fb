"""The verdict on one sentence of a model's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.check.context import first_misplaced
from assistant.check.formula import worked_out
from assistant.check.marks import cited_by, segments, without_marks
from assistant.check.names import first_unknown_name
from assistant.check.numbers import first_unsupported
from assistant.check.source import Source
from assistant.check.words import first_new_word, first_turned, is_claim, is_markup

LONGEST = 600  # characters of a sentence


class Wrong(StrEnum):
    """What is wrong with a sentence."""

    UNCITED = "uncited"
    CITATION = "citation"  # no mark of ours
    MARKUP = "markup"
    CLAIM = "claim"  # of its own truth
    NUMBER = "number"  # in no cited words
    PLACED = "placed"  # there, but of another time, place or thing
    NAME = "name"
    WORDS = "words"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a sentence does not reach the reader, and the words that it is about."""

    wrong: Wrong
    words: str


def fault_of(sentence: str, sources: Mapping[int, Source], question: str) -> Fault | None:
    """The first thing wrong with a sentence; None where its cited words hold all that it says.

    Words of the question may be repeated; its numbers, names and words that turn the sense ("ít nhất") have to stand in the sources.
    """
    text, cites = without_marks(sentence), cited_by(sentence)
    if cites is None or any(n not in sources for n in cites):
        return Fault(Wrong.CITATION, sentence)
    if not cites:
        return Fault(Wrong.UNCITED, sentence)
    if len(text) > LONGEST:
        return Fault(Wrong.LONG, text[:LONGEST])
    if is_markup(text):
        return Fault(Wrong.MARKUP, text)
    if is_claim(text):
        return Fault(Wrong.CLAIM, text)
    found = (_fault_in(words, [sources[n] for n in marks], question) for words, marks in segments(sentence))
    return next((fault for fault in found if fault), None)


def _fault_in(text: str, cited: list[Source], question: str) -> Fault | None:
    """The same for what stands before one or more marks, which alone are to hold it."""
    worked = worked_out(text, cited)
    if worked is None:
        return Fault(Wrong.NUMBER, text)
    held = " . ".join(source.all for source in cited)
    found = (
        (Wrong.NUMBER, first_unsupported(worked.text, cited, worked.values)),
        (Wrong.PLACED, first_misplaced(worked.text, cited, worked.values)),
        (Wrong.NAME, first_unknown_name(worked.text, held)),
        (Wrong.WORDS, first_turned(worked.text, " . ".join([held, *worked.ways])) or first_new_word(worked.text, f"{held} . {question}")),
    )
    return next((Fault(wrong, words) for wrong, words in found if words), None)
