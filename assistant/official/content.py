"""What a report tells: its sections with their sentences, tables and gaps."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX

from assistant.draft.draft import Draft, DraftSection, Statement
from assistant.official.figures import write_figures
from assistant.official.layout import Layout, Part
from assistant.official.lines import write
from assistant.official.notes import Notes
from assistant.official.words import NOTICE, UNVERIFIED, roman


def write_content(document: Document, layout: Layout, draft: Draft, notes: Notes) -> None:
    """All sections, and first that something is not verified, where it is so."""
    if unverified(draft):
        _write_aside(document, NOTICE)
    for number, section in enumerate(draft.sections, start=1):
        write(document, Part.HEADING, layout.heading.format(roman=roman(number), text=section.heading.upper()))
        _write_section(document, layout, section, notes)


def unverified(draft: Draft) -> bool:
    """Whether anything in it is not borne out by a source."""
    return any(not statement.verified for section in draft.sections for statement in section.statements)


def _write_section(document: Document, layout: Layout, section: DraftSection, notes: Notes) -> None:
    for statement in section.statements:
        _write_statement(document, statement, notes)
    if section.table:
        write_figures(document, layout.text_width, section.table, notes)
    for gap in section.gaps:
        _write_aside(document, gap)


def _write_aside(document: Document, text: str) -> None:
    """What is not from a report."""
    for run in write(document, Part.BODY, text).runs:
        run.italic = True


def _write_statement(document: Document, statement: Statement, notes: Notes) -> None:
    paragraph = write(document, Part.BODY, statement.text)
    notes.refer(paragraph, statement.citations)
    if statement.verified:
        return
    paragraph.add_run(f" {UNVERIFIED}")
    for run in paragraph.runs:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
