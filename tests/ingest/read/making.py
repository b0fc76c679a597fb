"""Small Word and PDF files that the tests make themselves."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = ("DejaVuSans.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/dejavu/DejaVuSans.ttf", "arial.ttf")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WIDTH, HEIGHT = A4


def font() -> str:
    """A font with Vietnamese letters; a machine without one skips the test and says so."""
    for path in FONTS:
        try:
            pdfmetrics.registerFont(TTFont("Viet", path))
        except (TTFError, OSError):
            continue
        return "Viet"
    pytest.skip("Không có phông chữ DejaVuSans (Debian: fonts-dejavu-core) để làm PDF thử.")


def pdf(*pages: Callable[[Canvas], None], encrypt: str | None = None) -> bytes:
    """A PDF whose pages are drawn by the functions given."""
    name = font()
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt)
    for draw in pages:
        canvas.setFont(name, 13)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx_bytes(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def new_document() -> Document:
    return docx.Document()


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The same .docx with parts added or replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def raw_docx(body: str, **parts: str) -> bytes:
    """A .docx with this XML as its body; parts by name: footnotes, endnotes, numbering, styles."""
    extra = {f"word/{name}.xml": text for name, text in parts.items()}
    whole = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return with_parts(docx_bytes(new_document()), {"word/document.xml": whole, **extra})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
