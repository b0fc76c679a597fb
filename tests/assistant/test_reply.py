"""A reply being put together."""

from __future__ import annotations

from assistant.answer import AnswerKind
from assistant.reply import Draft, Quoted
from tests.assistant.ledger.made import compiled, row, rows_of
from tests.assistant.made import header, passage
from tests.assistant.made_ledger import made_conflict
from vectorstore.figure import ConflictKind
from vectorstore.report import Sentence, Span

BEES = passage("Xã nuôi trên 30 tổ ong. Trồng 12,5 ha cam.", section=("I. KẾT QUẢ", "1. Nuôi ong"))
FIRST, SECOND = BEES.passage.sentences


def test_citations_are_numbered_as_they_are_used_and_the_same_words_once() -> None:
    draft = Draft()
    assert [draft.cite(BEES, one) for one in (SECOND, FIRST, SECOND)] == [1, 2, 1]
    part = Sentence((Span(FIRST.start + 3, FIRST.end - 1),))
    assert draft.cite(BEES, part) == 2  # inside of what is cited already
    assert draft.cite(passage(BEES.source, header("UBND xã Thông Reo")), FIRST) == 3


def test_a_citation_says_where_its_words_stand() -> None:
    draft = Draft()
    draft.cite(BEES, FIRST)
    (citation,) = draft.citations
    assert citation.quote == BEES.source[citation.start : citation.end] == "Xã nuôi trên 30 tổ ong."
    assert citation.section == "I. KẾT QUẢ › 1. Nuôi ong"
    assert citation.period is not None and citation.period.label == "quý I năm 2026"


def test_a_report_without_a_period_is_cited_without_one() -> None:
    draft = Draft()
    draft.cite(passage("Xã nuôi 30 tổ ong.", header(when="")), FIRST)
    assert draft.citations[0].period is None


def test_every_figure_that_is_stated_is_noted() -> None:
    draft = Draft()
    draft.state("Xã nuôi trên 30 tổ ong, đạt 87,5%", 1)
    noted = [(figure.value, figure.unit, figure.qualifier, figure.citation) for figure in draft.figures]
    assert noted == [("30", "tổ", "trên", 1), ("87,5", "%", None, 1)]
    assert all(figure.label for figure in draft.figures)


def test_a_reply_holds_what_was_collected() -> None:
    draft = Draft()
    draft.cite(BEES, FIRST)
    draft.warnings.append("Hãy kiểm tra lại.")
    reply = draft.reply("Xã nuôi trên 30 tổ ong. [1]", AnswerKind.FIGURE)
    assert (reply.answerable, reply.mode, len(reply.citations), reply.warnings) == (True, "extractive", 1, ("Hãy kiểm tra lại.",))


HERD = compiled("Suối Mây", "quý I năm 2026", "Đàn gia súc có 900 con, gồm 400 con trâu, 200 con bò và 250 con lợn. Nuôi 30 tổ ong mật.")


def test_a_row_is_cited_by_its_sentence_once() -> None:
    draft = Draft()
    assert [draft.cite_row(one) for one in (row(HERD, "900"), row(HERD, "30"), row(HERD, "400"))] == [1, 2, 1]
    first = draft.citations[0]
    assert first.quote == HERD.text[first.start : first.end] and first.quote.startswith("Đàn gia súc có 900 con")
    assert (first.issuer, first.section) == ("UBND xã Suối Mây", "I. KẾT QUẢ")


def test_quoted_words_are_numbered_with_the_rest() -> None:
    draft, bees = Draft(), row(HERD, "30")
    assert draft.cite_row(bees) == 1
    assert draft.quote(Quoted(bees.report, (), 3, "Nuôi 30 tổ", bees.start, bees.start + 10)) == 1  # inside of what is cited
    assert draft.quote(Quoted(bees.report, (), 3, HERD.title, 0, 10)) == 2
    assert draft.citations[1].page == 3


def test_figures_that_do_not_agree_are_warned_of_and_all_cited() -> None:
    draft = Draft()
    torn = made_conflict("Các phần cộng lại là 850 con.", *rows_of(HERD)[:4], kind=ConflictKind.SUM)
    assert draft.warn(torn) == "Lưu ý: các phần cộng lại là 850 con. [1]"
    assert draft.warnings == ["Lưu ý: các phần cộng lại là 850 con."]
    (figure,) = draft.figures
    assert (figure.computed, figure.formula, figure.citation) == (True, "400 + 200 + 250", None)


def test_two_values_for_one_thing_have_no_formula() -> None:
    draft = Draft()
    draft.warn(made_conflict("Nơi ghi 900 con, nơi ghi 30 tổ.", row(HERD, "900"), row(HERD, "30"), kind=ConflictKind.VALUES))
    assert draft.figures[0].formula is None and len(draft.citations) == 2
