"""Where sentences and clauses end in Vietnamese official prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vectorstore.text.letters import LOWER, UPPER

# Ends after . ! ? … (with closing quotes) before a capital, a number, a quote, a bullet; also where the space is forgotten.
_END = re.compile(
    rf"(?:[.!?…]+[”\")\]]*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)(?=\s+[{UPPER}\d“\"(\-+*•])"
    rf"|(?<=[{LOWER}])\.(?=[{UPPER}][{LOWER}])"
)
_SHORT = r"\b(?:TP|Tp|Đ/c|đ/c|v\.v|PGS|GS|TS|ThS|BS|Q|P|Ô|B|St|Mr|tr|No|TT|TX|H|X)"
_ITEM = r"(?:^\W*|[.:;]\s+)(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[a-zđ])"
_NO_END = re.compile(rf"(?:{_SHORT}|{_ITEM})\.$")
_BEFORE_STOP = 8  # characters in which `_NO_END` looks


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open bounds of the sentences of one paragraph, white space trimmed."""
    bounds = list(_bounds(text))
    return [trimmed for start, end in bounds if (trimmed := _trimmed(text, start, end))]


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match[0] == "." and _NO_END.search(text[max(start, end - _BEFORE_STOP) : end]):
            continue
        yield start, end
        start = end
    yield start, len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if left < right else None


LONG_BRACKET = 90  # characters
_BRACKETS = re.compile(r"\([^()]*\)")
_GOES_ON = re.compile(r"\d|\s+ngày\s+\d")  # a decimal comma; the date of the document just named
_OPEN, _CLOSE = "(“[", ")”]"


def clauses(text: str) -> list[tuple[int, int]]:
    """Bounds of the parts of a sentence that ";" parts outside brackets and quotes."""
    return _split_at(text, ";")


def phrases(text: str) -> list[tuple[int, int]]:
    """Bounds of the parts that ";" or a comma before a space parts outside brackets and quotes."""
    return _split_at(text, ";,")


def _split_at(text: str, marks: str) -> list[tuple[int, int]]:
    cuts, depth = [0], 0
    long = {at for match in _BRACKETS.finditer(text) if len(match[0]) > LONG_BRACKET for at in (match.start(), match.end() - 1)}
    for index, char in enumerate(text):
        if index in long:
            continue  # a list set in brackets parts like one without
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and depth == 0 and not (char == "," and _GOES_ON.match(text, index + 1)):
            cuts.append(index + 1)
    cuts.append(len(text))
    return [trimmed for start, end in pairwise(cuts) if (trimmed := _trimmed(text, start, end))]
