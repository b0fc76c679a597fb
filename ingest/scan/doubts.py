"""Recognised numbers that may be wrong, found again in the stored text.

Nothing is repaired: 0 and O, 1 and l are flagged where they meet, because a wrong repair is a wrong number that nobody doubts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.read.characters import note_mark
from ingest.scan.hocr import Word
from ingest.scan.recognise import Page
from vectorstore.scan import Doubt

SURE = 0.985  # a number whose least sure letter is below is doubted; measured, see docs/decisions.md
_DIGIT = re.compile(r"\d")
_MIXED = re.compile(r"\d[OolIiSsBZz|!]|[OolI|!]\d")
_LOOK_LIKE = re.compile(r"(?=.*[Ol|])[OIl|][OIl|.,]+")  # letters only, and maybe a number: "lO"
_NEIGHBOURS = 2


def doubts(page: Page, number: int, text: str, start: int, end: int) -> Iterator[Doubt]:
    """The doubted numbers of a page whose text is text[start:end]."""
    words = [word for line in page.lines for word in line.words]
    said = [word.text for word in words]
    taken: set[int] = set()
    for n, word in enumerate(words):
        if (sureness := _sureness(word)) >= SURE:
            continue
        at = _place(text, start, end, said, n, taken)
        if at is not None:
            taken.add(at)
            yield Doubt(at, at + len(said[n]), number, word.box(page.width, page.height), round(sureness, 3))


def _sureness(word: Word) -> float:
    """1 for what is no number."""
    text = word.text
    if _LOOK_LIKE.fullmatch(text):
        return min(letter.confidence for letter in word.letters) / 2
    if not _DIGIT.search(text):
        return 1.0
    letters = [letter for letter in word.letters if letter.text.isdigit() or letter.text in ",.-/%"]
    least = min(letter.confidence for letter in letters)
    return least / 2 if _MIXED.search(text) else least


def _place(text: str, start: int, end: int, said: list[str], n: int, taken: set[int]) -> int | None:
    """Where the n-th word stands: of all its places on the page the one between most of its neighbours."""
    places = [match.start() for match in re.finditer(_pattern(said[n]), text[start:end])]
    free = [start + place for place in places if start + place not in taken]
    before, after = said[max(0, n - _NEIGHBOURS) : n], said[n + 1 : n + 1 + _NEIGHBOURS]

    def beside(at: int) -> int:
        left, right = text[max(start, at - 30) : at], text[at + len(said[n]) : min(end, at + len(said[n]) + 30)]
        return sum(word in left for word in before) + sum(word in right for word in after) + _whole(text, at, at + len(said[n]))

    return max(free, key=beside, default=None)


def _pattern(word: str) -> str:
    """The word, where each digit may have become a footnote's mark."""
    return "".join(f"[{letter}{note_mark(int(letter))}]" if letter.isdecimal() else re.escape(letter) for letter in word)


def _whole(text: str, start: int, end: int) -> int:
    """Whether a word is not a part of a longer one, which it may be where a line was broken."""
    return sum(not side.strip() for side in (text[max(0, start - 1) : start], text[end : end + 1]))
