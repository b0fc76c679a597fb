"""The numbers and bullets that Word draws before a paragraph and does not store in it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

from ingest.read.docx.markup import W, value
from ingest.read.docx.styles import Styles

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_BULLETS_KEPT = "-–—+*•"
_HIGHEST = 100_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as numbering.xml describes it."""

    start: int
    format: str
    text: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the abstract list that it counts in, its levels and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for worth, digits in _ROMAN:
        text += digits * (number // worth)
        number %= worth
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "none": lambda n: "",
}


class Numbering:
    """Counts the numbered paragraphs of one document in their order."""

    def __init__(self, root: ET.Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def marker(self, properties: ET.Element | None) -> str:
        """The visible "1. ", "a) ", "- " of the next paragraph, or "" when it has none."""
        name, depth = self._styles.list_of(properties)
        found = self._lists.get(name or "")
        level = found.levels.get(depth) if found else None
        if not found or not level or name is None:
            return ""
        self._count(name, found, depth, level)
        text = drawn_bullet(level.text) if level.format == "bullet" else self._numbered(found, level)
        return text + " " if text and level.spaced else text

    def _count(self, name: str, found: _List, depth: int, level: Level) -> None:
        counts = self._counts.setdefault(found.abstract, {})
        if depth in found.restarts and (name, depth) not in self._started:
            counts[depth] = found.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((name, depth))
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]

    def _numbered(self, found: _List, level: Level) -> str:
        counts = self._counts[found.abstract]

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            other = found.levels.get(depth)
            return numeral(counts.get(depth, other.start), other.format) if other else ""

        return _PLACE.sub(number, level.text).strip()


def numeral(number: int, form: str) -> str:
    """A number in one of the forms of lists: 4 in upperRoman is IV."""
    return _FORMATS.get(form, str)(number) if 0 < number < _HIGHEST else str(number)


def drawn_bullet(text: str) -> str:
    """The drawn bullet; one from a symbol font is a letter or a private character in the file and becomes a dash."""
    text = text.strip()
    return text if text and all(c in _BULLETS_KEPT for c in text) else "-" if text else ""


def _lists(root: ET.Element, styles: Styles) -> dict[str, _List]:
    abstracts = {item.get(W + "abstractNumId", ""): item for item in root.findall(W + "abstractNum")}
    lists: dict[str, _List] = {}
    links: dict[str, str] = {}
    for item in root.findall(W + "num"):
        name, abstract = item.get(W + "numId", ""), value(item, "abstractNumId") or ""
        if abstract in abstracts:
            lists[name] = _List(abstract, _levels(abstracts[abstract]) | _levels(item), _restarts(item))
            links[name] = value(abstracts[abstract], "numStyleLink") or ""
    for name, style in links.items():  # a list can borrow its levels from a list style
        borrowed = lists.get(styles.list_of_style(style) or "") if style else None
        if borrowed and not lists[name].levels:
            lists[name] = borrowed
    return lists


def _levels(parent: ET.Element) -> dict[int, Level]:
    return {int(level.get(W + "ilvl", "0")): _level(level) for level in parent.iter(W + "lvl")}


def _level(level: ET.Element) -> Level:
    return Level(
        _whole(value(level, "start"), 1),
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        value(level, "suff") != "nothing",
    )


def _restarts(item: ET.Element) -> dict[int, int]:
    overrides = ((int(one.get(W + "ilvl", "0")), value(one, "startOverride")) for one in item.findall(W + "lvlOverride"))
    return {depth: _whole(start, 1) for depth, start in overrides if start is not None}


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default
