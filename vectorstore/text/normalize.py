"""The one normalisation that both sides of every comparison go through.

Two forms: `normalize` keeps the diacritics (NFC, lower case, one tone placement), `fold` drops them (đ becomes d and the
spellings kỹ/kĩ, quý/quí become one), for questions typed without them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from vectorstore.text.abbreviation import LONG_FORMS, ONE_TOKEN

# Old and new tone placement: hoà = hòa, khoẻ = khỏe, uỷ = ủy; only where no final consonant follows, and not after q.
_TONED = {"oa": ("òóỏõọ", "àáảãạ"), "oe": ("òóỏõọ", "èéẻẽẹ"), "uy": ("ùúủũụ", "ỳýỷỹỵ")}
_OLD_TO_NEW = {f"{pair[0]}{old}": f"{new}{pair[1]}" for pair, (news, olds) in _TONED.items() for new, old in zip(news, olds, strict=True)}
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TO_NEW)})(?![^\W\d_]|[\u0300-\u036f])")
_FINAL_Y = re.compile(r"\b([hklmstv]|qu)y\b")
_LEADING_ZERO = re.compile(r"^0+(?=\d)")
_TOKEN_CHARS = 40
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|%")


def normalize(text: str) -> str:
    """NFC, lower case, new tone placement ("Hoà" gives "hòa"); diacritics stay."""
    lowered = _lowered(text)
    return _TONE.sub(lambda match: _OLD_TO_NEW[match[0]], lowered)


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())  # lower() parts some letters anew


def fold(text: str) -> str:
    """`normalize` without diacritics: đ becomes d, kỹ and kĩ become ki."""
    return _fold_token(normalize(text)) if len(text) < _TOKEN_CHARS else _fold_text(text)


class _Bare(dict[int, str]):
    """Each letter without its marks, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        parted = unicodedata.normalize("NFD", chr(code)).replace("đ", "d")
        self[code] = "".join(c for c in parted if not unicodedata.combining(c))
        return self[code]


_BARE = _Bare()


def _folded(text: str) -> str:
    return _FINAL_Y.sub(r"\1i", text.translate(_BARE))


_fold_token = lru_cache(maxsize=65536)(_folded)  # short texts come again and again


@lru_cache(maxsize=2048)
def _fold_text(text: str) -> str:
    return _folded(normalize(text))  # a question is folded for each sentence that it is compared with


_OPEN = {_fold_token(short): words for short, words in LONG_FORMS.items()}
_JOIN = {tuple(_fold_token(word) for word in words): token for words, token in ONE_TOKEN.items()}
_JOIN_STARTS = {words[0] for words in _JOIN}


def syllables(text: str) -> list[str]:
    """Words and numbers of `normalize(text)`: "06" is "6", UBND is opened, "phần trăm" is "%", marks part words."""
    words = [word for token in _TOKEN.findall(normalize(text)) for word in _opened(token)]
    return words if _JOIN_STARTS.isdisjoint(map(_fold_token, words)) else list(_joined(words))


@lru_cache(maxsize=16384)
def _opened(token: str) -> tuple[str, ...]:
    """A token as the words that it stands for; the same strings for all texts, which keep many."""
    word = _LEADING_ZERO.sub("", token)
    return _OPEN.get(_fold_token(word), (word,))


def _joined(words: list[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        length, token = _join_at(words, at)
        yield token
        at += length


def _join_at(words: list[str], at: int) -> tuple[int, str]:
    if _fold_token(words[at]) in _JOIN_STARTS:
        for length in (3, 2, 1):
            token = _JOIN.get(tuple(_fold_token(word) for word in words[at : at + length]))
            if token:
                return length, token
    return 1, words[at]


def folded_syllables(text: str) -> list[str]:
    """`syllables`, each folded."""
    return folded(syllables(text))


def folded(words: list[str]) -> list[str]:
    """Syllables without their diacritics."""
    return [_fold_token(word) for word in words]


def has_diacritics(text: str) -> bool:
    """Whether the writer typed Vietnamese marks at all."""
    lowered = _lowered(text)
    return "đ" in lowered or any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", lowered))
