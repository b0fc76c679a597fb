"""A reply being put together."""

from __future__ import annotations

from assistant.answer import AnswerKind
from assistant.reply import Draft
from tests.assistant.made import header, passage
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
