"""Whether every number of a sentence stands in the words that it cites: with its value, its unit and its bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.check.source import Source
from assistant.ledger.lookup import measure_of_unit
from vectorstore.text.figures import FigureMention, find_figures
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold, folded_syllables, normalize, syllables
from vectorstore.text.number import NUMBER, parse_number
from vectorstore.text.period import PeriodMention, find_periods

_CODE = re.compile(rf"\d+\s?[-/]\s?[{UPPER}][\w./-]*|\d+/\d{{4}}/[\w-]+")
_DAY = re.compile(r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?(?![\d/])")
_DIGITS = re.compile(rf"(?:{NUMBER})")
_AMOUNT = re.compile(r"(?<!\w)(?:hàng|(?<!phần )trăm|chục|tá|nghìn|ngàn|vạn|triệu|tỷ(?! lệ)|tỉ(?! lệ)|nửa|rưỡi|gấp|đôi)(?!\w)")
_ROMAN = re.compile(r"(?<!\w)[IVX]{2,}(?!\w)")
_BOUNDS = {
    **dict.fromkeys(("trên", "hơn"), "over"),
    **dict.fromkeys(("ít nhất", "tối thiểu", "từ"), "least"),
    **dict.fromkeys(("dưới", "gần"), "under"),
    **dict.fromkeys(("không quá", "tối đa"), "most"),
    **dict.fromkeys(("khoảng", "xấp xỉ", "ước", "ước đạt"), "about"),
}


def first_unsupported(text: str, sources: Sequence[Source], computed: frozenset[Decimal]) -> str | None:
    """The first number that no cited words hold; None where all are held. `computed` are the values that we worked out of cited figures."""
    if any(char.isnumeric() and not char.isdecimal() and char not in "²³" for char in text) or re.search(r"[^\x00-\x7f]", _digits(text)):
        return "a number in other digits"
    blank = list(text)
    for start, end in (*_times(text), *_codes(text)):
        if not _stands(text[start:end], sources):
            return text[start:end]
        blank[start:end] = " " * (end - start)
    rest = "".join(blank)
    told = find_figures(rest)
    for figure in told:
        if figure.value not in computed and not any(_is_held(figure, source) for source in sources):
            return figure.written
    return _first_loose(rest, told, sources, computed)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())


def _times(text: str) -> Iterator[tuple[int, int]]:
    """Periods and days: they are compared as times, elsewhere, and here by their words."""
    yield from (mention.at for mention in find_periods(text))
    counted = [figure.at for figure in find_figures(text)]  # "8/10 xã" and "12.5%" are no days
    yield from (match.span() for match in _DAY.finditer(text) if not any(start <= match.start() < end for start, end in counted))


def _codes(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _CODE.finditer(text))
    yield from (match.span() for match in _ROMAN.finditer(text))


def _stands(words: str, sources: Sequence[Source]) -> bool:
    """Whether a day, a period or a document's number is among the sources' words or names the time of one of them."""
    if _ROMAN.fullmatch(words):
        return any(words in re.findall(r"\w+", source.all) for source in sources)  # "VI" is not in "vi phạm"
    bare = re.compile(rf"(?<!\w){re.escape(_tight(words))}(?!\w)")
    if any(bare.search(_tight(source.all)) for source in sources):
        return True
    return any(_same_time(mention, source) for mention in find_periods(words) for source in sources)


def _tight(words: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\s*([-–/.])\s*", r"\1", " ".join(normalize(words).split())))


def _same_time(mention: PeriodMention, source: Source) -> bool:
    """Whether a period is named by a source, or is the year of one that is."""
    if mention.start is None or mention.end is None:
        return False
    named = [other for other in find_periods(source.all) if other.start and other.end]
    return any((mention.start, mention.end) == (one.start, one.end) or (one.end and mention.covers(one.end)) for one in named)


def _is_held(told: FigureMention, source: Source) -> bool:
    return any(matches(told, held, source) for held in find_figures(source.words))


def matches(told: FigureMention, held: FigureMention, source: Source) -> bool:
    """Whether a figure is told as the source has it."""
    same = (told.value, told.upper, told.of) == (held.value, held.upper, held.of)
    return same and _bound(told) == _bound(held) and _same_unit(told, held, source)


def _bound(figure: FigureMention) -> str | None:
    if figure.qualifier == "từ" and figure.upper is not None:
        return None  # "từ 20 đến 30 hộ" is "20 - 30 hộ"
    return _BOUNDS.get(figure.qualifier or "")


def _same_unit(told: FigureMention, held: FigureMention, source: Source) -> bool:
    """Whether both count the same; a table's cell has its unit in the heads, so that it only has to stand somewhere."""
    one, two = (unit_of(figure) for figure in (told, held))
    if one == two:
        return True
    if not one:
        return not told.noun and two != "%"  # "tăng lên 12": said without a unit
    if two and held.unit:
        return False
    return all(word in folded_syllables(source.all) for word in one.split())


def unit_of(figure: FigureMention) -> str:
    """What a figure counts, folded and without its scale: "đồng" for "triệu đồng"."""
    unit = re.sub(r"\b(?:nghin|ngan|trieu|ti)\b|[\d.,]", " ", fold(figure.unit)).split()
    if unit or figure.unit:
        return measure_of_unit(" ".join(unit) or "dong")
    return measure_of_unit(" ".join(folded_syllables(figure.noun)[:1]))


def _first_loose(text: str, told: Iterable[FigureMention], sources: Sequence[Source], computed: frozenset[Decimal]) -> str | None:
    """The first digits or words of number that state no figure ("khóa 12", "hàng trăm") and are in no source as they are told."""
    spans = [figure.whole for figure in told]
    for match in _DIGITS.finditer(text):
        if any(start <= match.start() < end for start, end in spans) or parse_number(match[0]) in computed:
            continue
        before = folded_syllables(text[: match.start()])[-1:]
        wanted = " ".join([*before, *folded_syllables(match[0])])
        if not any(f" {wanted} " in f" {' '.join(folded_syllables(source.all))} " for source in sources):
            return match[0]
    return _first_amount(normalize(text), spans, sources)


def _first_amount(text: str, spans: Sequence[tuple[int, int]], sources: Sequence[Source]) -> str | None:
    loose = (match for match in _AMOUNT.finditer(text) if not any(start <= match.start() < end for start, end in spans))
    return next((match[0] for match in loose if not any(match[0] in syllables(source.words) for source in sources)), None)
