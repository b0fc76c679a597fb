"""One hostile file: what it tries, how it is called, how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

GOOD = "Báo cáo kết quả công tác sáu tháng đầu năm 2026 của Ủy ban nhân dân xã Suối Mây: toàn xã có 45 hộ nghèo."


@dataclass(frozen=True, slots=True)
class Hostile:
    """`group` is the row of the table of outcomes that it is counted in."""

    group: str
    label: str
    name: str
    make: Callable[[], bytes]


Cases = Iterator[Hostile]


def zipped(files: dict[str, bytes | str], method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as new:
        for name, data in files.items():
            new.writestr(name, data)
    return out.getvalue()


def flipped(data: bytes, seed: int, count: int = 40) -> bytes:
    """The same bytes with some bits turned, always the same ones."""
    damaged = bytearray(data)
    for n in range(count):
        at = (seed * 7919 + n * 104_729) % len(damaged)
        damaged[at] ^= 1 << (n % 8)
    return bytes(damaged)


def zeroed(data: bytes, start: float, end: float) -> bytes:
    first, last = int(len(data) * start), int(len(data) * end)
    return data[:first] + bytes(last - first) + data[last:]
