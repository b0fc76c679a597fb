"""Characters that may stand in the stored text."""

import re
import unicodedata

from vectorstore.text.clean import SUPERSCRIPTS

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control, zero-width and direction characters are not seen on the page and could hide words from the reader or from search.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_UNKNOWN = "\ufffd"  # the mark of a byte that could not be read: seen on purpose
# The bullets that Word draws with the fonts Symbol and Wingdings.
_SYMBOLS = str.maketrans(dict(zip("\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\uf02b\uf0b0\uf0b3\uf0a3\uf0b1\uf0b4", "•-▪➢✓+°≥≤±×", strict=True)))
_RAISE = str.maketrans("0123456789", SUPERSCRIPTS)
_UNIT_OF_LENGTH = re.compile(r"(?<![^\W\d_])(?:[kcdmh]|da)?m$", re.IGNORECASE)


def plain(text: str) -> str:
    """NFC (never NFKC: it would make 4,3ha⁹ into 4,3ha9), "\\n" line ends, no unseen characters; words are kept."""
    text = _SPACE.sub(" ", _LINE_END.sub("\n", text)).translate(_SYMBOLS)
    text = _UNSEEN.sub(lambda match: match[0] if match[0] == _UNKNOWN else "", text)
    return unicodedata.normalize("NFC", text)


def note_mark(number: int) -> str:
    """The footnote mark of a number: 12 gives ¹²."""
    return str(number).translate(_RAISE)


def raised(before: str, inner: str) -> str:
    """Raised text after `before`: a digit is a footnote mark, but m2 and km2 stay as they are written without markup."""
    if not inner.isascii() or not inner.isdigit():
        return inner
    return inner if inner in ("2", "3") and _UNIT_OF_LENGTH.search(before) else inner.translate(_RAISE)
