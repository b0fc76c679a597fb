"""The one normalisation that both sides of every comparison go through.

Two forms: `normalize` keeps the diacritics (NFC, lower case, one tone placement), `fold` drops them (đ becomes d and the
spellings kỹ/kĩ, quý/quí become one), for questions typed without them.
"""

import re
import unicodedata
from functools import lru_cache

# Old and new tone placement: hoà = hòa, khoẻ = khỏe, uỷ = ủy; only where no final consonant follows, and not after q.
_TONED = {"oa": ("òóỏõọ", "àáảãạ"), "oe": ("òóỏõọ", "èéẻẽẹ"), "uy": ("ùúủũụ", "ỳýỷỹỵ")}
_OLD_TO_NEW = {f"{pair[0]}{old}": f"{new}{pair[1]}" for pair, (news, olds) in _TONED.items() for new, old in zip(news, olds, strict=True)}
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TO_NEW)})(?![^\W\d_])")
_FINAL_Y = re.compile(r"\b([hklmstv]|qu)y\b")
_LEADING_ZERO = re.compile(r"^0+(?=\d)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def normalize(text: str) -> str:
    """NFC, lower case, new tone placement ("Hoà" gives "hòa"); diacritics stay."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return _TONE.sub(lambda match: _OLD_TO_NEW[match[0]], lowered)


@lru_cache(maxsize=65536)
def _fold_token(token: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", token) if not unicodedata.combining(c))
    return _FINAL_Y.sub(r"\1i", bare.replace("đ", "d"))


def fold(text: str) -> str:
    """`normalize` without diacritics: đ becomes d, kỹ and kĩ become ki."""
    return _fold_token(normalize(text)) if len(text) < 40 else _FINAL_Y.sub(r"\1i", _stripped(normalize(text)))


def _stripped(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")


def syllables(text: str) -> list[str]:
    """Words and numbers of `normalize(text)`; "06" is "6", a number keeps its own dots and commas, other marks part words."""
    return [_LEADING_ZERO.sub("", token) for token in _TOKEN.findall(normalize(text))]


def folded_syllables(text: str) -> list[str]:
    """`syllables`, each folded."""
    return [_fold_token(token) for token in syllables(text)]


def has_diacritics(text: str) -> bool:
    """Whether the writer typed Vietnamese marks at all."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return "đ" in lowered or any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", lowered))
