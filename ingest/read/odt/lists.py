"""The numbers that the program draws before the items of a list and before headings."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass

from ingest.read.docx.numbering import drawn_bullet, numeral
from ingest.read.odt.markup import STYLE, TEXT
from ingest.read.tables import spanned

_FORMATS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is drawn; `shown` is how many levels of numbers stand in it."""

    format: str
    prefix: str
    suffix: str
    start: int
    shown: int
    bullet: str


class Lists:
    """The list styles of one document, and how far each has counted."""

    def __init__(self, parts: list[ET.Element]) -> None:
        styles = [style for part in reversed(parts) for style in part.iter(TEXT + "list-style")]
        self._levels = {style.get(STYLE + "name", ""): _levels(style) for style in styles}
        outline = next((style for part in parts for style in part.iter(TEXT + "outline-style")), None)
        self._levels["outline"] = _levels(outline) if outline is not None else {}
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (_DEEPEST + 1))

    def begin(self, style: str) -> None:
        """A new list of this style counts from its start again."""
        self._counts.pop(style, None)

    def outline(self, depth: int) -> str:
        return self.marker("outline", depth)

    def marker(self, style: str, depth: int) -> str:
        """What stands before the next item: "1. ", "- ", or nothing."""
        level = self._levels.get(style, {}).get(depth)
        if level is None or depth > _DEEPEST:
            return ""
        if level.bullet:
            return f"{drawn_bullet(level.bullet)} "
        counts = self._counts[style]
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_DEEPEST - depth)
        numbers = [self._number(style, at) for at in range(max(1, depth - level.shown + 1), depth + 1)] if level.format else []
        drawn = level.prefix + ".".join(filter(None, numbers)) + level.suffix
        return f"{drawn} " if drawn.strip() else ""

    def _number(self, style: str, depth: int) -> str:
        level = self._levels[style].get(depth)
        return numeral(self._counts[style][depth], level.format) if level and level.format else ""


def _levels(style: ET.Element) -> dict[int, Level]:
    return {spanned(level.get(TEXT + "level"), _DEEPEST): _level(level) for level in style}


def _level(level: ET.Element) -> Level:
    return Level(
        _FORMATS.get(level.get(STYLE + "num-format", ""), ""),
        level.get(STYLE + "num-prefix", ""),
        level.get(STYLE + "num-suffix", ""),
        spanned(level.get(TEXT + "start-value"), 9_999),
        spanned(level.get(TEXT + "display-levels"), _DEEPEST),
        level.get(TEXT + "bullet-char", "") if level.tag == TEXT + "list-level-style-bullet" else "",
    )
