"""Where the figures of a report do not agree: found when it is brought in, shown and never repaired."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import TypeAlias

from ingest.count.sentences import by_sentence, words_of
from ingest.count.shares import find_shares
from ingest.count.sums import find_sums
from vectorstore.figure import Conflict, ConflictKind, Figure, FigureKind
from vectorstore.report import PassageKind, Period, Report
from vectorstore.text.normalize import fold

TWO_VALUES = "Cùng chỉ tiêu «{indicator}» nhưng có hai số: {one} và {other}."

_REST = re.compile(r"^\W*(?:số còn lại|còn lại|trong đó|cụ thể|riêng)\b", re.IGNORECASE)


def find_conflicts(report: Report, figures: Sequence[Figure]) -> tuple[Conflict, ...]:
    """The conflicts inside one report, each once, in reading order of their first figures."""
    found = [*find_sums(report, figures), *find_shares(report, figures), *_values(report, figures)]
    once = {conflict.figures: conflict for conflict in sorted(found, key=lambda conflict: conflict.figures[0][1])}
    return tuple(once.values())


_TELLING = 6  # words that two phrases must have to be the same thing wherever they stand
_NAMED = 4  # words that a table row's name must have for that
_ALIKE = 0.8  # share of their words that two phrases have in common
_TELLING_KINDS = (FigureKind.FLOW, FigureKind.STOCK, FigureKind.SHARE)
MOST_PAIRS = 100_000  # of one unit, place and period: so many are compared in a tenth of a second
_Key: TypeAlias = tuple[str, str, Period | None, bool]
_Pair: TypeAlias = tuple[Figure, Figure]


def _values(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """The same thing of the same place and period in two sentences, with values that do not allow for each other."""
    prose: dict[_Key, list[Figure]] = defaultdict(list)
    cells: dict[tuple[_Key, str], list[Figure]] = defaultdict(list)  # by their name too: two rows are never one thing
    for figure, in_table in _telling(report, figures):
        name = fold(figure.indicator)
        if not in_table:
            prose[_key(figure)].append(figure)
        elif len(name.split()) >= _NAMED:
            cells[_key(figure), name].append(figure)
    pairs = (pair for key, group in prose.items() for pair in (*_beside_rows(key, group, cells), *_alike(group)))
    for one, other in islice(pairs, MOST_PAIRS):
        if not allow(one, other):
            first, second = sorted((one, other), key=lambda figure: figure.ordinal)
            yield two_values((report.id, first), (report.id, second))


def _telling(report: Report, figures: Sequence[Figure]) -> Iterator[tuple[Figure, bool]]:
    """The figures that are compared, and whether each stands in a table; later ones of a sentence lean on words before them."""
    for key, own in by_sentence(figures).items():
        in_table = report.passages[key[0]].kind is PassageKind.TABLE
        if not _REST.match(words_of(report, key)):
            told = (figure for figure in (own if in_table else own[:1]) if figure.kind in _TELLING_KINDS and figure.part_of is None)
            yield from ((figure, in_table) for figure in told)


def _key(figure: Figure) -> _Key:
    """What must be the same; a table does not say whether an area stands or came about."""
    return fold(figure.unit), fold(figure.place), figure.period, figure.kind is FigureKind.SHARE


def _beside_rows(key: _Key, prose: Sequence[Figure], cells: Mapping[tuple[_Key, str], Sequence[Figure]]) -> Iterator[_Pair]:
    """Sentences and table rows that name one thing."""
    yield from ((figure, cell) for figure in prose for cell in cells.get((key, fold(figure.indicator)), ()))


def _alike(prose: Sequence[Figure]) -> Iterator[_Pair]:
    """Sentences that say one thing, each pair once."""
    worded = [(figure, words) for figure in prose if len(words := telling_words(figure)) >= _TELLING]
    for (one, words), (other, others) in islice(combinations(worded, 2), MOST_PAIRS):
        if one.kind is other.kind and are_alike(words, others):
            yield one, other


def telling_words(figure: Figure) -> frozenset[str]:
    """The words that state a figure, without the number."""
    return frozenset(word for word in fold(figure.words).split() if not any(char.isdigit() for char in word))


def are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two phrases say the same thing (Jaccard)."""
    return len(words & others) >= _ALIKE * len(words | others)


def two_values(one: tuple[str, Figure], other: tuple[str, Figure]) -> Conflict:
    (_, first), (_, second) = one, other
    values = [f"{figure.qualifier or ''} {figure.written} {figure.unit}".strip() for figure in (first, second)]
    said = TWO_VALUES.format(indicator=first.indicator, one=values[0], other=values[1])
    return Conflict(ConflictKind.VALUES, said, tuple((report_id, figure.ordinal) for report_id, figure in (one, other)))


def allow(one: Figure, other: Figure) -> bool:
    """Whether two statements can both be true: "trên 10.100 ha" and 10.100,78 ha can."""
    return one.value == other.value or _bounds(one, other) or _bounds(other, one)


def _bounds(bound: Figure, exact: Figure) -> bool:
    if bound.qualifier in ("trên", "hơn", "ít nhất", "từ", "tối thiểu"):
        return exact.value >= bound.value
    if bound.qualifier in ("gần", "dưới", "không quá", "tối đa"):
        return exact.value <= bound.value
    return bound.qualifier in ("khoảng", "xấp xỉ", "ước", "ước đạt")
