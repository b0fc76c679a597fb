"""A workbook becomes blocks, sheet by sheet: the lines above and below a table as paragraphs, the rest as tables."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from openpyxl.styles.numbers import BUILTIN_FORMATS

from ingest.read.blocks import Block, Cell, Grid, Paragraph, Row
from ingest.read.kind import BROKEN_XLSX
from ingest.read.package import Package
from ingest.read.tables import MAX_ROWSPAN, is_signature
from ingest.read.xlsx.markup import R, S, is_set, words
from ingest.read.xlsx.numbers import GENERAL
from ingest.read.xlsx.sheet import Book, Sheet, read_sheet
from vectorstore.errors import UnreadableFile
from vectorstore.text.normalize import normalize

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNNAMED = ("sheet", "trang tính", "trang_tính")
_SIDE_BY_SIDE = 2  # cells of a line above or below a table: a letterhead, two signatures
_HEAD = re.compile(r"cộng hòa xã hội|đảng cộng sản|độc lập - tự do|^số\b.{0,30}/|, ngày .{0,12}tháng", re.MULTILINE)

Line = tuple[int, dict[int, str]]  # the row's number, its words by column


def xlsx_blocks(data: bytes) -> Iterator[Block]:
    """The visible sheets in their order, each under its name when it was given one."""
    package = Package(data, BROKEN_XLSX)
    workbook = package.part("xl/workbook.xml")
    if workbook is None:
        raise UnreadableFile(BROKEN_XLSX)
    book = _book(package, workbook)
    paths = _paths(package)
    for sheet in workbook.iterfind(f"{S}sheets/{S}sheet"):
        root = package.part(paths.get(sheet.get(R + "id", ""), "")) if sheet.get("state", "visible") == "visible" else None
        if root is not None:
            yield from _sheet_blocks(sheet.get("name", ""), read_sheet(root, book))


def _book(package: Package, workbook: ET.Element) -> Book:
    strings = package.part("xl/sharedStrings.xml")
    styles = package.part("xl/styles.xml")
    properties = workbook.find(S + "workbookPr")
    return Book(
        tuple(words(item) for item in strings.iterfind(S + "si")) if strings is not None else (),
        tuple(_formats(styles)) if styles is not None else (),
        properties is not None and is_set(properties, "date1904"),
    )


def _formats(styles: ET.Element) -> Iterator[str]:
    own = {form.get("numFmtId", ""): form.get("formatCode", GENERAL) for form in styles.iterfind(f"{S}numFmts/{S}numFmt")}
    for style in styles.iterfind(f"{S}cellXfs/{S}xf"):
        name = style.get("numFmtId", "0")
        yield own.get(name) or (BUILTIN_FORMATS.get(int(name)) if name.isascii() and name.isdigit() and len(name) < 5 else None) or GENERAL


def _paths(package: Package) -> dict[str, str]:
    """Where each sheet lies, by the id of its relation."""
    relations = package.part("xl/_rels/workbook.xml.rels")
    found = relations.iterfind(_RELATION) if relations is not None else iter(())
    return {one.get("Id", ""): _path(one.get("Target", "")) for one in found}


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _sheet_blocks(name: str, sheet: Sheet) -> Iterator[Block]:
    lines = sorted(sheet.rows.items())
    if lines and not name.lower().startswith(_UNNAMED):
        yield Paragraph(name)
    for part in _parts(lines):
        above, table, below = _around(part)
        yield from _paragraphs(above)
        if table:
            yield _grid(table, sheet)
        yield from _paragraphs(below)


def _parts(lines: list[Line]) -> Iterator[list[Line]]:
    """A caption after an empty row begins another table; an empty row alone does not, sheets have them for the eye."""
    start = 0
    for at in range(1, len(lines)):
        if lines[at][0] - lines[at - 1][0] > 1 and len(lines[at][1]) == 1 and any(len(cells) > 1 for _, cells in lines[start:at]):
            yield lines[start:at]
            start = at
    yield lines[start:]


def _around(part: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines above the table, its rows, the lines below it."""
    first = next((at for at, line in enumerate(part) if not _is_above(line)), len(part))
    last = next((at for at in range(first, len(part)) if _is_signing(part[at])), len(part))
    while last > first and len(part[last - 1][1]) == 1:
        last -= 1
    return (part[:first], part[first:last], part[last:]) if last - first > 1 else (part, [], [])


def _is_above(line: Line) -> bool:
    """A caption, or two cells side by side of the letterhead: issuer and motto, number and date."""
    cells = line[1].values()
    return len(cells) == 1 or (len(cells) == _SIDE_BY_SIDE and bool(_HEAD.search(normalize("\n".join(cells)))))


def _is_signing(line: Line) -> bool:
    return len(line[1]) <= _SIDE_BY_SIDE and any(is_signature(text) for text in line[1].values())


def _paragraphs(lines: list[Line]) -> Iterator[Block]:
    for _, cells in lines:
        yield from (Paragraph(text) for _, text in sorted(cells.items()))


def _grid(lines: list[Line], sheet: Sheet) -> Grid:
    """The rows with their empty columns left out, and with the cells that hang down from merged ones."""
    used = sorted({column for _, cells in lines for column in cells})
    narrow = {column: at for at, column in enumerate(used)}
    hanging = _hanging(lines, sheet)
    return Grid(tuple(_row(line, sheet, narrow, hanging) for line in lines))


def _hanging(lines: list[Line], sheet: Sheet) -> set[tuple[int, int]]:
    """The places that a merged cell above covers."""
    return {
        (row, column)
        for number, cells in lines
        for column in cells
        for row in range(number + 1, number + min(sheet.merged.get((number, column), (1, 1))[0], MAX_ROWSPAN))
    }


def _row(line: Line, sheet: Sheet, narrow: dict[int, int], hanging: set[tuple[int, int]]) -> Row:
    number, cells = line
    found = [Cell(text, narrow[column], _span(sheet, (number, column), narrow)) for column, text in cells.items()]
    found += [Cell("", narrow[column], continued=True) for column in narrow if (number, column) in hanging and column not in cells]
    return tuple(sorted(found, key=lambda cell: cell.column))


def _span(sheet: Sheet, at: tuple[int, int], narrow: dict[int, int]) -> int:
    """How many of the columns in use a merged cell covers."""
    columns = sheet.merged.get(at, (1, 1))[1]
    return max(1, sum(1 for column in narrow if at[1] <= column < at[1] + columns)) if columns > 1 else 1
