"""The only place that talks to pdfium: a page becomes glyphs and ruled lines."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from ingest.read.kind import BROKEN_PDF
from vectorstore.errors import UnreadableFile

MAX_PAGES = 3_000
_MOST_PIXELS = 36_000_000  # A3 at 300 dots an inch is 17 million
_DEEP = 3  # forms within forms that an image may lie in
_MAX_SEGMENTS = 20_000  # a page with more is a drawing, not a table
_LOCKED = "Tệp PDF có đặt mật khẩu; hãy bỏ mật khẩu (in lại ra PDF mới) rồi nạp lại."
_TOO_LONG = "Tệp PDF dài quá 3.000 trang; hãy tách thành nhiều tệp rồi nạp lại."
_PDFIUM = Lock()  # pdfium must not be used by two threads at once
_HYPHENS = {2: "-", 0xFFFE: "-"}  # how pdfium gives a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on the page, in points from the lower left corner; `size` is the height of its font's box."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line drawn on the page, along one axis: at `at`, from `start` to `end` on the other axis."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page; `plain` is pdfium's own text where the page is turned and boxes do not help."""

    width: float
    height: float
    glyphs: list[Glyph]
    segments: list[Segment]
    plain: str | None = None
    pictured: bool = False  # whether an image is drawn on it


def pages(data: bytes) -> Iterator[PageContent]:
    """The pages in order; UnreadableFile when the file is locked, broken or too long."""
    with _PDFIUM:
        document = _opened(data)
    try:
        for number in range(len(document)):
            with _PDFIUM:
                content = _page(document, number)
            yield content
    finally:
        with _PDFIUM:
            document.close()


def picture(data: bytes, number: int, dpi: float) -> Image.Image:
    """The page in shades of grey, fewer dots an inch where it is larger than any paper; the first page is 1."""
    with _PDFIUM:
        document = _opened(data)
        try:
            page = document[number - 1]
            inches = page.get_width() * page.get_height() / 72**2
            scale = min(dpi, math.sqrt(_MOST_PIXELS / inches)) / 72
            shown: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(BROKEN_PDF) from error
        finally:
            document.close()
    return shown


def _opened(data: bytes) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise UnreadableFile(_LOCKED if locked else BROKEN_PDF) from error
    if not 0 < len(document) <= MAX_PAGES:
        count = len(document)
        document.close()
        raise UnreadableFile(_TOO_LONG if count else BROKEN_PDF)
    return document


def _page(document: Any, number: int) -> PageContent:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(BROKEN_PDF) from error
    try:
        turned = page.get_rotation() != 0
        plain = text.get_text_range(errors="replace") if turned else None
        width, height = page.get_size()
        pictured = next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEP), None) is not None
        return PageContent(width, height, [] if turned else _glyphs(text), [] if turned else _segments(page), plain, pictured)
    finally:
        text.close()
        page.close()


def _glyphs(text: Any) -> list[Glyph]:
    """Every drawn character and pdfium's spaces; the positions come through out-parameters that are used again."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    high = 0
    for i in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in (0, 10, 13):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0) if high else (0xFFFD, 0)
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        glyphs.append(Glyph(_HYPHENS.get(code) or chr(code), box.left, box.right, y.value, abs(box.top - box.bottom)))
    return glyphs


def _segments(page: Any) -> list[Segment]:
    found: list[Segment] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        found += _path_segments(item)
        if len(found) > _MAX_SEGMENTS:
            return []
    return found


def _path_segments(item: Any) -> list[Segment]:
    """The upright and level strokes of one path, a thin filled box among them."""
    matrix, x, y = item.get_matrix(), ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    found: list[Segment] = []
    for i in range(min(raw.FPDFPath_CountSegments(item), _MAX_SEGMENTS)):
        part = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(part, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(part)
        if kind == raw.FPDF_SEGMENT_LINETO and points:
            found += _segment(points[-1], point)
            if raw.FPDFPathSegment_GetClose(part):
                found += _segment(point, points[0])
        points = [point] if kind == raw.FPDF_SEGMENT_MOVETO else [*points[:1], point]
    return found


def _segment(one: tuple[float, float], other: tuple[float, float]) -> list[Segment]:
    wide, tall = abs(one[0] - other[0]), abs(one[1] - other[1])
    if wide < 1 < tall:
        return [Segment(True, (one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1]))]
    if tall < 1 < wide:
        return [Segment(False, (one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0]))]
    return []
