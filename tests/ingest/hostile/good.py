"""A small good file of every kind, to be damaged."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from io import BytesIO

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.hostile.case import GOOD, zipped
from tests.ingest.read.making import paragraph, raw_docx
from tests.ingest.read.test_odt import odt as odt_of
from tests.ingest.read.test_odt import p

RTF = b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0 Bao cao ket qua cong tac nam 2026.\\par}"


@cache
def docx() -> bytes:
    return raw_docx(paragraph(GOOD) * 20)


@cache
def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in (("Thôn", "Số hộ"), *((f"Thôn {n}", n * 3) for n in range(30))):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def odt() -> bytes:
    return odt_of(p(GOOD) * 20)


@cache
def pdf(password: str = "") -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt=password or None)
    for _ in range(3):
        for line in range(30):
            canvas.drawString(72, 760 - 20 * line, "Bao cao ket qua cong tac sau thang dau nam 2026 cua xa")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def eml() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Gửi báo cáo"
    message.set_content(GOOD)
    message.add_attachment(docx(), maintype="application", subtype="octet-stream", filename="bao-cao.docx")
    return message.as_bytes()


@cache
def html() -> bytes:
    return f"<html><body><p>{GOOD}</p></body></html>".encode()


@cache
def packed() -> bytes:
    return zipped({"a.txt": GOOD, "b.docx": docx()})


def old_word() -> bytes:
    """The head of an old Word file: LibreOffice and antiword have to find the rest."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(4096)


KINDS: dict[str, Callable[[], bytes]] = {
    "docx": docx,
    "xlsx": xlsx,
    "odt": odt,
    "pdf": pdf,
    "eml": eml,
    "html": html,
    "zip": packed,
    "rtf": lambda: RTF,
    "doc": old_word,
}
