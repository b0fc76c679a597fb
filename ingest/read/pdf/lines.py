"""Glyphs become the lines that a reader sees, with raised digits as footnote marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.read.characters import raised
from ingest.read.pdf.pdfium import Glyph

_SAME_LINE = 0.42  # of the glyph height: a raised footnote mark is still on the line
_RAISED, _SMALLER = 0.1, 0.87
_WORD_GAP = 0.14
_COLUMN_GAP = 1.6  # wider than any gap that justified text shows


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, or its part in one column."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class _Piece:
    """Neighbouring glyphs of one size on one base line."""

    text: str
    left: float
    right: float
    base: float
    size: float

    def takes(self, glyph: Glyph) -> bool:
        same = abs(glyph.base - self.base) <= 0.05 * self.size and abs(glyph.size - self.size) <= 0.06 * self.size
        return same and -0.3 * self.size <= glyph.left - self.right <= _COLUMN_GAP * self.size

    def add(self, glyph: Glyph) -> None:
        gap = glyph.left - self.right > _WORD_GAP * self.size and not self.text.endswith(" ") and glyph.text != " "
        self.text += (" " if gap and glyph.left - self.right > 0.25 * self.size else "") + glyph.text
        self.right = max(self.right, glyph.right)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from top to bottom, each from left to right."""
    return [line for parts in line_parts(glyphs) for line in [_whole(parts)]]


def line_parts(glyphs: Iterable[Glyph]) -> list[list[Line]]:
    """The same, each line in the parts that wide gaps make of it."""
    found = [_parts(row) for row in _rows(_pieces(glyphs))]
    return [parts for parts in found if parts]


def _whole(parts: list[Line]) -> Line:
    first = max(parts, key=lambda part: part.size)
    return Line(" ".join(part.text for part in parts), parts[0].left, parts[-1].right, first.base, first.size)


def _pieces(glyphs: Iterable[Glyph]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for glyph in glyphs:
        if glyph.text.isspace():
            _space(pieces, glyph)
        elif pieces and pieces[-1].takes(glyph):
            pieces[-1].add(glyph)
        else:
            pieces.append(_Piece(glyph.text, glyph.left, glyph.right, glyph.base, glyph.size))
    return pieces


def _space(pieces: list[_Piece], glyph: Glyph) -> None:
    """A space belongs to the piece before it; its width tells nothing, pdfium makes some up."""
    if pieces and not pieces[-1].text.endswith(" "):
        pieces[-1].text += " "
        if 0 < glyph.right - pieces[-1].right < pieces[-1].size and glyph.base == pieces[-1].base:
            pieces[-1].right = glyph.right


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces whose base lines are near are one line."""
    rows: list[list[_Piece]] = []
    top = size = 0.0
    for piece in sorted(pieces, key=lambda p: -p.base):
        if rows and top - piece.base <= _SAME_LINE * max(size, piece.size):
            rows[-1].append(piece)
            size = max(size, piece.size)
        else:
            rows.append([piece])
            top, size = piece.base, piece.size
    return rows


def _parts(row: list[_Piece]) -> list[Line]:
    """The line's text, split where a gap is too wide for a space between words."""
    main = max(row, key=lambda piece: (round(piece.size, 1), len(piece.text)))
    parts: list[list[_Piece]] = []
    right = 0.0
    for piece in sorted(row, key=lambda p: p.left):
        if not parts or piece.left - right > _COLUMN_GAP * main.size:
            parts.append([])
        parts[-1].append(piece)
        right = max(right, piece.right) if parts[-1][1:] else piece.right
    lines = (_line(part, main) for part in parts)
    return [line for line in lines if line.text]


def _line(pieces: list[_Piece], main: _Piece) -> Line:
    text = ""
    right = pieces[0].left
    for piece in pieces:
        small = piece.size < _SMALLER * main.size and piece.base - main.base > _RAISED * main.size
        if small and piece.text.strip().isdigit():
            text = text.rstrip() if text else text
            text += raised(text[-4:], piece.text.strip()) + (" " if piece.text.endswith(" ") or not text else "")
        else:
            text += (" " if text and not text.endswith(" ") and piece.left - right > _WORD_GAP * main.size else "") + piece.text
        right = piece.right
    return Line(text.strip(), pieces[0].left, max(piece.right for piece in pieces), main.base, main.size)
