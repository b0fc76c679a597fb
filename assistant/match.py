"""How much of a question stands in a text: syllables weighted by rarity, confirmed by their neighbours.

One Vietnamese syllable says little, two neighbouring ones are mostly a word: a syllable counts fully only where a neighbour of it in
the question is its neighbour in the text too. Diacritics count when the question has them; a slip of one letter counts less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from vectorstore.text.normalize import folded_syllables, has_diacritics, syllables
from vectorstore.text.synonym import same_meaning

ALONE = 0.45  # a syllable without its neighbour
WHOLE_WORD = 0.8  # a syllable that has no neighbour of weight in the question either
UNMARKED = 0.75  # the same syllable under other diacritics
SLIP = 0.6  # one letter is other
SLIP_LENGTH = 3  # letters from which a slip is believed
SAME_MEANING = 0.8  # other words for the same thing
REACH = 2  # how far apart neighbours may stand

_STOP = """
ai anh bao bằng bị bởi cả các cái cho chỉ chưa chị có còn của cùng cũng dạ dùm do đang đã đây đến để đều đi được đâu
đó em gì giúp hay hãy hết hiện hỏi hơn khi không là làm lại lên liệt kê kể lúc mà mấy mình muốn mỗi một nào này nay nên nếu như
nhiêu nhé những nữa ở qua ra rằng rồi sao sẽ tại tên thì theo thế tìm tôi trên trong trước từng từ và vào vậy về vì vẫn với vừa xin xong z ạ
cụ thể xem biết nhỉ nêu trình bày sang bên riêng tiếp đc dc ko k hok zậy z j nha á vậy tổng cộng tính cách nhằm việc sau cũ hai bốn sáu bảy tám chín mười chuyện bà con gồm bao em ạ % dậy dị hông hem luôn khôg
"""
_BARE_STOP = """
ai bao nhieu cac cai chi cho chua co cua duoc de da gi giup hay hoi khong la lam mot nao nay nhung nhe o ra sao se tai theo thi the toi
trong tu va vao vay ve vi voi xin ten liet ke may cu nhu dc ko k hok zay z j sang hai gom bao %
"""
# Pairs that officialese puts everywhere; they weigh little even where they are rare.
_LIGHT = """
triển khai | thực hiện | tổ chức | tiến hành | công tác | báo cáo | kết quả | nội dung | hoạt động | được yêu cầu | yêu cầu | ghi nhận | liên quan | mục đích | đề nghị | cho biết | tỷ lệ | giải pháp | nguyên nhân | diện tích | số tiền
trien khai | thuc hien | to chuc | tien hanh | cong tac | bao cao | ket qua | noi dung | hoat dong | yeu cau | ghi nhan | lien quan | muc dich | de nghi | cho biet | ti le | giai phap | nguyen nhan | dien tich | so tien
"""
LIGHT = frozenset(tuple(pair.split()) for line in _LIGHT.strip().splitlines() for pair in line.split("|"))
LIGHT_WEIGHT = 0.35
ASIDE = 0.45  # what stands in brackets, or before the comma of "Sau khi …, …"
STOP = frozenset(_STOP.split())
BARE_STOP = frozenset(_BARE_STOP.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One syllable or number of a question; weight 0 for what every question has."""

    exact: str
    folded: str
    weight: float


class Words:
    """A text as its syllables and where each stands."""

    def __init__(self, text: str) -> None:
        self.exact = syllables(text)
        self.folded = folded_syllables(text)

    def has(self, phrase: tuple[str, ...]) -> bool:
        """Whether folded syllables stand one after the other."""
        return any(tuple(self.folded[at : at + len(phrase)]) == phrase for at in self.places.get(phrase[0], ()))

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.folded):
            found[word].append(at)
        return found


@lru_cache(maxsize=8192)
def words_of(text: str) -> Words:
    """A text's words; the same sentences are asked again and again."""
    return Words(text)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's terms in order; `marked` when it was typed with diacritics."""

    terms: tuple[Term, ...]
    marked: bool
    other: tuple[tuple[int, int, tuple[tuple[str, ...], ...]], ...] = ()  # stretches that have other words of the same meaning
    keys: tuple[bool, ...] = ()  # whether a term is half of a word that the archive knows

    @property
    def total(self) -> float:
        return sum(term.weight for term in self.terms)


Frequency = Callable[[str], int]  # folded syllable: the number of passages that hold it


