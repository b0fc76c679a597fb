"""A made document opened again: its paragraphs as a reader sees them, whatever style or run sets them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.draft.draft import Draft, Regime
from assistant.official.document import docx_of
from assistant.official.head import Head, NoteStyle
from tests.assistant.official.made import HEADS, made_draft


@dataclass(frozen=True)
class Opened:
    """A .docx file, read back."""

    data: bytes

    @cached_property
    def document(self) -> Document:
        return docx.Document(BytesIO(self.data))

    @cached_property
    def files(self) -> dict[str, bytes]:
        with ZipFile(BytesIO(self.data)) as file:
            return {name: file.read(name) for name in file.namelist()}

    def part(self, name: str) -> BaseOxmlElement:
        return parse_xml(self.files[f"word/{name}.xml"])

    def all(self, part: str, tag: str) -> list[BaseOxmlElement]:
        """Every element of a kind in a part, in order."""
        return list(self.part(part).iter(qn(tag)))

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """All of the body in reading order, those of tables too."""
        body = self.document.element.body
        return [Paragraph(found, self.document._body) for found in body.iter(qn("w:p"))]

    def starting(self, words: str) -> list[Paragraph]:
        return [paragraph for paragraph in self.paragraphs if paragraph.text.startswith(words)]

    def line(self, words: str) -> Paragraph:
        """The one paragraph that begins so."""
        (found,) = self.starting(words)
        return found

    def below(self, words: str) -> Paragraph:
        at = [paragraph.text.startswith(words) for paragraph in self.paragraphs].index(True)
        return self.paragraphs[at + 1]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


NOTHING_GIVEN = Head()


@lru_cache
def opened(regime: Regime, notes: NoteStyle = NoteStyle.FOOTNOTES) -> Opened:
    return Opened(docx_of(made_draft(regime), HEADS[regime], notes))


def opened_with(draft: Draft, head: Head = NOTHING_GIVEN) -> Opened:
    return Opened(docx_of(draft, head, NoteStyle.FOOTNOTES))


@dataclass(frozen=True)
class Seen:
    """How a paragraph looks, sizes and spaces in points, indent in mm; line is of lines or exactly so many points."""

    size: float
    bold: bool
    italic: bool
    underline: bool
    align: WD_ALIGN_PARAGRAPH | None
    indent: float
    before: float
    after: float
    line: float
    exactly: bool


def seen(paragraph: Paragraph) -> Seen:
    style = paragraph.style
    assert isinstance(style, ParagraphStyle) and style.font.size
    own, lines, run = paragraph.paragraph_format, style.paragraph_format, paragraph.runs[0].font
    size = run.size or style.font.size
    spacing = own.line_spacing or lines.line_spacing or 1.0
    return Seen(
        size.pt,
        bool(style.font.bold if run.bold is None else run.bold),
        bool(style.font.italic if run.italic is None else run.italic),
        bool(style.font.underline if run.underline is None else run.underline),
        paragraph.alignment or lines.alignment,
        _length(own.first_line_indent, lines.first_line_indent).mm,
        _length(own.space_before, lines.space_before).pt,
        _length(own.space_after, lines.space_after).pt,
        spacing.pt if isinstance(spacing, Length) else spacing,
        isinstance(spacing, Length),
    )


def _length(own: Length | None, style: Length | None) -> Length:
    return next((found for found in (own, style) if found is not None), Length(0))


def rule_width(paragraph: Paragraph, column: float) -> float:
    """How long a drawn rule is, in mm, in a column of so many mm."""
    assert paragraph._p.xpath("w:pPr/w:pBdr/w:top[@w:val='single']"), "no rule is drawn here"
    left, right = paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent
    assert left is not None and left == right
    return float(column - 2 * left.mm)
