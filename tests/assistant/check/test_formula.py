"""Sums and differences that a sentence writes out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.check.formula import worked_out
from tests.assistant.check.made import source

LATER = source("Quý IV năm 2026 có 12 cuộc tuần tra với 204 lượt người.")
EARLIER = source("Quý III năm 2026 có 11 cuộc tuần tra với 187 lượt người, bằng 12,5% cả năm.", 2, period="quý III năm 2026")
BOTH = [LATER, EARLIER]


def test_a_sentence_without_a_formula_is_left_as_it_is() -> None:
    worked = worked_out("Có 12 cuộc", BOTH)
    assert worked and (worked.text, worked.values, worked.ways) == ("Có 12 cuộc", frozenset(), frozenset())


@pytest.mark.parametrize(
    ("formula", "value"),
    [("(204 + 187)", 391), ("(12 - 11)", 1), ("(12 – 11)", 1), ("(11 - 12)", 1), ("( 12+11 )", 23), ("(204 + 187 - 187)", 204)],
)
def test_a_formula_of_cited_figures_is_computed_again(formula: str, value: int) -> None:
    worked = worked_out(f"Hai quý có nhiều lượt người {formula}", BOTH)
    assert worked and worked.values == {Decimal(value)} and "(" not in worked.text


@pytest.mark.parametrize("formula", ["(204 + 188)", "(12 - 10)", "(1 + 1)"])
def test_an_operand_that_is_no_cited_figure_is_refused(formula: str) -> None:
    assert worked_out(f"Hai quý có nhiều cuộc {formula}", BOTH) is None


@pytest.mark.parametrize("formula", ["(204 + 12)", "(12 - 12,5)"])
def test_figures_of_two_kinds_are_not_added(formula: str) -> None:
    assert worked_out(f"Hai quý có nhiều cuộc {formula}", BOTH) is None


@pytest.mark.parametrize(("formula", "way"), [("(12 - 11)", "tăng"), ("(11 - 12)", "tăng")])
def test_a_difference_says_which_way_it_went_in_time(formula: str, way: str) -> None:
    worked = worked_out(f"Số cuộc thay đổi {formula}", BOTH)
    assert worked and worked.ways == {way}


def test_a_difference_that_fell_says_so() -> None:
    worked = worked_out(
        "Số lượt thay đổi (187 - 204)", [source("Quý IV năm 2026 có 187 lượt."), source("Quý III năm 2026 có 204 lượt.", 2)]
    )
    assert worked and worked.ways == {"giảm"}


def test_a_sum_goes_no_way() -> None:
    worked = worked_out("Tổng (12 + 11)", BOTH)
    assert worked and worked.ways == frozenset()


def test_two_figures_of_one_time_go_no_way() -> None:
    same = [source("Quý IV năm 2026 có 12 cuộc."), source("Quý IV năm 2026 có 11 cuộc.", 2)]
    worked = worked_out("Chênh lệch (12 - 11)", same)
    assert worked and worked.ways == frozenset()
