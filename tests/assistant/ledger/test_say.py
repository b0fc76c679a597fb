"""Figures of the ledger in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import AnswerKind
from assistant.ledger import say
from assistant.ledger.lookup import Stated
from assistant.ledger.slots import Slot
from assistant.question import Place
from assistant.reply import Quoted, Reply
from tests.assistant.ledger.made import HALF, SPRING, compiled, row, rows_of
from tests.assistant.made import header
from tests.assistant.made_ledger import made_conflict
from vectorstore.figure import ConflictKind, LedgerRow
from vectorstore.stored import ReportHeader

MAY = row(compiled("Suối Mây", SPRING, "Thu ngân sách trên địa bàn 120,5 triệu đồng."), "120,5 triệu")
REO = row(compiled("Thông Reo", SPRING, "Thu ngân sách trên địa bàn 98,2 triệu đồng."), "98,2 triệu")
RICH = row(compiled("Đá Bạc", SPRING, "Thu ngân sách trên địa bàn 1 tỷ 200 triệu đồng."), "1 tỷ 200 triệu")
BEES = row(compiled("Suối Mây", SPRING, "Toàn xã nuôi trên 412 tổ ong mật."), "412")
POOR = row(compiled("Suối Mây", SPRING, "Tỷ lệ hộ nghèo 12,4%."), "12,4")
POORER = row(compiled("Suối Mây", HALF, "Tỷ lệ hộ nghèo 11,9%."), "11,9")


def slot(name: str, found: LedgerRow | None, reports: tuple[ReportHeader, ...] = ()) -> Slot:
    place = Place("xa", name.lower(), name)
    return Slot(f"xã {name}", reports or ((found.report,) if found else ()), place, None, Stated(found, 1.0) if found else None)


def at(label: str, found: LedgerRow) -> Slot:
    """A period's slot."""
    return Slot(label, (found.report,), None, None, Stated(found, 1.0))


def title(report: ReportHeader) -> Quoted:
    return Quoted(report, (), None, report.title, 0, len(report.title))


def computed(reply: Reply) -> dict[str, str | None]:
    """The value of each computed figure and its formula."""
    return {figure.value: figure.formula for figure in reply.figures if figure.computed}


# ---------------------------------------------------------------- numbers


def test_a_figure_is_shown_as_it_is_written() -> None:
    assert [say.shown(one) for one in (MAY, BEES, POOR)] == ["120,5 triệu đồng", "trên 412 tổ", "12,4%"]


@pytest.mark.parametrize(
    ("value", "scale", "words"),
    [
        ("3019200000", "triệu", "3.019,2"),
        ("1200000000", "tỷ", "1,2"),
        ("412", "", "412"),
        ("12.50", "", "12,5"),
        ("400", "", "400"),  # a zero before the point is no zero at the end
        ("0.0", "", "0"),
        ("1500", "nghìn", "1,5"),
    ],
)
def test_a_value_is_shown_in_a_scale_without_zeros_at_its_end(value: str, scale: str, words: str) -> None:
    assert say.in_scale(Decimal(value), scale) == words


def test_numbers_together_have_the_scale_of_most_and_none_where_one_has_none() -> None:
    assert say.scale_of([MAY, REO, RICH]) == "triệu"
    assert say.scale_of([MAY, BEES]) == ""


def test_a_number_has_its_unit() -> None:
    assert say.with_unit("12", "triệu", "đồng") == "12 triệu đồng"
    assert (say.with_unit("12", "", "%"), say.with_unit("12", "", "")) == ("12%", "12")


# ---------------------------------------------------------------- across units


def test_a_ranking_says_the_first_then_who_is_missing_then_the_others() -> None:
    slots = [slot("Thông Reo", REO), slot("Suối Mây", MAY), slot("Bến Gỗ", None), slot("Đá Bạc", None, (header(),))]
    reply = say.ranking(slots, True, "xã", f"kỳ {SPRING}")
    assert reply.answer.splitlines() == [
        f"Xã Suối Mây cao nhất: 120,5 triệu đồng [1] (UBND xã Suối Mây, kỳ {SPRING}).",
        "Mới có số liệu của 2/4 xã; thiếu xã Bến Gỗ (chưa có báo cáo kỳ này), xã Đá Bạc (chưa tìm thấy số liệu này trong báo cáo).",
        "- UBND xã Thông Reo: 98,2 triệu đồng [2]",
    ]
    assert reply.kind is AnswerKind.COMPARISON and len(reply.warnings) == 1 and reply.warnings[0] in reply.answer
    assert "2/4" in computed(reply)


