"""The tables of Word files: the grid, or the lines of one that only lays out the letterhead or the signatures."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

from ingest.read.blocks import Cell, Grid, Row
from ingest.read.docx.markup import W, is_on, value
from vectorstore.text.normalize import normalize

_MOTTO = re.compile(r"cộng hòa xã hội chủ nghĩa|đảng cộng sản việt nam|độc lập - tự do")
_SIGNATURE = re.compile(r"^\s*(?:nơi nhận|tm\.|t/m|kt\.|k/t|tl\.|t/l|tuq\.)", re.MULTILINE)
_WIDEST_LAYOUT, _TALLEST_LAYOUT = 3, 6
CellText = Callable[[ET.Element], str]


def grid(table: ET.Element, text_of: CellText) -> Grid:
    """The table with its cells at their columns; rows without a word are left out."""
    rows: list[Row] = []
    marked = 0
    for element in rows_of(table):
        row = tuple(_cells(element, text_of))
        if any(cell.text.strip() for cell in row):
            marked += marked == len(rows) and is_on(element.find(W + "trPr"), "tblHeader")
            rows.append(row)
    return Grid(tuple(rows), marked if 0 < marked < len(rows) else None)


def rows_of(table: ET.Element) -> Iterator[ET.Element]:
    """The rows, also those inside content controls; a row whose insertion was taken back is gone."""
    for child in table:
        if child.tag == W + "tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from rows_of(child)


def cells_of(row: ET.Element) -> Iterator[ET.Element]:
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
            yield from cells_of(child)


def _cells(row: ET.Element, text_of: CellText) -> Iterator[Cell]:
    column = _count(value(row.find(W + "trPr"), "gridBefore"), 0)
    for element in cells_of(row):
        properties = element.find(W + "tcPr")
        span = max(1, _count(value(properties, "gridSpan"), 1))
        continued = _continues(properties)
        yield Cell("" if continued else text_of(element), column, span, continued)
        column += span


def _continues(properties: ET.Element | None) -> bool:
    """A cell merged into the one above it."""
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _count(text: str | None, default: int) -> int:
    return min(int(text), 63) if text and text.isascii() and text.isdigit() else default  # Word knows 63 columns at most


def is_layout(table: ET.Element, before_title: bool) -> bool:
    """Whether the table only places the letterhead or the signatures side by side."""
    rows = list(rows_of(table))
    columns = max((sum(1 for _ in cells_of(row)) for row in rows), default=0)
    if columns < 2 or len(rows) == 1:
        return True  # a frame around text, or two texts side by side
    if columns > _WIDEST_LAYOUT or len(rows) > _TALLEST_LAYOUT:
        return False
    words = normalize("\n".join(_raw(cell) for row in rows for cell in cells_of(row)))
    return bool((before_title and _MOTTO.search(words)) or _SIGNATURE.search(words))


def _raw(cell: ET.Element) -> str:
    return "\n".join("".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in cell.iter(W + "p"))
