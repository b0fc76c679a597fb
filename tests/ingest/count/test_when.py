"""For when a figure holds."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.count.when import Held, period_of_head, so_far, year_before
from tests.ingest.count.made import by_written, only
from vectorstore.report import Period

HALF = Period("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30))
QUARTER = "quý II năm 2026"


def held_for(body: str, period: str = HALF.label) -> str:
    found = only(body, period=period).period
    return f"{found.start}..{found.end}" if found else ""


@pytest.mark.parametrize(
    ("body", "dates"),
    [
        ("Đã mở 12 lớp.", ""),
        ("Năm 2025, toàn xã mở 12 lớp.", "2025-01-01..2025-12-31"),
        ("Trong quý I/2026, xã mở 12 lớp.", "2026-01-01..2026-03-31"),
        ("Trong tháng 5, xã mở 12 lớp.", "2026-05-01..2026-05-31"),
        ("Mở 12 lớp (quý I/2026) cho thôn.", "2026-01-01..2026-03-31"),
        ("Trong 6 tháng đầu năm 2026, xã mở 12 lớp.", ""),  # the report's own
        ("Cùng kỳ năm trước là 12 lớp.", "2025-01-01..2025-06-30"),
        ("Cùng kỳ có 12 lớp.", "2025-01-01..2025-06-30"),
        ("Lũy kế đạt 12 lớp.", "2026-01-01..2026-06-30"),
        ("Từ đầu năm đã mở 12 lớp.", "2026-01-01..2026-06-30"),
        ("Mở 12 lớp, khá hơn quý I/2026.", ""),  # what it is compared with
        ("Theo kế hoạch năm 2025 đã duyệt, mở 12 lớp.", ""),
    ],
)
def test_the_period_that_the_words_name(body: str, dates: str) -> None:
    assert held_for(body) == dates


def test_a_quarter_has_its_own_year_before_and_so_far() -> None:
    assert held_for("Cùng kỳ năm trước là 12 lớp.", QUARTER) == "2025-04-01..2025-06-30"
    assert held_for("Lũy kế đạt 12 lớp.", QUARTER) == "2026-01-01..2026-06-30"


def test_each_clause_has_its_own_period() -> None:
    found = by_written("Xã thu hoạch 30 tấn ngô, cùng kỳ năm trước là 25 tấn; năm 2024 đạt 20 tấn.")
    assert [period and period.start for period in (found[written].period for written in ("30", "25", "20"))] == [
        None,
        date(2025, 1, 1),
        date(2024, 1, 1),
    ]


def test_a_bracket_behind_the_noun_names_the_period() -> None:
    assert held_for("Toàn xã có 386 hộ nghèo (năm 2025).") == "2025-01-01..2025-12-31"


def test_what_is_concluded_is_marked() -> None:
    before, whole = year_before(HALF), so_far(Period("quý II", date(2026, 4, 1), date(2026, 6, 30)))
    assert (before.label, before.inferred) == ("cùng kỳ của 6 tháng đầu năm 2026", True)
    assert (whole.label, whole.start, whole.end, whole.inferred) == ("từ đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30), True)


def test_the_year_before_a_leap_day() -> None:
    february = Period("tháng 2 năm 2024", date(2024, 2, 1), date(2024, 2, 29))
    assert (year_before(february).start, year_before(february).end) == (date(2023, 2, 1), date(2023, 2, 28))


@pytest.mark.parametrize(
    ("head", "dates"),
    [
        ("Quý I/2026", "2026-01-01..2026-03-31"),
        ("Kế hoạch năm 2026", "2026-01-01..2026-12-31"),
        ("Lũy kế", "2026-01-01..2026-06-30"),
        ("Cùng kỳ năm trước", "2025-01-01..2025-06-30"),
        ("% so với cùng kỳ", ""),
        ("So cùng kỳ", ""),
        ("Thực hiện", ""),
        ("6 tháng đầu năm 2026", ""),
    ],
)
def test_the_period_of_a_column(head: str, dates: str) -> None:
    found = period_of_head(head, Held(HALF, 2026))
    assert (f"{found.start}..{found.end}" if found else "") == dates


def test_without_a_period_of_the_report_only_what_is_named_is_told() -> None:
    assert period_of_head("Lũy kế", Held(None, 2026)) is None
    assert period_of_head("Cùng kỳ", Held(None, None)) is None
    named = period_of_head("Tháng 3", Held(None, 2026))
    assert named and (named.start, named.end) == (date(2026, 3, 1), date(2026, 3, 31))
