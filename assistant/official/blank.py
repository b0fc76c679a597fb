"""An empty document in a layout: its page, its styles, its page numbers."""

from __future__ import annotations

from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from assistant.official.element import element, field, words
from assistant.official.layout import FONT, PAPER, Layout, Look, Part
from assistant.official.text import one_line

_KEPT = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"})  # styles of python-docx's template
_OWN = (Part.FOOTNOTE, Part.ENDNOTE, Part.PAGE_NUMBER)  # styles that Word knows by these names
_DROPPED = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.THUMBNAIL,
)
_TITLE = 255  # characters that a document's properties hold


def blank(layout: Layout, title: str) -> Document:
    """A document without words: A4, the regime's margins and styles, page numbers from the second page on."""
    document = docx.Document()
    _clear(document)
    _describe(document, title)
    _set_defaults(document)
    for part, look in layout.looks.items():
        _add_style(document, part, look)
    _set_page(document, layout)
    _number_pages(document)
    return document


def _clear(document: Document) -> None:
    """Drop the template's styles, which have fonts of their own, with the lists made of them, and the picture of its page."""
    for style in list(document.styles):
        if style.style_id not in _KEPT:
            style.delete()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype in _DROPPED]:
            del rels[key]


def _describe(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title = one_line(title)[:_TITLE]
    properties.author = properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)


def _set_defaults(document: Document) -> None:
    """Times New Roman for every script, Vietnamese, no space of its own; Word's newest way of setting lines."""
    root = document.styles.element
    for properties in root.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        properties.clear()
        properties.append(element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
        properties.extend((element("sz", val="28"), element("szCs", val="28")))
        properties.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    for spacing in root.xpath("w:docDefaults/w:pPrDefault/w:pPr/w:spacing"):
        spacing.attrib.clear()
    for mode in document.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")


def _add_style(document: Document, part: Part, look: Look) -> None:
    style = document.styles.add_style(part, WD_STYLE_TYPE.PARAGRAPH, builtin=part in _OWN)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), part.style_id)
    style.quick_style = True
    font, lines = style.font, style.paragraph_format
    font.name, font.size = FONT, Pt(look.size)
    fonts = style.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), FONT)
    fonts.set(qn("w:cs"), FONT)
    font.bold, font.italic, font.underline = look.bold, look.italic, look.underline
    lines.alignment, lines.first_line_indent = look.align, Mm(look.indent)
    lines.space_before, lines.space_after, lines.line_spacing = Pt(look.before), Pt(look.after), look.line
    lines.widow_control = True
    if part in (Part.HEADING, Part.TABLE_HEAD):
        lines.keep_with_next = True
    if part is Part.HEADING:
        style.element.pPr.append(element("outlineLvl", val="0"))


def _set_page(document: Document, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAPER)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.header_distance = Mm(layout.page_number)


def _number_pages(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    header.style = document.styles[Part.PAGE_NUMBER]
    header._p.append(field("PAGE", element("r", words("2"))))
