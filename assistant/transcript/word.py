"""The document as a Word file on A4."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from assistant.transcript.lines import Style, Transcript, lines_of
from vectorstore.text.writable import writable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT, SIZE = "Times New Roman", 13  # points
SIZES = {Style.TITLE: 16, Style.QUESTION: 14}
AUTHOR = "Hỏi Báo Cáo"
# The names of the looks in Word's own template.
LOOKS = {
    Style.TITLE: "Heading 1",
    Style.QUESTION: "Heading 2",
    Style.HEAD: "Heading 3",
    Style.WORDS: "Normal",
    Style.BULLET: "List Bullet",
    Style.QUOTE: "Quote",
}
_TITLE_CHARS = 255  # what the file's properties hold


def docx_of_transcript(transcript: Transcript) -> bytes:
    from docx import Document

    document = Document()
    _lay_out(document)
    document.core_properties.title = writable(transcript.conversation.title)[:_TITLE_CHARS]
    document.core_properties.author = AUTHOR
    for line in lines_of(transcript):
        paragraph = document.add_paragraph(style=LOOKS[line.style])
        for text, bold in line.pieces:
            paragraph.add_run(text).bold = bold or None  # None leaves it to the style
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_out(document: Document) -> None:
    """The page, the letters and the language."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    (section,) = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    for style, look in LOOKS.items():
        _set_letters(document.styles[look], SIZES.get(style, SIZE))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


def _set_letters(style: ParagraphStyle, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    style.paragraph_format.space_after = Pt(6)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font goes before a named one
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
