"""Whether every number stands in the cited words: with its value, its unit and its bound."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from assistant.check.numbers import first_unsupported, unit_of
from tests.assistant.check.made import fault, holds, source
from tests.assistant.check.quotes import Quote, changed, quotes
from vectorstore.text.figures import find_figures


def unsupported(said: str, quote: str, *computed: int) -> str | None:
    return first_unsupported(said, [source(quote)], frozenset(map(Decimal, computed)))


# ---------------------------------------------------------------- quotes made by rule


@given(quotes())
def test_a_quote_told_word_for_word_always_passes(quote: Quote) -> None:
    assert fault(str(quote), str(quote)) is None


@settings(max_examples=25)
@given(quotes())
def test_a_quote_with_any_one_number_changed_never_passes(quote: Quote) -> None:
    assert [str(other) for other in changed(quote) if holds(str(other), str(quote))] == []


# ---------------------------------------------------------------- notations


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Kinh phí 45 triệu đồng", "Kinh phí 45.000.000 đồng."),
        ("Kinh phí 45.000 nghìn đồng", "Kinh phí 45.000.000 đồng."),
        ("Kinh phí 0,045 tỷ đồng", "Kinh phí 45.000.000 đồng."),
        ("Kinh phí 1.897,8 triệu đồng", "Kinh phí 1 tỷ 897,8 triệu đồng."),
        ("Tỷ lệ đạt 12,5 phần trăm", "Tỷ lệ đạt 12,5%."),
        ("Tỷ lệ đạt 12.5%", "Tỷ lệ đạt 12,5%."),
        ("Tỷ lệ đạt 12,50%", "Tỷ lệ đạt 12,5%."),
        ("Có mười hai cuộc họp", "Có 12 cuộc họp."),
        ("Có 12 cuộc họp", "Có mười hai cuộc họp."),
        ("Có hai trăm linh bốn lượt người", "Có 204 lượt người."),
        ("Có 6 vụ", "Có 06 vụ."),
        ("Có 06 vụ", "Có 6 vụ."),
        ("Hỗ trợ 20 - 30 hộ", "Hỗ trợ từ 20 đến 30 hộ."),
        ("Có 8/10 xã đạt", "Có 8/10 xã đạt."),
        ("Số vụ tăng lên 12", "Số vụ tăng lên 12 vụ."),
    ],
)
def test_one_number_in_two_notations_is_one_number(said: str, quote: str) -> None:
    assert fault(said, quote) is None


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Kinh phí 45.000 đồng", "Kinh phí 45.000.000 đồng."),
        ("Kinh phí 45 tỷ đồng", "Kinh phí 45.000.000 đồng."),
        ("Kinh phí 45.000,000 đồng", "Kinh phí 45.000.000 đồng."),
        ("Kinh phí 897,8 triệu đồng", "Kinh phí 1 tỷ 897,8 triệu đồng."),
        ("Kinh phí 1 tỷ đồng", "Kinh phí 1 tỷ 897,8 triệu đồng."),
        ("Tỷ lệ đạt 1,25%", "Tỷ lệ đạt 12,5%."),
        ("Tỷ lệ đạt 2.5%", "Tỷ lệ đạt 12.5%."),
        ("Có mười ba cuộc họp", "Có 12 cuộc họp."),
        ("Hỗ trợ 20 hộ", "Hỗ trợ từ 20 đến 30 hộ."),
        ("Hỗ trợ 30 hộ", "Hỗ trợ từ 20 đến 30 hộ."),
        ("Hỗ trợ từ 20 đến 35 hộ", "Hỗ trợ từ 20 đến 30 hộ."),
        ("Có 8/12 xã đạt", "Có 8/10 xã đạt."),
        ("Có 10/8 xã đạt", "Có 8/10 xã đạt."),
        ("Có 8 xã đạt", "Có 8/10 xã đạt."),
        ("Có 10 xã đạt", "Có 8/10 xã đạt."),
    ],
)
def test_another_number_is_never_held(said: str, quote: str) -> None:
    assert unsupported(said, quote)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Tỷ lệ hộ nghèo là 12,5", "Tỷ lệ hộ nghèo là 12,5%."),
        ("Tỷ lệ hộ nghèo là 12,5‰", "Tỷ lệ hộ nghèo là 12,5%."),
        ("Trồng 12,5 ha", "Đạt 12,5%."),
        ("Trồng 12.5 ha", "Đạt 12.5%."),
        ("Có 8/10 thôn đạt", "Có 8/10 xã đạt."),
        ("Có 204 cuộc", "Có 204 lượt người."),
        ("Thu 45 đồng", "Thu 45 ha."),
    ],
)
def test_a_number_of_another_unit_is_never_held(said: str, quote: str) -> None:
    assert unsupported(said, quote)


def test_a_cell_has_its_unit_in_the_heads() -> None:
    row = "Trồng rừng; đơn vị: ha; thực hiện: 34,5"
    assert unsupported("Trồng rừng được 34,5 ha", row) is None
    assert unsupported("Trồng rừng được 34,5 km", row) == "34,5"


@pytest.mark.parametrize(("words", "unit"), [("45 triệu đồng", "dong"), ("45 đồng", "dong"), ("12%", "%"), ("34,5 ha", "ha")])
def test_a_unit_is_told_without_its_scale(words: str, unit: str) -> None:
    (figure,) = find_figures(f"Có {words}.")
    assert unit_of(figure) == unit


# ---------------------------------------------------------------- bounds


@pytest.mark.parametrize("bound", ["trên", "hơn", "gần", "dưới", "khoảng", "xấp xỉ", "ít nhất", "tối thiểu", "không quá", "tối đa", "ước"])
def test_a_bound_is_kept_and_not_added(bound: str) -> None:
    bare, bounded = "Tổ chức 12 cuộc họp.", f"Tổ chức {bound} 12 cuộc họp."
    assert holds(bounded, bounded)
    assert unsupported(bare, bounded) == unsupported(bounded, bare) == "12"


@pytest.mark.parametrize(("said", "other"), [("trên", "hơn"), ("gần", "dưới"), ("khoảng", "xấp xỉ"), ("ít nhất", "tối thiểu")])
def test_two_words_for_one_bound_are_one(said: str, other: str) -> None:
    assert unsupported(f"Tổ chức {said} 12 cuộc họp", f"Tổ chức {other} 12 cuộc họp.") is None


@pytest.mark.parametrize("said", ["ngót 12 cuộc", "chừng 12 cuộc", "quá 12 cuộc", "cỡ 12 cuộc", "ngoài 12 cuộc", "12 cuộc trở lên"])
def test_a_bound_in_rarer_words_is_not_added_either(said: str) -> None:
    assert not holds(f"Tổ chức {said} họp", "Tổ chức 12 cuộc họp.")


# ---------------------------------------------------------------- times and codes


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Họp ngày 12/5", "Họp ngày 12/5/2026."),
        ("Họp ngày 12 tháng 5 năm 2026", "Họp ngày 12/5/2026."),
        ("Họp ngày 12/05/2026", "Họp ngày 12/5/2026."),
        ("Quý IV/2026 có họp", "Quý IV năm 2026 có họp."),
        ("Quý 4 năm 2026 có họp", "Quý IV năm 2026 có họp."),
        ("Năm 2026 có họp", "Quý IV năm 2026 có họp."),
        ("Quý IV năm 2026 có họp", "Có họp."),  # the report's own period
        ("Ban hành Quyết định số 214/QĐ-UBND", "Ban hành Quyết định số 214/QĐ-UBND ngày 12/5/2026."),
        ("Ban hành Quyết định số 214/QĐ-UBND", "Ban hành Quyết định số 214 /QĐ-UBND."),
        ("Đại hội XIII của Đảng", "Nghị quyết Đại hội XIII của Đảng."),
        ("Theo Điều 5 của quy chế", "Theo Điều 5 của quy chế."),
    ],
)
def test_a_time_or_a_code_of_the_source_is_held(said: str, quote: str) -> None:
    assert unsupported(said, quote) is None


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Họp ngày 2/5", "Họp ngày 12/5/2026."),
        ("Họp ngày 2/5/2026", "Họp ngày 12/5/2026."),
        ("Họp ngày 12/6/2026", "Họp ngày 12/5/2026."),
        ("Họp ngày 12/5/2025", "Họp ngày 12/5/2026."),
        ("Quý III năm 2026 có họp", "Quý IV năm 2026 có họp."),
        ("Quý IV năm 2025 có họp", "Quý IV năm 2026 có họp."),
        ("Năm 2025 có họp", "Quý IV năm 2026 có họp."),
        ("Ban hành Quyết định số 14/QĐ-UBND", "Ban hành Quyết định số 214/QĐ-UBND."),
        ("Ban hành Quyết định số 214/KH-UBND", "Ban hành Quyết định số 214/QĐ-UBND."),
        ("Ban hành Quyết định số 214/QĐ-HĐND", "Ban hành Quyết định số 214/QĐ-UBND."),
        ("Đại hội XII của Đảng", "Đại hội XIII của Đảng."),
        ("Đại hội VI xử lý vi phạm", "Xử lý vi phạm."),
        ("Theo Điều 6 của quy chế", "Theo Điều 5 của quy chế."),
        ("Theo khoản 5 của quy chế", "Theo Điều 5 của quy chế."),
    ],
)
def test_another_time_or_code_is_never_held(said: str, quote: str) -> None:
    assert unsupported(said, quote)


# ---------------------------------------------------------------- other digits and words


@pytest.mark.parametrize("digits", ["\uff11\uff12", "\u0661\u0662", "①②", "½", "十二", "XⅡ", "1²¹"])
def test_a_number_in_other_digits_is_never_held(digits: str) -> None:
    assert unsupported(f"Có {digits} cuộc họp", "Có 12 cuộc họp.")


def test_the_superscript_of_an_area_is_no_other_digit() -> None:
    assert unsupported("Hiến 500 m² đất", "Hiến 500 m² đất.") is None


@pytest.mark.parametrize("amount", ["hàng trăm", "một tá", "nửa số", "gấp đôi số", "hàng nghìn"])
def test_an_amount_without_a_number_is_no_way_round(amount: str) -> None:
    assert unsupported(f"Có {amount} người dự họp", "Có 204 người dự họp.")
    assert unsupported(f"Có {amount} người dự họp", f"Có {amount} người dự họp.") is None


def test_a_value_that_was_computed_needs_no_source() -> None:
    assert unsupported("Hai quý có 23 cuộc họp", "Có 12 cuộc họp.", 23) is None
    assert unsupported("Hai quý có 24 cuộc họp", "Có 12 cuộc họp.", 23) == "24"
