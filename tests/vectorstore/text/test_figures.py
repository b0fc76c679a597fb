"""Figures in the notation of Vietnamese reports."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vectorstore.text.writing import texts
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.number import format_number, parse_number


def only(text: str) -> FigureMention:
    (figure,) = find_figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "written", "unit"),
    [
        ("Rừng rộng 10.100,78 ha.", "10100.78", "10.100,78", "ha"),
        ("Thu được 1 tỷ 897,8 triệu đồng.", "1897800000", "1", "tỷ 897,8 triệu đồng"),
        ("Thu được 28,787 tỷ đồng.", "28787000000", "28,787", "tỷ đồng"),
        ("THU 5 TỶ ĐỒNG", "5000000000", "5", "TỶ ĐỒNG"),
        ("Chi 90.000 đồng/người cho tổ trực.", "90000", "90.000", "đồng/người"),
        ("Tỷ lệ che phủ 62,07%.", "62.07", "62,07", "%"),
        ("Tỷ lệ che phủ 62.07%.", "62.07", "62.07", "%"),
        ("Có 8/10 xã đạt chuẩn.", "8", "8/10", "xã"),
        ("Đã mở 06 cuộc họp.", "6", "06", "cuộc"),
        ("Lúa đạt 54,5 tạ/ha.", "54.5", "54,5", "tạ/ha"),
        ("Rừng rộng 4.623,3ha⁹ và khe suối", "4623.3", "4.623,3", "ha"),
        ("Hiến 11.163m² đất", "11163", "11.163", "m²"),
        ("Ao rộng 0.125 ha", "0.125", "0.125", "ha"),
        ("Mất 17,939ha ngô", "17.939", "17,939", "ha"),
    ],
)
def test_notation(text: str, value: str, written: str, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.written, figure.unit) == (Decimal(value), written, unit)
    assert text[slice(*figure.at)] == written


@pytest.mark.parametrize(
    "text",
    [
        "Họp ngày 12/5/2026",
        "Họp ngày 12 tháng 5 năm 2026",
        "Nghỉ lễ ngày 30/4",
        "trong quý I/2026",
        "từ ngày 28/01 đến ngày 06/02/2026",
        "trong năm 2025",
        "nhiệm kỳ 2020 - 2025",
        "Kế hoạch số 04-KH/UBKTTU",
        "Quyết định 214/QĐ-UBND",
        "Nghị định 30/2020/NĐ-CP",
        "theo Điều 5",
        "Đại hội lần thứ 12",
        "1. Thu ngân sách",
        "1.1. Trồng trọt",
        "2) Chăn nuôi",
        "gồm: (1) họp thôn",
        "đường Quốc lộ 4D",
    ],
)
def test_dates_numbers_of_documents_and_labels_are_no_figures(text: str) -> None:
    assert find_figures(text) == ()


def test_a_heading_keeps_the_figure_behind_its_label() -> None:
    assert only("1.2. Mở 15 lớp").written == "15"


@pytest.mark.parametrize(
    ("text", "qualifier"), [("trên 7.900 lượt", "trên"), ("Gần 960 lượt", "gần"), ("ước đạt 12 tấn", "ước đạt"), ("có 12 tấn", None)]
)
def test_a_bound_is_part_of_the_whole_and_not_of_the_written(text: str, qualifier: str | None) -> None:
    figure = only(text)
    assert figure.qualifier == qualifier
    assert text[slice(*figure.whole)] == (text if qualifier else "12 tấn")


def test_the_noun_says_what_is_counted() -> None:
    assert only("Đã có 08 cuộc tuần tra chung, an toàn.").noun == "cuộc tuần tra chung"


def test_figures_come_in_order() -> None:
    text = "Năm 2025 có 45 hộ nghèo (chiếm 12,5%), giảm 6 hộ."
    assert [figure.written for figure in find_figures(text)] == ["45", "12,5", "6"]


@pytest.mark.parametrize(
    ("written", "value"), [("1.234.567", 1234567), ("06", 6), ("2,50", Decimal("2.5")), ("12.5", Decimal("12.5")), ("-1.200", -1200)]
)
def test_parse_number(written: str, value: Decimal) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize(
    ("value", "written"), [("10100.78", "10.100,78"), ("999", "999"), ("-1234.5", "-1.234,5"), ("0.50", "0,50"), ("1E+3", "1.000")]
)
def test_format_number(value: str, written: str) -> None:
    assert format_number(Decimal(value)) == written


@settings(max_examples=1000)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@settings(max_examples=1000)
@given(st.decimals(allow_nan=False, min_value=0, max_value=10**12, places=2))
def test_a_written_number_is_found_in_a_sentence(value: Decimal) -> None:
    written = format_number(value)
    assert only(f"Diện tích rừng là {written} ha.") == FigureMention(
        value, written, "ha", "ha", None, (18, 18 + len(written)), (18, 21 + len(written))
    )


@given(texts)
@example("5 trıệu đồng")
@example("1.1.1.1")
def test_any_text_is_read_and_quoted_word_for_word(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert text[slice(*figure.at)] == figure.written
        assert end <= figure.whole[0] <= figure.at[0] < figure.at[1] <= figure.whole[1] <= len(text)
        end = figure.whole[1]


def test_a_number_after_a_total_is_a_figure_and_after_a_number_sign_is_none() -> None:
    (figure,) = find_figures("hỗ trợ tổng số 131 thùng ong theo Kế hoạch số 45")
    assert (figure.written, figure.noun) == ("131", "thùng ong theo Kế hoạch số")
