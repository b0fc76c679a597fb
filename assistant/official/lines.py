"""Lines of a document: a paragraph in the style of its part, a drawn rule, a grid that sets paragraphs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from assistant.official.element import element
from assistant.official.layout import Part
from assistant.official.text import one_line

_UPPER, _LOWER, _SPACE = 0.72, 0.5, 0.25  # ems of the bold letters of Times New Roman on an average; right to 2 % for such lines


def write(into: Document | _Cell, part: Part, text: str) -> Paragraph:
    """A paragraph in the style of a part."""
    return into.add_paragraph(one_line(text), part)


def rule(into: Document | _Cell, width: float, column: float) -> Paragraph:
    """A line of `width` mm in the middle of a column of `column` mm."""
    paragraph = into.add_paragraph(style=Part.RULE)
    side = Mm(max(0, column - width) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    border = element("pBdr", element("top", val="single", sz="6", space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    return paragraph


def width_of(text: str, size: float) -> float:
    """About how wide a line of bold text is, in mm."""
    ems = sum(_SPACE if letter.isspace() else _UPPER if letter.isupper() else _LOWER for letter in text)
    return ems * size * 25.4 / 72


def grid(document: Document, rows: int, columns: Sequence[float]) -> Table:
    """A table without borders whose cells hold nothing yet, its columns in mm."""
    table: Table = document.add_table(rows, len(columns))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_columns(table, columns)
    sides = (element(side, w="0", type="dxa") for side in ("left", "right"))
    table._tbl.tblPr.xpath("w:tblLook")[0].addprevious(element("tblCellMar", *sides))
    for cell in table._cells:
        empty(cell)
    return table


def empty(cell: _Cell) -> _Cell:
    """Take away the paragraph that a new cell has."""
    cell._tc.remove(cell.paragraphs[0]._p)
    return cell


def set_columns(table: Table, columns: Sequence[float]) -> None:
    """Columns as wide as said, whatever stands in them; no row is parted by the end of a page."""
    table.autofit = False
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)
