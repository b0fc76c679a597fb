"""The page: paper, margins, fonts, page numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from assistant.draft.draft import Regime
from assistant.official.layout import FONT
from tests.assistant.official.made import made_draft
from tests.assistant.official.opened import Opened, opened_with, seen
from tests.assistant.official.rules import A4, Rules, within


def test_paper_is_a4_upright(report: Opened) -> None:
    section = report.document.sections[0]
    assert section.page_width and section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == A4


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
def test_each_margin_is_as_asked(report: Opened, rules: Rules, side: str) -> None:
    margin = getattr(report.document.sections[0], f"{side}_margin")
    assert within(margin.mm, rules.margins[side])


def test_first_page_shows_no_number(report: Opened) -> None:
    section = report.document.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.is_linked_to_previous
    assert not section.first_page_header._element.xpath(".//w:fldSimple")


def test_other_pages_show_their_number_and_nothing_else(report: Opened) -> None:
    (paragraph,) = report.document.sections[0].header.paragraphs
    (field,) = paragraph._p.xpath("w:fldSimple")
    assert field.get(qn("w:instr")).strip() == "PAGE"
    assert not paragraph.runs


def test_page_number_is_centred_and_sized(report: Opened, rules: Rules) -> None:
    style = report.document.sections[0].header.paragraphs[0].style
    assert style and style.paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert within(style.font.size.pt, rules.page_number)


def test_page_number_is_upright_and_light(report: Opened) -> None:
    style = report.document.sections[0].header.paragraphs[0].style
    assert style and not (style.font.bold or style.font.italic)


def test_page_number_stands_in_the_top_margin(report: Opened, rules: Rules) -> None:
    distance = report.document.sections[0].header_distance
    assert distance and within(distance.mm, rules.page_number_from_edge)


@pytest.mark.parametrize("script", ["ascii", "hAnsi", "eastAsia", "cs"])
def test_every_letter_is_times_new_roman(report: Opened, script: str) -> None:
    default = report.part("styles").xpath("w:docDefaults//w:rFonts")[0]
    assert default.get(qn(f"w:{script}")) == FONT
    named = [*report.part("styles").xpath("w:style//w:rFonts"), *report.part("document").xpath("//w:rFonts")]
    assert len(named) > 10
    assert {fonts.get(qn(f"w:{script}")) for fonts in named} == {FONT}


def test_no_font_comes_from_a_theme(report: Opened) -> None:
    everything = b"".join(report.files[f"word/{name}.xml"] for name in ("styles", "document", "footnotes", "header1", "header2"))
    assert b"asciiTheme" not in everything
    assert b"eastAsiaTheme" not in everything


def test_letters_are_black(report: Opened) -> None:
    parts = ("styles", "document", "footnotes", "header1", "header2")
    assert {colour.get(qn("w:val")) for part in parts for colour in report.all(part, "w:color")} <= {"000000", "auto"}


def test_language_is_vietnamese(report: Opened) -> None:
    assert report.part("styles").xpath("w:docDefaults//w:lang")[0].get(qn("w:val")) == "vi-VN"


def test_properties_name_the_report_and_no_author(report: Opened, regime: Regime) -> None:
    properties = report.document.core_properties
    assert properties.title == made_draft(regime).title
    assert (properties.author, properties.comments, properties.language) == ("", "", "vi-VN")
    assert properties.created and properties.created.year >= 2025


def test_nothing_of_the_template_stays_behind(report: Opened) -> None:
    assert not [name for name in report.files if any(left in name for left in ("thumbnail", "Effects", "numbering"))]
    assert "Heading 1" not in [style.name for style in report.document.styles]


def test_word_does_not_open_it_as_an_old_document(report: Opened) -> None:
    mode = report.part("settings").xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']")[0]
    assert mode.get(qn("w:val")) == "15"


def test_a_very_long_title_is_cut_in_the_properties_only(regime: Regime) -> None:
    long = opened_with(replace(made_draft(regime), title="Công tác " * 60))
    assert len(long.document.core_properties.title) == 255
    assert seen(long.line("Công tác Công tác")).bold
    assert long.line("Công tác Công tác").text.count("Công tác") == 60
