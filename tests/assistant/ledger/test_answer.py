"""Questions about figures over a small archive, answered without a model."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import AnswerKind, ChatFilters
from assistant.ledger.answer import reports_before_merger, without_merger
from assistant.question import Place
from assistant.reply import Reply
from assistant.respond import Responder
from assistant.scope import Scope
from tests.assistant.ledger.made import REPORTS, UNITS
from tests.assistant.made_ledger import header
from vectorstore import governments
from vectorstore.archive import Archive
from vectorstore.text.number import parse_number

MERGER = "xã Suối Mây mới lập ngày 01/07/2025 do sáp nhập (xã Suối Mây, xã Khe Lạnh)"
MISSING = "Không có trong kho báo cáo"


def said(asking: Responder, *turns: str, filters: ChatFilters | None = None) -> Reply:
    """The reply to the last of a conversation's questions."""
    state = None
    for turn in turns:
        reply, state = asking.respond(turn, state, filters)
    return reply


# ---------------------------------------------------------------- across units


@pytest.mark.parametrize(("word", "first"), [("nhiều", "Xã Thông Reo cao nhất: 515 tổ [1]"), ("ít", "Xã Đá Bạc thấp nhất: 120 tổ [1]")])
def test_a_ranking_of_the_quarter_names_the_first_and_who_has_not_reported(asking: Responder, word: str, first: str) -> None:
    reply = said(asking, f"Quý I/2026 xã nào ở huyện Nậm Khe nuôi {word} tổ ong mật nhất?")
    assert reply.answer.startswith(first)
    assert "3/4 xã; thiếu xã Bến Gỗ (chưa có báo cáo kỳ này)" in reply.answer and reply.warnings
    assert len(reply.citations) == 3 and all(citation.period and "quý I" in citation.period.label for citation in reply.citations)


def test_without_a_period_the_newest_that_most_have_is_taken_and_named(asking: Responder) -> None:
    reply = said(asking, "Xã nào nuôi nhiều tổ ong mật nhất?")
    assert "540 tổ [1] (UBND xã Thông Reo, kỳ 6 tháng đầu năm 2026)" in reply.answer


def test_a_quarter_that_nobody_reported_is_not_answered_from_the_half_year(asking: Responder) -> None:
    reply = said(asking, "Quý II/2026 xã nào nuôi nhiều tổ ong mật nhất?")
    assert not reply.answerable and reply.answer.startswith(MISSING)


def test_a_total_is_the_sum_of_its_operands(asking: Responder) -> None:
    reply = said(asking, "Tổng thu ngân sách 6 tháng đầu năm 2026 của các xã huyện Nậm Khe là bao nhiêu?")
    assert reply.answer.startswith("1.450 triệu đồng (kỳ 6 tháng đầu năm 2026; tính từ số liệu trích dẫn: 250 + 1.200)")
    assert "2/4 xã" in reply.answer and "xã Đá Bạc (chưa tìm thấy số liệu này trong báo cáo)" in reply.answer
    (sum_,) = [figure for figure in reply.figures if figure.formula]
    assert parse_number(sum_.value) == sum((parse_number(part) for part in (sum_.formula or "").split(" + ")), Decimal(0))


def test_two_units_that_are_named_are_added(asking: Responder) -> None:
    reply = said(asking, "Quý I/2026 xã Suối Mây và xã Thông Reo nuôi tổng cộng bao nhiêu tổ ong mật?")
    assert reply.answer.startswith("927 tổ") and "Đá Bạc" not in reply.answer


def test_a_figure_that_one_unit_only_has_makes_no_total(asking: Responder) -> None:
    reply = said(asking, "Quý I/2026 tổng số lớp nghề của các xã huyện Nậm Khe là bao nhiêu?")
    assert not any(figure.formula for figure in reply.figures)


def test_who_has_reported_is_listed(asking: Responder) -> None:
    reply = said(asking, "Những xã nào huyện Nậm Khe chưa có báo cáo quý I/2026?")
    assert reply.answer.startswith("Chưa có báo cáo kỳ quý I năm 2026: xã Bến Gỗ. Đã có báo cáo của 3/4 xã")
    assert all("quý I năm 2026" in citation.quote for citation in reply.citations)


