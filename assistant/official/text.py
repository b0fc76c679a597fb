"""Text of reports as a paragraph can hold it."""

from __future__ import annotations

import re

from vectorstore.text.writable import writable

_LINE_END = re.compile(r"\s*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_TURNING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # marks of direction turn a line's letters round; C1 signs show as boxes


def one_line(text: str) -> str:
    """The same words on one line, without signs that XML cannot hold or that make a line read as another."""
    return writable(_TURNING.sub("", _LINE_END.sub(" ", text))).strip()
