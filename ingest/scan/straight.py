"""A page that was laid on the glass a little askew is turned straight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_SEEN_WIDTH = 800  # pixels that show the lines of a page well enough
_WIDEST, _COARSE, _FINE = 3.0, 0.25, 0.05  # degrees
_LEAST = 0.04  # a turn that only blurs the letters
_WHITE = 255


def straightened(picture: Image.Image) -> Image.Image:
    """The picture of a page, turned so that its lines are level."""
    angle = skew(picture)
    return picture if abs(angle) < _LEAST else picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_WHITE)


def skew(picture: Image.Image) -> float:
    """Degrees to turn by: at the right angle the rows of ink and of paper part best."""
    height = max(1, round(picture.height * _SEEN_WIDTH / picture.width))
    ink = Image.fromarray(_WHITE - np.asarray(picture.resize((_SEEN_WIDTH, height), Image.Resampling.BOX)))
    coarse = max(np.arange(-_WIDEST, _WIDEST + _COARSE, _COARSE), key=lambda angle: _parted(ink, float(angle)))
    near = np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE)
    return float(max(near, key=lambda angle: _parted(ink, float(angle))))


def _parted(ink: Image.Image, angle: float) -> float:
    rows: NDArray[np.float64] = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())
