"""What a report keeps of the pages that a machine read: their pictures, and the numbers that it is not sure of."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in shares of its width and height from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A recognised number that may be wrong: half-open [start, end) in the stored text, and where it stands on its page."""

    start: int
    end: int
    page: int
    box: Box
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of a page, WebP in shades of grey."""

    page: int
    data: bytes = field(repr=False)
