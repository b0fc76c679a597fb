"""Wrapped lines of a PDF page become paragraphs again."""

from __future__ import annotations

import itertools
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.read.pdf.lines import Line
from vectorstore.text.clean import SUPERSCRIPTS

_ITEM = re.compile(r"(?:[-–—+•▪*➢✓\uf0b7\uf0a7]|[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|[IVXL]{1,6}[.\-)]|[A-ZĐ]\.)\s")
_PART = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều)\s+\S+")
_REMEMBERED, _RAGGED = 400, 6.0
_INDENT, _LARGER, _SPACED = 0.7, 0.12, 1.35
_ENDED = (".", ";", ":", "!", "?", "…", "/", ")", "”")


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the body of a page is set."""

    left: float
    right: float
    pitch: float
    indents: bool  # first lines of paragraphs are indented


def paragraphs(lines: Sequence[Line], right: float) -> Iterator[str]:
    """The paragraphs of lines that follow each other from top to bottom; full lines end at `right`."""
    if not lines:
        return
    shape = _shape(lines, right)
    text = lines[0].text
    for above, line in itertools.pairwise(lines):
        if _begins(above, line, shape):
            yield text
            text = line.text
        else:
            text = joined(text, line.text)
    yield text


class Margins:
    """Where full lines end, learnt from the pages so far: the last page may hold only short ones."""

    def __init__(self) -> None:
        self._rights: dict[int, deque[float]] = {}

    def right(self, page_width: float, rows: Sequence[Sequence[Line]]) -> float:
        """The rightmost place where several lines end; one stamp in the margin does not move it."""
        rights = self._rights.setdefault(round(page_width), deque(maxlen=_REMEMBERED))
        rights.extend(row[0].right for row in rows if len(row) == 1)
        ordered = sorted(rights, reverse=True)
        least = max(2, len(ordered) // 20)
        usual = (place for i, place in enumerate(ordered) if i + least <= len(ordered) and place - ordered[i + least - 1] <= _RAGGED)
        return next(usual, ordered[0] if ordered else page_width)


def joined(above: str, below: str) -> str:
    """Two halves of a wrapped line; "2020-" and "2025" or "04-KH/" and "TU" belong together without a space."""
    tight = re.search(r"\w[-/]$", above) is not None
    return above + ("" if tight else " ") + below


def _shape(lines: Sequence[Line], right: float) -> _Shape:
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.7 * widest]
    lefts = Counter(round(line.left / 2) for line in long)
    left = min(place for place, count in lefts.items() if count >= max(1, len(long) / 10)) * 2.0
    indents = any(_INDENT * line.size < line.left - left < 6 * line.size for line in long)
    gaps = [a.base - b.base for a, b in itertools.pairwise(lines) if 0 < a.base - b.base < 3 * a.size]
    return _Shape(left, right, median(gaps) if gaps else 0.0, indents)


def _begins(above: Line, line: Line, shape: _Shape) -> bool:
    """Whether a paragraph begins with `line`."""
    indented = line.left - shape.left > _INDENT * line.size
    ended = above.text.endswith(_ENDED)
    return (
        line.text[0] in SUPERSCRIPTS
        or abs(line.size - above.size) > _LARGER * max(line.size, above.size)
        or (shape.pitch > 0 and above.base - line.base > _SPACED * shape.pitch)
        or _short(above, line, shape)
        or line.left - above.left > _INDENT * line.size
        or above.text.endswith("./.")
        or (indented and ended)
        or (_item(line) and (indented or ended or not shape.indents))
        or (above.text.endswith((";", ":")) and not shape.indents)
    )


def _item(line: Line) -> bool:
    return bool(_ITEM.match(line.text) or _PART.match(line.text))


def _short(above: Line, line: Line, shape: _Shape) -> bool:
    """The first word of the next line would have fitted: the line was ended on purpose."""
    first = len(line.text.split(maxsplit=1)[0]) / len(line.text) * (line.right - line.left)
    return above.right + first + 0.8 * above.size < shape.right
