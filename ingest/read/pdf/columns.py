"""Lines in parts: letterhead and signatures stand in two columns, an unruled table in several."""

import re
from collections.abc import Iterator

from ingest.read.blocks import Cell, Grid
from ingest.read.pdf.lines import Line
from vectorstore.text.normalize import normalize

Region = list[Line] | Grid
_SIDE_BY_SIDE = re.compile(r"cộng hòa xã hội|đảng cộng sản việt nam|độc lập - tự do|nơi nhận|^(?:tm\.|t/m|kt\.|k/t|tl\.|t/l)", re.MULTILINE)
_LEAST_ROWS, _LEAST_COLUMNS = 3, 3
_SPACED = 3.0  # of the glyph height: lines further apart are not of one column


def regions(rows: list[list[Line]], page_width: float) -> Iterator[Region]:
    """The lines in reading order: the left column before the right one, tables apart."""
    plain: list[Line] = []
    for zone in _zones(rows, page_width / 2):
        region = _parted(zone) if len(zone[0]) > 1 else None
        if region is None:
            plain += [_whole(row) for row in zone]
            continue
        if plain:
            yield plain
        yield from region
        plain = []
    if plain:
        yield plain


def _zones(rows: list[list[Line]], middle: float) -> Iterator[list[list[Line]]]:
    """Runs of lines around lines in parts that leave the same gutter free; every other line by itself."""
    at = 0
    while at < len(rows):
        end = at + 1
        gutter = (rows[at][0].right, rows[at][1].left) if len(rows[at]) > 1 else None
        while gutter and end < len(rows) and _belongs(rows[end], rows[end - 1], rows[at], middle):
            gutter = _gutter(rows[end], gutter)
            end += gutter is not None
        yield rows[at:end]
        at = end


def _belongs(row: list[Line], above: list[Line], first: list[Line], middle: float) -> bool:
    """As many parts as the first line, or one part in one of two columns; a centred title ends them."""
    near = above[0].base - row[0].base < _SPACED * max(row[0].size, above[0].size)
    alone = len(row) == 1 and len(first) == 2 and abs((row[0].left + row[0].right) / 2 - middle) > row[0].size
    return near and (len(row) == len(first) or alone)


def _gutter(row: list[Line], gutter: tuple[float, float]) -> tuple[float, float] | None:
    """The free strip that the line leaves of the strip so far; None when it runs across it."""
    left = max([gutter[0], *(part.right for part in row if part.left < gutter[0])])
    right = min([gutter[1], *(part.left for part in row if part.left >= gutter[0])])
    return (left, right) if right - left > 0.5 * row[0].size else None


def _parted(zone: list[list[Line]]) -> list[Region] | None:
    """Two columns as lines, left before right; rows with the same three or more parts as a table; else None."""
    words = normalize("\n".join(part.text for row in zone for part in row))
    if len(zone[0]) == 2 and _SIDE_BY_SIDE.search(words):
        gutter = min(row[1].left for row in zone if len(row) > 1) - 1
        parts = [part for row in zone for part in row]
        return [[part] for part in sorted(parts, key=lambda part: part.left >= gutter)]
    if len(zone) < _LEAST_ROWS or len(zone[0]) < _LEAST_COLUMNS:
        return None
    return [Grid(tuple(tuple(Cell(part.text, i) for i, part in enumerate(row)) for row in zone))]


def _whole(row: list[Line]) -> Line:
    first = max(row, key=lambda part: part.size)
    return Line(" ".join(part.text for part in row), row[0].left, row[-1].right, first.base, first.size)
