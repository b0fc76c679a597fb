"""What the tests of drafts share: sources made of passages, and the check that nothing in a draft is invented."""

from __future__ import annotations

import re

from assistant.answer import Citation
from assistant.draft.draft import Draft, Statement
from assistant.draft.revise import is_verbatim, numbers_in
from assistant.draft.source import Source
from vectorstore.archive import Archive
from vectorstore.report import GAP
from vectorstore.stored import StoredPassage

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def source(*passages: StoredPassage) -> Source:
    return Source(passages[0].report, passages)


def faults(draft: Draft, archive: Archive) -> list[str]:
    """Quotes that are not the stored text at their offsets, statements that are not in their quotes, numbers without a source."""
    cited = {citation.n: citation for citation in draft.citations}
    statements = [statement for section in draft.sections for statement in section.statements if statement.citations]
    cells = [cell for section in draft.sections if section.table for row in section.table.rows for cell in row if cell.citation]
    return [
        *(citation.quote for citation in draft.citations if not _stands(archive, citation)),
        *(said.text for said in statements if not _is_borne_out(said, [cited[n] for n in said.citations])),
        *(cell.text for cell in cells if not set(_DIGITS.findall(cell.text)) <= set(_DIGITS.findall(cited[cell.citation or 0].quote))),
    ]


def _is_borne_out(statement: Statement, quotes: list[Citation]) -> bool:
    return is_verbatim(statement.text, quotes[:1]) and all(numbers_in(statement.text) <= numbers_in(quote.quote) for quote in quotes)


def _stands(archive: Archive, citation: Citation) -> bool:
    text, at, quote = archive.text(citation.report_id), citation.start, citation.quote
    for part in quote.split(GAP):
        at = text.find(part, at, citation.end)
        if at < 0:
            return False
        at += len(part)
    return GAP in quote or text[citation.start : citation.end] == quote


def texts(draft: Draft) -> list[str]:
    return [statement.text for section in draft.sections for statement in section.statements]
