"""Zips that lie about themselves or inflate without end."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from tests.ingest.hostile import good
from tests.ingest.hostile.case import GOOD, Cases, Hostile, zipped

MB = 1024 * 1024
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml", "zip": "a.txt"}
_DIRECTORY = b"PK\x01\x02"


def office(suffix: str, main: bytes | str, more: dict[str, bytes | str] | None = None) -> bytes:
    """A package of this kind whose main part is given."""
    declared: dict[str, bytes | str] = {"mimetype": "application/vnd.oasis.opendocument.text"} if suffix == "odt" else {}
    return zipped({**declared, PARTS[suffix]: main, **(more or {})})


def of_packages() -> Cases:
    for suffix in PARTS:
        for label, make in _BOMBS.items():
            yield Hostile("Bom nén", f"{label} ({suffix})", f"bom.{suffix}", partial(make, suffix))


def of_archives() -> Cases:
    for depth in (2, 3, 10):
        yield Hostile("Bom nén", f"nested {depth} deep", "long.zip", partial(_nested, depth))
    yield Hostile("Bom nén", "zips of zips of zeros", "rong.zip", _spread)
    yield Hostile("Bom nén", "4,000 small files", "nhieu.zip", lambda: zipped({f"{n}.txt": "" for n in range(4_000)}))
    yield Hostile("Bom nén", "only folders", "thu-muc.zip", lambda: zipped({"a/": "", "b/c/": ""}))
    yield Hostile("Bom nén", "bzip2 bomb", "bz.zip", lambda: zipped({"a.txt": bytes(90 * MB)}, ZIP_BZIP2))
    yield Hostile("Bom nén", "lzma bomb", "lz.zip", lambda: zipped({"a.txt": bytes(90 * MB)}, ZIP_LZMA))
    yield Hostile("Bom nén", "unknown method", "la.zip", lambda: good.packed().replace(struct.pack("<H", 8), struct.pack("<H", 99)))
    yield Hostile("Bom nén", "program before the zip", "sfx.zip", lambda: b"MZ" + bytes(500) + good.packed())
    yield Hostile("Bom nén", "same name twice", "trung.zip", _twice)
    yield Hostile("Bom nén", "a link to a system file", "lien-ket.zip", _linked)


def _lying(size: int) -> Callable[[str], bytes]:
    """The directory says another inflated size than the part has."""

    def make(suffix: str) -> bytes:
        data = bytearray(office(suffix, b" " * (60 * MB)))
        at = data.rindex(_DIRECTORY)
        data[at + 24 : at + 28] = struct.pack("<I", size)
        return bytes(data)

    return make


def _overlapping(suffix: str) -> bytes:
    """Many entries of the directory point at the same packed bytes."""
    data = office(suffix, b"\0" * (9 * MB))
    start = data.index(_DIRECTORY)
    end = data.rindex(b"PK\x05\x06")
    entries = data[start:end]
    last = entries[entries.rindex(_DIRECTORY) :]
    name = PARTS[suffix].encode()
    copies = b"".join(last.replace(name, b"%0*d" % (len(name), n)) for n in range(300))
    count = entries.count(_DIRECTORY) + 300
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries) + len(copies), start, 0)
    return data[:start] + entries + copies + tail


def _many(suffix: str) -> bytes:
    return office(suffix, GOOD, {f"x/{n}.xml": "" for n in range(6_000)})


def _locked(suffix: str) -> bytes:
    data = bytearray(office(suffix, GOOD))
    at = data.rindex(_DIRECTORY)
    data[at + 8] |= 1
    return bytes(data)


_BOMBS: dict[str, Callable[[str], bytes]] = {
    "flat": lambda suffix: office(suffix, bytes(150 * MB)),
    "directory says 1 KB": _lying(1000),
    "directory says 4 GB": _lying(2**32 - 2),
    "overlapping": _overlapping,
    "6,000 parts": _many,
    "locked": _locked,
}


def _nested(depth: int) -> bytes:
    data = zipped({"a.txt": GOOD})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def _spread() -> bytes:
    zeros = zipped({f"{n}.txt": bytes(7 * MB) for n in range(10)})
    return zipped({f"{n}.zip": zeros for n in range(20)}, ZIP_STORED)


def _twice() -> bytes:
    return zipped({"a.txt": GOOD, "b.txt": GOOD + " hai"}).replace(b"b.txt", b"a.txt")


def _linked() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as new:
        link = ZipInfo("mat-khau.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        new.writestr(link, "/etc/passwd")
    return out.getvalue()
