"""A draft's table of figures in a document."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.table import _Cell

from assistant.draft.draft import Cell, FigureTable
from assistant.official.element import element
from assistant.official.layout import Part
from assistant.official.lines import empty, set_columns, write
from assistant.official.notes import Notes

_FIGURE = 30  # mm of a column of figures where there is room
_FIRST = 0.3  # share of the width that the names of the figures have at least


def write_figures(document: Document, width: float, figures: FigureTable, notes: Notes) -> None:
    """With borders, the heads again on every page; figures stand to the right, with the note that they are from."""
    table = document.add_table(1 + len(figures.rows), len(figures.heads), "Table Grid")
    set_columns(table, _columns(width, len(figures.heads)))
    heads, *lines = table.rows
    heads._tr.get_or_add_trPr().append(element("tblHeader"))
    for cell, head in zip(heads.cells, figures.heads, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        write(empty(cell), Part.TABLE_HEAD, head)
    for line, row in zip(lines, figures.rows, strict=True):
        for at, (cell, figure) in enumerate(zip(line.cells, row, strict=True)):
            _write_cell(cell, Part.TABLE_NUMBER if at else Part.TABLE_TEXT, figure, notes)


def _columns(width: float, columns: int) -> list[float]:
    first = max(_FIRST * width, width - _FIGURE * (columns - 1))
    return [first, *[(width - first) / (columns - 1)] * (columns - 1)] if columns > 1 else [width]


def _write_cell(cell: _Cell, part: Part, figure: Cell, notes: Notes) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = write(empty(cell), part, figure.text)
    if figure.citation is not None:
        notes.refer(paragraph, (figure.citation,))
