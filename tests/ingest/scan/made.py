"""A fictional report of two pages, drawn and photographed: no word of it is text any more."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.read.making import HEIGHT, WIDTH, pdf

DPI = 200
FIRST = (
    "ỦY BAN NHÂN DÂN XÃ SUỐI MÂY",
    "Số: 45/BC-UBND",
    "BÁO CÁO",
    "Kết quả phát triển kinh tế 6 tháng đầu năm 2026",
    "I. SẢN XUẤT NÔNG NGHIỆP",
    "1. Toàn xã gieo trồng 1.284,5 ha, bằng 101,2% cùng kỳ năm trước.",
    "2. Tổng đàn gia súc có 6.730 con.",
)
SECOND = ("II. GIẢM NGHÈO", "Đầu năm toàn xã có 214 hộ nghèo, đến nay còn 187 hộ nghèo.")
ROWS = (("Thôn", "Số hộ", "Hộ nghèo"), ("Bản Mới", "120", "35"), ("Nà Cao", "98", "46"))


def _tesseract() -> bool:
    if not shutil.which("tesseract"):
        return False
    return "vie" in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False).stdout.split()


needs_tesseract = pytest.mark.skipif(not _tesseract(), reason="Tesseract with its Vietnamese letters is not installed")


@cache
def typed() -> bytes:
    """The report as a PDF with words."""

    def first(canvas: Canvas) -> None:
        for n, line in enumerate(FIRST):
            canvas.drawString(85, 740 - 30 * n, line)

    def second(canvas: Canvas) -> None:
        for n, line in enumerate(SECOND):
            canvas.drawString(85, 740 - 30 * n, line)
        for n, row in enumerate(ROWS):
            for column, words in enumerate(row):
                canvas.rect(85 + 130 * column, 620 - 30 * n, 130, 30)
                canvas.drawString(95 + 130 * column, 630 - 30 * n, words)

    return pdf(first, second)


@cache
def pictures() -> tuple[Image.Image, ...]:
    """Its pages as pictures, laid on the glass a little askew."""
    document = pypdfium2.PdfDocument(typed())
    shown = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return tuple(page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255) for page, angle in zip(shown, (0.8, -0.6), strict=True))


def scanned_pdf(*pages: Image.Image) -> bytes:
    """A PDF of pictures alone."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for page in pages:
        canvas.drawImage(ImageReader(page), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def mixed_pdf(words: str, page: Image.Image) -> bytes:
    """A PDF whose first page has words and whose second is a picture."""
    return pdf(lambda canvas: canvas.drawString(85, 700, words), lambda canvas: canvas.drawImage(ImageReader(page), 0, 0, WIDTH, HEIGHT))


def image_file(kind: str, *pages: Image.Image) -> bytes:
    out = BytesIO()
    pages[0].save(out, kind, dpi=(DPI, DPI), **({"save_all": True, "append_images": pages[1:]} if kind == "TIFF" else {}))
    return out.getvalue()
