"""Whether the names of a sentence stand in the words that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vectorstore.text.letters import LOWER, UPPER
from vectorstore.text.normalize import normalize

_NAME = rf"[{UPPER}](?:[{LOWER}]+|[{UPPER}]+\b|\b)"
_RUN = re.compile(rf"(?<![\w]){_NAME}(?:[ \-–]{_NAME})*")
_OPENS = re.compile(r"^[\s\"“(]*$|[.:!?]\s+[\"“(]*$")


def first_unknown_name(text: str, known: str) -> str | None:
    """The first run of capitalised words that `known` does not have; a single word that opens a sentence is none."""
    have = f" {_spaced(known)} "
    return next((name for name in _names(text) if f" {_spaced(name)} " not in have), None)


def _names(text: str) -> Iterator[str]:
    for match in _RUN.finditer(text):
        first, _, rest = match[0].partition(" ")
        if not _OPENS.search(text[: match.start()]) or (len(first) > 1 and first.isupper()):
            yield match[0]
        elif rest:  # "Xã Bản Sen", "Tại Mường Vân": the first word has its capital from the sentence
            yield rest


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", normalize(text)))
