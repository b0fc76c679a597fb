"""Words without the marks that the page adds to them."""

import re

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# ² and ³ after a unit of length are part of the unit, anything else superscript is a footnote mark.
NOTE_MARK = re.compile(rf"\[footnoteRef:\d+\]|(?:(?<![cdk]m)(?<!\bm)(?<!\dm)|(?<=m)(?![²³])|(?<=m[²³]))[{SUPERSCRIPTS}]+", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_SPACE = re.compile(r"\s+")
_SPACE_BEFORE_MARK = re.compile(r"\s+([,.;:)])")


def cleaned(text: str) -> str:
    """Drop footnote marks and bookmarks, fold white space."""
    text = _BOOKMARK.sub("", NOTE_MARK.sub("", text))
    return _SPACE_BEFORE_MARK.sub(r"\1", _SPACE.sub(" ", text)).strip()
