"""An .odt becomes blocks in the order of the document."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from ingest.read.blocks import Block, Paragraph
from ingest.read.characters import note_mark, raised
from ingest.read.fonts import by_font
from ingest.read.kind import BROKEN_ODT, LOCKED
from ingest.read.odt.lists import Lists
from ingest.read.odt.markup import OFFICE, TABLE, TEXT
from ingest.read.odt.styles import Styles
from ingest.read.package import Package
from ingest.read.tables import MAX_ROWSPAN, MAX_SPAN, LooseCell, LooseRow, is_title, spanned, table_blocks
from vectorstore.errors import UnreadableFile

_SPACE = re.compile(r"[ \t\r\n]+")
_DROPPED = {TEXT + "tracked-changes", TEXT + "note", OFFICE + "annotation", TEXT + "ruby-text"}
_FIXED = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
_MOST_SPACES = 200
_REPEATED = 500  # rows or cells that stand for many equal ones: more is a sheet's empty end, or an attack


def odt_blocks(data: bytes) -> list[Block]:
    """The paragraphs and tables of an OpenDocument text; headers and footers are left out."""
    package = Package(data, BROKEN_ODT)
    _refuse_locked(package)
    root = package.part("content.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text") if root is not None else None
    if root is None or body is None:
        raise UnreadableFile(BROKEN_ODT)
    return list(_Reader([part for part in (root, package.part("styles.xml")) if part is not None]).blocks(body))


def _refuse_locked(package: Package) -> None:
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise UnreadableFile(LOCKED)


class _Reader:
    """Walks one document; holds what counts on from paragraph to paragraph."""

    def __init__(self, parts: list[ET.Element]) -> None:
        self._styles = Styles(parts)
        self._lists = Lists(parts)
        self._notes = 0
        self._titled = False

    def blocks(self, parent: ET.Element) -> Iterator[Block]:
        for child in parent:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield from self._paragraph(child)
            elif child.tag == TEXT + "list":
                yield from self._list(child, child.get(TEXT + "style-name", ""), 1)
            elif child.tag == TABLE + "table":
                yield from self._table(child)
            elif child.tag not in _DROPPED:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: ET.Element, marker: str = "") -> Iterator[Block]:
        notes: list[str] = []
        boxes: list[ET.Element] = []
        words = "".join(self._words(paragraph, notes, boxes)).strip(" ")
        if paragraph.tag == TEXT + "h" and words:
            marker = marker or self._lists.outline(int(spanned(paragraph.get(TEXT + "outline-level"), 10)))
        self._titled = self._titled or is_title(words)
        yield Paragraph(marker + words if words else words)
        yield from (Paragraph(note) for note in notes)
        for box in boxes:
            yield from self.blocks(box)

    def _words(self, element: ET.Element, notes: list[str], boxes: list[ET.Element]) -> Iterator[str]:
        """The words of a paragraph; its footnotes and text boxes are set aside."""
        style = element.get(TEXT + "style-name", "")
        if self._styles.hides(style):
            return
        for words, child in [(element.text, None), *((child.tail, child) for child in element)]:
            if child is not None:
                yield from self._inline(child, notes, boxes)
            if words:
                plain = _SPACE.sub(" ", words)
                yield raised("", plain.strip()) if self._styles.raises(style) else by_font(self._styles.font(style), plain)

    def _inline(self, child: ET.Element, notes: list[str], boxes: list[ET.Element]) -> Iterator[str]:
        if child.tag in _FIXED:
            yield _FIXED[child.tag]
        elif child.tag == TEXT + "s":
            yield " " * spanned(child.get(TEXT + "c"), _MOST_SPACES)
        elif child.tag == TEXT + "note":
            yield self._note(child, notes)
        elif child.tag.endswith("}text-box"):
            boxes.append(child)
        elif child.tag not in _DROPPED:
            yield from self._words(child, notes, boxes)

    def _note(self, note: ET.Element, notes: list[str]) -> str:
        """The mark of a footnote; its words stand under the paragraph that cites it."""
        self._notes += 1
        mark = note_mark(self._notes)
        body = note.find(TEXT + "note-body")
        words = " ".join(block.text for block in self.blocks(body) if isinstance(block, Paragraph)) if body is not None else ""
        if words.strip():
            notes.append(f"{mark} {words.strip()}")
        return mark

    def _list(self, element: ET.Element, style: str, depth: int) -> Iterator[Block]:
        if element.get(TEXT + "continue-numbering") != "true" and depth == 1:
            self._lists.begin(style)
        for item in element:
            if item.tag not in (TEXT + "list-item", TEXT + "list-header"):
                continue
            marker = self._lists.marker(style, depth) if item.tag == TEXT + "list-item" and _begins(item) else ""
            for child in item:
                if child.tag == TEXT + "list":
                    yield from self._list(child, child.get(TEXT + "style-name", style), depth + 1)
                elif child.tag in (TEXT + "p", TEXT + "h"):
                    yield from self._paragraph(child, marker)
                    marker = ""
                else:
                    yield from self.blocks(child)

    def _table(self, table: ET.Element) -> Iterator[Block]:
        rows = list(self._rows(table))
        heads = sum(1 for part in table.findall(TABLE + "table-header-rows") for _ in part.findall(TABLE + "table-row"))
        yield from table_blocks(rows, self._titled, heads)

    def _rows(self, parent: ET.Element) -> Iterator[LooseRow]:
        for child in parent:
            if child.tag == TABLE + "table-row":
                row = tuple(self._cells(child))
                yield from [row] * spanned(child.get(TABLE + "number-rows-repeated"), _REPEATED if row else 1)
            elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
                yield from self._rows(child)

    def _cells(self, row: ET.Element) -> Iterator[LooseCell]:
        """What a cell covers is left out: its own spans say so too."""
        for cell in row:
            if cell.tag == TABLE + "table-cell":
                columns = spanned(cell.get(TABLE + "number-columns-spanned"), MAX_SPAN)
                rows = spanned(cell.get(TABLE + "number-rows-spanned"), MAX_ROWSPAN)
                found = LooseCell(tuple(self.blocks(cell)), columns, rows)
                yield from [found] * spanned(cell.get(TABLE + "number-columns-repeated"), MAX_SPAN)


def _begins(item: ET.Element) -> bool:
    """Whether an item has words of its own; one that only holds a deeper list is not numbered."""
    return len(item) > 0 and item[0].tag != TEXT + "list"
