"""Stamps of state secrecy: a file that bears one is not taken in (Luật Bảo vệ bí mật nhà nước 117/2025/QH15)."""

from __future__ import annotations

import re
import unicodedata

from vectorstore.errors import UnreadableFile

HEAD = 40  # lines that are looked at: the stamp stands below the number, or beside it in a box
LETTERHEAD = 12  # lines in which small letters count too: the old fonts .VnTimeH draw them as capitals
STAMPED = (
    "Tệp có dấu mật «{stamp}» nên không được nạp và không được lưu ở đây. Theo Luật Bảo vệ bí mật nhà nước 117/2025/QH15, văn bản mật "
    "chỉ được xử lý trên máy tính không nối mạng hoặc mạng nội bộ độc lập đã được bảo vệ; xin chuyển cho người phụ trách văn bản mật."
)
STAMPS = {"MAT": "MẬT", "TOIMAT": "TỐI MẬT", "TUYETMAT": "TUYỆT MẬT"}
_CELLS = re.compile(r"[|\t]|\s{3,}")  # a letterhead is two columns
_MARKS = re.compile(r"[^\w\s]|_")
# Capitals with the marks that make them these words; "MẶT", "MẮT" and "MÁT" are other words.
_SHAPES = {"MẬT": "MAT", "TỐIMẬT": "TOIMAT", "TUYỆTMẬT": "TUYETMAT", "MÂT": "MAT", "TỐIMÂT": "TOIMAT"}
_LABEL = re.compile(r"^(?:ĐỘ|MỨC ĐỘ|DẤU|ĐỘ MẬT|MỨC ĐỘ MẬT)\s*[:.]\s*", re.IGNORECASE)


def stamp_of(text: str) -> str | None:
    """The stamp at the head of a document; None where there is none."""
    lines = [line for line in unicodedata.normalize("NFC", text).splitlines() if line.strip()]
    looked_at = [*(line.upper() for line in lines[:LETTERHEAD]), *lines[LETTERHEAD:HEAD]]
    cells = (cell for line in looked_at for cell in (line, *_CELLS.split(line)))
    return next((found for cell in cells if (found := _stamp_in(cell))), None)


def require_no_stamp(text: str) -> None:
    """Raises UnreadableFile."""
    if stamp := stamp_of(text):
        raise UnreadableFile(STAMPED.format(stamp=stamp))


def _stamp_in(cell: str) -> str | None:
    """Alone in its cell and in capitals, letters apart or not: running words and names have others beside them."""
    alone = "".join(_MARKS.sub(" ", _LABEL.sub("", cell.strip())).split())
    return STAMPS[_SHAPES[alone]] if alone in _SHAPES else None
