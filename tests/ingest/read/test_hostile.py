"""Files that are broken, locked, renamed or made to harm get one polite sentence each."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.read import file, package, read
from ingest.read.pdf import pdfium
from tests.ingest.read.making import W, docx_bytes, new_document, paragraph, pdf, raw_docx, with_parts
from vectorstore.errors import UnreadableFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
GOOD = "Báo cáo kết quả công tác sáu tháng đầu năm của Ủy ban nhân dân xã."


def refused(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(name, data)
    assert "hãy" in str(caught.value) and "\n" not in str(caught.value)
    return str(caught.value)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def good_pdf(encrypt: str | None = None) -> bytes:
    return pdf(lambda canvas: canvas.drawString(85, 700, GOOD), encrypt=encrypt)


def good_docx() -> bytes:
    document = new_document()
    document.add_paragraph(GOOD)
    return docx_bytes(document)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "rỗng"),
        ("a.docx", b"", "rỗng"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "bảng tính"),
        ("a.xlsx", zipped(xl__workbook_xml=b"").replace(b"workbook_xml", b"workbook.xml"), "hỏng"),
        ("a.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "trình chiếu"),
        ("a.msg", OLE + "__substg1.0_001".encode("utf-16-le"), ".eml"),
        ("a.docx", b"MZ" + b"\0" * 100, "chương trình"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "ảnh"),
        ("a.pdf", b"\xff\xd8\xff\xe0" + b"\0" * 20, "ảnh"),
        ("a.bin", b"abc", "Loại tệp này"),
        ("khong-duoi", b"abc", "Loại tệp này"),
        ("a.docx", b"day la van ban", "hỏng"),
        ("a.pdf", b"day la van ban", "hỏng"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 100, "hỏng"),
        ("a.pdf", b"%PDF-1.7\n" + b"\0" * 100, "hỏng"),
        ("a.docx", zipped(doc=b"x"), "hỏng"),
        ("a.zip", zipped(doc=b"x"), "giải nén"),
        ("a.eml", b"xin chao", "hỏng"),
    ],
)
def test_what_is_not_read_is_said(name: str, data: bytes, words: str) -> None:
    assert words in refused(name, data)


def test_content_decides_before_the_name() -> None:
    assert read("a.txt", good_docx()).text == GOOD
    assert read("../../b.docx", good_pdf()).text == GOOD


def test_locked_pdf() -> None:
    assert "mật khẩu" in refused("a.pdf", good_pdf("mat-khau"))


def test_scanned_pdf() -> None:
    def picture(canvas: Canvas) -> None:
        canvas.rect(50, 50, 400, 600, fill=1)

    assert "scan" in refused("a.pdf", pdf(picture, picture))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_files(share: float) -> None:
    whole = good_docx()
    assert "hỏng" in refused("a.docx", whole[: int(len(whole) * share)])
    whole = good_pdf()
    try:
        assert read("a.pdf", whole[: int(len(whole) * share)]).text
    except UnreadableFile as error:  # pdfium repairs what it can
        assert "hãy" in str(error)


def test_damaged_bytes_inside_a_docx() -> None:
    whole = bytearray(raw_docx(paragraph(GOOD) * 200))
    at = whole.index(b"word/document.xml") + 60
    whole[at : at + 40] = b"\xaa" * 40
    assert "hỏng" in refused("a.docx", bytes(whole))


def test_zip_bomb() -> None:
    assert "phình ra" in refused("a.docx", with_parts(good_docx(), {"word/document.xml": " " * (64 * 1024 * 1024)}))


def test_a_directory_that_lies_about_sizes() -> None:
    whole = with_parts(good_docx(), {"word/document.xml": " " * (64 * 1024 * 1024)})
    size = (64 * 1024 * 1024).to_bytes(4, "little")
    assert "hãy" in refused("a.docx", whole.replace(size, (1000).to_bytes(4, "little")))


def test_too_many_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_TAGS", 1000)
    assert "phình ra" in refused("a.docx", raw_docx("<w:p/>" * 2000))


def test_entities_are_refused() -> None:
    bomb = (
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body>{paragraph("&b;")}</w:body></w:document>'
    )
    assert "hỏng" in refused("a.docx", with_parts(good_docx(), {"word/document.xml": bomb}))


def test_tables_nested_without_end() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 3000
    refused("a.docx", raw_docx(deep))


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MAX_BYTES", 1000)
    assert "50 MB" in refused("a.txt", b"a" * 1001)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_PAGES", 1)
    page = lambda canvas: canvas.drawString(85, 700, GOOD)  # noqa: E731
    assert "3.000 trang" in refused("a.pdf", pdf(page, page))


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.read.compose.MAX_TEXT", 100)
    assert "20 triệu" in refused("a.txt", b"xin chao " * 20)


def test_nul_bytes_are_dropped() -> None:
    assert read("a.txt", b"xin\0 chao ban, day la mot cau dai.").text == "xin chao ban, day la mot cau dai."


@pytest.mark.parametrize(
    "text", ["*a " * 50_000 + "b_ " * 50_000, "<sup>x" * 50_000, "![" * 50_000, "[" * 100_000, "# " + " " * 200_000 + "x", "| " * 50_000]
)
def test_marks_without_end_take_no_time(text: str) -> None:
    started = time.monotonic()
    assert read("a.md", text.encode()).text
    assert time.monotonic() - started < 5
