"""Evidence becomes a short cited reply."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import AnswerKind
from assistant.compose import compose, compose_compared, compose_missing, compose_points, compose_several, compose_total
from assistant.follow import Thread, weighed
from assistant.reply import Reply
from assistant.total import operands, spelt_out
from tests.assistant.made import PASSAGES, found, header, nowhere, passage, ranked
from vectorstore.figure import ConflictKind, Figure, FigureKind, LedgerRow, StoredConflict
from vectorstore.report import PassageKind, Span
from vectorstore.stored import StoredPassage

SPRING, AUTUMN = header(when="quý I năm 2026"), header(when="quý III năm 2026")


def row_of(stored: StoredPassage, written: str, unit: str) -> LedgerRow:
    """A figure that stands in the passage's first sentence."""
    sentence = stored.passage.sentences[0]
    at = stored.source.index(written)
    figure = Figure(0, 0, 0, Span(at, at + 2), unit, stored.text, Decimal(written), written, unit, FigureKind.FLOW)
    return LedgerRow(figure, stored.report, "", (), None, stored.report.period, stored.quote(sentence), sentence.start, sentence.end)


def nothing_follows(stored: StoredPassage) -> StoredPassage | None:
    return None


def said(question: str, *passages: StoredPassage) -> Reply:
    findings = found(question, *passages)
    return compose(findings, ranked(findings), nothing_follows)


def test_a_fact_is_its_words_and_its_source() -> None:
    reply = said("Xã nuôi bao nhiêu tổ ong mật?", passage("Xã nuôi 30 tổ ong mật."))
    assert reply.answer == "Xã nuôi 30 tổ ong mật. [1]\n\nNguồn: Báo cáo của UBND xã Suối Mây, kỳ quý I năm 2026."
    assert reply.kind is AnswerKind.FIGURE and [figure.value for figure in reply.figures] == ["30"]


def test_two_values_are_both_shown_and_warned_of() -> None:
    twice = passage("Hội thi cày ruộng bậc thang có 45 đội.\nHội thi cày ruộng bậc thang có 54 đội.")
    reply = said("Hội thi cày ruộng bậc thang có bao nhiêu đội?", twice)
    assert "45 đội" in reply.answer and "54 đội" in reply.answer
    assert len(reply.citations) == 2 and "hai giá trị" in reply.warnings[0]


def test_figures_that_do_not_agree_are_warned_of_and_all_cited() -> None:
    stored = passage("Có 15 người dự hội thi, trong đó nam 08 người, nữ 05 người.")
    findings = found("Có bao nhiêu người dự hội thi?", stored)
    rows = [row_of(stored, written, "người") for written in ("15", "08", "05")]
    conflict = StoredConflict(ConflictKind.SUM, "Các phần cộng lại là 13 người (08 + 05).", tuple(rows))
    reply = compose(findings, ranked(findings), nothing_follows, lambda evidence, shown: [conflict])
    assert "13" in reply.warnings[0] and reply.warnings[0] in reply.answer
    assert [(figure.value, figure.formula) for figure in reply.figures if figure.computed] == [(conflict.said, "08 + 05")]


def test_yes_or_no_is_what_the_report_says() -> None:
    text = passage("Trạm bơm Đồi Thông đã hoàn thành tháng 3/2026. Trời mưa nhiều.")
    reply = said("Trạm bơm Đồi Thông đã hoàn thành chưa?", text)
    assert reply.answer.startswith("Trạm bơm Đồi Thông đã hoàn thành") and len(reply.citations) == 1
    often = passage("Trạm bơm Đồi Thông đã hoàn thành.\nTrạm bơm Đồi Thông chưa hoàn thành.")
    assert said("Trạm bơm Đồi Thông đã hoàn thành chưa?", often).answer.count("\n- ") == 1


def test_each_report_has_its_line() -> None:
    reply = said("Những báo cáo nào nhắc đến tổ ong mật?", passage("Nuôi 30 tổ ong mật.", SPRING), passage("Nuôi 45 tổ ong mật.", AUTUMN))
    assert reply.kind is AnswerKind.COMPARISON
    assert all(part in reply.answer for part in ("quý I năm 2026", "quý III năm 2026", "30 tổ", "45 tổ"))


def test_periods_are_in_their_order_where_a_thing_is_followed() -> None:
    late, early = passage("Nuôi 45 tổ ong mật.", AUTUMN), passage("Nuôi 30 tổ ong mật.", SPRING)
    answer = said("Số tổ ong mật qua các năm ra sao?", late, early).answer
    assert answer.index("30 tổ") < answer.index("45 tổ")


def test_an_explanation_is_the_paragraph() -> None:
    text = passage("Đàn ong mật giảm mạnh. Nguyên nhân là rét hại kéo dài.\nTrạm bơm hỏng.")
    reply = said("Vì sao đàn ong mật giảm?", text)
    assert reply.kind is AnswerKind.PASSAGE
    assert "Đàn ong mật giảm mạnh. [1] Nguyên nhân là rét hại kéo dài. [2]" in reply.answer and "Trạm bơm" not in reply.answer


