"""A draft as Markdown, its sources numbered at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.draft.draft import Cell, Draft, DraftSection, FigureTable, Statement
from assistant.official.content import unverified
from assistant.official.head import Head
from assistant.official.layout import LAYOUTS, Layout
from assistant.official.text import one_line
from assistant.official.words import (
    BLANK,
    NOTICE,
    RECIPIENTS,
    SOURCES,
    TYPE,
    UNVERIFIED,
    date_line,
    note,
    recipients,
    roman,
    subject,
    symbol_of,
)

_MARKS = re.compile(r"[\\`*_\[\]<>|~#$&@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(\d*)([-+.)])(?=[-\s]|$)")

Numbers = Mapping[int, int]  # of the sources, by citation


def markdown_of(draft: Draft, head: Head) -> str:
    """The whole draft; words of reports are escaped, so that they are read as they stand."""
    layout = LAYOUTS[draft.request.regime]
    used = list(dict.fromkeys(_cited(draft)))
    numbers = {n: at for at, n in enumerate(used, start=1)}
    cited = {citation.n: citation for citation in draft.citations}
    sources = "\n".join(f"{numbers[n]}. {escaped(note(cited[n]))}" for n in used)
    blocks = [*_above(layout, draft, head), *_sections(layout, draft, numbers), *_below(layout, head)]
    return "\n\n".join([*blocks, f"## {SOURCES}", sources] if used else blocks) + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is a mark of Markdown, a link or HTML."""
    return _LIST_MARK.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", one_line(text)))


def _cited(draft: Draft) -> Iterator[int]:
    """Every citation in the order of its uses."""
    for section in draft.sections:
        for statement in section.statements:
            yield from statement.citations
        for row in section.table.rows if section.table else ():
            yield from (cell.citation for cell in row if cell.citation is not None)


def _above(layout: Layout, draft: Draft, head: Head) -> Iterator[str]:
    yield from (f"**{escaped(name.upper())}**" for name in (head.superior, head.issuer or BLANK) if name)
    yield escaped(layout.number.format(body=symbol_of(head.issuer)))
    yield f"*{escaped(date_line(head))}*"
    yield f"# {TYPE}"
    yield f"**{escaped(subject(draft.title))}**"
    if unverified(draft):
        yield f"*{escaped(NOTICE)}*"


def _sections(layout: Layout, draft: Draft, numbers: Numbers) -> Iterator[str]:
    for at, section in enumerate(draft.sections, start=1):
        yield f"## {layout.heading.format(roman=roman(at), text=escaped(section.heading.upper()))}"
        yield from _section(section, numbers)


def _section(section: DraftSection, numbers: Numbers) -> Iterator[str]:
    yield from (_statement(statement, numbers) for statement in section.statements)
    if section.table:
        yield _table(section.table, numbers)
    yield from (f"*{escaped(gap)}*" for gap in section.gaps)


def _statement(statement: Statement, numbers: Numbers) -> str:
    marks = "".join(f" [{numbers[n]}]" for n in dict.fromkeys(statement.citations))
    return escaped(statement.text) + marks + ("" if statement.verified else f" **{escaped(UNVERIFIED)}**")


def _table(table: FigureTable, numbers: Numbers) -> str:
    rule = ["---", *["---:"] * (len(table.heads) - 1)]
    rows = [list(map(escaped, table.heads)), rule, *([_cell(cell, numbers) for cell in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell, numbers: Numbers) -> str:
    return escaped(cell.text) + ("" if cell.citation is None else f" [{numbers[cell.citation]}]")


def _below(layout: Layout, head: Head) -> Iterator[str]:
    listed = [f"- {escaped(name)}{layout.list_end}" for name in recipients(head)]
    yield "\n".join([f"**{RECIPIENTS}**", "", *listed, layout.kept.format(blank=BLANK)])
    yield "  \n".join(escaped(line.upper() or BLANK) for line in (head.authority, head.signer_title, ""))
