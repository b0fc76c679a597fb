"""Whether a figure is told of the time, the place and the thing that its source tells it of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.check.context import figures_told, first_misplaced
from tests.assistant.check.made import ABOUT, source

YEARS = "Năm 2026, xã Suối Mây có 12 hộ nghèo; năm 2025 có 18 hộ nghèo."
PLACES = "Xã Suối Mây có 12 hộ nghèo, xã Đồi Thông có 18 hộ nghèo."
FILES = "Tiếp nhận 465 hồ sơ, giải quyết đúng hạn 460 hồ sơ, quá hạn 5 hồ sơ."
AREAS = "Trồng 12 ha lúa, 15 ha ngô, 7 ha sắn."
PLAN = "Kế hoạch 12 lớp, thực hiện 10 lớp."


def misplaced(said: str, quote: str) -> str | None:
    return first_misplaced(said, [source(quote)], frozenset())


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Năm 2026 có 12 hộ nghèo", YEARS),
        ("Năm 2025, xã Suối Mây có 18 hộ nghèo", YEARS),
        ("Xã Suối Mây có 12 hộ nghèo", PLACES),
        ("Có 18 hộ nghèo tại xã Đồi Thông", PLACES),
        ("Giải quyết đúng hạn 460 hồ sơ", FILES),
        ("Quá hạn 5 hồ sơ", FILES),
        ("Tiếp nhận 465 hồ sơ", FILES),
        ("Trồng 15 ha ngô", AREAS),
        ("Thực hiện 10 lớp", PLAN),
        ("Có 18 hộ cận nghèo và 12 hộ nghèo", "Có 12 hộ nghèo và 18 hộ cận nghèo."),
        ("Nữ có 15 người", "Nam 12 người, nữ 15 người."),
        ("Không xảy ra 02 vụ cháy", "Không xảy ra 02 vụ cháy."),
        ("Số hộ nghèo tăng 12 hộ", "Số hộ nghèo tăng 12 hộ so với năm 2025."),
        ("Số hộ nghèo là 12 hộ", "Số hộ nghèo tăng lên 12 hộ."),
        ("Quý IV năm 2026 có 12 cuộc họp", "Có 12 cuộc họp."),  # the report's own period
        ("Trong quý IV năm 2026, xã Suối Mây có 12 cuộc họp", "Có 12 cuộc họp."),  # and its own issuer
        ("Có 12 cuộc họp trong quý IV năm 2026", "Có 12 cuộc họp."),
        ("Năm 2026 còn 12 hộ nghèo", "Đến ngày 15/12/2026, còn 12 hộ nghèo."),
    ],
)
def test_a_figure_may_be_told_of_what_its_source_tells_it_of(said: str, quote: str) -> None:
    assert misplaced(said, quote) is None


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Năm 2026 có 18 hộ nghèo", YEARS),
        ("Năm 2025 có 12 hộ nghèo", YEARS),
        ("Năm 2025 có 12 hộ nghèo; năm 2026 có 18 hộ nghèo", YEARS),
        ("Quý III năm 2026 có 12 cuộc họp", "Có 12 cuộc họp."),
        ("Có 12 cuộc họp trong quý III năm 2026", "Có 12 cuộc họp."),
        ("Năm 2026 có 12 cuộc họp", "Quý IV năm 2026 có 12 cuộc họp."),  # a quarter's figure is not the year's
        ("Năm 2026 có 12 cuộc họp", "Có 12 cuộc họp."),
        ("Năm 2027 có 12 cuộc họp", "Có 12 cuộc họp."),  # the report is only dated in it
    ],
)
def test_a_figure_is_not_told_of_another_time(said: str, quote: str) -> None:
    assert misplaced(said, quote) is not None


def test_the_plan_in_a_title_is_not_the_time_of_the_results() -> None:
    about = f"Báo cáo kết quả quý IV năm 2026, nhiệm vụ quý I năm 2027 . {ABOUT}"
    made = source("Có 12 cuộc họp.", about=about)
    assert first_misplaced("Quý IV năm 2026 có 12 cuộc họp", [made], frozenset()) is None
    assert first_misplaced("Quý I năm 2027 có 12 cuộc họp", [made], frozenset()) == "12"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Xã Suối Mây có 18 hộ nghèo", PLACES),
        ("Xã Đồi Thông có 12 hộ nghèo", PLACES),
        ("Có 12 hộ nghèo tại xã Đồi Thông", PLACES),
        ("Xã Đồi Thông có 12 hộ nghèo, xã Suối Mây có 18 hộ nghèo", PLACES),
        ("Xã Đồi Thông có 12 cuộc họp", "Có 12 cuộc họp."),
        ("Có 12 cuộc họp tại xã Đồi Thông", "Có 12 cuộc họp."),
    ],
)
def test_a_figure_is_not_told_of_another_place(said: str, quote: str) -> None:
    assert misplaced(said, quote) is not None


def test_what_two_communes_did_together_is_not_told_of_the_one_that_reports_it() -> None:
    joint = source("Hai bên tổ chức 12 cuộc họp.", about="Kết quả phối hợp giữa xã Suối Mây và xã Đồi Thông . UBND xã Suối Mây")
    assert first_misplaced("Tổ chức 12 cuộc họp", [joint], frozenset()) is None
    assert first_misplaced("Xã Suối Mây tổ chức 12 cuộc họp", [joint], frozenset()) == "12"


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Giải quyết đúng hạn 465 hồ sơ", FILES),
        ("Quá hạn 460 hồ sơ", FILES),
        ("Tiếp nhận 5 hồ sơ", FILES),
        ("Trồng 12 ha ngô", AREAS),
        ("Trồng 15 ha lúa, 12 ha ngô, 7 ha sắn", AREAS),
        ("Thực hiện 12 lớp", PLAN),
        ("Kế hoạch 10 lớp, thực hiện 12 lớp", PLAN),
        ("Có 18 hộ nghèo", "Có 12 hộ nghèo và 18 hộ cận nghèo."),
        ("Có 12 hộ cận nghèo", "Có 12 hộ nghèo và 18 hộ cận nghèo."),
        ("Nữ có 12 người", "Nam 12 người, nữ 15 người."),
        ("Có 87 hộ thoát nghèo", "Còn 87 hộ nghèo."),
        ("Hủy 12 cuộc họp", "Tổ chức 12 cuộc họp."),
        ("Trả 465 hồ sơ", "Tiếp nhận 465 hồ sơ."),
    ],
)
def test_a_figure_is_not_told_of_another_thing(said: str, quote: str) -> None:
    assert misplaced(said, quote) is not None


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Xảy ra 02 vụ cháy", "Không xảy ra 02 vụ cháy."),
        ("Không tổ chức 12 cuộc họp", "Tổ chức 12 cuộc họp."),
        ("Giải quyết 05 hồ sơ", "Chưa giải quyết 05 hồ sơ."),
        ("Chưa giải quyết 05 hồ sơ", "Giải quyết 05 hồ sơ."),
    ],
)
def test_what_is_denied_is_not_told_as_so(said: str, quote: str) -> None:
    assert misplaced(said, quote) is not None


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Số hộ nghèo là 12 hộ", "Số hộ nghèo tăng 12 hộ so với năm 2025."),
        ("Số hộ nghèo giảm 12 hộ", "Số hộ nghèo tăng 12 hộ so với năm 2025."),
        ("Số hộ nghèo tăng 12 hộ", "Số hộ nghèo là 12 hộ."),
        ("Đạt 12% so với cùng kỳ", "Tăng 12% so với cùng kỳ."),
    ],
)
def test_by_how_much_is_not_how_many(said: str, quote: str) -> None:
    assert misplaced(said, quote) is not None


def test_a_value_that_was_computed_is_not_looked_for() -> None:
    assert first_misplaced("Tăng 1 cuộc họp", [source("Có 12 cuộc họp.")], frozenset({Decimal(1)})) is None


def test_one_source_of_several_is_enough() -> None:
    both = [source("Có 12 cuộc họp."), source("Có 7 cuộc kiểm tra.", 2)]
    assert first_misplaced("Có 7 cuộc kiểm tra", both, frozenset()) is None


def test_a_figure_is_told_with_the_time_and_place_around_it() -> None:
    first, second = figures_told("Năm 2026, xã Suối Mây không có 12 vụ cháy; giảm 3 vụ so với năm 2025.")
    assert (first.period and first.period.label, first.place and first.place.name) == ("Năm 2026", "suoi may")
    assert (first.denied, first.change, second.denied, second.change) == (True, "", False, "giảm")
    assert second.later_period and second.later_period.label == "năm 2025"
    assert first.words == {"cháy"}
