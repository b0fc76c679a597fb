"""Periods counted from another: the one before, the same of the year before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.relative import Step, mention_of, relative_of, stepped
from tests.assistant.made import period
from vectorstore.text.period import PeriodMention, find_periods


def asked(label: str) -> PeriodMention:
    return find_periods(label)[0]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Cùng kỳ năm trước nuôi bao nhiêu tổ ong?", Step.YEAR_BEFORE),
        ("cung ky nuoi bao nhieu to ong", Step.YEAR_BEFORE),
        ("Kỳ trước nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
        ("Tháng trước nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
        ("Năm liền trước nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
        ("Kỳ liền kề nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
    ],
)
def test_a_question_counts_back(text: str, step: Step) -> None:
    relative = relative_of(text, named=False)
    assert relative is not None and (relative.step, relative.compared) == (step, False)


@pytest.mark.parametrize("text", ["Quý trước nuôi bao nhiêu tổ ong?", "quy lien truoc nuoi may to ong", "So với quý liền trước thì sao?"])
def test_a_question_counts_back_by_quarters(text: str) -> None:
    relative = relative_of(text, named=False)
    assert relative is not None and relative.step is Step.PERIOD_BEFORE


@pytest.mark.parametrize("text", ["Xã nuôi bao nhiêu tổ ong?", "Quý I/2026 nuôi bao nhiêu tổ ong?", "Những năm trước mắt nuôi gì?"])
def test_others_do_not(text: str) -> None:
    assert relative_of(text, named=False) is None


def test_two_periods_are_set_side_by_side() -> None:
    for text in ("Đàn ong tăng hay giảm so với kỳ trước?", "Đàn ong so với cùng kỳ thế nào?"):
        relative = relative_of(text, named=True)
        assert relative is not None and relative.compared


def test_a_period_that_is_named_needs_no_counting() -> None:
    assert relative_of("Quý I/2026 hoàn thành việc của năm trước?", named=True) is None


@pytest.mark.parametrize(
    ("label", "before", "year_before"),
    [
        ("quý I/2026", "quý IV/2025", "quý I/2025"),
        ("quý III/2026", "quý II/2026", "quý III/2025"),
        ("tháng 1/2026", "tháng 12/2025", "tháng 1/2025"),
        ("tháng 3/2026", "tháng 2/2026", "tháng 3/2025"),
        ("6 tháng đầu năm 2026", "6 tháng cuối năm 2025", "6 tháng đầu năm 2025"),
        ("6 tháng cuối năm 2026", "6 tháng đầu năm 2026", "6 tháng cuối năm 2025"),
        ("9 tháng đầu năm 2026", "9 tháng đầu năm 2025", "9 tháng đầu năm 2025"),
        ("năm 2026", "năm 2025", "năm 2025"),
    ],
)
def test_a_step_back_may_cross_the_end_of_a_year(label: str, before: str, year_before: str) -> None:
    for step, wanted in ((Step.PERIOD_BEFORE, before), (Step.YEAR_BEFORE, year_before)):
        found = stepped(asked(label), step)
        assert found is not None
        assert (found.label, found.start, found.end) == (wanted, asked(wanted).start, asked(wanted).end)


def test_february_ends_when_it_ends() -> None:
    found = stepped(asked("tháng 3/2024"), Step.PERIOD_BEFORE)
    assert found is not None and found.end == date(2024, 2, 29)


def test_a_range_of_days_ends_the_day_before_the_next() -> None:
    found = stepped(asked("từ ngày 15/12/2025 đến ngày 14/3/2026"), Step.PERIOD_BEFORE)
    assert found is not None and found.end == date(2025, 12, 14)


@pytest.mark.parametrize("label", ["nhiệm kỳ 2020 - 2025", "ngày 05/3/2026", "tháng 4"])
def test_terms_days_and_unknown_years_have_no_row(label: str) -> None:
    assert stepped(asked(label), Step.PERIOD_BEFORE) is None


@pytest.mark.parametrize("label", ["tháng 3/2026", "quý I/2026", "6 tháng đầu năm 2026", "9 tháng đầu năm 2026", "năm 2026"])
def test_a_reports_period_is_as_good_as_a_named_one(label: str) -> None:
    own, named = mention_of(period(label)), asked(label)
    assert (own.kind, own.start, own.end) == (named.kind, named.start, named.end)


@given(st.integers(2000, 2090), st.sampled_from(["quý I/{}", "quý IV/{}", "tháng 2/{}", "6 tháng đầu năm {}", "năm {}"]))
def test_a_year_before_is_the_same_of_the_year_before(year: int, label: str) -> None:
    found, wanted = stepped(asked(label.format(year)), Step.YEAR_BEFORE), asked(label.format(year - 1))
    assert found is not None and (found.start, found.end, found.label) == (wanted.start, wanted.end, wanted.label)
