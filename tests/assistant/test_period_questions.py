"""Questions over several units and periods of the demo archive: asked once, judged, and looked at one by one."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.desk import Desk
from assistant.evaluate import Score, Verdict, canonical, evaluate, read_gold, scores
from assistant.reply import Reply
from assistant.respond import Responder
from tests.assistant.conftest import DEMO
from vectorstore.text.number import parse_number

# What the answers reach; a floor may be raised, never lowered.
CORRECT = 0.98
COMMUNES = 5  # of the cluster of Nậm Tà
ITEMS = read_gold(DEMO / "period-questions.jsonl")
TOGETHER = [item.id for item in ITEMS if item.category in ("total", "ranking")]
MISSING = "Không có trong kho báo cáo"
MERGER = "xã Mường Vân mới lập ngày 01/07/2025 do sáp nhập (xã Mường Vân, xã Nà Sắng, xã Khau Tềnh)"


@pytest.fixture(scope="module")
def verdicts(desk: Desk) -> dict[str, Verdict]:
    texts = {name: canonical(text) for name, text in desk.texts().items()}
    return {verdict.item.id: verdict for verdict in evaluate(ITEMS, desk.ask, texts)}


@pytest.fixture(scope="module")
def by_category(verdicts: dict[str, Verdict]) -> dict[str, Score]:
    return {score.category: score for score in scores(list(verdicts.values()))}


# ---------------------------------------------------------------- how good the answers are


def test_nearly_all_are_answered_right(by_category: dict[str, Score]) -> None:
    assert (by_category["tổng"].correct or 0.0) >= CORRECT


def test_a_period_that_is_missing_is_never_replaced(by_category: dict[str, Score]) -> None:
    assert by_category["missing_period"].refused == 1.0


def test_all_are_valid_and_grounded(by_category: dict[str, Score]) -> None:
    assert (by_category["tổng"].valid, by_category["tổng"].grounded) == (1.0, 1.0)


def test_all_totals_and_rankings_are_asked() -> None:
    assert len(TOGETHER) == 16


@pytest.mark.parametrize("item", TOGETHER)
def test_a_total_or_a_ranking_is_right_and_says_how_many_have_the_figure(verdicts: dict[str, Verdict], item: str) -> None:
    verdict = verdicts[item]
    have = len(verdict.item.sources)  # one for each commune that states it
    assert verdict.correct and len(verdict.answer.citations) == have
    whole = have == COMMUNES
    assert f"{'Đủ' if whole else 'Mới có số liệu của'} {have}/{COMMUNES} xã" in verdict.answer.answer
    assert bool(verdict.answer.warnings) is not whole


@pytest.mark.parametrize("item", [item.id for item in ITEMS if item.category == "total"])
def test_a_total_is_the_sum_of_what_it_cites(verdicts: dict[str, Verdict], item: str) -> None:
    answer = verdicts[item].answer
    (total,) = [figure for figure in answer.figures if figure.formula]
    parts = (total.formula or "").split(" + ")
    assert parse_number(total.value) == sum(map(parse_number, parts), Decimal(0))
    stated = [figure for figure in answer.figures if figure.citation]
    assert [figure.value for figure in stated] == parts
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for figure in stated:
        assert re.search(rf"(?<![\d.,])0?{re.escape(figure.value)}(?!\d|[.,]\d)", quotes[figure.citation or 0]), figure


@pytest.mark.parametrize("item", TOGETHER)
def test_all_figures_of_an_answer_are_of_one_measure_and_one_period(verdicts: dict[str, Verdict], item: str) -> None:
    answer = verdicts[item].answer
    units = {figure.unit for figure in answer.figures if figure.citation} - {"lao động"}
    assert len(units) == 1
    assert len({citation.period.label for citation in answer.citations if citation.period}) == 1
    assert len({citation.issuer for citation in answer.citations}) == len(answer.citations)


# ---------------------------------------------------------------- one by one


def lines(verdicts: dict[str, Verdict], item: str) -> list[str]:
    return verdicts[item].answer.answer.splitlines()


def said(responder: Responder, *turns: str) -> Reply:
    """The reply to the last of a conversation's questions."""
    state = None
    for turn in turns:
        reply, state = responder.respond(turn, state)
    return reply


