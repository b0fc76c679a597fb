"""Whether a figure counts what a question counts: "05 vụ việc" answers "bao nhiêu vụ", "12 lần" does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.question import Question
from assistant.stop import BARE_STOP
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.normalize import fold, folded_syllables, has_diacritics, normalize, syllables

SURE = 0.85  # the first word counted is the same
COUNTED = 0.55  # from which a figure is taken to count what is asked
UNTOLD = 0.8  # nothing says what is counted, so any figure may be meant
PEOPLE_ALIKE = 0.75  # "người" and "đảng viên" may be the same people
WITHIN = 0.6  # the word stands a little further on: "12 lượt kiểm tra"
UNLIKE = 0.2
OTHER_KIND = 0.1  # money for people, a share for a number

_MONEY = ("tien", "dong", "trieu", "ti", "ty", "kinh phi", "nghin", "von", "du no", "tri gia", "gia tri")
_MONEY_UNITS = frozenset({"dong", "trieu", "ti", "ty", "nghin"})
PEOPLE = (
    *("nguoi", "dong chi", "can bo", "dai bieu", "cu tri", "luot", "dang vien", "uy vien", "bien che", "hoi vien", "doan vien"),
    *("thanh vien", "quan chung", "lao dong", "thi sinh", "cong chuc", "hoc sinh", "nhan khau", "ai", "em", "chau", "ba con", "hoc vien"),
    *("nu", "dan quan", "chien si", "tan binh", "thanh nien", "khau"),
)
_MEASURES = frozenset({"ha", "km", "m2", "tan", "kg", "m", "km2", "mbps"})
_AREAS = frozenset({"ha", "m2", "km2"})
_PERCENT = re.compile(r"%|phan (?:tram|cham|tam|chan)\b")  # as it is misspelt
_CLASSIFIER = re.compile(r"^(?:cai|chiec|ngoi|cuon|con) (?=[a-z])")  # "ngôi nhà" is counted as "nhà"
_NARROWED = (["tai"], ["can"])
_SPELT = {"met": "m", "hecta": "ha", "hec": "ha", "kilomet": "km", "kilogam": "kg"}
_DAY = re.compile(r"(?<!\d)(?:[0-3]?\d([/.-])[01]?\d\1\d{4}|[0-3]?\d/[01]?\d)(?![\d/])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def counts(noun: str, figure: FigureMention) -> float:
    """From 0 to 1: whether a figure counts what stands after "bao nhiêu"; "" fits anything."""
    if not noun:
        return UNTOLD
    marked = " ".join(syllables(figure.noun)) or normalize(figure.unit)
    if has_diacritics(noun) and not _alike(noun.split(maxsplit=1)[0], marked.split(" ")[0]):
        return min(UNLIKE, _counts(fold(noun), figure))  # "hộ" is not "hồ sơ"
    return _counts(fold(noun), figure)


def _alike(asked: str, told: str) -> bool:
    """Whether two words are not merely the same without their diacritics."""
    return fold(asked) != fold(told) or asked == told or told == fold(told)


def _counts(noun: str, figure: FigureMention) -> float:
    """The same of a folded noun."""
    unit, follows = fold(figure.unit), " ".join(folded_syllables(figure.noun))
    if _PERCENT.match(noun):
        return 1.0 if unit == "%" else 0.0
    if unit == "%":
        return OTHER_KIND
    if noun.startswith(_MONEY) and not noun.startswith("dong chi"):
        return 1.0 if _MONEY_UNITS & set(unit.split()) else OTHER_KIND
    if noun == "con" or noun.startswith("con "):  # animals
        return 1.0 if follows.startswith("con") else OTHER_KIND
    return _counts_things(noun, unit, follows)


def _counts_things(noun: str, unit: str, follows: str) -> float:
    """The same of what is neither money nor a share: by its words, a measure by its unit."""
    told = _same_words(noun, follows or unit)
    if told >= SURE:
        return told
    noun = _CLASSIFIER.sub("", noun)
    first = _SPELT.get(noun.split()[0], noun.split()[0])
    if first in _AREAS and unit in _AREAS:
        return 1.0
    if unit in _MEASURES and (of_what := _same_words(noun, follows.removeprefix(unit).lstrip())) >= SURE:
        return of_what  # "9.930 kg gạo" counts "gạo"
    if first in _MEASURES or unit in _MEASURES:
        return 1.0 if first in (unit.split("/", maxsplit=1)[0], follows.split(" ", maxsplit=1)[0]) else OTHER_KIND
    return _same_words(noun, _CLASSIFIER.sub("", follows) or unit)


def _same_words(noun: str, follows: str) -> float:
    wanted, have = noun.split(), follows.split()
    if have[1:2] in _NARROWED and have[2:3] == wanted[1:2]:
        return UNLIKE  # "hộ tái nghèo" are other households than "hộ nghèo"
    if wanted[:2] == have[:2]:
        return 1.0
    if have and wanted[0] == have[0]:
        return SURE
    if noun.startswith(PEOPLE) and follows.startswith(PEOPLE):
        return PEOPLE_ALIKE
    return WITHIN if have and wanted[0] in have[:4] else UNLIKE


def attributed(nouns: Sequence[str], text: str) -> float:
    """From 0 to 1: "hồ sơ hộ tịch" is more than "hồ sơ", so the words after the counted noun should stand there too."""
    flat = set(folded_syllables(text))
    more = [word for noun in nouns for word in fold(noun).split()[2:] if word not in BARE_STOP and word != "bi"]
    return sum(word in flat for word in more) / len(more) if more else 1.0


def counts_all(question: Question, text: str) -> bool:
    """Whether a sentence has a figure of every thing that is counted and named."""
    figures = figures_told(question, text)
    return any(question.counted) and all(any(counts(noun, figure) >= SURE for figure in figures) for noun in question.counted if noun)


def states_what_is_counted(question: Question, text: str) -> bool:
    """Whether a sentence has a figure of what is counted, other than those of the question: "bao nhiêu vụ việc", not "12 lần"."""
    return any(counts(noun, figure) >= COUNTED for noun in question.counted or ("",) for figure in figures_told(question, text))


def figures_told(question: Question, text: str) -> list[FigureMention]:
    """The figures of a text without those that the question states itself: they are not its answer."""
    stated = numbers_of(question.text)
    return [figure for figure in find_figures(text) if figure.written not in stated]


@lru_cache(maxsize=256)
def numbers_of(text: str) -> frozenset[str]:
    """The numbers of a question as written, but for those of days: "01/7" says nothing of "01 hồ sơ"."""
    return frozenset(_NUMBER.findall(_DAY.sub(" ", text)))
