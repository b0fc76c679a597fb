"""A section's text as a reader edits it: one statement a line, its citations as [1][2] behind it; what is changed is checked anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.draft import words
from assistant.draft.draft import Draft, DraftSection, Statement
from vectorstore.errors import BadRequest
from vectorstore.report import GAP
from vectorstore.text.clean import cleaned
from vectorstore.text.figures import find_figures
from vectorstore.text.normalize import normalize, syllables
from vectorstore.text.sentence import sentences

BORNE_OUT = 0.5  # share of a sentence's words that its citations must have for them to be kept beside words of the reader's own

_MARKS = re.compile(r"((?:\s*\[\d{1,4}\])+)")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


def text_of(section: DraftSection) -> str:
    """The section as a reader edits it."""
    return "\n".join(statement.text + "".join(f" [{n}]" for n in statement.citations) for statement in section.statements)


def revised(draft: Draft, at: int, text: str) -> Draft:
    """The draft with the words of a section (0 is the first) as the reader wrote them; raises BadRequest for no such section."""
    if not 0 <= at < len(draft.sections):
        raise BadRequest(words.NO_SUCH_SECTION.format(n=at + 1))
    section = draft.sections[at]
    cited = {citation.n: citation for citation in draft.citations}
    statements = tuple(statement for line in text.splitlines() for statement in _statements(line, cited, section.statements))
    return replace(draft, sections=(*draft.sections[:at], replace(section, statements=statements), *draft.sections[at + 1 :]))


def _statements(line: str, cited: Mapping[int, Citation], before: Sequence[Statement]) -> Iterator[Statement]:
    """The statements of a line: what stands before marks, and sentence by sentence where it is not one that was there."""
    parts = _MARKS.split(line)
    for said, marks in zip(parts[::2], [*parts[1::2], ""], strict=True):
        numbers = tuple(dict.fromkeys(n for n in map(int, re.findall(r"\d+", marks)) if n in cited))
        yield from _judged(said.strip(), numbers, cited, before)


def _judged(said: str, numbers: tuple[int, ...], cited: Mapping[int, Citation], before: Sequence[Statement]) -> Iterator[Statement]:
    if not said:
        return
    whole = Statement(said, numbers)
    if whole in before or is_verbatim(said, [cited[n] for n in numbers]):
        yield whole
        return
    bounds = sentences(said) or [(0, len(said))]
    for start, end in bounds:
        own = numbers if end == bounds[-1][1] else ()  # marks belong to the sentence that they follow
        yield _checked(said[start:end], own, cited, before)


def _checked(said: str, numbers: tuple[int, ...], cited: Mapping[int, Citation], before: Sequence[Statement]) -> Statement:
    """A sentence, verified where it stands in its citation; else its citations stay only where they bear its numbers and words out."""
    quotes = [cited[n] for n in numbers]
    if Statement(said, numbers) in before or is_verbatim(said, quotes):
        return Statement(said, numbers)
    return Statement(said, numbers if _bears_out(quotes, said) else (), verified=False)


def is_verbatim(said: str, quotes: Sequence[Citation]) -> bool:
    """Whether words stand in one of the quotes as they are, but for their last full stop."""
    bare = normalize(" ".join(said.split())).rstrip(" .;,…")
    return bool(bare) and any(_begins_at_a_word(bare, normalize(_words(quote))) for quote in quotes)


def _begins_at_a_word(said: str, quote: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", quote) is not None


def _words(citation: Citation) -> str:
    return cleaned(citation.quote.replace(GAP, " "))


def _bears_out(quotes: Sequence[Citation], said: str) -> bool:
    """Whether quotes have every number of a sentence and at least half of its words."""
    told = " ".join(_words(quote) for quote in quotes)
    if not quotes or not numbers_in(said) <= numbers_in(told):
        return False
    own = set(syllables(said))
    return len(own & set(syllables(told))) >= BORNE_OUT * len(own)


def numbers_in(text: str) -> set[str]:
    """Every number of a text: digits as they stand, and those written as words by their value."""
    return {*_NUMBER.findall(text), *(figure.written.lower() for figure in find_figures(text))}
