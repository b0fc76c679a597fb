"""Text as XML, SQL and UTF-8 can hold it: a report or a question may bring signs that they cannot."""

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without control signs, halves of surrogate pairs and the two code points that are no characters."""
    return _UNWRITABLE.sub("", text)
