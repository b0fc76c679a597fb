"""The period that a report covers, written or concluded."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.covered import find_covered
from vectorstore.report import Period, Span

MAY = date(2026, 5, 20)


def covered(title: str, text: str = "", issued_on: date | None = None, label: str | None = None) -> Period | None:
    return find_covered(text, title, Span(0, len(text)), issued_on, label)[0]


def shown(period: Period | None) -> str:
    return f"{period.label}: {period.start}..{period.end}" if period else ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Báo cáo dân vận quý I năm 2026", "quý I năm 2026: 2026-01-01..2026-03-31"),
        ("Báo cáo quý I, nhiệm vụ trọng tâm quý II năm 2026", "quý I năm 2026: 2026-01-01..2026-03-31"),
        ("Báo cáo 6 tháng đầu năm; nhiệm vụ 6 tháng cuối năm 2026", "6 tháng đầu năm 2026: 2026-01-01..2026-06-30"),
        ("Báo cáo quý IV và cả năm 2025; kế hoạch năm 2026", "năm 2025: 2025-01-01..2025-12-31"),
        ("Báo cáo nhiệm kỳ 2020 - 2025", "nhiệm kỳ 2020 - 2025: 2020-01-01..2025-12-31"),
    ],
)
def test_the_title_names_it_beside_what_is_planned(title: str, expected: str) -> None:
    period = covered(title, issued_on=date(2026, 7, 1))
    assert shown(period) == expected and period and not period.inferred


def test_a_period_to_come_is_not_covered() -> None:
    assert covered("Báo cáo chuẩn bị bầu cử nhiệm kỳ 2031-2036", issued_on=MAY) is None


def test_the_year_that_a_title_reaches_dates_a_report_without_a_date() -> None:
    assert find_covered("", "Báo cáo năm 2025", Span(0, 0), None, None)[1] == "2025"
    assert find_covered("", "Báo cáo năm 2025", Span(0, 0), None, "tháng 1 năm 2026")[1] is None


def test_between_two_meetings_it_is_the_month_of_issue() -> None:
    period = covered("Báo cáo giữa hai kỳ họp (lần thứ 8 và lần thứ 9)", label="tháng 5 năm 2026")
    assert shown(period) == "tháng 5/2026, giữa hai kỳ họp lần thứ 8 và lần thứ 9: 2026-05-01..2026-05-31"
    assert covered("Báo cáo giữa hai kỳ họp (lần thứ 8 và lần thứ 9)") is None


def test_a_range_that_ends_at_the_issue_is_what_was_counted() -> None:
    text = "Từ ngày 01/01/2025 đến ngày 02/02/2025 nghỉ. Từ ngày 15/4/2026 đến ngày 18/5/2026 họp hai lần."
    assert shown(covered("Báo cáo dân vận", text, MAY)) == "15/4/2026–18/5/2026: 2026-04-15..2026-05-18"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Trong 6 tháng đã họp. Ngày 12/5/2026 mở lớp.", "6 tháng đầu năm 2026"),
        ("Qua sáu tháng đã họp. Ngày 12/11/2026 mở lớp.", "6 tháng cuối năm 2026"),
        ("Kết quả 9 tháng khá. Ngày 12/9/2026 mở lớp.", "9 tháng đầu năm 2026"),
    ],
)
def test_counted_months_take_the_year_of_the_latest_day(text: str, label: str) -> None:
    period = covered("Báo cáo dân vận", text)
    assert period and period.inferred and period.label == label


def test_a_term_without_years_is_the_one_that_the_text_names_most() -> None:
    text = "Nhiệm kỳ 2015-2020 khó. Nhiệm kỳ 2020-2025 khá. Trong nhiệm kỳ 2020-2025 mở đường."
    assert shown(covered("Báo cáo tổng kết nhiệm kỳ", text)) == "nhiệm kỳ 2020–2025: 2020-01-01..2025-12-31"


def test_nothing_is_concluded_from_nothing() -> None:
    assert covered("Báo cáo dân vận", "Trong 6 tháng đã họp.") is None
    assert covered("Báo cáo nhiệm kỳ", "Đã họp.") is None
