"""The bytes of a text file become characters."""

import codecs
import unicodedata

from charset_normalizer import from_bytes

from ingest.read.legacy import from_tcvn3, from_vni, score
from vectorstore.errors import UnreadableFile

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_SAMPLE = 64_000
_MANY_CONTROLS = 0.02
_PLAUSIBLE = 0.5
_LOST = 0.001  # share of bytes that may be broken in a file that is UTF-8 otherwise
_NOT_TEXT = "Tệp không phải là văn bản hoặc dùng bảng mã lạ; hãy mở bằng Word hay Notepad, lưu lại với mã UTF-8 rồi nạp lại."


def decode(data: bytes) -> str:
    """UTF-8 when it is, else what its byte order mark says, else the old encoding that gives the most Vietnamese syllables."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _text(data, encoding)
    wide = _wide(data)
    if wide:
        return _text(data, wide)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _checked(_best(data, error))


def _text(data: bytes, encoding: str) -> str:
    try:
        return _checked(data.decode("utf-8-sig" if encoding == "utf-8" else encoding))
    except UnicodeDecodeError as error:
        raise UnreadableFile(_NOT_TEXT) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of plain letters is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or max(even, odd) < len(sample) / 6 or min(even, odd) > max(even, odd) / 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _checked(text: str) -> str:
    """Program files and images decode too: they show by their control characters."""
    sample = text[:_SAMPLE]
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in sample)
    if controls > max(2, len(sample) * _MANY_CONTROLS):
        raise UnreadableFile(_NOT_TEXT)
    return text


def _best(data: bytes, error: UnicodeDecodeError) -> str:
    candidates = {text: score(text[:_SAMPLE]) for text in _candidates(data)}
    best = max(candidates, key=lambda text: candidates[text], default="")
    if not best or candidates[best] < _PLAUSIBLE:
        raise UnreadableFile(_NOT_TEXT) from error
    return best


def _candidates(data: bytes) -> list[str]:
    """In the order of trust when the scores are equal."""
    shown = data.decode("cp1252", errors="ignore")
    guess = from_bytes(data[:_SAMPLE]).best()
    found = [text for text in (_broken_utf8(data), _strict(data, "cp1258"), from_tcvn3(data.decode("latin-1")), from_vni(shown)) if text]
    return found + ([_strict(data, guess.encoding)] if guess else [])


def _broken_utf8(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    return text if text.count("\ufffd") <= max(2, len(data) * _LOST) else ""


def _strict(data: bytes, encoding: str) -> str:
    """The text, or nothing when the bytes are not of this encoding."""
    try:
        return unicodedata.normalize("NFC", data.decode(encoding))
    except (UnicodeDecodeError, LookupError):
        return ""
