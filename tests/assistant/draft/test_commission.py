"""Questions that ask for a document, told from those that ask what a report says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import ChatFilters
from assistant.draft.commission import is_commission, request_of
from assistant.draft.draft import DraftKind
from assistant.evaluate import read_gold
from tests.assistant.made import header

DEMO = Path(__file__).parents[3] / "demo"
MAY, PINE = header("UBND xã Suối Mây", "6 tháng đầu năm 2026"), header("UBND xã Đồi Thông", "6 tháng đầu năm 2026")
LATER = header("UBND xã Suối Mây", "quý III năm 2026")
REPORTS = [MAY, PINE, LATER]


@pytest.mark.parametrize(
    "question",
    [
        "Soạn dự thảo báo cáo sơ kết 6 tháng đầu năm 2026 về bảo vệ rừng",
        "soan du thao bao cao tong hop ve giam ngheo",
        "Hãy soạn giúp tôi báo cáo tổng hợp về giảm nghèo",
        "Viết dự thảo về an ninh trật tự",
        "Tóm tắt báo cáo 6 tháng đầu năm 2026 của UBND xã Suối Mây",
        "Soạn phần trả lời chất vấn về hồ sơ trễ hạn",
        "Xin lập dự thảo so sánh hai kỳ",
    ],
)
def test_an_order_to_write_is_one(question: str) -> None:
    assert is_commission(question)


@pytest.mark.parametrize(
    "question",
    [
        "Tóm tắt kết quả phòng cháy, chữa cháy rừng",
        "Báo cáo nào nói về giảm nghèo?",
        "Ai soạn thảo báo cáo này?",
        "Dự thảo báo cáo trình kỳ họp nào?",
        "So sánh số hộ nghèo của hai xã",
        "Viết tắt MTTQ là gì?",
    ],
)
def test_a_question_is_none(question: str) -> None:
    assert not is_commission(question)


def test_no_question_of_the_demo_is_taken_for_an_order() -> None:
    items = [item for name in ("questions.jsonl", "period-questions.jsonl", "second-questions.jsonl") for item in read_gold(DEMO / name)]
    assert items
    assert not [turn for item in items for turn in (*item.turns, item.question) if is_commission(turn)]


def test_subject_place_and_period_are_told_apart() -> None:
    question = "Soạn dự thảo báo cáo sơ kết về phòng cháy rừng và an ninh trật tự trong 6 tháng đầu năm 2026 của UBND xã Suối Mây"
    found = request_of(question, REPORTS, None)
    assert (found.kind, found.subject) == (DraftKind.HALF_YEAR, "phòng cháy rừng và an ninh trật tự")
    assert (found.issuers, found.start, found.end) == (("UBND xã Suối Mây",), date(2026, 1, 1), date(2026, 6, 30))


def test_diacritics_may_be_missing() -> None:
    found = request_of("soan du thao bao cao tong hop ve an ninh trat tu xa Suoi May", REPORTS, None)
    assert (found.kind, found.subject, found.issuers) == (DraftKind.SYNTHESIS, "an ninh trat tu", ("UBND xã Suối Mây",))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Soạn dự thảo báo cáo tổng hợp", DraftKind.SYNTHESIS),
        ("Tóm tắt báo cáo quý III", DraftKind.SUMMARY),
        ("Soạn dự thảo so sánh hai kỳ", DraftKind.COMPARISON),
        ("Soạn phần trả lời chất vấn về rừng", DraftKind.REPLY),
    ],
)
def test_the_kind_is_read_from_the_words(question: str, kind: DraftKind) -> None:
    assert request_of(question, REPORTS, None).kind is kind


def test_two_periods_that_are_compared_are_two_reports() -> None:
    question = "Soạn dự thảo so sánh thu ngân sách 6 tháng đầu năm 2026 và quý III năm 2026 của xã Suối Mây"
    found = request_of(question, REPORTS, None)
    assert (found.subject, set(found.report_ids)) == ("thu ngân sách", {MAY.id, LATER.id})


def test_the_readers_own_limits_hold() -> None:
    limits = ChatFilters(issuers=("UBND xã Đồi Thông",), start=date(2026, 2, 1), report_ids=(PINE.id,))
    found = request_of("Soạn dự thảo báo cáo tổng hợp năm 2026 của xã Suối Mây", REPORTS, limits)
    assert (found.issuers, found.start, found.report_ids) == (limits.issuers, limits.start, limits.report_ids)
