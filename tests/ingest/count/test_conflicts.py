"""One thing with two values, in one report."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.count.conflicts import allow, find_conflicts
from tests.ingest.count.made import compiled, conflicts, only, with_table
from vectorstore.figure import ConflictKind

FOREST = "Tổng diện tích rừng trồng mới của toàn xã đến nay đạt {}."


def two(one: str, other: str) -> list[list[str]]:
    found = conflicts(compiled(f"1. {FOREST.format(one)}\n2. {FOREST.format(other)}"))
    assert {kind for kind, _ in found} <= {ConflictKind.VALUES}
    return [words for _, words in found]


def test_one_thing_with_two_values() -> None:
    assert two("10.100 ha", "10.200 ha") == [["10.100 ha", "10.200 ha"]]
    (conflict,) = compiled(f"1. {FOREST.format('10.100 ha')}\n2. {FOREST.format('10.200 ha')}").conflicts
    assert conflict.said.endswith("nhưng có hai số: 10.100 ha và 10.200 ha.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trên 10.100 ha", "10.100,78 ha"),
        ("10.100,78 ha", "trên 10.100 ha"),
        ("hơn 10.100 ha", "10.100 ha"),
        ("gần 10.200 ha", "10.100 ha"),
        ("khoảng 10.000 ha", "10.100 ha"),
        ("ước đạt 10.000 ha", "10.100 ha"),
        ("10.100 ha", "10.100,0 ha"),
    ],
)
def test_a_bound_and_what_it_allows_for(one: str, other: str) -> None:
    assert two(one, other) == []


@pytest.mark.parametrize(("one", "other"), [("trên 10.100 ha", "9.800 ha"), ("gần 10.200 ha", "10.300 ha"), ("không quá 50 ha", "51 ha")])
def test_a_bound_and_what_it_does_not_allow_for(one: str, other: str) -> None:
    assert two(one, other) == [[one, other]]


@pytest.mark.parametrize(
    "body",
    [
        "Năm 2025, tổng diện tích rừng trồng mới của toàn xã đạt 12 ha.\nNăm 2024, tổng diện tích rừng trồng mới của toàn xã đạt 15 ha.",
        "Tổng số hộ nghèo của thôn Nà Hin đến nay có 12 hộ.\nTổng số hộ nghèo của thôn Bó Mạ đến nay có 15 hộ.",
        "Xã mở 12 lớp.\nXã mở 15 lớp.",  # too few words to be sure
        "Phấn đấu tổng diện tích rừng trồng mới của toàn xã đạt 12 ha.\nTổng diện tích rừng trồng mới của toàn xã đạt 15 ha.",
        "Tổng diện tích rừng trồng mới của toàn xã tăng 12 ha.\nTổng diện tích rừng trồng mới của toàn xã đạt 15 ha.",
        "Tổng diện tích rừng trồng mới của toàn xã đạt 12 ha.\nTổng sản lượng rừng trồng mới của toàn xã đạt 15 tấn.",
    ],
)
def test_two_things(body: str) -> None:
    assert compiled(body).conflicts == ()


def in_table(form: str, value: str, unit: str) -> list[tuple[ConflictKind, list[str]]]:
    """A sentence with 12 and a table row of the same name with another value."""
    rows = [["Chỉ tiêu", "ĐVT", "Thực hiện"], ["Tổng sản lượng ngô xuân", unit, value], ["Số lớp nghề đã mở", "lớp", "3"]]
    return conflicts(with_table(form, rows, f"Tổng sản lượng ngô xuân đạt 12 {unit}. Chi tiết như sau:"))


@pytest.mark.parametrize("form", ["docx", "markdown"])
def test_a_sentence_and_a_table_row_of_one_name(form: str) -> None:
    assert in_table(form, "12", "tấn") == []
    assert in_table(form, "15", "tấn") == [(ConflictKind.VALUES, ["12 tấn", "15"])]


def test_an_area_in_a_sentence_and_in_a_table_row() -> None:
    assert in_table("docx", "15", "ha") == [(ConflictKind.VALUES, ["12 ha", "15"])]


@pytest.mark.parametrize("form", ["docx", "markdown"])
def test_two_rows_of_one_name_are_told_apart_by_their_heads(form: str) -> None:
    rows = [["Tên chỉ tiêu", "Quý này", "Số người"], ["Số lớp nghề ngắn hạn đã mở", "3", "90"], ["Số lớp nghề ngắn hạn đã mở", "5", "120"]]
    assert with_table(form, rows).conflicts == ()


def test_a_long_table_is_compared_in_no_time() -> None:
    heads = ["Tên chỉ tiêu", "ĐVT", *(f"Cột {n}" for n in range(10))]
    rows = [["Số hộ được vay vốn", "hộ", *(str(row * 10 + n) for n in range(10))] for row in range(300)]
    report = with_table("markdown", [heads, *rows])
    began = time.process_time()  # of this process: other programs do not change it
    assert len(report.figures) == 3000 and find_conflicts(report, report.figures) == ()
    assert time.process_time() - began < 1


def test_bounds_are_told_of_either_side() -> None:
    exact = only("Toàn xã có 100 hộ.")
    above, below = (replace(exact, value=Decimal(90), qualifier=qualifier) for qualifier in ("trên", "dưới"))
    assert allow(exact, exact) and allow(above, exact) and allow(exact, above)
    assert not allow(below, exact) and not allow(exact, below)
    assert not allow(exact, replace(exact, value=Decimal(101)))
