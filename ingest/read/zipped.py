"""The files inside a .zip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZipInfo

from ingest.read.kind import BROKEN_ZIP
from ingest.read.names import clean_name
from ingest.read.opened import Member, Opened
from ingest.read.package import Package
from vectorstore.errors import UnreadableFile

MAX_HELD = 100 * 1024 * 1024  # bytes of all the files, which the archive holds while it takes them in
_UTF8 = 0x800  # flag of an entry whose name is UTF-8 (APPNOTE 4.4.4)
_NO_FILES = "Tệp .zip không có tệp nào bên trong để nạp; hãy kiểm tra lại tệp gốc."
_LITTER = ("__MACOSX/",)  # what macOS packs beside each file


def open_zip(data: bytes) -> Opened:
    """All files of a zip, without hidden ones and Office's lock files."""
    package = Package(data, BROKEN_ZIP, MAX_HELD)
    members = tuple(Member(name, package.inflated(entry)) for entry, name in _files(package.entries))
    if not members:
        raise UnreadableFile(_NO_FILES)
    return Opened(None, members)


def _files(entries: list[ZipInfo]) -> Iterator[tuple[ZipInfo, str]]:
    for entry in entries:
        path = _path(entry)
        hidden = any(part.startswith((".", "~$")) and part not in (".", "..") for part in PurePosixPath(path).parts)
        if not entry.is_dir() and not hidden and not path.startswith(_LITTER):
            yield entry, clean_name(path)


def _path(entry: ZipInfo) -> str:
    """Programs of before 2006 write names in the code page of their machine; zipfile takes that for the American one."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
