"""Which kind of file the bytes are: their content decides, the name only where the content is silent."""

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from vectorstore.errors import UnreadableFile


class Kind(StrEnum):
    """The kinds that are read, by media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"


_BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".pdf": Kind.PDF,
}
_IMAGE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP", re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

EMPTY = "Tệp rỗng (0 byte); hãy kiểm tra lại tệp gốc rồi nạp lại."
OLD_WORD = "Tệp .doc kiểu cũ chưa đọc được; hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nạp lại."
LOCKED = "Tệp Word có đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại thành .docx và nạp lại."
SHEET = "Đây là tệp bảng tính (Excel), chưa đọc được; hãy chép bảng vào Word, lưu lại thành .docx rồi nạp lại."
IMAGE = "Đây là tệp ảnh, không có lớp chữ; hãy nhận dạng chữ (OCR) rồi lưu lại thành .docx hoặc .pdf có chữ."
BROKEN_DOCX = "Tệp .docx bị hỏng hoặc tải về chưa đủ; hãy mở bằng Word, lưu lại thành .docx rồi nạp lại."
BROKEN_PDF = "Tệp PDF bị hỏng hoặc tải về chưa đủ; hãy lấy lại tệp gốc rồi nạp lại."
UNKNOWN = "Loại tệp này chưa đọc được; hãy lưu lại thành .docx, .pdf có chữ, .txt hoặc .md rồi nạp lại."


def kind_of(name: str, data: bytes) -> Kind:
    """The kind, or UnreadableFile with the sentence that helps."""
    if not data:
        raise UnreadableFile(EMPTY)
    if data[:1024].lstrip(b"\0\t\n\r \xef\xbb\xbf").startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(_ZIP):
        return _zip_kind(name, data)
    _refuse_known(data)
    return _by_name(name)


def _by_name(name: str) -> Kind:
    kind = _BY_SUFFIX.get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    if kind is Kind.DOCX:
        raise UnreadableFile(BROKEN_DOCX)
    if kind is Kind.PDF:
        raise UnreadableFile(BROKEN_PDF)
    if kind is None:
        raise UnreadableFile(UNKNOWN)
    return kind


def _refuse_known(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnreadableFile(_ole_reason(data))
    if _IMAGE.match(data):
        raise UnreadableFile(IMAGE)
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile("Tệp RTF chưa đọc được; hãy mở bằng Word, lưu lại thành .docx rồi nạp lại.")


def _ole_reason(data: bytes) -> str:
    """The names of the streams inside an old Office file tell what it is; a locked .docx is one too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED
    return SHEET if "Workbook".encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data else OLD_WORD


def _zip_kind(name: str, data: bytes) -> Kind:
    try:
        names = ZipFile(BytesIO(data)).namelist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableFile(BROKEN_DOCX if name.lower().endswith((".docx", ".docm", ".doc")) else UNKNOWN) from error
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        raise UnreadableFile(SHEET)
    raise UnreadableFile(BROKEN_DOCX if name.lower().endswith(".docx") else UNKNOWN)
