"""An answer is kept with what it was made from, and checked against the reports as they are later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, ChatFilters
from assistant.desk import Desk
from assistant.reproduce import CheckedCitation, Standing, check, evidence_of
from tests.assistant.conftest import Exchange
from tests.assistant.service.fakes import SENTENCES, Stage, stage
from tests.vectorstore.made import made_report, made_vectors
from vectorstore.conversations import Message, get_message
from vectorstore.records import ReportRow
from vectorstore.report import GAP

POOR = "Có bao nhiêu hộ nghèo?"


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def message_of(desk: Desk, answer: Answer) -> Message:
    return get_message(desk.archive, answer.conversation_id, answer.message_id)


def rewrite(staged: Stage, report_id: str, text: str) -> None:
    """Give a report another text under its id, as reading its file anew may do."""
    with staged.archive._change() as session:
        session.get_one(ReportRow, report_id).text = text


def test_the_evidence_names_revision_filters_and_texts(staged: Stage) -> None:
    filters = ChatFilters(("UBND xã Suối Mây",), date(2026, 1, 1))
    answer = staged.desk.ask(POOR, None, filters)
    report_id = answer.citations[0].report_id
    digest = hashlib.sha256(staged.archive.text(report_id).encode()).hexdigest()
    assert message_of(staged.desk, answer).evidence == {
        "revision": 2,
        "filters": {"issuers": ["UBND xã Suối Mây"], "start": "2026-01-01", "end": None, "report_ids": []},
        "model": "",
        "prompt": "",
        "raw": "",
        "texts": {report_id: digest},
    }


def test_what_a_model_was_given_and_wrote_is_kept(staged: Stage) -> None:
    kept = evidence_of(staged.archive, staged.desk.ask(POOR), None, "qwen", "Trả lời: …", "45 hộ [1]")
    assert (kept["model"], kept["prompt"], kept["raw"], kept["filters"]) == ("qwen", "Trả lời: …", "45 hộ [1]", None)


def test_a_report_deleted_while_it_is_cited_leaves_no_digest(staged: Stage) -> None:
    answer = staged.desk.ask(POOR)
    staged.archive.delete(answer.citations[0].report_id)
    assert evidence_of(staged.archive, answer)["texts"] == {}


def test_an_answer_stands_while_its_reports_do(staged: Stage) -> None:
    answer = staged.desk.ask(POOR)
    report_id = answer.citations[0].report_id
    found = check(staged.archive, message_of(staged.desk, answer))
    assert (found.stands, found.revision, found.current_revision, found.model) == (True, 2, 2, "")
    assert found.citations == (CheckedCitation(1, report_id, Standing.STANDS, True),)
    report, data = made_report(["Mở 3 lớp học."], file_name="khac.txt")
    staged.archive.add(report, data, made_vectors(report))
    later = check(staged.archive, message_of(staged.desk, answer))
    assert (later.stands, later.revision, later.current_revision) == (True, 2, 3)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        (f"{SENTENCES[0]}\nThêm một câu.", Standing.STANDS),
        (f"Thêm một câu. {SENTENCES[0]}", Standing.CHANGED),
        (SENTENCES[0].replace("45", "46"), Standing.CHANGED),
        ("", Standing.CHANGED),
    ],
)
def test_a_changed_text_is_told_and_a_quote_must_stand_where_it_stood(staged: Stage, text: str, standing: Standing) -> None:
    answer = staged.desk.ask(POOR)
    rewrite(staged, answer.citations[0].report_id, text)
    found = check(staged.archive, message_of(staged.desk, answer))
    assert found.citations == (CheckedCitation(1, answer.citations[0].report_id, standing, False),)
    assert found.stands is (standing is Standing.STANDS)


def test_a_deleted_report_is_told(staged: Stage) -> None:
    answer = staged.desk.ask(POOR)
    staged.archive.delete(answer.citations[0].report_id)
    found = check(staged.archive, message_of(staged.desk, answer))
    assert (found.stands, found.citations) == (False, (CheckedCitation(1, answer.citations[0].report_id, Standing.DELETED, None),))


def test_an_answer_from_before_evidence_was_kept_is_checked_by_its_quotes(staged: Stage) -> None:
    answer = staged.desk.ask(POOR)
    found = check(staged.archive, replace(message_of(staged.desk, answer), evidence={}))
    assert (found.stands, found.revision, found.model, found.citations[0].same_text) == (True, None, "", None)


def test_a_refusal_without_citations_stands(staged: Stage) -> None:
    found = check(staged.archive, message_of(staged.desk, staged.desk.ask("Tàu vũ trụ?")))
    assert (found.stands, found.citations) == (True, ())


@pytest.mark.parametrize(
    ("quote", "stands"), [(f"Toàn xã{GAP}45 hộ nghèo, giảm", True), (f"45 hộ{GAP}Toàn xã", False), (f"Toàn xã{GAP}nghèo", False)]
)
def test_the_parts_of_a_quote_stand_in_their_order_and_fill_its_place(staged: Stage, quote: str, stands: bool) -> None:
    message = message_of(staged.desk, staged.desk.ask(POOR))
    cited = {**message.answer["citations"][0], "quote": quote, "start": 0, "end": SENTENCES[0].index(" 6 hộ")}
    assert check(staged.archive, replace(message, answer={**message.answer, "citations": [cited]})).stands is stands


def test_every_answer_of_the_demo_stands_when_it_is_given(desk: Desk, exchanges: list[Exchange]) -> None:
    fallen = [one.question for one in exchanges if not check(desk.archive, message_of(desk, one.answer)).stands]
    assert fallen == []
