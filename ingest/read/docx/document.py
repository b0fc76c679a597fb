"""A .docx becomes blocks in the order of the document."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from ingest.read.blocks import Block, Paragraph
from ingest.read.characters import note_mark
from ingest.read.docx.markup import W
from ingest.read.docx.numbering import Numbering
from ingest.read.docx.runs import Note, Runs, chosen, paragraphs
from ingest.read.docx.styles import Styles
from ingest.read.docx.tables import cells_of, grid, is_layout, rows_of
from ingest.read.kind import BROKEN_DOCX
from ingest.read.package import Package
from vectorstore.errors import UnreadableFile

_SPACE = re.compile(r"\s+")
_TITLE = re.compile(r"\s*(?:BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾT LUẬN|CHƯƠNG TRÌNH|ĐỀ ÁN|HƯỚNG DẪN|BIÊN BẢN)\b")
_DROPPED = {W + "del", W + "moveFrom", W + "sdtPr", W + "sectPr"}


def docx_blocks(data: bytes) -> list[Block]:
    """The paragraphs and tables of a Word file; headers and footers are left out."""
    package = Package(data, BROKEN_DOCX)
    root = package.part("word/document.xml")
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise UnreadableFile(BROKEN_DOCX)
    try:
        return list(_Reader(package).blocks(body))
    except RecursionError as error:  # tables nested hundreds deep are an attack, not a report
        raise UnreadableFile(BROKEN_DOCX) from error


class _Reader:
    """Walks one document; holds what counts on from paragraph to paragraph."""

    def __init__(self, package: Package) -> None:
        styles = Styles(package.part("word/styles.xml"))
        self._runs = Runs(styles)
        self._numbering = Numbering(package.part("word/numbering.xml"), styles)
        self._notes = {kind: _by_id(package.part(f"word/{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
        self._titled = False

    def blocks(self, parent: ET.Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag not in _DROPPED:
                yield from self.blocks(chosen(child))

    def _paragraph(self, paragraph: ET.Element) -> Iterator[Block]:
        text, notes, boxes = self._line(paragraph)
        self._titled = self._titled or bool(_TITLE.match(text))
        yield Paragraph(text)
        yield from self._cited(notes)
        for box in boxes:
            yield from self.blocks(box)

    def _line(self, paragraph: ET.Element) -> tuple[str, list[Note], list[ET.Element]]:
        line = self._runs.line(paragraph)
        marker = self._numbering.marker(paragraph.find(W + "pPr"))
        return marker + line.text if line.text.strip() else line.text, line.notes, line.boxes

    def _cited(self, notes: list[Note]) -> Iterator[Block]:
        """Each note as a paragraph of its own under the one that cites it, as at the foot of the page."""
        for note in notes:
            element = self._notes[note.kind].get(note.id)
            words = self._flat(element, []) if element is not None else ""
            if words:
                yield Paragraph(f"{note_mark(note.number)} {words}")

    def _flat(self, parent: ET.Element, notes: list[Note]) -> str:
        """All paragraphs below an element on one line; the notes that they cite are added to `notes`."""
        texts: list[str] = []
        for paragraph in paragraphs(parent):
            text, cited, boxes = self._line(paragraph)
            notes += cited
            texts += [text, *(self._flat(box, notes) for box in boxes)]
        return _SPACE.sub(" ", " ".join(texts)).strip()

    def _table(self, table: ET.Element) -> Iterator[Block]:
        if is_layout(table, before_title=not self._titled):
            for row in rows_of(table):
                for cell in cells_of(row):
                    yield from self.blocks(cell)
            return
        notes: list[Note] = []
        found = grid(table, lambda cell: self._flat(cell, notes))
        if found.rows:
            yield found
        yield from self._cited(notes)


def _by_id(root: ET.Element | None, kind: str) -> dict[str, ET.Element]:
    return {note.get(W + "id", ""): note for note in root.findall(W + kind)} if root is not None else {}
