"""Where the figures of a report do not agree: found when it is brought in, shown and never repaired."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ingest.count.sentences import by_sentence, words_of
from ingest.count.shares import find_shares
from ingest.count.sums import find_sums
from vectorstore.figure import Conflict, ConflictKind, Figure, FigureKind
from vectorstore.report import PassageKind, Report
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


def _values(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """The same thing of the same place and period in two sentences, with values that do not allow for each other."""
    same: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for key, own in by_sentence(figures).items():
        in_table = report.passages[key[0]].kind is PassageKind.TABLE
        if _REST.match(words_of(report, key)):
            continue
        for figure in own if in_table else own[:1]:  # later figures of a sentence lean on words before them
            if figure.kind in _TELLING_KINDS and figure.part_of is None:
                same[fold(figure.unit), fold(figure.place), figure.period, figure.kind].append(figure)
    for group in same.values():
        for first, other in combinations(group, 2):
            if (
                (other.passage, other.sentence) != (first.passage, first.sentence)
                and not allow(first, other)
                and _same(report, first, other)
            ):
                yield two_values((report.id, first), (report.id, other))


def _same(report: Report, one: Figure, other: Figure) -> bool:
    """Whether two sentences, or a sentence and a table row, state one thing; two rows are told apart by their heads."""
    tables = [report.passages[figure.passage].kind is PassageKind.TABLE for figure in (one, other)]
    if any(tables):
        named = fold(one.indicator).split()
        return not all(tables) and len(named) >= _NAMED and fold(one.indicator) == fold(other.indicator)
    words, others = telling_words(one), telling_words(other)
    return min(len(words), len(others)) >= _TELLING and are_alike(words, others)


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
