"""Reports printed to pages and scanned again: what the measure of reading scans starts from."""

from __future__ import annotations

import random
from html import escape
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

FOLDER = "/usr/share/fonts/truetype/liberation2/"
FACES = {"Body": "LiberationSerif-Regular.ttf", "Bold": "LiberationSerif-Bold.ttf"}
SCAN_DPI = 200
SKEW = 0.7  # degrees either way
NOISE = 9.0  # grey levels
WIDTH, HEIGHT = A4


def printed(text: str) -> bytes:
    """A PDF of the lines of a report as an office prints them: 14 points, justified, page numbers at the head."""
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, FOLDER + file))
    out = BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=85, rightMargin=50, topMargin=65, bottomMargin=60)
    document.build(list(_flow(text)), onLaterPages=_numbered)
    return out.getvalue()


def scanned(pdf: bytes, seed: int = 7) -> bytes:
    """The same pages as pictures: a little turned, blurred and noisy, as JPEG inside a PDF without words."""
    chance = random.Random(seed)
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for picture in pictures(pdf):
        file = BytesIO()
        _worn(picture, chance).save(file, "JPEG", quality=75)
        canvas.drawImage(ImageReader(file), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return found


def _worn(picture: Image.Image, chance: random.Random) -> Image.Image:
    turned = picture.rotate(chance.uniform(-SKEW, SKEW), Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    grain = np.random.default_rng(chance.randrange(1 << 30)).normal(0, NOISE, soft.shape)
    return Image.fromarray(np.clip(soft * 0.92 + 12 + grain, 0, 255).astype(np.uint8))


def _flow(text: str) -> list[Paragraph | Table]:
    body = ParagraphStyle("body", fontName="Body", fontSize=14, leading=19, alignment=TA_JUSTIFY, firstLineIndent=28, spaceAfter=5)
    head = ParagraphStyle("head", parent=body, fontName="Bold", alignment=TA_CENTER, firstLineIndent=0)
    flow: list[Paragraph | Table] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if " | " in line:
            rows.append(line.split(" | "))
            continue
        if rows:
            flow.append(_table(rows))
            rows = []
        if line.strip():
            flow.append(Paragraph(escape(line.strip()), head if line.strip().isupper() else body))
    return flow


def _table(rows: list[list[str]]) -> Table:
    cell = ParagraphStyle("cell", fontName="Body", fontSize=12, leading=15)
    width = max(map(len, rows))
    filled = [[Paragraph(escape(words), cell) for words in (row + [""] * width)[:width]] for row in rows]
    return Table(filled, colWidths=[(WIDTH - 145) / width] * width, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.7, "black")]))


def _numbered(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Body", 13)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 45, str(document.page))
