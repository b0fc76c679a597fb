"""Figures in the notation of Vietnamese reports."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vectorstore.text.writing import texts
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.number import format_number


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


@pytest.mark.parametrize(
    ("text", "written", "lower", "upper", "unit"),
    [
        ("20 - 30 hộ", "20 - 30", 20, 30, "hộ"),
        ("20-30 hộ", "20-30", 20, 30, "hộ"),
        ("20–30 hộ", "20–30", 20, 30, "hộ"),
        ("từ 20 đến 30 hộ", "20 đến 30", 20, 30, "hộ"),
        ("từ 20 tới 30 hộ", "20 tới 30", 20, 30, "hộ"),
        ("từ 2,5 - 3 triệu đồng", "2,5 - 3", 2_500_000, 3_000_000, "triệu đồng"),
        ("từ 1,2 đến 1,5 tỷ đồng", "1,2 đến 1,5", 1_200_000_000, 1_500_000_000, "tỷ đồng"),
        ("trẻ 12 - 15 tuổi", "12 - 15", 12, 15, ""),
    ],
)
def test_a_range_has_both_its_ends(text: str, written: str, lower: int, upper: int, unit: str) -> None:
    figure = only(text)
    assert (figure.written, figure.value, figure.upper, figure.unit) == (written, Decimal(lower), Decimal(upper), unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("tăng từ 20 lên 30 hộ", [20, 30]),
        ("30 - 20 hộ", [30, 20]),
        ("có 12 hộ đến 3 thôn", [12, 3]),
        ("đưa 12 đến 15 người", [12, 15]),  # "đến" alone may be a way
    ],
)
def test_two_numbers_that_are_no_range(text: str, values: list[int]) -> None:
    assert [(figure.value, figure.upper) for figure in find_figures(text)] == [(Decimal(value), None) for value in values]


@pytest.mark.parametrize("text", ["0 - 5 triệu đồng", "từ 0 đến 5 triệu đồng", "từ 0 - 1,5 tỷ đồng"])
def test_a_range_of_money_may_begin_with_nothing(text: str) -> None:
    assert only(text).value == 0


@pytest.mark.parametrize(
    ("text", "written", "part", "whole"),
    [("8/10 xã", "8/10", 8, 10), ("08/10 thôn", "08/10", 8, 10), ("1/6 xã", "1/6", 1, 6), ("1.200/1.350 hộ", "1.200/1.350", 1200, 1350)],
)
def test_a_ratio_is_so_many_of_so_many(text: str, written: str, part: int, whole: int) -> None:
    figure = only(f"Có {text} đạt chuẩn.")
    assert (figure.written, figure.value, figure.of, figure.upper) == (written, Decimal(part), Decimal(whole), None)


@pytest.mark.parametrize(
    ("text", "value", "written", "unit"),
    [
        ("Mười lăm thôn có điện", 15, "Mười lăm", "thôn"),
        ("mở ba lớp", 3, "ba", "lớp"),
        ("cả hai thôn", 2, "hai", "thôn"),
        ("Ba Chẽ có ba xã", 3, "ba", "xã"),
        ("cho hai mươi mốt hộ", 21, "hai mươi mốt", "hộ"),
        ("tặng năm trăm con", 500, "năm trăm", "con"),
        ("ủng hộ một triệu đồng", 1_000_000, "một triệu", "đồng"),
        ("ủng hộ hai triệu rưỡi đồng", 2_500_000, "hai triệu rưỡi", "đồng"),
        ("ao rộng hai phẩy năm ha", Decimal("2.5"), "hai phẩy năm", "ha"),
    ],
)
def test_a_number_in_words_counts(text: str, value: int | Decimal, written: str, unit: str) -> None:
    figure = only(text)
    assert (figure.value, figure.written, figure.unit) == (value, written, unit)


@pytest.mark.parametrize("text", ["Vốn nhà nước 12 tỷ đồng", "Có thước 12 cm", "Đi đường trên, 12 hộ"])
def test_a_qualifier_is_a_word_of_its_own_before_the_number(text: str) -> None:
    assert only(text).qualifier is None


@pytest.mark.parametrize(("text", "value"), [("2 tỷ rưỡi", 2_500_000_000), ("3 triệu rưỡi đồng", 3_500_000)])
def test_a_half_after_digits(text: str, value: int) -> None:
    assert only(text).value == value
