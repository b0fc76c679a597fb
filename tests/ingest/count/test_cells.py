"""Tables cell by cell: each number with the heads of its row and its column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ingest.count.rows import cells_of, is_number, is_row
from tests.ingest.count.made import TABLE_FORMS, Rows, with_table
from vectorstore.figure import Figure, FigureKind

PLAN = [
    ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2026", "Thực hiện 6 tháng", "% so với kế hoạch"],
    ["1", "Diện tích lúa", "ha", "743", "700,5", "94,3"],
    ["2", "Sản lượng ngô", "tấn", "5.859", "-", "0"],
    ["3", "Thu ngân sách", "triệu đồng", "1.200", "897,8", "74,8%"],
]
TIMES = [
    ["Chỉ tiêu", "Quý I/2026", "Lũy kế", "Cùng kỳ năm trước", "Tăng, giảm"],
    ["Số lớp học nghề", "12", "30", "25", "+5"],
    ["Số vụ cháy rừng", "4", "9", "11", "-2"],
]
VILLAGES = [["STT", "Thôn", "Số hộ", "Số hộ nghèo"], ["1", "Nà Hin", "45", "6"], ["2", "Bó Mạ", "38", "4"], ["", "Tổng cộng", "83", "10"]]


def cells(form: str, rows: Rows) -> dict[tuple[str, str], Figure]:
    """The figures by the name of their row and the head of their column."""
    report = with_table(form, rows)
    found: dict[tuple[str, str], Figure] = {}
    for figure in report.figures:
        sentence = report.passages[figure.passage].sentences[figure.sentence]
        parts = cells_of(report.text[sentence.start : sentence.end])
        name = next(text for text, _ in parts if text.strip() and not is_number(text)).strip()
        from_the_right = sum(start > figure.span.start - sentence.start for _, start in parts)
        found[name, rows[0][-1 - from_the_right]] = figure
    return found


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_every_number_has_its_row_and_its_column(form: str) -> None:
    found = cells(form, PLAN)
    assert {key: (figure.value, figure.unit) for key, figure in found.items()} == {
        ("Diện tích lúa", "Kế hoạch năm 2026"): (743, "ha"),
        ("Diện tích lúa", "Thực hiện 6 tháng"): (Decimal("700.5"), "ha"),
        ("Diện tích lúa", "% so với kế hoạch"): (Decimal("94.3"), "%"),
        ("Sản lượng ngô", "Kế hoạch năm 2026"): (5859, "tấn"),
        ("Sản lượng ngô", "% so với kế hoạch"): (0, "%"),
        ("Thu ngân sách", "Kế hoạch năm 2026"): (1_200_000_000, "đồng"),
        ("Thu ngân sách", "Thực hiện 6 tháng"): (897_800_000, "đồng"),
        ("Thu ngân sách", "% so với kế hoạch"): (Decimal("74.8"), "%"),
    }


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_a_cell_is_written_with_the_scale_of_its_unit(form: str) -> None:
    found = cells(form, PLAN)
    assert found["Thu ngân sách", "Thực hiện 6 tháng"].written == "897,8 triệu"
    assert found["Thu ngân sách", "% so với kế hoạch"].written == "74,8"
    assert found["Sản lượng ngô", "Kế hoạch năm 2026"].written == "5.859"


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_the_column_says_plan_share_or_result(form: str) -> None:
    found = cells(form, PLAN)
    kinds = [found["Diện tích lúa", head].kind for head in ("Kế hoạch năm 2026", "Thực hiện 6 tháng", "% so với kế hoạch")]
    assert kinds == [FigureKind.PLAN, FigureKind.FLOW, FigureKind.SHARE]


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_the_indicator_is_the_row_and_what_the_column_adds(form: str) -> None:
    found = cells(form, PLAN)
    assert found["Diện tích lúa", "Thực hiện 6 tháng"].indicator == "Diện tích lúa"
    assert found["Diện tích lúa", "% so với kế hoạch"].indicator == "Diện tích lúa – % so với kế hoạch"


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_the_column_says_when(form: str) -> None:
    found = cells(form, TIMES)
    periods = [found["Số lớp học nghề", head].period for head in TIMES[0][1:]]
    assert [(period.start, period.end) if period else None for period in periods] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2025, 1, 1), date(2025, 6, 30)),
        None,
    ]


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_a_sign_says_rise_or_fall(form: str) -> None:
    found = cells(form, TIMES)
    changes = [found[row, "Tăng, giảm"] for row in ("Số lớp học nghề", "Số vụ cháy rừng")]
    assert [(figure.value, figure.written, figure.unit, figure.kind) for figure in changes] == [
        (Decimal(5), "5", "lớp", FigureKind.CHANGE),
        (Decimal(-2), "2", "vụ", FigureKind.CHANGE),
    ]


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_rows_of_places_are_named_by_their_column(form: str) -> None:
    found = cells(form, VILLAGES)
    poor = found["Bó Mạ", "Số hộ nghèo"]
    assert (poor.value, poor.unit, poor.indicator, poor.place) == (Decimal(4), "hộ", "Số hộ nghèo", "Bó Mạ")
    assert found["Tổng cộng", "Số hộ"].place == ""


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_a_total_row_without_a_number_has_its_heads(form: str) -> None:
    assert cells(form, VILLAGES)["Tổng cộng", "Số hộ nghèo"].unit == "hộ"


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_the_counter_counts_nothing(form: str) -> None:
    assert len(with_table(form, VILLAGES).figures) == 6


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_a_unit_in_brackets_holds_for_its_column(form: str) -> None:
    found = cells(form, [["Nội dung", "Số lượng (cuộc)", "Kinh phí (ĐVT: triệu đồng)"], ["Tuần tra", "12", "45,5"]])
    assert {head: (figure.value, figure.unit) for (_, head), figure in found.items()} == {
        "Số lượng (cuộc)": (Decimal(12), "cuộc"),
        "Kinh phí (ĐVT: triệu đồng)": (Decimal(45_500_000), "đồng"),
    }


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_words_and_dates_in_cells_are_no_figures(form: str) -> None:
    report = with_table(form, [["Nội dung", "Ngày", "Ghi chú"], ["Tuần tra", "12/5/2026", "Thôn 3"], ["Họp", "x", "–"]])
    assert report.figures == ()


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_a_ratio_in_a_cell_is_so_many_of_so_many(form: str) -> None:
    (figure,) = with_table(form, [["Nội dung", "Số thôn", "Ghi chú"], ["Có điện", "8/10", "Đạt"]]).figures
    assert (figure.value, figure.of, figure.unit, figure.written) == (Decimal(8), Decimal(10), "thôn", "8/10")


def test_cells_are_parted_by_bars_or_tabs() -> None:
    assert cells_of("Nà Hin | 45\t6") == [("Nà Hin", 0), ("45", 9), ("6", 12)]
    assert cells_of("") == [("", 0)]


def test_a_line_with_two_tabs_is_a_row() -> None:
    assert is_row("Nà Hin\t45\t6") and not is_row("\tNà Hin\t45\t")


@pytest.mark.parametrize(
    ("cell", "number"), [("45", True), ("-1.200,5", True), ("62,07 %", True), ("8/10", True), ("45 hộ", False), ("", False)]
)
def test_a_cell_that_is_a_number(cell: str, number: bool) -> None:
    assert is_number(cell) is number


@pytest.mark.parametrize("name", ["Cộng", "Tổng cộng", "Tổng số:"])
def test_a_row_that_only_says_total_is_all_that_its_heading_names(name: str) -> None:
    rows = [["Nội dung", "Số buổi"], ["Phòng cháy rừng", "5"], [name, "5"]]
    assert with_table("markdown", rows, "Tuyên truyền, vận động:").figures[-1].indicator == (
        f"{name.rstrip(':')}: Tuyên truyền, vận động – Số buổi"
    )
    assert with_table("markdown", rows).figures[-1].indicator == f"{name} – Số buổi"  # "Số liệu như sau" names nothing
