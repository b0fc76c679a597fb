"""Vietnamese in the fonts of before Unicode: TCVN3 (ABC, fonts .VnTime…), VNI-Windows (VNI-Times…) and VPS (VPS Times…).

Such text shows as "C«ng t¸c" or "Coâng taùc". It is converted only where that makes it Vietnamese, so Unicode text never changes.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise, product

from ingest.read.syllable import is_syllable
from ingest.read.vps import from_vps

# One character each; TCVN3 has no capitals with a tone: the fonts .VnTimeH draw the small letter as a capital.
_TCVN3_CODES = "a1:Ă a2:Â a3:Ê a4:Ô a5:Ơ a6:Ư a7:Đ a8:ă a9:â aa:ê ab:ô ac:ơ ad:ư ae:đ"
_TCVN3_TONED = {"a": "b5 b8 b6 b7 b9", "ă": "bb be bc bd c6", "â": "c7 ca c8 c9 cb", "e": "cc d0 ce cf d1", "ê": "d2 d5 d3 d4 d6",
                "i": "d7 dd d8 dc de", "o": "df e3 e1 e2 e4", "ô": "e5 e8 e6 e7 e9", "ơ": "ea ed eb ec ee", "u": "ef f3 f1 f2 f4",
                "ư": "f5 f8 f6 f7 f9", "y": "fa fd fb fc fe"}  # fmt: skip
# A letter and a mark after it; the order of the tones is that of syllable.TONES.
_VNI_PLAIN, _VNI_HAT, _VNI_BREVE = "øùûõï", "àáåãä", "èéúüë"
_VNI_ALONE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"

_WORD = re.compile("[^\\s\\d!-/:-@\\[-`{-~\u2000-\u206f]+")
_TRIES = 20_000  # words looked at to judge a text
_LEAST, _SURE, _WRONG = 3, 0.85, 0.5
_WRONG_IN_VPS, _LEAST_IN_VPS = 0.9, 4  # most of its letters look right without it; m² alone looks like one of its words


def _tcvn3() -> dict[str, str]:
    table = {chr(int(code, 16)): letter for code, letter in (pair.split(":") for pair in _TCVN3_CODES.split())}
    for letter, codes in _TCVN3_TONED.items():
        table |= {chr(int(code, 16)): _toned(letter, tone) for code, tone in zip(codes.split(), _TONES, strict=True)}
    return table


def _toned(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


def _vni() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    bases = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
    for (shown, letter), (mark, tone) in product(bases.items(), zip(_VNI_PLAIN, _TONES, strict=True)):
        table[shown + mark] = _toned(letter, tone)
    for letter, hat in zip("aeo", "âêô", strict=True):
        table[letter + "â"] = hat
        table |= {letter + mark: _toned(hat, tone) for mark, tone in zip(_VNI_HAT, _TONES, strict=True)}
    table["aê"] = "ă"
    table |= {"a" + mark: _toned("ă", tone) for mark, tone in zip(_VNI_BREVE, _TONES, strict=True)}
    cased = {shown.upper(): letter.upper() for shown, letter in table.items()}
    title = {shown.capitalize(): letter.upper() for shown, letter in table.items() if len(shown) == 2}
    return table | cased | title


TCVN3, VNI = _tcvn3(), _vni()
_VNI_SHOWN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    """TCVN3 to Unicode; words and lines set in capitals become capitals throughout."""
    return "\n".join(_capitals(line.translate(_TCVN3_MAP), line) for line in text.split("\n"))


_TCVN3_MAP = str.maketrans(TCVN3)


def from_vni(text: str) -> str:
    """VNI-Windows to Unicode."""
    return _VNI_SHOWN.sub(lambda match: VNI[match[0]], text)


CHANGES = (from_tcvn3, from_vni, from_vps)


def _capitals(line: str, shown: str) -> str:
    """ "BáO CáO" is "BÁO CÁO": a line whose plain letters are all capitals, or a word with a capital after a small letter."""
    letters = [c for c in shown if c.isascii() and c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters) and _upper_inside(line):
        return line.upper()
    return _WORD.sub(lambda match: match[0].upper() if _upper_inside(match[0]) and not re.search("[a-z]", match[0]) else match[0], line)


def _upper_inside(text: str) -> bool:
    return any(a.islower() and b.isupper() for a, b in pairwise(text))


def _marked(text: str) -> list[str]:
    """The words that only partly are plain ASCII: these tell one encoding from another, a lone ¹ or · does not."""
    return [word for word in _WORD.findall(text) if not word.isascii() and any(c.isascii() for c in word)]


def score(text: str) -> float:
    """The share of marked words that are Vietnamese syllables; 0 without any."""
    words = _marked(text[: _TRIES * 10])[:_TRIES]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def reviver(text: str) -> Callable[[str], str]:
    """The change that makes the lines of this text Vietnamese; it changes nothing where they are already."""
    marked = "\n".join(_marked(text[: _TRIES * 10])[:_TRIES])
    ranked = sorted(((_gain(marked, change), i, change) for i, change in enumerate(CHANGES)), reverse=True)
    return lambda piece: "\n".join(_revived(line, ranked[0][2], ranked[0][0] > 0) for line in piece.split("\n"))


def _gain(text: str, change: Callable[[str], str]) -> float:
    """How much the change improves the text; 0 unless it was wrong before and is right after."""
    before = score(text)
    if before >= (_WRONG_IN_VPS if change is from_vps else _WRONG) or len(_marked(text)) < _LEAST:
        return 0.0
    if change is from_vps and len(_mended(text)) < _LEAST_IN_VPS:
        return 0.0
    after = _score_by_word(text, change)
    return after - before if after > _SURE else 0.0


def _mended(text: str) -> set[str]:
    """The words that only VPS makes syllables."""
    return {word for word in _marked(text) if not is_syllable(word) and is_syllable(from_vps(word))}


def _score_by_word(text: str, change: Callable[[str], str]) -> float:
    words = _marked(text)
    return sum(is_syllable(change(word)) for word in words) / len(words) if words else 0.0


def _revived(line: str, likely: Callable[[str], str], whole: bool) -> str:
    """In a text that is legacy as a whole a line changes unless it gets worse, elsewhere only when the line itself is sure."""
    if not line or line.isascii():
        return line
    if whole:
        return likely(line) if _score_by_word(line, likely) >= score(line) else line
    gains = [(_gain(line, change), i, change) for i, change in enumerate(CHANGES)]
    gain, _, best = max(gains)
    return best(line) if gain > 0 else line
