"""Words of reports that are no longer in the archive are struck out of the conversations and drafts that quote them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.draft.draft import Cell, Draft, DraftKind, DraftSection, FigureTable, Statement
from assistant.draft.drafting import DRAFT
from vectorstore.archive import Archive
from vectorstore.records import DraftRow, MessageRow

STRUCK = "(Nội dung này trích từ báo cáo đã xóa khỏi kho nên đã được gỡ bỏ.)"
STRUCK_TITLE = "Dự thảo từ báo cáo đã xóa"
BATCH = 200  # rows in memory at a time


@dataclass(frozen=True, slots=True)
class Struck:
    """How many messages and drafts lost words."""

    messages: int
    drafts: int


def strike(archive: Archive) -> Struck:
    """Strike out what quotes a report that is gone; an older version of a report that was replaced is gone too."""
    known = archive.ids()
    with archive.write() as session:
        return Struck(_strike_messages(session, known), _strike_drafts(session, known))


def _strike_messages(session: Session, known: frozenset[str]) -> int:
    count = 0
    for row in session.scalars(select(MessageRow).execution_options(yield_per=BATCH)):
        # What a model was given may hold words of a report that the answer then did not cite.
        row.evidence = {**row.evidence, "prompt": "", "raw": ""} if row.evidence.get("prompt") else row.evidence
        if _cited(row) - known:
            row.answer, row.state, row.evidence = _without_words(row.answer), {}, {}
            count += 1
    return count


def _cited(row: MessageRow) -> set[str]:
    return {cited["report_id"] for cited in row.answer.get("citations", ())} | set(row.evidence.get("texts", ()))


def _without_words(answer: dict[str, Any]) -> dict[str, Any]:
    bare = {"answer": STRUCK, "answerable": False, "kind": "none", "citations": [], "figures": [], "warnings": [], "choices": []}
    return {**answer, **bare}


def _strike_drafts(session: Session, known: frozenset[str]) -> int:
    count = 0
    for row in session.scalars(select(DraftRow).execution_options(yield_per=BATCH)):
        draft = DRAFT.validate_python(row.body)
        gone = frozenset(cited.n for cited in draft.citations if cited.report_id not in known)
        if gone:
            draft = _without_gone(draft, gone)
            row.title, row.body = draft.title, DRAFT.dump_python(draft, mode="json")
            count += 1
    return count


def _without_gone(draft: Draft, gone: frozenset[int]) -> Draft:
    sections = tuple(_section(section, gone) for section in draft.sections)
    citations = tuple(
        replace(cited, title=STRUCK_TITLE, file_name="", section="", quote="") if cited.n in gone else cited for cited in draft.citations
    )
    title = STRUCK_TITLE if draft.request.kind is DraftKind.SUMMARY else draft.title
    return replace(draft, title=title, sections=sections, citations=citations)


def _section(section: DraftSection, gone: frozenset[int]) -> DraftSection:
    statements = tuple(_statement(statement, gone) for statement in section.statements)
    return replace(section, statements=statements, table=section.table and _table(section.table, gone))


def _statement(statement: Statement, gone: frozenset[int]) -> Statement:
    return Statement(STRUCK, (), verified=False) if gone & set(statement.citations) else statement


def _table(table: FigureTable, gone: frozenset[int]) -> FigureTable:
    """A row that shows a figure of a gone report says nothing any more: its name and its change come from that figure too."""
    rows = tuple(tuple(Cell("") for _ in row) if any(cell.citation in gone for cell in row) else row for row in table.rows)
    return replace(table, rows=rows)
