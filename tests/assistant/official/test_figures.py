"""The tables of figures in a document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table

from assistant.draft.draft import Cell, FigureTable, Regime
from tests.assistant.official.made import FIGURES, MANY_ROWS, SECTIONS, made_draft
from tests.assistant.official.opened import Opened, opened_with, seen


def figures(report: Opened) -> Table:
    return report.document.tables[1]


def test_a_table_has_borders(report: Opened) -> None:
    style = figures(report).style
    assert style and {border.tag.rpartition("}")[2] for border in style.element.xpath("w:tblPr/w:tblBorders/*[@w:val='single']")} == {
        "top", "left", "bottom", "right", "insideH", "insideV",
    }  # fmt: skip


def test_heads_are_bold_and_centred(report: Opened) -> None:
    looks = [seen(cell.paragraphs[0]) for cell in figures(report).rows[0].cells]
    assert {(look.bold, look.align) for look in looks} == {(True, WD_ALIGN_PARAGRAPH.CENTER)}
    assert [cell.text for cell in figures(report).rows[0].cells] == list(FIGURES.heads)


def test_heads_come_again_on_every_page_and_only_they(report: Opened) -> None:
    first, *rest = report.document.tables[2].rows
    assert first._tr.xpath("w:trPr/w:tblHeader")
    assert len(rest) == len(MANY_ROWS.rows)
    assert not any(row._tr.xpath("w:trPr/w:tblHeader") for row in rest)


def test_no_row_is_parted_by_a_page(report: Opened) -> None:
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for table in report.document.tables for row in table.rows)


def test_names_stand_left_and_figures_right(report: Opened) -> None:
    for row in figures(report).rows[1:]:
        name, *numbers = (seen(cell.paragraphs[0]).align for cell in row.cells)
        assert name is WD_ALIGN_PARAGRAPH.LEFT
        assert set(numbers) == {WD_ALIGN_PARAGRAPH.RIGHT}


def test_figures_are_light_and_readable(report: Opened) -> None:
    looks = [seen(cell.paragraphs[0]) for row in figures(report).rows[1:] for cell in row.cells]
    assert not any(look.bold or look.italic for look in looks)
    assert min(look.size for look in looks) >= 11


def test_every_cell_stands_word_for_word(report: Opened) -> None:
    shown = [[cell.paragraphs[0].runs[0].text for cell in row.cells] for row in figures(report).rows[1:]]
    assert shown == [[cell.text for cell in row] for row in FIGURES.rows]


def test_a_figure_has_its_note_in_its_cell_and_a_computed_one_has_none(report: Opened) -> None:
    noted = [[bool(cell._tc.xpath(".//w:footnoteReference | .//w:fldSimple")) for cell in row.cells] for row in figures(report).rows[1:]]
    assert noted == [[cell.citation is not None for cell in row] for row in FIGURES.rows]


@pytest.mark.parametrize("columns", [1, 2, 3, 6])
def test_columns_fill_the_width_of_the_text(regime: Regime, columns: int) -> None:
    table = FigureTable(("Chỉ tiêu", *["Kỳ"] * (columns - 1)), (tuple(Cell("7") for _ in range(columns)),))
    report = opened_with(made_draft(regime, (replace(SECTIONS[0], table=table),)))
    for row in figures(report).rows:
        widths = [cell.width.mm for cell in row.cells if cell.width]
        assert sum(widths) == pytest.approx(165, abs=0.2)
        assert min(widths) > 20
