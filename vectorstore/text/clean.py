"""Words without the marks that the page adds to them."""

import re
from itertools import chain

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


def cleaned_at(text: str) -> tuple[str, list[int]]:
    """The same words, and for each of their characters the index in `text` that it comes from."""
    at = list(range(len(text)))
    for pattern, put in ((NOTE_MARK, ""), (_BOOKMARK, ""), (_SPACE, " "), (_SPACE_BEFORE_MARK, None)):
        text, at = _replaced(pattern, put, text, at)
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    return text[left:right], at[left:right]


def _replaced(pattern: re.Pattern[str], put: str | None, text: str, at: list[int]) -> tuple[str, list[int]]:
    """`pattern.sub` that keeps track of the indexes; None puts the first group."""
    words: list[str] = []
    kept: list[list[int]] = []
    last = 0
    for match in pattern.finditer(text):
        start = match.start() if put is not None else match.start(1)
        words += [text[last : match.start()], match[1] if put is None else put]
        kept += [at[last : match.start()], at[start : start + len(words[-1])]]
        last = match.end()
    return "".join([*words, text[last:]]), list(chain(*kept, at[last:]))
