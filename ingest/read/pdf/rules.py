"""Ruled tables on a PDF page: the drawn lines make the grid, the glyphs fall into its cells."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ingest.read.blocks import Cell, Grid, Row
from ingest.read.pdf.lines import lines_of
from ingest.read.pdf.pdfium import Glyph, Segment

_MAX_WORK, _MAX_TABLES = 5_000_000, 40  # a page with more is a drawing
_NEAR = 3.0  # points between two strokes that are one line


@dataclass(frozen=True, slots=True)
class Frame:
    """The grid of one table: `xs` from left to right, `ys` from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    segments: tuple[Segment, ...]

    def holds(self, glyph: Glyph) -> bool:
        return self.xs[0] <= _middle(glyph)[0] <= self.xs[-1] and self.ys[-1] <= _middle(glyph)[1] <= self.ys[0]

    def place(self, glyph: Glyph) -> tuple[int, int]:
        """Row and column."""
        x, y = _middle(glyph)
        row = bisect_right([-level for level in self.ys], -y) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base + glyph.size / 4


def frames(segments: list[Segment]) -> list[Frame]:
    """Groups of strokes that touch and part at least two columns and two rows, from the top of the page down."""
    found = [frame for group in _groups(segments) if (frame := _frame(group))]
    return sorted(found, key=lambda frame: -frame.ys[0])[:_MAX_TABLES]


def _groups(segments: list[Segment]) -> list[list[Segment]]:
    """Strokes whose surroundings touch belong together; merged over the y axis, which tables on a page share last."""
    groups: list[tuple[float, float, list[Segment]]] = []  # top, bottom, strokes
    for segment in sorted(segments, key=lambda s: -_top(s)):
        top, bottom = _top(segment), segment.start if segment.upright else segment.at
        if groups and top >= groups[-1][1] - _NEAR:
            above = groups[-1]
            groups[-1] = (above[0], min(above[1], bottom), above[2])
            above[2].append(segment)
        else:
            groups.append((top, bottom, [segment]))
    return [group for _, _, group in groups]


def _top(segment: Segment) -> float:
    return segment.end if segment.upright else segment.at


def _frame(group: list[Segment]) -> Frame | None:
    xs = _distinct([s.at for s in group if s.upright])
    ys = _distinct([s.at for s in group if not s.upright])
    drawing = len(xs) * len(ys) * len(group) > _MAX_WORK
    return Frame(tuple(xs), tuple(reversed(ys)), tuple(group)) if len(xs) > 2 and len(ys) > 2 and not drawing else None


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for number in sorted(values):
        if not found or number - found[-1] > _NEAR:
            found.append(number)
    return found


def table(frame: Frame, glyphs: list[Glyph]) -> Grid:
    """The cells of the frame with their words; cells that no stroke parts are one."""
    anchors = _anchors(frame)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        inside.setdefault(anchors[frame.place(glyph)], []).append(glyph)
    texts = {place: " ".join(line.text for line in lines_of(held)) for place, held in inside.items()}
    rows = (_row(row, len(frame.xs) - 1, anchors, texts) for row in range(len(frame.ys) - 1))
    return Grid(tuple(row for row in rows if any(cell.text.strip() for cell in row)))


def _row(row: int, columns: int, anchors: dict[tuple[int, int], tuple[int, int]], texts: dict[tuple[int, int], str]) -> Row:
    cells: list[Cell] = []
    column = 0
    while column < columns:
        anchor = anchors[row, column]
        end = column + 1
        while end < columns and anchors[row, end] == anchor:
            end += 1
        continued = anchor[0] < row
        cells.append(Cell("" if continued else texts.get(anchor, ""), column, end - column, continued))
        column = end
    return tuple(cells)


def _anchors(frame: Frame) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place the upper left place of the merged cell that it lies in."""
    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(frame.ys) - 1):
        for column in range(len(frame.xs) - 1):
            x, y = (frame.xs[column] + frame.xs[column + 1]) / 2, (frame.ys[row] + frame.ys[row + 1]) / 2
            if column and not _parted(frame, True, frame.xs[column], y):
                anchors[row, column] = anchors[row, column - 1]
            elif row and not _parted(frame, False, frame.ys[row], x):
                anchors[row, column] = anchors[row - 1, column]
            else:
                anchors[row, column] = (row, column)
    return anchors


def _parted(frame: Frame, upright: bool, at: float, across: float) -> bool:
    return any(s.upright == upright and abs(s.at - at) <= _NEAR and s.start <= across <= s.end for s in frame.segments)
