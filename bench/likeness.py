"""Reports like the demo's, as many as are wanted: other places, years, numbers and words, so that no two are alike.

Every token is replaced by one of the same length, so the offsets of passages and figures go on pointing at their words.
"""

from __future__ import annotations

import hashlib
import random
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from vectorstore.figure import Figure
from vectorstore.report import Passage, Period, Report
from vectorstore.text.number import NUMBER, parse_number
from vectorstore.vectors import Vectors

YEARS = 12  # back from the demo's own
CHANGED = 0.12  # of the words that name nothing
NOISE = 0.45  # length of what is added to a unit vector: about 0.91 stays in common
COMMUNES = 40  # that are made up from each of the demo's
SHORTEST = 3  # letters of a word that may be changed
# The communes of the demo by the letters of their syllables; a made one has as many.
PLACES = ("Mường Vân", "Bản Sen", "Pắc Ngần", "Mó Luông", "Sảng Pờ")
# fmt: off
SYLLABLES = (
    "Na", "Pa", "Tà", "Lũ", "Nà", "Mó", "Pờ", "Hồ", "Sa", "Tả", "Ma", "Bó", "Xá", "Ba", "Ka", "Vân", "Sen", "Bản", "Nậm",
    "Pắc", "Sơn", "Lai", "Hin", "Mai", "Cọc", "Tân", "Yên", "Lâm", "Đào", "Hoa", "Kim", "Phố", "Thu", "Cao", "Ban", "Púa",
    "Khê", "Ngần", "Sảng", "Phìn", "Chải", "Thào", "Giàn", "Xuân", "Minh", "Bình", "Hồng", "Lùng", "Đồng", "Chợ", "Mường",
    "Luông", "Phình", "Chung", "Khánh", "Giang", "Phong", "Hương", "Trung", "Quang", "Thanh", "Nghĩa",
)
# fmt: on
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")

Mapped = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Seed:
    """A report that others are made like, with its vectors."""

    report: Report
    vectors: Vectors


def grown(seeds: Sequence[Seed], passages: int, seed: int = 0) -> Iterator[Seed]:
    """Reports with as many passages in all, the seeds in turn; what one number gives is always the same."""
    made = 0
    for number in range(passages):
        if made >= passages:
            return
        fresh = like(seeds[number % len(seeds)], random.Random(f"{seed}-{number}"), number)
        made += len(fresh.report.passages)
        yield fresh


def like(seed: Seed, dice: random.Random, number: int) -> Seed:
    """One report more."""
    report = seed.report
    years = dice.randrange(YEARS)
    mapped = _mapping(report, dice, years)
    text = mapped(report.text)
    digest = hashlib.sha256(f"{number}\n{text}".encode()).hexdigest()
    made = replace(
        report,
        id=digest[:16],
        sha256=digest,
        file_name=f"{number:07}.txt",
        title=mapped(report.title),
        issuer=mapped(report.issuer) if report.issuer else None,
        number=mapped(report.number) if report.number else None,
        issued_on=_earlier(report.issued_on, years) if report.issued_on else None,
        issued_label=mapped(report.issued_label) if report.issued_label else None,
        period=_earlier_period(report.period, years, mapped),
        text=text,
        passages=tuple(_passage(passage, mapped) for passage in report.passages),
        figures=tuple(_figure(figure, years, mapped) for figure in report.figures),
        conflicts=(),
    )
    return Seed(made, shaken(seed.vectors, dice))


def shaken(vectors: Vectors, dice: random.Random) -> Vectors:
    """Unit vectors near these."""
    chance = np.random.default_rng(dice.getrandbits(64))
    moved = vectors + chance.normal(scale=NOISE / np.sqrt(vectors.shape[1]), size=vectors.shape)
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _mapping(report: Report, dice: random.Random, years: int) -> Mapped:
    """What each token of a report becomes, wherever it stands: places first, then years, counted numbers, and some words."""
    places = {place: _place_like(place, dice) for place in PLACES}
    spelt = {form(old): form(new) for old, new in places.items() for form in (str, str.upper)}
    named = re.compile("|".join(map(re.escape, spelt)))
    tokens = dict(_tokens(report, dice, years))

    def mapped(words: str) -> str:
        return named.sub(lambda place: spelt[place[0]], _TOKEN.sub(lambda token: tokens.get(token[0], token[0]), words))

    return mapped


def _tokens(report: Report, dice: random.Random, years: int) -> Iterator[tuple[str, str]]:
    found = list(dict.fromkeys(_TOKEN.findall(report.text)))
    yield from ((token, str(int(token) - years)) for token in found if _YEAR.fullmatch(token))
    counted = {token for figure in report.figures for token in _TOKEN.findall(figure.written)}
    numbers = [token for token in found if token in counted and token.isdigit() and not _YEAR.fullmatch(token)]
    yield from ((token, _number_like(token, dice)) for token in numbers if len(token) > 1)
    kept = _names_something(report)
    free = [token for token in found if token.islower() and len(token) >= SHORTEST and token not in kept]
    by_length: Mapping[int, list[str]] = {length: [token for token in free if len(token) == length] for length in map(len, free)}
    yield from ((token, dice.choice(by_length[len(token)])) for token in free if dice.random() < CHANGED)


def _names_something(report: Report) -> frozenset[str]:
    """The words of figures, headings and the report's own name, which questions ask by."""
    words = [figure.words for figure in report.figures] + [figure.indicator for figure in report.figures]
    words += [report.title, report.issuer or "", *(part for passage in report.passages for part in (*passage.section, *passage.heads))]
    return frozenset(token for text in words for token in _TOKEN.findall(text))


def _number_like(digits: str, dice: random.Random) -> str:
    if digits.startswith("0"):
        return digits[:1] + "".join(dice.choice(string.digits[1:]) for _ in digits[1:])
    return dice.choice(string.digits[1:]) + "".join(dice.choice(string.digits) for _ in digits[1:])


def _place_like(place: str, dice: random.Random) -> str:
    """One of the communes that are made up from this one."""
    chosen = random.Random(f"{place}{dice.randrange(COMMUNES)}")
    return " ".join(chosen.choice([one for one in SYLLABLES if len(one) == len(syllable)]) for syllable in place.split())


def _earlier(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _earlier_period(period: Period | None, years: int, mapped: Mapped) -> Period | None:
    if period is None:
        return None
    return replace(period, label=mapped(period.label), start=_earlier(period.start, years), end=_earlier(period.end, years))


def _passage(passage: Passage, mapped: Mapped) -> Passage:
    section, heads = (tuple(map(mapped, words)) for words in (passage.section, passage.heads))
    return replace(passage, section=section, lead=mapped(passage.lead), heads=heads)


def _figure(figure: Figure, years: int, mapped: Mapped) -> Figure:
    written = mapped(figure.written)
    return replace(
        figure,
        indicator=mapped(figure.indicator),
        words=mapped(figure.words),
        written=written,
        value=_value_of(figure, written),
        place=mapped(figure.place),
        period=_earlier_period(figure.period, years, mapped),
        upper=None,
        of=None,
    )


def _value_of(figure: Figure, written: str) -> Decimal:
    """The value with the number changed and the scale ("triệu") kept."""
    old, new = (re.match(NUMBER, words) for words in (figure.written, written))
    if not old or not new or not parse_number(old[0]):
        return figure.value
    return (figure.value / parse_number(old[0]) * parse_number(new[0])).quantize(figure.value)
