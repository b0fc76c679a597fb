"""What was chosen becomes a draft: citations are numbered in the order in which they are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.draft.draft import Cell, Draft, DraftSection, FigureTable, Outline, Statement
from assistant.draft.same import Group
from assistant.draft.table import Grid, GridRow, cells_of
from assistant.draft.telling import Told
from assistant.reply import Draft as Citing


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a section tells, not yet numbered."""

    heading: str
    groups: tuple[Group, ...]
    grid: Grid | None = None
    gaps: tuple[str, ...] = ()


def numbered(outline: Outline, chosen: Sequence[Chosen], id: str) -> Draft:
    """The draft; the same words are cited by the same number throughout."""
    citing = Citing()
    sections = tuple(_section(citing, one) for one in chosen)
    return Draft(id, outline.title, outline.request, sections, tuple(citing.citations))


def _section(citing: Citing, chosen: Chosen) -> DraftSection:
    statements = tuple(statement for group in chosen.groups for statement in _statements(citing, group))
    table = _table(citing, chosen.grid) if chosen.grid else None
    return DraftSection(chosen.heading, statements, table, chosen.gaps)


def _statements(citing: Citing, group: Group) -> Iterator[Statement]:
    if group.lead_in:
        yield Statement(group.lead_in, ())
    for told in group.told:
        yield Statement(told.text, tuple(dict.fromkeys(_cite(citing, one) for one in (told, *told.also))))


def _cite(citing: Citing, told: Told) -> int:
    return citing.cite(told.passage, told.sentence)


def _table(citing: Citing, grid: Grid) -> FigureTable:
    return FigureTable(grid.heads, tuple(_row(citing, row) for row in grid.rows))


def _row(citing: Citing, row: GridRow) -> tuple[Cell, ...]:
    figures = (Cell(text, citing.cite_row(stated) if stated else None) for text, stated in cells_of(row))
    return (Cell(row.label), *figures, *((Cell(row.change),) if row.change else ()))
