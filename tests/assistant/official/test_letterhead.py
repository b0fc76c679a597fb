"""Above the report: state or Party, issuer, number, place and date, type and title."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.draft.draft import Regime
from assistant.official.head import Head
from tests.assistant.official.made import made_draft
from tests.assistant.official.opened import Opened, opened, opened_with, rule_width, seen
from tests.assistant.official.rules import Rules, within

TITLE = "Công tác phòng cháy"
TITLE_WIDTH = 25.82 * 14 * 25.4 / 72  # mm of the title in Times New Roman, measured with a font of the same widths
ISSUER_WIDTH = 9.38 * 13 * 25.4 / 72  # the same of "ỦY BAN NHÂN DÂN"
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def columns(report: Opened) -> tuple[float, float]:
    left, right = report.document.tables[0].rows[0].cells
    assert left.width and right.width
    return left.width.mm, right.width.mm


def in_cell(report: Opened, row: int, column: int) -> list[Paragraph]:
    return list(report.document.tables[0].rows[row].cells[column].paragraphs)


def test_letterhead_is_the_first_thing_on_the_page(report: Opened) -> None:
    assert report.document.element.body[0].tag == qn("w:tbl")


def test_letterhead_has_no_borders(report: Opened) -> None:
    table = report.document.tables[0]
    assert not table._tbl.xpath(".//w:tblBorders | .//w:tcBorders")
    assert table.style and table.style.name == "Normal Table"


def test_letterhead_is_as_wide_as_the_text(report: Opened) -> None:
    section = report.document.sections[0]
    assert section.page_width and section.left_margin and section.right_margin
    assert sum(columns(report)) == pytest.approx(section.page_width.mm - section.left_margin.mm - section.right_margin.mm, abs=0.2)


def test_masthead_stands_on_the_right_word_for_word(report: Opened, rules: Rules) -> None:
    assert tuple(line.text for line in in_cell(report, 0, 1) if line.text) == rules.masthead


def test_masthead_is_bold_centred_and_sized(report: Opened, rules: Rules) -> None:
    for words, size in zip(rules.masthead, rules.masthead_sizes, strict=True):
        look = seen(report.line(words))
        assert (look.bold, look.italic, look.align) == (True, False, CENTRE)
        assert within(look.size, size)


def test_masthead_fits_on_its_line(report: Opened, rules: Rules) -> None:
    assert rules.masthead_room < columns(report)[1]


def test_rule_below_the_masthead_is_as_long_as_its_last_line(report: Opened, rules: Rules) -> None:
    length = rule_width(report.below(rules.masthead[-1]), columns(report)[1])
    assert length == pytest.approx(rules.masthead_width, rel=0.03)


def test_issuer_is_bold_capitals_centred_and_sized(report: Opened, rules: Rules) -> None:
    for words in rules.issuer_lines:
        look = seen(report.line(words))
        assert (look.bold, look.align) == (True, CENTRE)
        assert within(look.size, rules.issuer)


def test_superior_is_light_capitals_above_the_issuer(regime: Regime, rules: Rules) -> None:
    report = opened_with(made_draft(regime), Head(superior="Đảng bộ tỉnh Nà Lạn", issuer="Đảng ủy xã Pắc Ngần"))
    first, second, *_ = in_cell(report, 0, 0)
    assert (first.text, second.text.split()[0]) == ("ĐẢNG BỘ TỈNH NÀ LẠN", "ĐẢNG")
    assert not seen(first).bold
    assert within(seen(first).size, rules.issuer)


def test_below_the_issuer_is_a_rule_of_the_state_or_a_star_of_the_party() -> None:
    state = opened(Regime.STATE)
    assert ISSUER_WIDTH / 3 <= rule_width(state.below("XÃ PẮC NGẦN"), columns(state)[0]) <= ISSUER_WIDTH / 2
    assert opened(Regime.PARTY).below("ĐẢNG ỦY XÃ PẮC NGẦN").text == "*"


def test_number_has_a_colon_for_the_state_only(report: Opened, rules: Rules) -> None:
    number = in_cell(report, 1, 0)[0].text
    assert number.startswith(rules.number_begins)
    assert (":" in number) == (":" in rules.number_begins)


def test_number_is_blank_and_its_symbol_names_type_and_issuer(report: Opened, rules: Rules) -> None:
    number = in_cell(report, 1, 0)[0].text
    assert re.fullmatch(rf"{re.escape(rules.number_begins)} {{4,}}{re.escape(rules.number_ends)}", number)


def test_number_is_upright_centred_and_sized(report: Opened, rules: Rules) -> None:
    look = seen(in_cell(report, 1, 0)[0])
    assert (look.bold, look.italic, look.align) == (False, False, CENTRE)
    assert within(look.size, rules.number)


def test_day_and_month_are_blank(report: Opened) -> None:
    assert re.fullmatch(r"Pắc Ngần, ngày {4,}tháng {4,}năm 2026", in_cell(report, 1, 1)[0].text)


def test_a_year_that_is_not_given_is_blank_too(regime: Regime) -> None:
    assert opened_with(made_draft(regime), Head(place="Pắc Ngần")).starting("Pắc Ngần, ngày")[0].text.endswith("năm 20…")


def test_place_and_date_are_italic_centred_and_sized(report: Opened, rules: Rules) -> None:
    look = seen(in_cell(report, 1, 1)[0])
    assert (look.bold, look.italic, look.align) == (False, True, CENTRE)
    assert within(look.size, rules.date)


def test_what_is_not_given_is_left_to_fill_in(regime: Regime) -> None:
    report = opened_with(made_draft(regime))
    above = report.text.split("BÁO CÁO")[0]
    assert len(re.findall("…{4,}", above)) == 3  # issuer, its symbol, place
    assert not re.search(r"UBND|ĐU|Pắc|\d\d\d|\d/", above)


def test_type_is_bold_centred_and_sized(report: Opened, rules: Rules) -> None:
    look = seen(report.line("BÁO CÁO"))
    assert (look.bold, look.italic, look.align) == (True, False, CENTRE)
    assert within(look.size, rules.type)


def test_title_is_bold_centred_and_sized(report: Opened, rules: Rules) -> None:
    look = seen(report.line(TITLE))
    assert (look.bold, look.italic, look.align) == (True, False, CENTRE)
    assert within(look.size, rules.title)


def test_title_follows_the_type(report: Opened) -> None:
    assert report.below("BÁO CÁO").text.startswith(TITLE)


def test_below_the_title_is_a_rule_of_the_state_or_five_dashes_of_the_party() -> None:
    state = opened(Regime.STATE)
    assert TITLE_WIDTH / 3 <= rule_width(state.below(TITLE), 165) <= TITLE_WIDTH / 2
    assert opened(Regime.PARTY).below(TITLE).text == "-----"


def test_rules_are_drawn_and_letters_not_underlined(report: Opened) -> None:
    above = [paragraph for paragraph in report.paragraphs[:12] if paragraph.runs]
    assert not any(seen(paragraph).underline for paragraph in above)


def test_a_title_that_names_the_type_does_not_say_it_twice(regime: Regime) -> None:
    named = replace(made_draft(regime), title="Báo cáo kết quả trồng rừng")
    assert opened_with(named).below("BÁO CÁO").text == "Kết quả trồng rừng"