def test_the_lowest_comes_first_where_the_least_is_asked_for() -> None:
    reply = say.ranking([slot("Suối Mây", MAY), slot("Thông Reo", REO)], False, "xã", "")
    assert reply.answer.startswith("Xã Thông Reo thấp nhất: 98,2") and "Đủ 2/2 xã" in reply.answer and not reply.warnings


def test_two_that_are_equal_are_both_first() -> None:
    twin = row(compiled("Bến Gỗ", SPRING, "Thu ngân sách trên địa bàn 120,5 triệu đồng."), "120,5 triệu")
    reply = say.ranking([slot("Suối Mây", MAY), slot("Bến Gỗ", twin), slot("Thông Reo", REO)], True, "xã", "")
    assert reply.answer.startswith("Xã Suối Mây và xã Bến Gỗ cao nhất")
    assert len(reply.citations) == 3


def test_both_that_are_equal_have_their_marks() -> None:
    twin = row(compiled("Bến Gỗ", SPRING, "Thu ngân sách trên địa bàn 120,5 triệu đồng."), "120,5 triệu")
    reply = say.ranking([slot("Suối Mây", MAY), slot("Bến Gỗ", twin), slot("Thông Reo", REO)], True, "xã", "")
    assert all(f"[{citation.n}]" in reply.answer for citation in reply.citations)


def test_a_total_shows_its_formula_in_one_scale_and_cites_every_operand() -> None:
    reply = say.total([slot("Suối Mây", MAY), slot("Thông Reo", REO), slot("Đá Bạc", RICH)], "xã", f"kỳ {SPRING}")
    first = reply.answer.splitlines()[0]
    assert first == f"1.418,7 triệu đồng (kỳ {SPRING}; tính từ số liệu trích dẫn: 120,5 + 98,2 + 1.200)"
    assert [f"[{citation.n}]" in reply.answer for citation in reply.citations] == [True] * 3
    assert computed(reply)["1.418,7"] == "120,5 + 98,2 + 1.200"


def test_a_total_over_periods_names_its_sources() -> None:
    other = row(compiled("Suối Mây", "quý II năm 2026", "Thu ngân sách trên địa bàn 99,5 triệu đồng."), "99,5 triệu")
    reply = say.total([at("quý I/2026", MAY), at("quý II/2026", other)], "kỳ", "các kỳ")
    assert reply.answer.startswith("220 triệu đồng") and reply.answer.endswith("Nguồn: báo cáo của UBND xã Suối Mây.")


def test_coverage_lists_who_has_reported_and_who_has_not() -> None:
    slots = [slot("Suối Mây", None, (MAY.report,)), slot("Bến Gỗ", None)]
    reply = say.reported(slots, "xã", f"kỳ {SPRING}", title)
    assert reply.answer == f"Chưa có báo cáo kỳ {SPRING}: xã Bến Gỗ. Đã có báo cáo của 1/2 xã: xã Suối Mây [1]."
    assert say.reported(slots[:1], "xã", "", title).answer.startswith("Đã có đủ báo cáo")
    none = say.reported(slots[1:], "xã", "", title)
    assert none.answer.endswith("0/1 xã.") and not none.citations


# ---------------------------------------------------------------- across periods


def test_a_row_of_periods_has_its_gaps() -> None:
    reply = say.series([at("quý I/2026", POOR), at("quý III/2026", POORER)], ["quý II/2026"])
    assert reply.answer.splitlines() == [
        "- quý I/2026: 12,4% [1]",
        "- quý III/2026: 11,9% [2]",
        "Không có báo cáo của: quý II/2026.",
        "Nguồn: báo cáo của UBND xã Suối Mây.",
    ]
    assert reply.warnings == ("Không có báo cáo của: quý II/2026.",)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (MAY, REO, "Tăng 22,3 triệu đồng (tính từ số liệu trích dẫn: 120,5 - 98,2)."),
        (REO, MAY, "Giảm 22,3 triệu đồng (tính từ số liệu trích dẫn: 98,2 - 120,5)."),
        (POORER, POOR, "Giảm 0,5 điểm phần trăm (tính từ số liệu trích dẫn: 11,9 - 12,4)."),
    ],
)
def test_a_difference_has_its_sign_and_both_values(now: LedgerRow, before: LedgerRow, said: str) -> None:
    reply = say.changed(at("sau", now), at("trước", before), None)
    assert reply.answer.splitlines()[0] == said and len(reply.citations) == 2 and not reply.warnings
    assert reply.answer.index("- sau:") < reply.answer.index("- trước:")


