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
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    DOC = "application/msword"
    RTF = "application/rtf"
    PDF = "application/pdf"
    MAIL = "message/rfc822"
    ZIP = "application/zip"
    IMAGE = "image/*"


EMPTY = "Tệp rỗng (0 byte); hãy kiểm tra lại tệp gốc rồi nạp lại."
LOCKED = "Tệp có đặt mật khẩu; hãy bỏ mật khẩu, lưu lại rồi nạp lại."
OLD_SHEET = "Đây là tệp bảng tính kiểu cũ (.xls), chưa đọc được; hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."
OTHER_SHEET = "Đây là tệp bảng tính của chương trình khác, chưa đọc được; hãy mở ra, lưu lại thành .xlsx rồi nạp lại."
OUTLOOK = "Đây là thư của Outlook (.msg), chưa đọc được; hãy mở bằng Outlook, lưu lại thành .eml hoặc lưu riêng tệp đính kèm rồi nạp lại."
SLIDES = "Đây là tệp trình chiếu, chưa đọc được; hãy chép nội dung vào Word, lưu lại thành .docx rồi nạp lại."
PROGRAM = "Đây là tệp chương trình, không phải báo cáo; hãy kiểm tra lại nguồn gốc của tệp, không nên mở nó."
BROKEN_DOCX = "Tệp .docx bị hỏng hoặc tải về chưa đủ; hãy mở bằng Word, lưu lại thành .docx rồi nạp lại."
BROKEN_XLSX = "Tệp .xlsx bị hỏng hoặc tải về chưa đủ; hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."
BROKEN_ODT = "Tệp .odt bị hỏng hoặc tải về chưa đủ; hãy mở bằng LibreOffice, lưu lại thành .odt rồi nạp lại."
BROKEN_DOC = "Tệp .doc, .rtf bị hỏng hoặc tải về chưa đủ; hãy mở bằng Word, lưu lại thành .docx rồi nạp lại."
BROKEN_PDF = "Tệp PDF bị hỏng hoặc tải về chưa đủ; hãy lấy lại tệp gốc rồi nạp lại."
BROKEN_ZIP = "Tệp .zip bị hỏng hoặc tải về chưa đủ; hãy lấy lại tệp gốc, hoặc giải nén rồi nạp từng tệp."
BROKEN_MAIL = "Tệp thư .eml bị hỏng; hãy mở thư, lưu riêng tệp đính kèm rồi nạp lại."
UNKNOWN = "Loại tệp này chưa đọc được; hãy lưu lại thành .docx, .pdf có chữ, .xlsx hoặc .txt rồi nạp lại."

_TEXTS = {".txt": Kind.TEXT, ".text": Kind.TEXT, ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".html": Kind.HTML, ".htm": Kind.HTML}
_BROKEN = {
    ".docx": BROKEN_DOCX,
    ".docm": BROKEN_DOCX,
    ".xlsx": BROKEN_XLSX,
    ".xlsm": BROKEN_XLSX,
    ".odt": BROKEN_ODT,
    ".doc": BROKEN_DOC,
    ".rtf": BROKEN_DOC,
    ".pdf": BROKEN_PDF,
    ".zip": BROKEN_ZIP,
    ".eml": BROKEN_MAIL,
}
_IMAGE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0\0\0\0|RIFF.{4}WEBP", re.DOTALL)
_PROGRAM = re.compile(rb"MZ.{58}|\x7fELF|#!\s*/", re.DOTALL)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_PARTS = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_OLD_OFFICE = {"Workbook": OLD_SHEET, "PowerPoint Document": SLIDES}
_ENCRYPTED_DOC = 0x01  # bit fEncrypted of the file information block ([MS-DOC] 2.5.2)
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|table)[\s>]", re.IGNORECASE | re.DOTALL
)
_HEADER = re.compile(
    rb"^(from|to|date|subject|received|return-path|mime-version|message-id|content-type|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_HEADERS = {b"from", b"received", b"mime-version", b"message-id", b"return-path"}
_LEAST_HEADERS = 3


def kind_of(name: str, data: bytes) -> Kind:
    """The kind, or UnreadableFile with the sentence that helps."""
    if not data:
        raise UnreadableFile(EMPTY)
    if data[:1024].lstrip(b"\0\t\n\r \xef\xbb\xbf").startswith(b"%PDF-"):
        return Kind.PDF
    if _IMAGE.match(data):
        return Kind.IMAGE
    if data.startswith(_ZIP):
        return _zip_kind(name, data)
    if data.startswith(_OLE):
        return _ole_kind(name, data)
    if data.startswith(b"{\\rtf"):
        return Kind.RTF
    if _PROGRAM.match(data):
        raise UnreadableFile(PROGRAM)
    return _text_kind(name, data)


def suffix_of(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def _text_kind(name: str, data: bytes) -> Kind:
    suffix = suffix_of(name)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start):
        return Kind.HTML
    if _is_mail(start, suffix):
        return Kind.MAIL
    if suffix in _BROKEN:
        raise UnreadableFile(_BROKEN[suffix])
    if suffix not in _TEXTS:
        raise UnreadableFile(UNKNOWN)
    return _TEXTS[suffix]


def _is_mail(start: bytes, suffix: str) -> bool:
    """Whether it begins with the lines of a mail's head (RFC 5322); Word's "single file web page" is one too."""
    head = re.split(rb"\r?\n\r?\n", start.lstrip(), maxsplit=1)[0]
    named = [match[1].lower() for match in _HEADER.finditer(head)]
    if not named or not head.lower().startswith((*(name + b":" for name in named), b"from ")):
        return False
    return suffix == ".eml" or (len(named) >= _LEAST_HEADERS and not _MAIL_HEADERS.isdisjoint(named))


def _ole_kind(name: str, data: bytes) -> Kind:
    """The names of the streams inside an old Office file tell what it is; a locked .docx is one too."""
    if _has_stream(data, "EncryptedPackage"):
        raise UnreadableFile(LOCKED)
    if _has_stream(data, "__substg1.0_"):
        raise UnreadableFile(OUTLOOK)
    if not _has_stream(data, "WordDocument"):
        known = (said for stream, said in _OLD_OFFICE.items() if _has_stream(data, stream))
        raise UnreadableFile(next(known, _BROKEN.get(suffix_of(name), UNKNOWN)))
    if data[512:514] == b"\xec\xa5" and data[523] & _ENCRYPTED_DOC:
        raise UnreadableFile(LOCKED)
    return Kind.DOC


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _zip_kind(name: str, data: bytes) -> Kind:
    suffix = suffix_of(name)
    try:
        with ZipFile(BytesIO(data)) as opened:
            names = set(opened.namelist())
            declared = opened.read("mimetype") if "mimetype" in names and opened.getinfo("mimetype").file_size < 100 else b""
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise UnreadableFile(_BROKEN.get(suffix, BROKEN_ZIP)) from error
    for part, kind in _ZIP_PARTS.items():
        if part in names:
            return kind
    if declared.startswith(Kind.ODT.encode()):
        return Kind.ODT
    if declared.startswith(b"application/vnd.oasis.opendocument.spreadsheet") or "xl/workbook.bin" in names:
        raise UnreadableFile(OTHER_SHEET)
    if "ppt/presentation.xml" in names or b"opendocument.presentation" in declared:
        raise UnreadableFile(SLIDES)
    if suffix in _BROKEN and suffix != ".zip":
        raise UnreadableFile(_BROKEN[suffix])
    return Kind.ZIP
