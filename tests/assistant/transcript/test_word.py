"""A Word file that opens, holds every line, and is set as official papers are."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from assistant.transcript.lines import LOST, lines_of
from assistant.transcript.word import FONT, LOOKS, docx_of_transcript
from tests.assistant.transcript.made import POOR, WHOLE, transcript, turn

DOCUMENT = Document(BytesIO(docx_of_transcript(WHOLE)))


def test_every_line_is_a_paragraph_in_its_look() -> None:
    written = [(paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in DOCUMENT.paragraphs]
    assert written == [(LOOKS[line.style], "".join(text for text, _ in line.pieces)) for line in lines_of(WHOLE)]


def test_what_is_bold_in_an_answer_is_bold() -> None:
    bold = [run.text for paragraph in DOCUMENT.paragraphs for run in paragraph.runs if run.bold]
    assert bold == [
        "45 hộ",
        "(nguồn đã bị xóa khỏi kho)",
        "(nguồn đã thay đổi, câu trích không còn ở chỗ cũ)",
        "Lưu ý:",
    ]


def test_the_page_is_a4_and_every_look_has_the_same_letters() -> None:
    (section,) = DOCUMENT.sections
    assert section.page_width and section.page_height and (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)
    for look in LOOKS.values():
        fonts = DOCUMENT.styles[look].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {FONT}
        assert not [name for name in fonts.attrib if "heme" in str(name)]


def test_the_language_is_vietnamese_and_the_file_says_who_made_it() -> None:
    assert {language.get(qn("w:val")) for language in DOCUMENT.styles.element.iter(qn("w:lang"))} == {"vi-VN"}
    assert (DOCUMENT.core_properties.title, DOCUMENT.core_properties.author) == ("Hộ nghèo tháng 12", "Hỏi Báo Cáo")


def test_odd_signs_and_long_titles_break_no_file() -> None:
    odd = transcript(turn("a\x00\x1f\ufffe<w:p>", POOR, *LOST), title="Tên\x01 dài " * 40)
    document = Document(BytesIO(docx_of_transcript(odd)))
    assert "Câu hỏi 1. a<w:p>" in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.core_properties.title) <= 255
