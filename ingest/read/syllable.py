"""How a Vietnamese syllable is built, to tell Vietnamese from text in the wrong encoding."""

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
STOPPED_TONES = "\u0301\u0323"  # a syllable that ends in c, ch, p or t is sắc or nặng
OPEN = (
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iêu iu oa oai oay oao oe oeo oi ôi ơi ua uây uê ui uơ uy uya uyu ưa ưi ươi ươu ưu"
    " yêu ươ uôi ue uêu ưo"
)
NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng enh êm ên ênh im in inh iêm iên iêng om on ong ôm ôn ông ơm ơn um un ung ưm ưn ưng"
    " oan oam oang oanh oăm oăn oăng oen oong uan uang uăn uăng uân uâng uên uênh uôm uôn uông uyên uynh uyn ươm ươn ương"
    " yêm yên yêng yn ym"
)
STOPPED = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ôc ôp ôt ơp ơt uc up ut ưc ưp ưt oac oach oap oat"
    " oăc oăt oet uât uêch uôc uôp uôt uyêt uych uyt ươc ươp ươt yêt ooc uac uat uăc uăt êc"
)
RHYMES = frozenset((OPEN + " " + NASAL + " " + STOPPED).split())
_STOPPED = frozenset(STOPPED.split())
_PARTS = re.compile(r"(ngh|[gknpt]h|ng|ch|tr|[bcdđghklmnprstvx])?(.+)")
_QU_GI = re.compile(r"(qu|gi)(.*)")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the word, in any case and normal form, can be one Vietnamese syllable."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in spread if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in spread if c not in TONES))
    return len(tones) <= 1 and any(_rhymes(rhyme, tones) for rhyme in _splits(bare))


def _rhymes(rhyme: str, tones: list[str]) -> bool:
    return rhyme in RHYMES and (rhyme not in _STOPPED or not tones or tones[0] in STOPPED_TONES)


def _splits(bare: str) -> list[str]:
    """The rhymes that the syllable can have; in gì and quốc the i and the u belong to both sides."""
    found = [match[2]] if (match := _PARTS.fullmatch(bare)) else []
    if match := _QU_GI.fullmatch(bare):
        found += [match[2], bare[1:]]
    return found
