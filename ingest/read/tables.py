"""Tables of formats that give cells one after the other: each cell finds its column, layout tables fall apart into their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.read.blocks import Block, Cell, Grid, Paragraph, Row
from ingest.read.grid import row_line, width
from vectorstore.text.normalize import normalize

MAX_SPAN = 63  # columns that a cell may span; Word knows no more either
MAX_ROWSPAN = 1_000
_MOTTO = re.compile(r"cộng hòa xã hội chủ nghĩa|đảng cộng sản việt nam|độc lập - tự do")
_SIGNATURE = re.compile(r"^\s*(?:nơi nhận|tm\.|t/m|kt\.|k/t|tl\.|t/l|tuq\.)", re.MULTILINE)
_TITLE = re.compile(r"\s*(?:BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾT LUẬN|CHƯƠNG TRÌNH|ĐỀ ÁN|HƯỚNG DẪN|BIÊN BẢN)\b")
_WIDEST_LAYOUT, _TALLEST_LAYOUT = 3, 6


@dataclass(frozen=True, slots=True)
class LooseCell:
    """A cell before its column is known; `blocks` are what stands in it."""

    blocks: tuple[Block, ...]
    span: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return "\n".join(_lines(self.blocks))


LooseRow = tuple[LooseCell, ...]


def table_blocks(rows: list[LooseRow], titled: bool, head_rows: int | None = None) -> Iterator[Block]:
    """The table as a grid, or what stands in it when it only places the letterhead or the signatures side by side."""
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    if _is_layout(filled, titled):
        for row in filled:
            for cell in row:
                yield from cell.blocks
        return
    placed = tuple(_placed(rows))
    kept = tuple(row for row in placed if any(cell.text.strip() for cell in row))
    yield Grid(kept, head_rows if head_rows and head_rows < len(kept) else None)


def is_title(text: str) -> bool:
    """Whether a line begins the title of a document: what stands before it may be a letterhead."""
    return bool(_TITLE.match(text))


def is_letterhead(text: str) -> bool:
    return bool(_MOTTO.search(normalize(text)))


def is_signature(text: str) -> bool:
    return bool(_SIGNATURE.search(normalize(text)))


def _is_layout(rows: list[LooseRow], titled: bool) -> bool:
    columns = max((len(row) for row in rows), default=0)
    if columns < 2 or len(rows) == 1:
        return True  # a frame around text, or two texts side by side
    if columns > _WIDEST_LAYOUT or len(rows) > _TALLEST_LAYOUT:
        return False
    words = "\n".join(cell.text for row in rows for cell in row)
    return (not titled and is_letterhead(words)) or is_signature(words)


def _placed(rows: list[LooseRow]) -> Iterator[Row]:
    """Each row with its cells at their columns, and with the cells that hang down from the rows above."""
    hanging: dict[int, tuple[int, int]] = {}  # column: how many columns, how many rows are left
    for row in rows:
        found: list[Cell] = [Cell("", column, span, continued=True) for column, (span, _) in hanging.items()]
        taken = {place for column, (span, _) in hanging.items() for place in range(column, column + span)}
        below = {column: (span, left - 1) for column, (span, left) in hanging.items() if left > 1}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            found.append(Cell(cell.text, column, cell.span))
            if cell.rows > 1:
                below[column] = (cell.span, cell.rows - 1)
            column += cell.span
        hanging = below
        yield tuple(sorted(found, key=lambda cell: cell.column))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (row_line(row, width(block.rows)) for row in block.rows)
        elif isinstance(block, Paragraph):
            yield block.text


def spanned(value: str | None, most: int) -> int:
    """How many columns or rows a cell says that it spans."""
    return max(1, min(int(value), most)) if value and value.isascii() and value.isdigit() and len(value) < 6 else 1