def test_a_ranking_names_the_first_its_value_and_period_who_is_missing_and_then_the_others(verdicts: dict[str, Verdict]) -> None:
    assert lines(verdicts, "p38") == [
        "Xã Pắc Ngần cao nhất: 412,7 triệu đồng [1] (UBND xã Pắc Ngần, kỳ quý I năm 2026).",
        "Mới có số liệu của 4/5 xã; thiếu xã Sảng Pờ (chưa có báo cáo kỳ này).",
        "- UBND xã Mường Vân: 286,4 triệu đồng [2]",
        "- UBND xã Bản Sen: 248,9 triệu đồng [3]",
        "- UBND xã Mó Luông: 176,3 triệu đồng [4]",
    ]


def test_who_has_no_report_is_told_from_who_does_not_say_it(verdicts: dict[str, Verdict]) -> None:
    (line,) = verdicts["p45"].answer.warnings
    assert "xã Mó Luông (chưa tìm thấy số liệu này trong báo cáo)" in line and "xã Sảng Pờ (chưa có báo cáo kỳ này)" in line


def test_a_total_shows_its_formula(verdicts: dict[str, Verdict]) -> None:
    first = lines(verdicts, "p47")[0]
    assert first == "1.124,3 triệu đồng (kỳ quý I năm 2026; tính từ số liệu trích dẫn: 248,9 + 176,3 + 286,4 + 412,7)"


@pytest.mark.parametrize(
    ("item", "first"),
    [
        ("p01", "Tăng 17 lượt người (tính từ số liệu trích dẫn: 204 - 187)."),
        ("p04", "Giảm 2 buổi (tính từ số liệu trích dẫn: 17 - 19)."),
        ("p06", "Giảm 3,2 ha (tính từ số liệu trích dẫn: 3,1 - 6,3)."),
    ],
)
def test_a_difference_is_computed_with_its_sign(verdicts: dict[str, Verdict], item: str, first: str) -> None:
    assert lines(verdicts, item)[0] == first and len(verdicts[item].answer.citations) == 2


@pytest.mark.parametrize("item", ["p32", "p33", "p34", "p35"])
def test_a_comparison_across_a_merger_is_warned_of(verdicts: dict[str, Verdict], item: str) -> None:
    answer = verdicts[item].answer
    assert any(MERGER in warning for warning in answer.warnings) and MERGER in answer.answer


@pytest.mark.parametrize("item", ["p32", "p10"])
def test_what_is_computed_is_no_figure_of_a_report(verdicts: dict[str, Verdict], item: str) -> None:
    for figure in verdicts[item].answer.figures:
        assert figure.computed is (figure.citation is None)


def test_a_comparison_within_one_unit_is_not_warned_of(verdicts: dict[str, Verdict]) -> None:
    assert not verdicts["p05"].answer.warnings and not verdicts["p10"].answer.warnings


def test_points_of_a_percentage_are_no_percentage(responder: Responder) -> None:
    reply = said(responder, "Tỷ lệ hộ nghèo Mường Vân năm 2025 so với năm 2024 thay đổi bao nhiêu điểm phần trăm?")
    assert reply.answer.startswith("Giảm 0,4 điểm phần trăm")


def test_a_report_of_the_period_before_that_is_missing_is_said_and_not_replaced(responder: Responder) -> None:
    reply = said(responder, "Quý III/2026 lượt người tuần tra chung Mường Vân - Bản Sen so với quý trước tăng bao nhiêu?")
    assert not reply.answerable and reply.answer.startswith(f"{MISSING} số liệu của quý II/2026.")
    assert "187 lượt người" in reply.answer and "131" not in reply.answer and not any(figure.formula for figure in reply.figures)


