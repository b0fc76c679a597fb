"""Drafts are kept, edited, exported and told in the chat."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from assistant.answer import AnswerKind
from assistant.desk import Desk
from assistant.draft.draft import Draft, DraftKind, DraftRequest, Regime
from assistant.draft.drafting import DraftFormat, Drafting
from assistant.draft.revise import text_of
from assistant.official.head import Head, NoteStyle
from vectorstore.errors import NotFound

ORDER = "Soạn dự thảo báo cáo sơ kết 6 tháng đầu năm 2026 về thu ngân sách và giảm nghèo"


@pytest.fixture
def drafting(desk: Desk) -> Drafting:
    return desk.drafts


@pytest.fixture
def draft(drafting: Drafting) -> Draft:
    request = DraftRequest(DraftKind.SYNTHESIS, "giảm nghèo", issuers=("UBND xã Mường Vân",), start=date(2026, 1, 1), end=date(2026, 6, 30))
    return drafting.write(drafting.outline(request))


def test_a_draft_is_kept_as_it_was_written(drafting: Drafting, draft: Draft) -> None:
    assert drafting.get(draft.id) == draft
    assert drafting.list()[0].title == draft.title


def test_words_of_the_readers_own_are_kept_unverified(drafting: Drafting, draft: Draft) -> None:
    drafting.revise(draft.id, 0, text_of(draft.sections[0]) + "\nKết quả rất đáng mừng.")
    kept = drafting.get(draft.id).sections[0].statements
    assert kept[:-1] == draft.sections[0].statements
    assert (kept[-1].text, kept[-1].verified, kept[-1].citations) == ("Kết quả rất đáng mừng.", False, ())


def test_a_deleted_draft_is_gone(drafting: Drafting, draft: Draft) -> None:
    drafting.delete(draft.id)
    with pytest.raises(NotFound, match="Không tìm thấy dự thảo"):
        drafting.get(draft.id)


def test_a_draft_becomes_a_word_or_a_markdown_file(drafting: Drafting, draft: Draft) -> None:
    word = drafting.exported(draft.id, DraftFormat.DOCX, Head(), NoteStyle.ENDNOTES, Regime.PARTY)
    told = "\n".join(paragraph.text for paragraph in Document(BytesIO(word)).paragraphs)
    markdown = drafting.exported(draft.id, DraftFormat.MD, Head(), NoteStyle.FOOTNOTES).decode()
    for text in (told, markdown):
        assert "Rà soát giữa năm tạm tính còn 396 hộ nghèo" in text


def test_an_order_in_the_chat_is_answered_by_the_beginning_of_the_draft(desk: Desk) -> None:
    answer = desk.ask(ORDER)
    assert answer.kind is AnswerKind.SUMMARY and answer.answerable
    assert len(answer.answer) <= 1800
    assert "**1. Thu, chi ngân sách**" in answer.answer
    kept = desk.drafts.list()[0]
    assert kept.id in answer.answer and "Soạn thảo" in answer.answer
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(f"[{citation.n}]" in answer.answer for citation in answer.citations)
    assert answer.figures and {figure.citation for figure in answer.figures} <= {citation.n for citation in answer.citations}


def test_an_order_that_cannot_be_met_says_what_to_choose(desk: Desk) -> None:
    before = len(desk.drafts.list())
    answer = desk.ask("Tóm tắt báo cáo của xã Mường Vân")
    assert not answer.answerable
    assert "Xin chọn một báo cáo" in answer.answer
    assert len(desk.drafts.list()) == before


def test_a_question_for_a_passage_is_no_order(desk: Desk) -> None:
    assert desk.ask("Tóm tắt kết quả giảm nghèo của xã Mường Vân 6 tháng đầu năm 2026").kind is not AnswerKind.SUMMARY