def test_a_paragraph_goes_on_in_the_next_passage() -> None:
    first, rest = passage("Đàn ong mật giảm do rét hại."), passage("Cụ thể mất 12 tổ.", ordinal=1)
    findings = found("Vì sao đàn ong mật giảm?", first)
    reply = compose(findings, ranked(findings), lambda stored: rest if stored is first else None)
    assert "mất 12 tổ" in reply.answer


def test_a_list_is_what_its_opening_introduces() -> None:
    text = passage("Các giống ong mật được nuôi như sau: \n- Ong khoái.\n- Ong ruồi.")
    reply = said("Có những giống ong mật nào?", text)
    assert reply.kind is AnswerKind.LIST
    assert [line[2:10] for line in reply.answer.splitlines() if line.startswith("- ")] == ["Các giốn", "Ong khoá", "Ong ruồi"]


def test_a_footnote_of_the_sentence_is_told_with_it() -> None:
    body = passage("Các giống ong mật gồm ong khoái, ong ruồi.")
    note = passage("Giống ong mật do tỉnh cấp.", body.report, kind=PassageKind.FOOTNOTE, lead=body.text, ordinal=1)
    assert "do tỉnh cấp" in said("Có những giống ong mật nào?", body, note).answer


def test_a_long_list_is_cut() -> None:
    lines = [f"- Ong giống số {n}, " + "nuôi trong thùng gỗ đặt gần hoa, " * 8 for n in range(20)]
    text = passage("Các giống ong mật được nuôi như sau:\n" + "\n".join(lines))
    assert len(said("Có những giống ong mật nào?", text).answer) <= 2000


def test_points_are_a_list_with_a_source() -> None:
    text = passage("- Chọn giống khỏe.\n- Che chắn khi rét.")
    reply = compose_points([(text, sentence) for sentence in text.passage.sentences])
    assert reply.answer.startswith("- Chọn giống khỏe. [1]\n- Che chắn khi rét. [2]\n\nNguồn:")


@pytest.mark.parametrize(("before", "word"), [("30", "Tăng 15 tổ"), ("60", "Giảm 15 tổ"), ("45", "Không thay đổi")])
def test_two_periods_are_compared_and_the_difference_said_first(before: str, word: str) -> None:
    question = "Nuôi bao nhiêu tổ ong mật?"
    both = [found(question, passage("Nuôi 45 tổ ong mật.", AUTUMN)), found(question, passage(f"Nuôi {before} tổ ong mật.", SPRING))]
    reply = compose_compared([(findings, ranked(findings)[0]) for findings in both])
    assert reply.answer.startswith(word)
    assert [figure.formula for figure in reply.figures if figure.computed] == [f"45 - {before}"]


def test_periods_that_state_no_like_figures_are_only_set_side_by_side() -> None:
    both = [
        found("Đàn ong mật ra sao?", passage("Đàn ong mật khỏe.", AUTUMN)),
        found("Đàn ong mật ra sao?", passage("Đàn ong mật yếu.", SPRING)),
    ]
    reply = compose_compared([(findings, ranked(findings)[0]) for findings in both])
    assert reply.answer.startswith("- Đàn ong mật khỏe") and not reply.figures


def test_several_answers_have_each_its_report() -> None:
    both = [found("Nuôi bao nhiêu tổ ong?", passage("Nuôi 45 tổ ong.", one)) for one in (SPRING, AUTUMN)]
    reply = compose_several([(findings, ranked(findings)[0]) for findings in both])
    assert "kỳ quý I năm 2026" in reply.answer and "kỳ quý III năm 2026" in reply.answer and len(reply.citations) == 2


def test_a_missing_period_is_no_answer_though_the_other_is_told() -> None:
    findings = found("Nuôi bao nhiêu tổ ong?", passage("Nuôi 45 tổ ong.", AUTUMN))
    reply = compose_missing("quý II/2026", ["quý III năm 2026"], [(findings, ranked(findings)[0])])
    assert (reply.answerable, reply.kind) == (False, AnswerKind.NONE)
    assert "quý II/2026" in reply.answer and "45 tổ" in reply.answer and reply.warnings


def test_a_sum_is_said_first_with_its_formula_and_its_parts() -> None:
    question = "Tổng cả dê lẫn ngựa là bao nhiêu con?"
    findings = found(question, passage("Toàn xã nuôi 1.045 con dê, 120 con bò và 30 con ngựa."))
    parts = operands(findings, spelt_out(question)[1], lambda name: weighed(Thread((name,)), nowhere, PASSAGES, frozenset()))
    assert parts
    reply = compose_total("+", parts)
    assert reply.answer.startswith("1.075 con (tính từ số liệu trích dẫn: 1.045 + 30)")
    assert len(reply.citations) == 1 and sum(Decimal(figure.computed) for figure in reply.figures) == 1