def test_what_the_reader_may_not_see_is_neither_added_nor_ranked(asking: Responder) -> None:
    only = ChatFilters(issuers=("UBND xã Suối Mây", "UBND xã Đá Bạc"))
    reply = said(asking, "Quý I/2026 xã nào ở huyện Nậm Khe nuôi nhiều tổ ong mật nhất?", filters=only)
    assert "412 tổ [1]" in reply.answer and "515" not in reply.answer
    assert {citation.issuer for citation in reply.citations} == {"UBND xã Suối Mây", "UBND xã Đá Bạc"}


# ---------------------------------------------------------------- across periods


def test_a_difference_is_computed_with_its_sign_and_warned_of_across_a_merger(asking: Responder) -> None:
    reply = said(asking, "Xã Suối Mây năm 2025 so với năm 2024 tăng bao nhiêu tổ ong mật?")
    assert reply.answer.startswith("Tăng 135 tổ (tính từ số liệu trích dẫn: 395 - 260).")
    assert MERGER in reply.answer and any(MERGER in warning for warning in reply.warnings)


def test_without_a_table_of_units_nothing_is_known_of_a_merger(asking: Responder, small: Archive) -> None:
    try:
        for unit in UNITS:
            governments.remove(small, unit.id)
        reply = said(asking, "Xã Suối Mây năm 2025 so với năm 2024 tăng bao nhiêu tổ ong mật?")
    finally:
        governments.imported(small, UNITS)
    assert reply.answer.startswith("Tăng 135 tổ") and not reply.warnings


def test_the_values_of_all_years_are_in_their_order(asking: Responder) -> None:
    reply = said(asking, "Số tổ ong mật của xã Suối Mây qua các năm là bao nhiêu?")
    assert reply.answer.splitlines()[:2] == ["- năm 2024: 260 tổ [1]", "- năm 2025: 395 tổ [2]"]
    assert "412" not in reply.answer  # a quarter is not set beside years


@pytest.mark.parametrize(
    "question", ["Số tổ ong mật của xã Suối Mây qua các năm là bao nhiêu?", "Năm nào xã Suối Mây nuôi nhiều tổ ong mật nhất?"]
)
def test_periods_before_and_after_a_merger_are_warned_of(asking: Responder, question: str) -> None:
    assert any("khác địa giới" in warning for warning in said(asking, question).warnings)


def test_the_period_with_most_is_named(asking: Responder) -> None:
    reply = said(asking, "Năm nào xã Suối Mây nuôi nhiều tổ ong mật nhất?")
    assert reply.answer.startswith("Năm 2025 cao nhất: 395 tổ [1]") and "2/2" in reply.answer


def test_what_was_counted_over_two_periods_is_added(asking: Responder) -> None:
    reply = said(asking, "Năm 2024 và năm 2025 xã Suối Mây thu ngân sách trên địa bàn tổng cộng bao nhiêu?")
    assert reply.answer.startswith("613 triệu đồng") and len(reply.citations) == 2


def test_what_stands_on_a_day_is_not_added_over_periods(asking: Responder) -> None:
    assert "655" not in said(asking, "Năm 2024 và năm 2025 xã Suối Mây nuôi tổng cộng bao nhiêu tổ ong mật?").answer


def test_a_quarter_is_not_added_to_the_half_year_that_holds_it(asking: Responder) -> None:
    reply = said(asking, "Quý I/2026 và 6 tháng đầu năm 2026 xã Suối Mây trồng mới tổng cộng bao nhiêu ha cam sành?")
    assert "33" not in reply.answer


def test_the_ledger_itself_adds_no_quarter_to_its_half_year(asking: Responder) -> None:
    reply = said(asking, "Quý I/2026 và 6 tháng đầu năm 2026 xã Suối Mây trồng mới tổng cộng bao nhiêu ha cam sành?")
    assert "các kỳ được hỏi" not in reply.answer


def test_of_which_years_there_are_reports(asking: Responder) -> None:
    reply = said(asking, "Xã Suối Mây có báo cáo của những năm nào?")
    assert reply.answer.startswith("Kho có báo cáo của: năm 2024 [1], năm 2025 [2].")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Quý I/2026 xã Thông Reo nuôi bao nhiêu tổ ong mật, so với kỳ trước tăng hay giảm?", "quý IV/2025"),
        ("Số tổ ong mật xã Thông Reo quý I/2026 tăng bao nhiêu so với cùng kỳ năm trước?", "quý I/2025"),
    ],
)
def test_the_period_without_a_report_is_said_to_be_missing(asking: Responder, question: str, missing: str) -> None:
    assert f"{MISSING} số liệu của {missing}" in said(asking, question).answer


