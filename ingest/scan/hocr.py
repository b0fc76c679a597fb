"""What Tesseract found on a page (hOCR with a box for each letter) becomes the glyphs that the PDF reader knows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from ingest.read.characters import plain
from ingest.read.pdf.pdfium import Glyph
from vectorstore.scan import Box

_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_ETH = "Ð"  # the Icelandic letter, which looks the same; where Tesseract hesitates it writes both
_USUAL = (0.9, 1.15)  # of the page's line height: measured heights vary that much for one size of type
_RAISED, _SMALL = 0.2, 0.55  # of a line's height: where a raised digit stands and how tall it is at most; others are 0.73
_LIFT, _SMALLER = 0.35, 0.6  # how it is handed on
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its box in pixels from the upper left corner, and how sure Tesseract is of it (0 to 1)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return plain("".join(letter.text for letter in self.letters)).replace(_ETH, "Đ").replace("ĐĐ", "Đ")

    def box(self, width: float, height: float) -> Box:
        """Where it stands on a page of that size."""
        left, right = min(letter.left for letter in self.letters), max(letter.right for letter in self.letters)
        top, bottom = min(letter.top for letter in self.letters), max(letter.bottom for letter in self.letters)
        return Box(left / width, top / height, right / width, bottom / height)


@dataclass(frozen=True, slots=True)
class Line:
    words: tuple[Word, ...]
    base: float  # pixels from the top
    height: float


def lines(hocr: bytes) -> list[Line]:
    """The lines with words, in Tesseract's order."""
    found = (_line(element) for element in ET.fromstring(hocr).iter() if element.get("class") in _LINES)
    return [line for line in found if line.words]


def glyphs(found: list[Line], height: float, points: float) -> Iterator[Glyph]:
    """One glyph a word, and spaces between; `height` of the page in pixels, `points` a pixel."""
    usual = median(line.height for line in found) if found else 0.0
    for line in found:
        tall = usual if _USUAL[0] <= line.height / usual <= _USUAL[1] else line.height
        base = (height - line.base) * points
        for n, word in enumerate(line.words):
            if n:
                gap = line.words[n - 1].letters[-1].right * points
                yield Glyph(" ", gap, gap, base, tall * points)
            yield from _word(word, line, base, tall, points)


def _word(word: Word, line: Line, base: float, tall: float, points: float) -> Iterator[Glyph]:
    """A word; the raised digits in it, a footnote's mark, apart."""
    for raised, group in groupby(word.letters, lambda letter: _is_raised(letter, line)):
        letters = tuple(group)
        lift, size = (_LIFT, _SMALLER) if raised else (0.0, 1.0)
        left, right = letters[0].left * points, max(letter.right for letter in letters) * points
        yield Glyph(Word(letters).text, left, right, base + lift * tall * points, size * tall * points)


def _is_raised(letter: Letter, line: Line) -> bool:
    high = line.base - letter.bottom > _RAISED * line.height
    return letter.text.isdigit() and high and letter.bottom - letter.top < _SMALL * line.height


def _line(element: ET.Element) -> Line:
    said = _said(element)
    bottom = said["bbox"][3]
    slope, offset = said.get("baseline", (0.0, 0.0))
    middle = (said["bbox"][2] - said["bbox"][0]) / 2
    words = tuple(word for child in element.iter() if child.get("class") == "ocrx_word" if (word := _letters(child)).letters)
    return Line(words, bottom + offset + slope * middle, said.get("x_size", (bottom - said["bbox"][1],))[0])


def _letters(element: ET.Element) -> Word:
    return Word(tuple(_letter(child) for child in element.iter() if child.get("class") == "ocrx_cinfo" and (child.text or "").strip()))


def _letter(element: ET.Element) -> Letter:
    said = _said(element)
    left, top, right, bottom = said["x_bboxes"]
    return Letter(element.text or "", left, top, right, bottom, said["x_conf"][0] / 100)


def _said(element: ET.Element) -> dict[str, tuple[float, ...]]:
    """The properties in an element's title, by name."""
    parts = (part.split(maxsplit=1) for part in (element.get("title") or "").split(";"))
    return {part[0]: tuple(map(float, _NUMBERS.findall(part[1]))) for part in parts if len(part) == 2}
