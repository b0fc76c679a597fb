"""An image file as pages: one, or as many as a TIFF has."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from ingest.read.blocks import Block, PageStart
from ingest.read.pdf.document import page_blocks
from ingest.read.pdf.paragraphs import Margins
from ingest.read.pdf.pdfium import PageContent
from vectorstore.errors import UnreadableFile

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_MOST_PIXELS = 120_000_000  # A3 at 600 dots an inch is 70 million
_MOST_FRAMES = 500
BROKEN_IMAGE = "Tệp ảnh bị hỏng hoặc tải về chưa đủ; hãy chụp hoặc quét lại rồi nạp lại."
HUGE_IMAGE = "Tệp ảnh quá lớn; hãy quét lại ở 300 dpi, mỗi tệp dưới 500 trang rồi nạp lại."


def opened(data: bytes) -> Image.Image:
    """The image, its pixels not yet read; UnreadableFile when it is broken or too large."""
    try:
        with warnings.catch_warnings(action="ignore"):  # too many pixels are refused here, not warned of
            image = Image.open(BytesIO(data), formats=FORMATS)
            frames = getattr(image, "n_frames", 1)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableFile(BROKEN_IMAGE) from error
    if image.width * image.height > _MOST_PIXELS or frames > _MOST_FRAMES:
        raise UnreadableFile(HUGE_IMAGE)
    return image


def image_blocks(data: bytes, recognised: Mapping[int, PageContent]) -> tuple[list[Block], tuple[int, ...]]:
    """The blocks of the pages that were recognised, and the numbers of those that were not."""
    count = getattr(opened(data), "n_frames", 1)
    blocks: list[Block] = []
    margins = Margins()
    for number in range(1, count + 1):
        blocks.append(PageStart())
        if number in recognised:
            blocks += page_blocks(recognised[number], number, margins, blocks)
    return blocks, tuple(number for number in range(1, count + 1) if number not in recognised)