def test_a_difference_across_a_merger_is_warned_of_before_the_values() -> None:
    reply = say.changed(at("sau", MAY), at("trước", REO), "Lưu ý: khác địa giới.")
    assert reply.answer.splitlines()[1] == "Lưu ý: khác địa giới." and reply.warnings == ("Lưu ý: khác địa giới.",)


def test_periods_that_have_reports_are_listed_with_their_titles() -> None:
    reply = say.periods_reported([at("quý I/2026", MAY), at("quý III/2026", POORER)], ["quý II/2026"], title)
    assert reply.kind is AnswerKind.LIST
    assert reply.answer.splitlines()[:2] == ["Kho có báo cáo của: quý I/2026 [1], quý III/2026 [2].", "Không có báo cáo của: quý II/2026."]


# ---------------------------------------------------------------- one figure


def test_one_figure_is_the_sentence_from_it_on() -> None:
    report = compiled("Suối Mây", SPRING, "Mở 03 lớp nghề trong tháng; lũy kế từ đầu năm 12 lớp nghề, đạt 60% kế hoạch.")
    reply = say.single(row(report, "12"))
    assert reply.answer.startswith("lũy kế từ đầu năm 12 lớp nghề, đạt 60% kế hoạch. [1]\n\nNguồn: Báo cáo của UBND xã Suối Mây")
    assert "03" not in reply.answer and reply.citations[0].quote.startswith("Mở 03 lớp")
    assert {figure.value for figure in reply.figures} == {"12", "60"}


def test_a_long_sentence_is_cut_at_a_word() -> None:
    report = compiled("Suối Mây", SPRING, "Mở 12 lớp nghề " + "cho bà con các thôn vùng cao " * 20 + ".")
    said = say.single(row(report, "12")).answer.split(" [1]")[0]
    assert said.endswith("…") and len(said) <= say.TAIL + 1


def test_a_table_row_is_said_by_its_indicator() -> None:
    report = compiled("Suối Mây", SPRING, "Số liệu như sau:\nChỉ tiêu\tĐơn vị\tThực hiện\nĐàn ong mật\ttổ\t430\nĐàn dê\tcon\t215")
    assert "dê" in say.single(row(report, "215")).answer.split(" [1]")[0]


def test_a_share_is_computed_and_both_figures_are_cited() -> None:
    report = compiled("Suối Mây", SPRING, "Đàn gia súc có 900 con.\nĐàn trâu có 300 con.")
    reply = say.share(row(report, "300"), row(report, "900"))
    assert reply.answer.startswith("33,3% (tính từ số liệu trích dẫn: 300 / 900)")
    assert len(reply.citations) == 2 and computed(reply) == {"33,3": "300 / 900"}


# ---------------------------------------------------------------- what does not agree


HERD = compiled("Suối Mây", HALF, "Đàn gia súc có 900 con, gồm 400 con trâu, 200 con bò và 250 con lợn.")
TORN = made_conflict("Các phần cộng lại là 850 con.", *rows_of(HERD), kind=ConflictKind.SUM)


def test_every_place_where_figures_do_not_agree_is_listed_and_cited() -> None:
    reply = say.conflicts([TORN, TORN])
    assert reply.answer.startswith("Có 2 chỗ số liệu chưa khớp:\n- Các phần cộng lại là 850 con. [1] (Báo cáo của UBND xã Suối Mây")
    assert reply.kind is AnswerKind.LIST and len(reply.citations) == 1


def test_many_are_counted_and_only_some_shown() -> None:
    reply = say.conflicts([TORN] * (say.CONFLICTS_SHOWN + 3))
    assert reply.answer.startswith(f"Có {say.CONFLICTS_SHOWN + 3} chỗ") and reply.answer.count("\n- ") == say.CONFLICTS_SHOWN


def test_that_nothing_disagrees_is_no_answer_from_a_report() -> None:
    reply = say.conflicts([])
    assert (reply.answerable, reply.kind, reply.citations) == (False, AnswerKind.NONE, ())


def test_a_figure_that_does_not_agree_is_said_with_why() -> None:
    reply = say.disagreeing(rows_of(HERD)[0], TORN)
    assert "900 con [1]\nLưu ý: các phần cộng lại là 850 con. [1]" in reply.answer
    assert reply.warnings == ("Lưu ý: các phần cộng lại là 850 con.",)
