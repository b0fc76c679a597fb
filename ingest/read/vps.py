"""Vietnamese in the fonts of the Vietnamese Professionals Society (VPS Times…): one byte a letter.

Its capitals with a dot below lie on control codes, which no document format keeps; they share the small letters' codes here.
"""

from __future__ import annotations

import unicodedata

from ingest.read.syllable import TONES

# In the order of TONES: huyền, sắc, hỏi, ngã, nặng. "--" is a code that documents do not keep.
_PLAIN = {"Â": "c2", "Ê": "ca", "Ô": "d4", "Ơ": "f7", "Ư": "d0", "Đ": "f1", "â": "e2", "ê": "ea", "ô": "f4", "ơ": "d6", "ư": "dc",
          "đ": "c7", "Ă": "88", "ă": "e6"}  # fmt: skip
_TONED = {"A": "80 c1 81 82 --", "Â": "84 83 85 -- --", "Ă": "8e 8d 8f f0 --", "E": "d7 c9 de fe --", "Ê": "93 90 94 95 --",
          "I": "b5 b4 b7 b8 --", "O": "bc b9 bd be --", "Ô": "97 96 98 99 --", "Ơ": "9e 9d 9f a6 --", "U": "a8 da d1 ac --",
          "Ư": "af ad b1 -- --", "Y": "b2 dd fd b3 --", "a": "e0 e1 e4 e3 e5", "â": "c0 c3 c4 c5 c6", "ă": "a2 a1 a3 a4 a5",
          "e": "e8 e9 c8 eb cb", "ê": "8a 89 8b cd 8c", "i": "ec ed cc ef ce", "o": "f2 f3 d5 f5 86", "ô": "d2 d3 b0 87 b6",
          "ơ": "a9 a7 aa ab ae", "u": "f9 fa fb db f8", "ư": "d8 d9 ba bb bf", "y": "ff 9a 9b cf 9c"}  # fmt: skip


def _table() -> dict[str, str]:
    codes = {code: letter for letter, code in _PLAIN.items()}
    for letter, toned in _TONED.items():
        kept = ((code, tone) for code, tone in zip(toned.split(), TONES, strict=True) if code != "--")
        codes |= {code: unicodedata.normalize("NFC", letter + tone) for code, tone in kept}
    return {shown: letter for code, letter in codes.items() for shown in _shown(code)}


def _shown(code: str) -> set[str]:
    """The letters that stand for a byte in a document: Latin-1's, and where they differ those of Windows."""
    byte = bytes.fromhex(code)
    return {byte.decode("latin-1"), byte.decode("cp1252", errors="ignore") or byte.decode("latin-1")}


VPS = _table()
_MAP = str.maketrans(VPS)


def from_vps(text: str) -> str:
    """VPS to Unicode."""
    return text.translate(_MAP)
