"""Periods counted from another: the one before, the same of the year before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.relative import Relative, Step, is_compared, label_of, mention_of, relative_of, stepped, steps_back
from tests.assistant.made import period
from vectorstore.text.normalize import fold
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods


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


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Năm ngoái nuôi bao nhiêu tổ ong?", Step.YEAR_BEFORE),
        ("Cùng thời điểm năm trước nuôi bao nhiêu tổ ong?", Step.YEAR_BEFORE),
        ("Quý vừa rồi nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
        ("Tháng rồi nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
        ("Quý kế trước nuôi bao nhiêu tổ ong?", Step.PERIOD_BEFORE),
    ],
)
def test_it_is_said_in_many_ways(text: str, step: Step) -> None:
    assert steps_back(text) is steps_back(fold(text)) is step


@pytest.mark.parametrize(
    "text", ["So với quý I thì sao?", "Nuôi nhiều hơn hay ít hơn?", "Thay đổi thế nào?", "Chênh mấy tổ?", "Hơn kỳ trước mấy tổ?"]
)
def test_a_comparison_is_known(text: str) -> None:
    assert is_compared(text) and is_compared(fold(text))


@pytest.mark.parametrize("text", ["Nuôi hơn 30 tổ ong?", "Kỳ trước đó nuôi bao nhiêu tổ ong?", "Còn quý trước đó thì sao?"])
def test_what_only_sounds_like_a_comparison_is_none(text: str) -> None:
    assert not is_compared(text)


@pytest.mark.parametrize("text", ["Quý liền trước đó nuôi bao nhiêu tổ ong?", "Tháng trước đó nuôi bao nhiêu tổ ong?"])
def test_the_quarter_before_that_is_asked_about_by_itself(text: str) -> None:
    assert relative_of(text, named=False) == Relative(Step.PERIOD_BEFORE, compared=False)


def test_the_year_before_beside_a_named_period_is_set_beside_it() -> None:
    assert relative_of("Quý I/2026 và cùng kỳ nuôi bao nhiêu tổ ong?", named=True) == Relative(Step.YEAR_BEFORE, compared=True)


@pytest.mark.parametrize("label", ["quý II/2026", "tháng 10/2026", "6 tháng đầu năm 2026", "9 tháng đầu năm 2026", "năm 2025"])
def test_a_period_is_called_what_it_is_usually_called(label: str) -> None:
    mention = asked(label)
    assert mention.start and mention.end
    assert label_of(mention.kind, mention.start, mention.end) == label


def test_days_that_make_no_period_are_called_by_their_days() -> None:
    assert label_of(PeriodKind.RANGE, date(2025, 12, 15), date(2026, 3, 14)) == "15/12/2025–14/03/2026"
