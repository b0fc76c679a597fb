"""The parts of a .docx, inflated under a counter: what the archive says about its sizes can be a lie."""

import xml.etree.ElementTree as ET
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from ingest.read.kind import BROKEN_DOCX, LOCKED
from vectorstore.errors import UnreadableFile

MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 8 * 1024 * 1024  # below this a high ratio is only a repetitive document
MAX_ENTRIES = 5_000
MAX_TAGS = 6_000_000  # a parsed tag costs about 100 bytes, an attribute three times that
_CHUNK = 1024 * 1024
_BOMB = "Tệp .docx phình ra quá lớn khi giải nén nên không được nạp; hãy mở bằng Word, bỏ bớt nội dung rồi lưu lại thành .docx."

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """The zip behind a .docx; `part` parses one of its files."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise UnreadableFile(BROKEN_DOCX) from error
        self._inflated = 0
        self._tags = 0
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_INFLATED:
            raise UnreadableFile(_BOMB)
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile(LOCKED)

    def part(self, name: str) -> ET.Element | None:
        """The root of one part, or None when the document has none."""
        if name not in self._zip.namelist():
            return None
        data = self._inflate(name).replace(_STRICT, _USUAL)
        self._tags += data.count(b"<") + 3 * data.count(b"=")
        if self._tags > MAX_TAGS:
            raise UnreadableFile(_BOMB)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data[:200]:
            raise UnreadableFile(BROKEN_DOCX)  # Word never writes entities; they are how XML bombs are built
        try:
            return ET.fromstring(data)
        except (ET.ParseError, ValueError, LookupError) as error:
            raise UnreadableFile(BROKEN_DOCX) from error

    def _inflate(self, name: str) -> bytes:
        chunks: list[bytes] = []
        size = 0
        packed = max(1, self._zip.getinfo(name).compress_size)
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._count(len(chunk), size, packed)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            raise UnreadableFile(BROKEN_DOCX) from error
        return b"".join(chunks)

    def _count(self, more: int, size: int, packed: int) -> None:
        self._inflated += more
        if self._inflated > MAX_INFLATED or (size > RATIO_FROM and size / packed > MAX_RATIO):
            raise UnreadableFile(_BOMB)


def value(element: ET.Element | None, path: str) -> str | None:
    """The w:val of a child: value(pPr, "numPr/numId")."""
    found = element.find("/".join(W + step for step in path.split("/"))) if element is not None else None
    return found.get(W + "val") if found is not None else None


def is_on(element: ET.Element | None, name: str) -> bool:
    """Whether a switch such as w:vanish is set: its presence is enough, unless it says otherwise."""
    found = element.find(W + name) if element is not None else None
    return found is not None and found.get(W + "val", "true") not in ("0", "false", "off")