def test_the_period_that_has_a_report_is_not_called_missing(verdicts: dict[str, Verdict]) -> None:
    assert "số liệu của quý II/2026" in verdicts["p23"].answer.answer


def test_two_quarters_with_reports_are_compared(verdicts: dict[str, Verdict]) -> None:
    assert verdicts["p02"].correct


def test_a_cause_is_told_with_the_figure(verdicts: dict[str, Verdict]) -> None:
    assert verdicts["p14"].correct


@pytest.mark.parametrize(
    ("item", "right", "wrong"),
    [
        ("p16", "77,9 ha", "3,1 ha"),
        ("p17", "2.694 hồ sơ", "318"),
        ("p18", "932,0 triệu đồng", "92,8"),
        ("p19", "178 lao động", "22 lao động"),
    ],
)
def test_a_sum_since_the_new_year_is_not_the_months(verdicts: dict[str, Verdict], item: str, right: str, wrong: str) -> None:
    said_first = lines(verdicts, item)[0]
    assert right in said_first and wrong not in said_first


def test_a_month_is_not_the_sum_since_the_new_year(verdicts: dict[str, Verdict]) -> None:
    assert "92,8 - 86,4" in lines(verdicts, "p05")[0]


def test_who_has_not_reported_is_listed(verdicts: dict[str, Verdict]) -> None:
    assert lines(verdicts, "p57")[0].startswith(
        "Chưa có báo cáo kỳ tháng 10 năm 2026: xã Mó Luông, xã Mường Vân, xã Pắc Ngần, xã Sảng Pờ. Đã có báo cáo của 1/5 xã"
    )
    assert "của 5/5 xã" in lines(verdicts, "p55")[0]


def test_a_quarters_report_is_no_months(responder: Responder) -> None:
    reply = said(responder, "Xã nào chưa có báo cáo tháng 9/2026?")
    assert "1/5 xã" in reply.answer and "xã Mường Vân" in reply.answer.split("Đã có")[0]


def test_a_row_of_periods_lists_them_all_and_the_gap(verdicts: dict[str, Verdict]) -> None:
    found = lines(verdicts, "p58")
    assert [line.split(":")[0] for line in found[:5]] == [
        "- quý III năm 2025",
        "- quý IV năm 2025",
        "- quý I năm 2026",
        "- quý III năm 2026",
        "- quý IV năm 2026",
    ]
    assert found[5] == "Không có báo cáo của: quý II/2026." and found[5] in verdicts["p58"].answer.warnings


def test_sums_of_all_reports_of_a_year_are_in_their_order(verdicts: dict[str, Verdict]) -> None:
    values = [line.split(": ")[1].split(" ")[0] for line in lines(verdicts, "p60")[:4]]
    assert values == ["248,9", "561,6", "839,2", "932,0"]


def test_a_share_of_a_total_is_computed_and_both_figures_cited(responder: Responder) -> None:
    reply = said(responder, "Đàn trâu chiếm bao nhiêu % của tổng đàn gia súc xã Sảng Pờ 6 tháng đầu năm 2026?")
    assert reply.answer.startswith("24,4% (tính từ số liệu trích dẫn: 1.652 / 6.784)")
    assert all(number in " ".join(citation.quote for citation in reply.citations) for number in ("1.652", "6.784"))


def test_a_share_that_a_report_states_is_quoted(responder: Responder) -> None:
    question = "6 tháng đầu năm 2026, hồ sơ nộp trực tuyến của xã Pắc Ngần chiếm bao nhiêu % tổng số hồ sơ tiếp nhận?"
    reply = said(responder, question)
    assert "82,6%" in reply.answer and not any(figure.formula for figure in reply.figures)


