"""Words whose font says in which old encoding they are written."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.read.legacy import from_tcvn3, from_vni, score
from ingest.read.vps import from_vps

_FONTS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"\.Vn[A-Z]"), from_tcvn3),
    (re.compile(r"VNI[-\s]", re.IGNORECASE), from_vni),
    (re.compile(r"VPS[-\s]", re.IGNORECASE), from_vps),
)
_CAPITALS = re.compile(r"\.Vn.*H$")  # .VnTimeH draws small letters as capitals


def by_font(font: str, text: str) -> str:
    """The words in Unicode; unchanged in another font, and where they are Unicode already: many texts kept the font that they once had."""
    change = next((change for pattern, change in _FONTS if pattern.match(font)), None)
    if change is None:
        return text
    changed = text if text.isascii() or _is_unicode(text) or score(change(text)) < score(text) else change(text)
    return changed.upper() if _CAPITALS.match(font) else changed


def _is_unicode(text: str) -> bool:
    """Letters that no font of before Unicode had: ả, ế, đ."""
    return any(letter in "đĐăĂơƠưƯ" or "\u1ea0" <= letter <= "\u1ef9" or "\u0300" <= letter <= "\u0323" for letter in text)