# ---------------------------------------------------------------- one figure


def test_the_sum_since_the_new_year_and_not_the_months(asking: Responder) -> None:
    reply = said(asking, "Lũy kế từ đầu năm đến hết tháng 9/2026 xã Đá Bạc mở bao nhiêu lớp nghề?")
    assert reply.answer.startswith("lũy kế từ đầu năm 12 lớp nghề. [1]") and "03" not in reply.answer


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("Quý I/2026 xã Đá Bạc mở bao nhiêu lớp nghề?", "04 lớp", "07"),
        ("6 tháng đầu năm 2026 xã Đá Bạc mở bao nhiêu lớp nghề?", "07 lớp", "04"),
        ("Tháng 9/2026 xã Đá Bạc mở bao nhiêu lớp nghề?", "03 lớp", "07"),
    ],
)
def test_a_period_is_answered_from_its_own_report(asking: Responder, question: str, right: str, wrong: str) -> None:
    reply = said(asking, question)
    assert right in reply.answer and wrong not in reply.answer


def test_a_share_of_a_total_is_computed(asking: Responder) -> None:
    reply = said(asking, "6 tháng đầu năm 2026 trâu chiếm bao nhiêu % đàn gia súc xã Suối Mây?")
    assert reply.answer.startswith("33,3% (tính từ số liệu trích dẫn: 300 / 900)")


def test_a_figure_and_its_parts_are_said_not_to_agree(asking: Responder) -> None:
    reply = said(asking, "6 tháng đầu năm 2026 đàn gia súc xã Suối Mây và các loại cộng lại có khớp không?")
    assert "900 con" in reply.answer and "cộng lại là 800 con (300 + 200 + 300)" in reply.warnings[0]


def test_all_that_does_not_agree_is_listed(asking: Responder) -> None:
    reply = said(asking, "Báo cáo 6 tháng đầu năm 2026 của xã Suối Mây có số liệu nào không khớp không?")
    assert reply.kind is AnswerKind.LIST and reply.answer.startswith("Có 1 chỗ số liệu chưa khớp:")
    none = said(asking, "Báo cáo 6 tháng đầu năm 2026 của xã Thông Reo có số liệu nào không khớp không?")
    assert not none.answerable and not none.citations


@pytest.mark.parametrize(
    "text", ["Trước khi sáp nhập, xã Suối Mây nuôi bao nhiêu tổ ong mật?", "Hồi chưa nhập, xã Suối Mây nuôi bao nhiêu tổ ong mật?"]
)
def test_before_the_merger_the_old_unit_is_meant(asking: Responder, text: str) -> None:
    reply = said(asking, text)
    assert "260 tổ ong mật" in reply.answer and "395" not in reply.answer


# ---------------------------------------------------------------- words that mean the time before a merger


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Trước khi sáp nhập, xã Suối Mây có mấy thôn?", "xã Suối Mây có mấy thôn?"),
        ("Trước khi nhập với Khe Lạnh, xã Suối Mây có mấy thôn?", "xã Suối Mây có mấy thôn?"),
        ("Xã Suối Mây trước sáp nhập có mấy thôn?", "Xã Suối Mây có mấy thôn?"),
        ("Hồi còn thuộc huyện Nậm Khe, xã Suối Mây có mấy thôn?", "xã Suối Mây có mấy thôn?"),
    ],
)
def test_words_about_the_merger_are_left_out(text: str, rest: str) -> None:
    assert without_merger(text) == rest


@pytest.mark.parametrize("text", ["Xã Suối Mây có mấy thôn?", "Trước khi trồng cam, xã làm gì?", "Công tác sáp nhập thôn ra sao?"])
def test_a_question_of_no_merger_stays(text: str) -> None:
    assert without_merger(text) is None


def test_reports_from_before_a_merger_are_those_issued_before() -> None:
    heads = [header(report) for report in REPORTS]
    old = reports_before_merger(Scope((Place("xa", "suoi may"),), ()), heads, UNITS)
    assert [report.period.label for report in old if report.period] == ["năm 2024"]
    assert reports_before_merger(Scope((Place("xa", "hoa gao"),), ()), heads, UNITS) == []
