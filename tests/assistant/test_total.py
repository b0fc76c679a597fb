"""Sums and differences that a question spells out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.follow import Thread, weighed
from assistant.question import understand
from assistant.relative import Step
from assistant.total import Operand, asks_total, compares, computed, operands, spelt_out, stated
from tests.assistant.made import PASSAGES, Shelf, found, header, passage, ranked
from vectorstore.stored import StoredPassage
from vectorstore.text.period import find_periods

QUARTER = find_periods("quý I/2026")[0]


@pytest.mark.parametrize(
    ("text", "sign", "names"),
    [
        ("Tổng số cây giống (cam + bưởi + mít) là bao nhiêu?", "+", ["cam", "bưởi", "mít"]),
        ("Cộng số tổ ong với số đàn dê thì được bao nhiêu?", "+", ["tổ ong", "đàn dê"]),
        ("Tính tổng cả số dê lẫn số bò?", "+", ["số dê", "số bò"]),
        ("Tổng số hộ nuôi ong, hộ nuôi dê và hộ nuôi cá của xã là bao nhiêu?", "+", ["hộ nuôi ong", "hộ nuôi dê", "hộ nuôi cá"]),
        ("Số dê trừ đi số bò còn bao nhiêu?", "-", ["dê", "bò còn bao nhiêu"]),
        ("Số dê nhiều hơn số bò bao nhiêu con?", "-", ["dê", "bò"]),
        ("Xã nuôi bao nhiêu dê?", "", []),
        ("Tổng số dê (tính đến 14/6) là bao nhiêu?", "", []),
    ],
)
def test_a_sum_is_spelt_out(text: str, sign: str, names: list[str]) -> None:
    assert spelt_out(text) == (sign, names)


def test_a_total_is_one_number() -> None:
    assert asks_total(understand("Hai xã nuôi tổng cộng bao nhiêu dê?"))
    assert not asks_total(understand("Mỗi xã nuôi bao nhiêu dê?"))
    assert not asks_total(understand("Báo cáo tổng kết nói gì?"))


@pytest.mark.parametrize("text", ["Đàn dê tăng 45 con so với kỳ trước.", "So với kỳ trước, đàn dê giảm 45 con."])
def test_a_sentence_may_compare_by_itself(text: str) -> None:
    assert compares(text, Step.PERIOD_BEFORE, QUARTER)
    assert not compares(text, Step.YEAR_BEFORE, QUARTER)


def test_a_comparison_with_a_named_period_is_with_that_one() -> None:
    assert compares("Đàn dê tăng 45 con so với quý I.", Step.PERIOD_BEFORE, QUARTER)
    assert not compares("Đàn dê tăng 45 con so với quý IV.", Step.PERIOD_BEFORE, QUARTER)


def test_a_sentence_that_only_counts_does_not() -> None:
    assert not compares("Đàn dê có 45 con.", Step.PERIOD_BEFORE, QUARTER)


def parts(question: str, *passages: StoredPassage) -> list[Operand] | None:
    shelf = Shelf(*passages)
    _, names = spelt_out(question)
    return operands(found(question, *passages), names, lambda name: weighed(Thread((name,)), shelf.frequency, PASSAGES, frozenset()))


def test_each_operand_is_found_with_its_own_words() -> None:
    text = passage("Toàn xã nuôi 45 con dê, 120 con bò và 30 con ngựa.")
    both = parts("Tổng cả dê lẫn ngựa là bao nhiêu con?", text)
    assert both is not None and [operand.figure.written for operand in both] == ["45", "30"]
    assert computed("+", both) == Decimal(75)
    assert computed("-", both) == Decimal(15)


def test_operands_may_stand_in_two_reports() -> None:
    spring = passage("Vụ xuân trồng 12,5 ha cam.")
    autumn = passage("Vụ thu trồng 20,25 ha bưởi.", header(when="quý III năm 2026"))
    both = parts("Tổng cả diện tích cam lẫn diện tích bưởi là bao nhiêu ha?", spring, autumn)
    assert both is not None and computed("+", both) == Decimal("32.75")


def test_a_sum_of_two_kinds_is_refused() -> None:
    assert parts("Tổng cả cam lẫn dê là bao nhiêu?", passage("Xã trồng 12,5 ha cam.\nXã nuôi 45 con dê.")) is None


def test_an_operand_that_is_not_there_is_not_made_up() -> None:
    assert parts("Tổng cả dê lẫn voi là bao nhiêu con?", passage("Toàn xã nuôi 45 con dê.")) is None


def test_a_figure_is_added_once() -> None:
    assert parts("Tổng cả dê lẫn dê núi là bao nhiêu con?", passage("Toàn xã nuôi 45 con dê.")) is None


def test_the_one_figure_of_a_place_is_stated() -> None:
    findings = found("Xã nuôi bao nhiêu con dê núi?", passage("Toàn xã nuôi 45 con dê núi và 120 con bò vàng."))
    operand = stated(findings, ranked(findings))
    assert operand is not None and operand.figure.written == "45"


def test_what_is_not_clear_is_not_stated() -> None:
    findings = found("Xã nuôi bao nhiêu con dê núi?", passage("Toàn xã trồng 12,5 ha cam."))
    assert stated(findings, ranked(findings)) is None
    assert stated(findings, []) is None
