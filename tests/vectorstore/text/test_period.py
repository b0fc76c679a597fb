"""Periods as reports write them, with and without diacritics."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vectorstore.text.writing import texts
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods


def only(text: str, year: int | None = None) -> PeriodMention:
    (mention,) = find_periods(text, year)
    return mention


def days(text: str, year: int | None = None) -> str:
    mention = only(text, year)
    return f"{mention.start}..{mention.end}"


@pytest.mark.parametrize(
    ("written", "bare", "kind", "dates"),
    [
        ("tháng 4 năm 2026", "thang 4 nam 2026", PeriodKind.MONTH, "2026-04-01..2026-04-30"),
        ("tháng 02/2024", "thang 02/2024", PeriodKind.MONTH, "2024-02-01..2024-02-29"),
        ("quý II/2026", "quy II/2026", PeriodKind.QUARTER, "2026-04-01..2026-06-30"),
        ("quý 3 năm 2025", "quy 3 nam 2025", PeriodKind.QUARTER, "2025-07-01..2025-09-30"),
        ("quí IV-2025", "qui iv-2025", PeriodKind.QUARTER, "2025-10-01..2025-12-31"),
        ("6 tháng đầu năm 2026", "6 thang dau nam 2026", PeriodKind.HALF, "2026-01-01..2026-06-30"),
        ("sáu tháng cuối năm 2025", "sau thang cuoi nam 2025", PeriodKind.HALF, "2025-07-01..2025-12-31"),
        ("06 tháng năm 2026", "06 thang nam 2026", PeriodKind.HALF, "2026-01-01..2026-06-30"),
        ("nửa đầu năm 2026", "nua dau nam 2026", PeriodKind.HALF, "2026-01-01..2026-06-30"),
        ("nửa cuối năm 2026", "nua cuoi nam 2026", PeriodKind.HALF, "2026-07-01..2026-12-31"),
        ("giữa năm 2026", "giua nam 2026", PeriodKind.HALF, "2026-01-01..2026-06-30"),
        ("9 tháng đầu năm 2025", "9 thang dau nam 2025", PeriodKind.MONTHS, "2025-01-01..2025-09-30"),
        ("chín tháng năm 2025", "chin thang nam 2025", PeriodKind.MONTHS, "2025-01-01..2025-09-30"),
        ("ba tháng đầu năm 2026", "ba thang dau nam 2026", PeriodKind.MONTHS, "2026-01-01..2026-03-31"),
        ("12 tháng năm 2025", "12 thang nam 2025", PeriodKind.MONTHS, "2025-01-01..2025-12-31"),
        ("năm 2025", "nam 2025", PeriodKind.YEAR, "2025-01-01..2025-12-31"),
        ("nhiệm kỳ 2020 - 2025", "nhiem ky 2020-2025", PeriodKind.TERM, "2020-01-01..2025-12-31"),
        ("giai đoạn 2021–2025", "giai doan 2021-2025", PeriodKind.TERM, "2021-01-01..2025-12-31"),
        ("từ ngày 05/7/2025 đến ngày 12/9/2025", "tu ngay 05/7/2025 den ngay 12/9/2025", PeriodKind.RANGE, "2025-07-05..2025-09-12"),
        ("từ 1/7/2025 đến hết ngày 30/9/2025", "tu 1/7/2025 den het ngay 30/9/2025", PeriodKind.RANGE, "2025-07-01..2025-09-30"),
        ("từ ngày 28/01 đến ngày 06/02/2026", "tu ngay 28/01 den ngay 06/02/2026", PeriodKind.RANGE, "2026-01-28..2026-02-06"),
        ("từ ngày 28/12 đến ngày 06/02/2026", "tu ngay 28/12 den ngay 06/02/2026", PeriodKind.RANGE, "2025-12-28..2026-02-06"),
        (
            "từ ngày 15 tháng 12 năm 2025 đến ngày 14 tháng 3 năm 2026",
            "tu ngay 15 thang 12 nam 2025 den ngay 14 thang 3 nam 2026",
            PeriodKind.RANGE,
            "2025-12-15..2026-03-14",
        ),
        ("ngày 12 tháng 5 năm 2026", "ngay 12 thang 5 nam 2026", PeriodKind.DAY, "2026-05-12..2026-05-12"),
    ],
)
def test_a_period_has_its_dates(written: str, bare: str, kind: PeriodKind, dates: str) -> None:
    assert only(written).kind is only(bare).kind is kind
    assert days(written) == days(bare) == days(written.upper()) == dates


@pytest.mark.parametrize(
    ("written", "dates"),
    [
        ("tháng 4", "2026-04-01..2026-04-30"),
        ("quý I", "2026-01-01..2026-03-31"),
        ("6 tháng cuối năm", "2026-07-01..2026-12-31"),
        ("9 tháng đầu năm", "2026-01-01..2026-09-30"),
        ("ngày 12 tháng 5", "2026-05-12..2026-05-12"),
        ("từ ngày 1 tháng 2 đến ngày 3 tháng 4", "2026-02-01..2026-04-03"),
    ],
)
def test_a_period_without_a_year_takes_the_one_that_the_caller_knows(written: str, dates: str) -> None:
    assert days(written) == "None..None"
    assert days(written, 2026) == dates


@pytest.mark.parametrize(
    "written", ["31/02/2026", "tháng 13", "quý 5", "quy chế", "16 tháng đầu năm", "214/QĐ-UBND", "2.025 hộ", "năm nay"]
)
def test_what_is_no_period(written: str) -> None:
    assert find_periods(written) == ()


@pytest.mark.parametrize("written", ["nhiệm kỳ 2025-2020", "từ ngày 11/9/2025 đến ngày 01/7/2025", "từ ngày 31/02/2025 đến ngày 01/7/2025"])
def test_a_period_that_runs_backwards_or_from_no_day_has_no_dates(written: str) -> None:
    assert days(written) == "None..None"


def test_months_with_a_dash_are_no_day() -> None:
    assert all(mention.kind is PeriodKind.MONTH for mention in find_periods("tháng 1-3/2026"))


def test_the_longest_reading_wins_and_mentions_come_in_order() -> None:
    text = "Năm 2025 khá hơn quý I/2024; ngày 05/8/2025 ký quy chế."
    found = find_periods(text)
    assert [mention.label for mention in found] == ["Năm 2025", "quý I/2024", "05/8/2025"]
    assert [text[slice(*mention.at)] for mention in found] == [mention.label for mention in found]


def test_covers_and_overlaps() -> None:
    quarter, bare = only("quý I/2026"), only("tháng 4")
    assert quarter.covers(date(2026, 3, 31)) and not quarter.covers(date(2026, 4, 1))
    assert quarter.overlaps(date(2026, 3, 31), date(2026, 5, 1)) and not quarter.overlaps(date(2026, 4, 1), date(2026, 5, 1))
    assert not bare.covers(date(2026, 4, 1)) and not bare.overlaps(date(2026, 4, 1), date(2026, 4, 2))


@given(texts, st.none() | st.integers(1900, 2099))
@example("quý ı", 2026)  # a dotless i is an i to the regular expression
@example("chın tháng đầu năm", 2026)
def test_any_text_is_read_without_raising(text: str, year: int | None) -> None:
    for mention in find_periods(text, year):
        assert (mention.start is None) == (mention.end is None)
        assert mention.start is None or mention.end is None or mention.start <= mention.end
