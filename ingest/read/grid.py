"""A table's rows as lines, and which of them are its header."""

import re

from ingest.read.blocks import Grid, Row

PART = " | "
_SPACE = re.compile(r"\s+")
_PART_INSIDE = re.compile(r"\s+\|\s+")


def cell_text(text: str) -> str:
    """A cell on one line; a bar inside it cannot be taken for the bar between cells."""
    return _PART_INSIDE.sub("|", _SPACE.sub(" ", text)).strip()


def width(rows: tuple[Row, ...]) -> int:
    return max((cell.column + cell.span for row in rows for cell in row), default=0)


def row_line(row: Row, columns: int) -> str:
    """Every column has its place, so that cells and heads can be paired; a row of one cell is that cell alone."""
    texts = [""] * columns
    for cell in row:
        if not cell.continued:
            texts[cell.column] = cell_text(cell.text)
    filled = [text for text in texts if text]
    return filled[0] if len(filled) == 1 and texts[0] else PART.join(texts)


def head_rows(grid: Grid) -> int:
    """The marked header rows, else the first full row with the rows that its cells hang down into."""
    if grid.head_rows is not None:
        return grid.head_rows
    first = next((i for i, row in enumerate(grid.rows) if sum(bool(cell.text.strip()) for cell in row) > 1), None)
    if first is None or len(grid.rows) < 2:
        return 0
    last = first + 1
    while last < len(grid.rows) and any(cell.continued for cell in grid.rows[last]):
        last += 1
    # A column that hangs down to the end of the table is a merged body cell: then only the first row is the header.
    return last if last < len(grid.rows) else first + 1


def heads(grid: Grid) -> tuple[str, ...]:
    """One head a column, upper and lower header cells joined: "Kết quả 2025"."""
    columns = width(grid.rows)
    parts: list[list[str]] = [[] for _ in range(columns)]
    for row in grid.rows[: head_rows(grid)]:
        for cell in row:
            alone = cell.span == columns  # a caption over the whole table belongs to no column
            for column in range(cell.column, cell.column + cell.span):
                if cell.text.strip() and not cell.continued and not alone:
                    parts[column].append(cell_text(cell.text))
    return tuple(" ".join(part) for part in parts) if any(parts) else grid.heads
