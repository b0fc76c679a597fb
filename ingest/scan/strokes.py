"""The ruled lines of a picture, in pixels: what makes the grid of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_DARK = 150  # of 255
_LONG = 0.35  # inches: longer than any letter or dash
_FULL = 0.95  # of a stroke's length that must be ink
_THICKEST = 0.06  # inches
_MOST = 5_000  # more make a drawing

Ink = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along one axis: at `at`, from `start` to `end` on the other axis; pixels from the upper left corner."""

    upright: bool
    at: float
    start: float
    end: float


def strokes(picture: Image.Image, dpi: float) -> list[Stroke]:
    """The level and the upright strokes; none where there are too many for a table."""
    ink = np.asarray(picture) < _DARK
    found = [*_along(ink, False, dpi), *_along(ink.T, True, dpi)]
    return found if len(found) <= _MOST else []


def _along(ink: Ink, upright: bool, dpi: float) -> Iterator[Stroke]:
    """The strokes along the rows of `ink`: runs of one row, those of neighbouring rows put together."""
    open_: list[list[int]] = []  # first row, last row, start, end
    thickest = round(_THICKEST * dpi)
    for row, runs in _runs(ink, round(_LONG * dpi)):
        done = [stroke for stroke in open_ if stroke[1] < row - 2]
        open_ = [stroke for stroke in open_ if stroke[1] >= row - 2]
        yield from (_stroke(stroke, upright) for stroke in done if stroke[1] - stroke[0] <= thickest)
        for start, end in runs:
            _take(open_, row, start, end)
    yield from (_stroke(stroke, upright) for stroke in open_ if stroke[1] - stroke[0] <= thickest)


def _take(open_: list[list[int]], row: int, start: int, end: int) -> None:
    near = next((stroke for stroke in open_ if start <= stroke[3] and end >= stroke[2]), None)
    if near is None:
        open_.append([row, row, start, end])
    else:
        near[1:] = [row, min(near[2], start), max(near[3], end)]


def _stroke(stroke: list[int], upright: bool) -> Stroke:
    first, last, start, end = stroke
    return Stroke(upright, (first + last) / 2, start, end)


def _runs(ink: Ink, length: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """(row, its runs of at least `length` pixels); a run may be off by one pixel up or down."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.cumsum(np.pad(thick.astype(np.int32), ((0, 0), (1, 0))), axis=1)
    full = sums[:, length:] - sums[:, :-length] >= _FULL * length
    for row in np.flatnonzero(full.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(full[row].astype(np.int8), 1)))
        yield int(row), [(int(start), int(end) + length - 1) for start, end in zip(edges[::2], edges[1::2], strict=True)]