def asked(text: str, frequency: Frequency, passages: int, leave_out: frozenset[int] = frozenset()) -> Asked:
    """The terms of a question; those at the places in `leave_out` (a place, a period) weigh nothing."""
    marked = has_diacritics(text)
    stop = STOP if marked else BARE_STOP
    exact, folded = syllables(text), folded_syllables(text)
    factors = _factors(text, exact if marked else folded)

    def weight(at: int) -> float:
        silent = at in leave_out or (exact if marked else folded)[at] in stop
        return 0.0 if silent else factors[at] * rarity(frequency(folded[at]), passages)

    terms = tuple(Term(exact[at], folded[at], weight(at)) for at in range(len(exact)))
    pairs = [
        bool(terms[at].weight and terms[at + 1].weight and frequency(f"{folded[at]}_{folded[at + 1]}")) for at in range(len(terms) - 1)
    ]
    return Asked(
        terms, marked, same_meaning(folded), tuple(left or right for left, right in zip([False, *pairs], [*pairs, False], strict=True))
    )


_ASIDE = re.compile(
    r"\([^)]*\)|(?<=\?)\s*\S.*|^(?:sau khi|theo|trong|tại|khi|qua|đến|giữa|để|nhằm|thực hiện|ngoài|bên cạnh)\b[^,?]*,(?=(?:\s+\S+){5})",
    re.IGNORECASE,
)


def _factors(text: str, words: Sequence[str]) -> list[float]:
    """What each term's rarity is multiplied with: asides and set pairs say less."""
    factors = [1.0] * len(words)
    for match in _ASIDE.finditer(text):
        start = len(syllables(text[: match.start()]))
        for at in range(start, min(len(words), start + len(syllables(match[0])))):
            factors[at] = ASIDE
    for at in range(len(words) - 1):
        if tuple(words[at : at + 2]) in LIGHT:
            factors[at] = min(factors[at], LIGHT_WEIGHT)
            factors[at + 1] = min(factors[at + 1], LIGHT_WEIGHT)
    return factors


def rarity(found: int, passages: int) -> float:
    """Inverse document frequency; a word that no passage holds weighs like a fairly rare one, since it may be a slip."""
    return log(1 + (passages + 1) / (found + 0.5)) if found else 0.7 * log(1 + (passages + 1) / 1.5)


def credits(question: Asked, words: Words) -> list[float]:
    """For each term from 0 to 1 how well the text holds it."""
    at = [_found(term, words, question.marked) for term in question.terms]
    parts = [_confirmed(index, at, question.terms) for index in range(len(at))]
    for start, end, phrases in question.other:
        if any(words.has(phrase) for phrase in phrases):
            parts[start:end] = [max(part, SAME_MEANING) for part in parts[start:end]]
    return parts


Found = Mapping[int, float]  # place in the text: how well the term stands there


def _found(term: Term, words: Words, marked: bool) -> Found:
    """Where a term stands: as it is, else one letter off or sounding alike ("chi" for "tri")."""
    exact = words.places.get(term.folded)
    if exact:
        return {at: 1.0 if not marked or words.exact[at] == term.exact else UNMARKED for at in exact}
    if not term.weight or len(term.folded) < SLIP_LENGTH or term.folded[0].isdigit():
        return {}
    return {
        at: SLIP
        for word, places in words.places.items()
        if one_letter_apart(term.folded, word) or sound_alike(term.folded, word)
        for at in places
    }


def _confirmed(index: int, at: Sequence[Found], terms: Sequence[Term]) -> float:
    best = 0.0
    neighbours = any(terms[other].weight for other in (index - 1, index + 1) if 0 <= other < len(terms))
    alone = ALONE if neighbours else WHOLE_WORD
    for place, strength in at[index].items():
        near = any(abs(other - place) <= REACH for step in (-1, 1) if 0 <= index + step < len(at) for other in at[index + step])
        slipped = strength <= SLIP
        best = max(best, strength if near else 0.0 if slipped else alone * strength)
    return best


_SOUNDS = (("tr", "ch"), ("s", "x"), ("gi", "d"), ("r", "d"), ("ngh", "ng"), ("gh", "g"), ("k", "c"), ("q", "c"), ("l", "n"), ("f", "ph"))


@lru_cache(maxsize=65536)
def sound_alike(left: str, right: str) -> bool:
    """Whether two folded syllables are confused in writing: tr/ch, s/x, d/gi/r, l/n, final n/ng and t/c."""
    return left != right and _sound(left) == _sound(right)


def _sound(syllable: str) -> str:
    for spelt, sound in _SOUNDS:
        if syllable.startswith(spelt):
            syllable = sound + syllable[len(spelt) :]
            break
    return re.sub(r"ng$", "n", re.sub(r"c$", "t", syllable))


@lru_cache(maxsize=65536)
def one_letter_apart(left: str, right: str) -> bool:
    """Whether one letter changed, added or left out makes the one the other."""
    if abs(len(left) - len(right)) > 1 or left == right or len(right) < SLIP_LENGTH:
        return False
    short, long = sorted((left, right), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return short[start:] == long[start + 1 :]


def share(question: Asked, parts: Sequence[float]) -> float:
    """The weighted share of the question that `parts` (a credit for each term) make up."""
    total = question.total
    return sum(term.weight * part for term, part in zip(question.terms, parts, strict=True)) / total if total else 0.0
