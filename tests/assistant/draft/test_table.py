"""Figures side by side: only what is the same thing in the same measure, over times as long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.draft.column import columns_of
from assistant.draft.table import Grid, cells_of, grid_of
from assistant.draft.topic import frequency_in, weighed
from tests.assistant.made import header, passage
from vectorstore.figure import Figure, FigureKind, LedgerRow
from vectorstore.report import Span
from vectorstore.stored import ReportHeader
from vectorstore.text.number import parse_number

BEFORE, NOW = header(when="quý I năm 2026"), header(when="quý II năm 2026")
HALF = header(when="6 tháng đầu năm 2026")
OTHER = header("UBND xã Đồi Thông", when="quý II năm 2026")
PATROLS = "cuộc tuần tra chung"


def row(report: ReportHeader, written: str, unit: str = "cuộc", indicator: str = PATROLS, **more: object) -> LedgerRow:
    """A figure in a sentence of its own; "86,4 triệu" is written so and counted in đồng."""
    quote = f"Tổ chức {written} {indicator}."
    number, _, scale = written.partition(" ")
    value = parse_number(number) * (1_000_000 if scale else 1)
    figure = Figure(0, 0, 0, Span(8, 8 + len(written)), indicator, quote, value, written, unit, FigureKind.FLOW)
    figure = replace(figure, **more)  # type: ignore[arg-type]
    return LedgerRow(figure, report, "", ("I. KẾT QUẢ",), None, figure.period or report.period, quote, 0, len(quote))


def grid(*rows: LedgerRow, about: tuple[str, ...] = ()) -> Grid | None:
    reports = list({made.report.id: made.report for made in rows}.values())
    topics = weighed(about, frequency_in([passage(made.quote) for made in rows]), len(rows))
    return grid_of(rows, columns_of(reports), topics)


def lines(found: Grid | None) -> list[list[str]]:
    assert found is not None
    return [[one.label, *(text for text, _ in cells_of(one)), *([one.change] if one.change else [])] for one in found.rows]


def test_two_periods_of_one_unit_stand_side_by_side_with_the_change() -> None:
    found = grid(row(BEFORE, "06"), row(NOW, "11"))
    assert found is not None and found.heads == ("Chỉ tiêu", "quý I năm 2026", "quý II năm 2026", "Tăng, giảm")
    assert lines(found) == [["Cuộc tuần tra chung", "06 cuộc", "11 cuộc", "tăng 5"]]


def test_two_units_of_one_period_differ_and_do_not_rise() -> None:
    found = grid(row(OTHER, "06"), row(NOW, "04"))
    assert found is not None and found.heads == ("Chỉ tiêu", "Xã Đồi Thông", "Xã Suối Mây", "Chênh lệch")
    assert lines(found) == [["Cuộc tuần tra chung", "06 cuộc", "04 cuộc", "thấp hơn 2"]]


def test_money_changes_in_the_measure_that_it_is_written_in() -> None:
    rows = (row(report, written, "đồng", "thu ngân sách nhà nước") for report, written in ((BEFORE, "86,4 triệu"), (NOW, "92,8 triệu")))
    assert lines(grid(*rows)) == [["Thu ngân sách nhà nước", "86,4 triệu đồng", "92,8 triệu đồng", "tăng 6,4 triệu đồng"]]


def test_shares_change_by_points() -> None:
    rows = (
        row(report, written, "%", "tỷ lệ giải quyết đúng hạn", kind=FigureKind.SHARE)
        for report, written in ((BEFORE, "98,4"), (NOW, "99,1"))
    )
    assert lines(grid(*rows)) == [["Tỷ lệ giải quyết đúng hạn", "98,4%", "99,1%", "tăng 0,7 điểm %"]]


@pytest.mark.parametrize(
    "other",
    [
        row(NOW, "11", "người"),
        row(NOW, "11", indicator="cuộc kiểm tra liên ngành"),
        row(NOW, "11", kind=FigureKind.PLAN),
        row(NOW, "11", kind=FigureKind.STOCK),
        row(NOW, "11", place="thôn Nà Hin"),
        row(HALF, "11"),
        row(NOW, "11", indicator="lũy kế cuộc tuần tra chung từ đầu năm"),
    ],
    ids=["other measure", "other thing", "a plan", "other kind", "part of the place", "a longer time", "summed up since the new year"],
)
def test_what_is_not_the_same_is_never_side_by_side(other: LedgerRow) -> None:
    assert grid(row(BEFORE, "06"), other) is None


def test_what_stands_on_a_day_may_be_set_beside_that_of_a_longer_time() -> None:
    rows = (row(report, written, "hộ", "hộ nghèo", kind=FigureKind.STOCK) for report, written in ((BEFORE, "120"), (HALF, "96")))
    assert lines(grid(*rows)) == [["Hộ nghèo", "120 hộ", "96 hộ", "giảm 24"]]


def test_two_values_in_one_report_are_no_value() -> None:
    assert grid(row(BEFORE, "06"), row(NOW, "11"), row(NOW, "12")) is None


def test_nothing_is_computed_from_what_is_not_exact() -> None:
    rows = (row(BEFORE, "90", qualifier="trên"), row(NOW, "131"))
    assert lines(grid(*rows)) == [["Cuộc tuần tra chung", "trên 90 cuộc", "131 cuộc", "–"]]


def test_the_time_in_a_name_is_the_columns_and_not_the_rows() -> None:
    rows = (row(BEFORE, "06", indicator="cuộc tuần tra chung trong quý I"), row(NOW, "11", indicator="cuộc tuần tra chung quý II"))
    assert lines(grid(*rows))[0][0] == "Cuộc tuần tra chung"


def test_more_than_two_periods_have_no_change_and_a_dash_where_none_is_named_alike() -> None:
    third = header(when="quý III năm 2026")
    rows = (row(BEFORE, "06"), row(third, "11"), row(NOW, "40", "hộ", "hộ ký cam kết"))
    assert lines(grid(*rows)) == [["Cuộc tuần tra chung", "06 cuộc", "–", "11 cuộc"]]


def test_only_what_is_about_the_topic_is_shown() -> None:
    rows = [row(BEFORE, "06"), row(NOW, "11"), row(BEFORE, "3", "lớp", "lớp dạy nghề"), row(NOW, "5", "lớp", "lớp dạy nghề")]
    assert [line[0] for line in lines(grid(*rows, about=("dạy nghề",)))] == ["Lớp dạy nghề"]
    assert grid(*rows, about=("khám chữa bệnh",)) is None


def test_one_report_makes_no_columns() -> None:
    assert columns_of([NOW]) == ()
    assert columns_of([header("UBND xã Đồi Thông", "quý I năm 2026"), NOW, HALF]) == ()