def test_figures_that_do_not_agree_are_answered_with_a_warning(responder: Responder) -> None:
    reply = said(responder, "6 tháng đầu năm 2026 tổng đàn gia súc xã Bản Sen bao nhiêu con?")
    assert reply.answer.startswith("Tổng đàn gia súc của xã là 8.946 con")
    assert "cộng lại là 8.846 con (2.315 + 1.842 + 4.689)" in reply.warnings[0] and reply.warnings[0] in reply.answer


@pytest.mark.parametrize(
    "question",
    [
        "Quý I/2026 xã Sảng Pờ có bao nhiêu con gia súc?",  # only in its report of the half-year
        "Quý I/2026 xã Sảng Pờ thu ngân sách bao nhiêu?",
        "6 tháng đầu năm 2026 xã Bản Sen tiếp nhận bao nhiêu hồ sơ thủ tục hành chính?",  # only in its report of the quarter
        "Tổng thu ngân sách quý II/2026 của các xã cụm Nậm Tà là bao nhiêu?",
    ],
)
def test_a_quarter_is_not_answered_from_the_half_year_nor_the_other_way_round(responder: Responder, question: str) -> None:
    reply = said(responder, question)
    assert not reply.answerable and reply.answer.startswith(MISSING) and not reply.figures


def test_a_part_is_ranked_with_parts_and_a_total_with_totals(responder: Responder) -> None:
    herd = said(responder, "6 tháng đầu năm 2026 xã nào có đàn gia súc nhiều nhất cụm Nậm Tà?")
    assert re.findall(r"([\d.]+) con", herd.answer) == ["12.618", "9.527", "8.946", "8.043", "6.784"]
    buffaloes = said(responder, "6 tháng đầu năm 2026 xã nào ở cụm Nậm Tà nuôi nhiều trâu nhất?")
    assert re.findall(r"([\d.]+) con", buffaloes.answer) == ["3.164", "2.315", "1.874", "1.652"]
    assert "4/5 xã; thiếu xã Mường Vân (chưa tìm thấy" in buffaloes.answer


def test_a_part_of_a_fraction_is_no_total(responder: Responder) -> None:
    reply = said(responder, "6 tháng đầu năm 2026 xã nào có nhiều hồ sơ trễ hạn nhất cụm Nậm Tà?")
    assert reply.answer.startswith("Xã Pắc Ngần cao nhất: 27 hồ sơ")


def test_periods_that_are_named_are_added_only_where_none_holds_the_other(responder: Responder) -> None:
    reply = said(responder, "Tổng cộng quý III/2026 và quý IV/2026 hai xã Mường Vân, Bản Sen có bao nhiêu cuộc tuần tra chung?")
    assert reply.answer.startswith("23 cuộc") and "11 + 12" in reply.answer


def test_a_total_is_a_total_without_how_many(responder: Responder) -> None:
    reply = said(responder, "Tổng số cuộc tuần tra chung Mường Vân - Bản Sen quý III/2026 và quý IV/2026?")
    assert "23 cuộc" in reply.answer


def test_a_follow_up_takes_the_year_of_the_turn_before(responder: Responder) -> None:
    reply = said(responder, "Tháng 10/2026 xã Bản Sen tiếp nhận bao nhiêu hồ sơ?", "Thế còn tháng 9?")
    assert "318 hồ sơ" in reply.answer.splitlines()[0] and not reply.warnings


def test_a_follow_up_for_another_commune_is_answered_as_if_asked_whole(responder: Responder) -> None:
    first, whole = "Quý I/2026 xã Mường Vân thu ngân sách bao nhiêu?", "Quý I/2026 xã Pắc Ngần thu ngân sách bao nhiêu?"
    assert "412,7 triệu đồng" in said(responder, whole).answer
    assert "412,7 triệu đồng" in said(responder, first, "Còn Pắc Ngần?").answer


def test_an_answer_is_that_of_a_desk_too(verdicts: dict[str, Verdict], responder: Responder) -> None:
    answer: Answer = verdicts["p38"].answer
    reply = said(responder, verdicts["p38"].item.question)
    assert (reply.answer, reply.figures) == (answer.answer, answer.figures)
