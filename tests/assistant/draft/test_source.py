"""The reports of a draft and the periods that have none."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.draft.draft import DraftKind, DraftRequest
from assistant.draft.source import missing_periods
from tests.assistant.made import header

YEAR = DraftRequest(DraftKind.SYNTHESIS, start=date(2026, 1, 1), end=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("periods", "missing"),
    [
        (("quý I năm 2026", "quý II năm 2026", "quý III năm 2026", "quý IV năm 2026"), ""),
        (("quý I năm 2026", "quý III năm 2026", "quý IV năm 2026"), "quý II/2026"),
        (("6 tháng đầu năm 2026", "tháng 8 năm 2026", "quý IV năm 2026"), "tháng 7/2026, tháng 9/2026"),
        (("năm 2026",), ""),
    ],
)
def test_months_that_no_report_covers_are_named_by_their_quarter(periods: tuple[str, ...], missing: str) -> None:
    reports = [header(when=period) for period in periods]
    assert missing_periods(YEAR, reports) == ([f"Chưa có báo cáo {missing} của UBND xã Suối Mây."] if missing else [])


def test_without_a_time_asked_for_only_what_lies_between_is_missing() -> None:
    reports = [header(when="quý I năm 2026"), header(when="quý III năm 2026")]
    assert missing_periods(DraftRequest(DraftKind.SYNTHESIS), reports) == ["Chưa có báo cáo quý II/2026 của UBND xã Suối Mây."]


def test_reports_that_were_named_one_by_one_are_all_that_is_wanted() -> None:
    reports = [header(when="quý I năm 2026"), header(when="quý III năm 2026")]
    assert missing_periods(DraftRequest(DraftKind.COMPARISON, report_ids=tuple(one.id for one in reports)), reports) == []
