"""What quotes a deleted report loses its words; what quotes others keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Citation
from assistant.draft.draft import Cell, Draft, DraftKind, DraftRequest, DraftSection, FigureTable, Statement
from assistant.draft.drafting import DRAFT
from assistant.reproduce import check
from assistant.strike import STRUCK, STRUCK_TITLE, Struck, strike
from tests.assistant.service.fakes import OTHER, SENTENCES, Stage, cite, stage
from vectorstore import drafts
from vectorstore.conversations import add_message, create_conversation, messages

POOR, FOREST = "Có bao nhiêu hộ nghèo?", "Trồng mới bao nhiêu ha rừng?"


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as staged:
        yield staged


def cited(staged: Stage, question: str, n: int) -> Citation:
    hit, *_ = staged.desk.search(question, 1)
    return replace(cite(hit.passage), n=n)


def made_draft(staged: Stage, kind: DraftKind = DraftKind.SYNTHESIS) -> Draft:
    """One section with a sentence and a row of each report."""
    statements = (Statement(SENTENCES[0], (1,)), Statement(OTHER[0], (2,)), Statement("Nhìn chung:", ()))
    table = FigureTable(("Chỉ tiêu", "Giá trị"), ((Cell("hộ nghèo"), Cell("45", 1)), (Cell("trồng mới"), Cell("17,9", 2))))
    citations = (cited(staged, POOR, 1), cited(staged, FOREST, 2))
    draft = Draft("d", "Kết quả", DraftRequest(kind), (DraftSection("I", statements, table),), citations)
    drafts.create_draft(staged.archive, draft.id, draft.title, DRAFT.dump_python(draft, mode="json"))
    return draft


def test_an_answer_from_a_deleted_report_loses_its_words_and_the_others_stay(staged: Stage) -> None:
    gone, kept = staged.desk.ask(POOR), staged.desk.ask(FOREST)
    staged.archive.delete(gone.citations[0].report_id)
    assert strike(staged.archive).messages == 1
    (struck,) = messages(staged.archive, gone.conversation_id)
    assert (struck.question, struck.answer["answer"], struck.answer["citations"], struck.state, struck.evidence) == (
        POOR,
        STRUCK,
        [],
        {},
        {},
    )
    assert check(staged.archive, struck).citations == ()
    (stands,) = messages(staged.archive, kept.conversation_id)
    assert stands.answer["answer"] == kept.answer
    assert strike(staged.archive) == Struck(0, 0)


def test_a_conversation_goes_on_after_a_struck_answer(staged: Stage) -> None:
    answer = staged.desk.ask(POOR)
    staged.archive.delete(answer.citations[0].report_id)
    strike(staged.archive)
    assert staged.desk.ask(FOREST, answer.conversation_id).answerable


def test_what_a_model_was_given_is_struck_wherever_it_stands(staged: Stage) -> None:
    """It may hold words of a report that the answer did not cite in the end."""
    conversation = create_conversation(staged.archive, FOREST)
    evidence = {"prompt": SENTENCES[0], "raw": SENTENCES[0], "model": "nhỏ", "texts": {}}
    add_message(staged.archive, conversation.id, FOREST, {"answer": OTHER[0], "citations": []}, {}, evidence=evidence)
    strike(staged.archive)
    (message,) = messages(staged.archive, conversation.id)
    assert message.evidence == {"prompt": "", "raw": "", "model": "nhỏ", "texts": {}}
    assert message.answer["answer"] == OTHER[0]


def test_a_draft_loses_the_sentences_and_rows_of_a_deleted_report(staged: Stage) -> None:
    draft = made_draft(staged)
    staged.archive.delete(draft.citations[0].report_id)
    assert strike(staged.archive).drafts == 1
    after = staged.desk.drafts.get(draft.id)
    (section,) = after.sections
    assert [statement.text for statement in section.statements] == [STRUCK, OTHER[0], "Nhìn chung:"]
    assert section.table
    assert [[cell.text for cell in row] for row in section.table.rows] == [["", ""], ["trồng mới", "17,9"]]
    assert [(one.title == STRUCK_TITLE, bool(one.quote)) for one in after.citations] == [(True, False), (False, True)]
    assert after.title == "Kết quả"


def test_a_summary_of_a_deleted_report_loses_its_title(staged: Stage) -> None:
    draft = made_draft(staged, DraftKind.SUMMARY)
    staged.archive.delete(draft.citations[0].report_id)
    strike(staged.archive)
    assert [line.title for line in staged.desk.drafts.list()] == [STRUCK_TITLE]
