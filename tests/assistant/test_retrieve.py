"""From a question to the passages that may answer it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import ChatFilters
from assistant.follow import Thread
from assistant.retrieve import ELSEWHERE, HITS, allowed_by, retrieve
from tests.assistant.made import PASSAGES, Shelf, header, passage

CLOUD, PINE = header("UBND xã Suối Mây", "quý I năm 2026"), header("Đảng ủy xã Thông Reo", "năm 2025")
UNDATED = header(None, "", "Báo cáo không ghi kỳ", date(2026, 8, 5))
REPORTS = [CLOUD, PINE, UNDATED]
SHELF = (passage("Xã nuôi 30 tổ ong.", CLOUD), passage("Xã nuôi 45 tổ ong.", PINE))


def test_the_reports_of_the_place_are_searched_first_then_the_others() -> None:
    shelf = Shelf(*SHELF)
    findings = retrieve(Thread(("Xã Suối Mây nuôi bao nhiêu tổ ong?",)), shelf, shelf.reports, PASSAGES)
    assert [(ids, k) for _, ids, k in shelf.asked] == [(frozenset({CLOUD.id}), HITS), (frozenset({PINE.id}), ELSEWHERE)]
    assert [hit.passage.report.id for hit in findings.hits] == [CLOUD.id, PINE.id]


def test_without_a_place_all_are_searched_at_once() -> None:
    shelf = Shelf(*SHELF)
    retrieve(Thread(("Nuôi bao nhiêu tổ ong?",)), shelf, shelf.reports, PASSAGES)
    assert [ids for _, ids, _ in shelf.asked] == [frozenset({CLOUD.id, PINE.id})]


def test_a_report_that_is_not_allowed_is_never_searched() -> None:
    shelf = Shelf(*SHELF)
    retrieve(Thread(("Xã Thông Reo nuôi bao nhiêu tổ ong?",)), shelf, [CLOUD], PASSAGES)
    assert {ids for _, ids, _ in shelf.asked} == {frozenset({CLOUD.id})}


def test_the_place_is_told_and_not_searched_for() -> None:
    shelf = Shelf(*SHELF)
    findings = retrieve(Thread(("Quý I/2026 xã Suối Mây nuôi bao nhiêu tổ ong?",)), shelf, shelf.reports, PASSAGES)
    assert shelf.asked[0][0] == "nuôi tổ ong"
    assert {"xa suoi may", "qui i 2026"} <= findings.told


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (None, REPORTS),
        (ChatFilters(), REPORTS),
        (ChatFilters(issuers=("ubnd xã suối mây",)), [CLOUD]),
        (ChatFilters(issuers=("UBND xã Suối Mây", "Đảng uỷ xã Thông Reo")), [CLOUD, PINE]),
        (ChatFilters(report_ids=(PINE.id,)), [PINE]),
        (ChatFilters(start=date(2026, 1, 1)), [CLOUD, UNDATED]),
        (ChatFilters(end=date(2026, 3, 31)), [CLOUD, PINE]),
        (ChatFilters(start=date(2026, 2, 1), end=date(2026, 2, 28)), [CLOUD]),  # a part of the period is enough
        (ChatFilters(issuers=("UBND xã Suối Mây",), end=date(2025, 12, 31)), []),
        (ChatFilters(report_ids=("khong-co",)), []),
    ],
)
def test_the_readers_limits_hold(filters: ChatFilters | None, left: list[object]) -> None:
    assert allowed_by(filters, REPORTS) == left


def test_a_report_of_no_time_passes_no_limit_of_time() -> None:
    assert allowed_by(ChatFilters(start=date(2000, 1, 1)), [header(when="")]) == []
