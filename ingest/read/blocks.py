"""What the readers of all formats produce before it becomes text with offsets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of text; "\\n" inside is a line break that the writer made."""

    text: str

    def map(self, change: Callable[[str], str]) -> Paragraph:
        return Paragraph(change(self.text))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at the first of the columns that it spans; `continued` when it hangs down from the row above."""

    text: str
    column: int
    span: int = 1
    continued: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `head_rows` is None when the format does not say, `heads` when they stand on an earlier page."""

    rows: tuple[Row, ...]
    head_rows: int | None = None
    heads: tuple[str, ...] = ()

    def map(self, change: Callable[[str], str]) -> Grid:
        rows = tuple(tuple(replace(cell, text=change(cell.text)) for cell in row) for row in self.rows)
        return Grid(rows, self.head_rows, tuple(map(change, self.heads)))


@dataclass(frozen=True, slots=True)
class PageStart:
    """A new page begins here."""

    def map(self, change: Callable[[str], str]) -> PageStart:
        return self


Block = Paragraph | Grid | PageStart
