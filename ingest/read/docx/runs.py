"""The words of one Word paragraph, with footnote marks at their places."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.read.characters import note_mark, raised
from ingest.read.docx.markup import W, value
from ingest.read.docx.styles import Styles
from ingest.read.fonts import by_font

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "delText", "instrText", "sdtPr", "sdtEndPr", "fldChar", "proofErr",
                                  "rt", "commentReference")}  # fmt: skip
_FIXED = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_BOX = W + "txbxContent"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote that the text cites, numbered in the order of the text."""

    kind: str
    id: str
    number: int


@dataclass(slots=True)
class Line:
    """What one paragraph holds: its words, the notes it cites, the text boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)


class Runs:
    """Reads paragraphs one after the other; the notes are numbered throughout the document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._cited = 0

    def line(self, paragraph: ET.Element) -> Line:
        line = Line()
        self._walk(paragraph, line, raised_run=False)
        return line

    def _walk(self, parent: ET.Element, line: Line, raised_run: bool) -> None:
        for child in parent:
            self._element(child, line, raised_run)

    def _element(self, element: ET.Element, line: Line, raised_run: bool) -> None:
        tag = element.tag
        if tag == W + "t":
            self._words(element.text or "", line, raised_run)
        elif tag in _FIXED:
            line.parts.append(_FIXED[tag])
        elif tag == W + "br":
            line.parts.append("\n" if element.get(W + "type") in (None, "textWrapping") else "")
        elif tag == W + "sym":
            line.parts.append(_symbol(element.get(W + "char", "")))
        elif tag in _NOTES:
            self._cite(_NOTES[tag], element.get(W + "id", ""), line)
        elif tag == _BOX:
            line.boxes.append(element)
        elif tag == W + "r":
            self._run(element, line)
        elif tag not in _DROPPED:
            self._walk(chosen(element), line, raised_run)

    def _run(self, run: ET.Element, line: Line) -> None:
        properties = run.find(W + "rPr")
        if self._styles.hides(properties):
            return
        before = len(line.parts)
        self._walk(run, line, value(properties, "vertAlign") == "superscript")
        line.parts[before:] = [by_font(_font(properties), part) for part in line.parts[before:]]

    def _words(self, words: str, line: Line, raised_run: bool) -> None:
        line.parts.append(raised("".join(line.parts[-4:])[-4:], words.strip()) if raised_run and words.strip().isdigit() else words)

    def _cite(self, kind: str, name: str, line: Line) -> None:
        self._cited += 1
        line.notes.append(Note(kind, name, self._cited))
        line.parts.append(note_mark(self._cited))


def chosen(element: ET.Element) -> ET.Element:
    """A drawing is stored twice, for new and for old programs: read it once."""
    if element.tag != _MC + "AlternateContent":
        return element
    choice = element.find(_MC + "Choice")
    fallback = element.find(_MC + "Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _font(properties: ET.Element | None) -> str:
    """The font that a run sets for itself."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    return (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""


def _symbol(code: str) -> str:
    """A character of a symbol font, given in hexadecimal; some programs leave out the F0 of its private code."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number if number > 0xFF else 0xF000 + number) if 0 < number < 0xD800 or 0xE000 <= number < 0xFFFE else ""


def paragraphs(parent: ET.Element) -> Iterator[ET.Element]:
    """All paragraphs below an element, at any depth, each once."""
    for child in parent:
        if child.tag == W + "p":
            yield child
        elif child.tag not in _DROPPED:
            yield from paragraphs(chosen(child))
