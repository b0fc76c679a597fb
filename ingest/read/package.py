"""The parts of a zip, inflated under a counter: what its directory says about their sizes can be a lie."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ingest.read.kind import LOCKED
from vectorstore.errors import UnreadableFile

MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 8 * 1024 * 1024  # below this a high ratio is only a repetitive document
MAX_ENTRIES = 5_000
MAX_TAGS = 6_000_000  # a parsed tag costs about 100 bytes, an attribute three times that
_CHUNK = 1024 * 1024
BOMB = "Tệp phình ra quá lớn khi giải nén nên không được nạp; hãy mở bằng chương trình đã tạo ra nó, bỏ bớt nội dung, lưu lại rồi nạp lại."

_OOXML = b"http://schemas.openxmlformats.org/"
_USUAL = {  # the names that "Strict Open XML" has for the same things (ISO/IEC 29500)
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _OOXML + b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _OOXML + b"spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _OOXML + b"officeDocument/2006/relationships",
}
_UNZIPPING = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Package:
    """A zip that is read part by part; `broken` is what the reader is told when it cannot be."""

    def __init__(self, data: bytes, broken: str, most: int = MAX_INFLATED) -> None:
        self._broken = broken
        try:
            self._zip = ZipFile(BytesIO(data))
        except _UNZIPPING as error:
            raise UnreadableFile(broken) from error
        self._inflated, self._most = 0, most
        self._tags = 0
        self.entries = self._zip.infolist()
        if len(self.entries) > MAX_ENTRIES or sum(entry.file_size for entry in self.entries) > most:
            raise UnreadableFile(BOMB)
        if any(entry.flag_bits & 1 for entry in self.entries):
            raise UnreadableFile(LOCKED)
        self._names = {entry.filename for entry in self.entries}

    def part(self, name: str) -> ET.Element | None:
        """The root of one XML part, or None when there is none of that name."""
        if name not in self._names:
            return None
        data = self.inflated(self._zip.getinfo(name))
        for strict, usual in _USUAL.items():
            data = data.replace(strict, usual)
        self._tags += data.count(b"<") + 3 * data.count(b"=")
        if self._tags > MAX_TAGS:
            raise UnreadableFile(BOMB)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data[:200]:
            raise UnreadableFile(self._broken)  # office programs never write entities; they are how XML bombs are built
        try:
            return ET.fromstring(data)
        except (ET.ParseError, ValueError, LookupError) as error:
            raise UnreadableFile(self._broken) from error

    def inflated(self, entry: ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        packed = max(1, entry.compress_size)
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self._count(len(chunk), size, packed)
        except _UNZIPPING as error:
            raise UnreadableFile(self._broken) from error
        return b"".join(chunks)

    def _count(self, more: int, size: int, packed: int) -> None:
        self._inflated += more
        if self._inflated > self._most or (size > RATIO_FROM and size / packed > MAX_RATIO):
            raise UnreadableFile(BOMB)
