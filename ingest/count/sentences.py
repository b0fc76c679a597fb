"""Figures by the sentence that states them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from vectorstore.figure import Figure
from vectorstore.report import Report


def by_sentence(figures: Sequence[Figure]) -> dict[tuple[int, int], list[Figure]]:
    """The figures of each sentence, by passage and sentence."""
    found: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.passage, figure.sentence].append(figure)
    return found


def words_of(report: Report, key: tuple[int, int]) -> str:
    """A sentence, clean."""
    passage, sentence = key
    return report.passages[passage].sentences[sentence].clean(report.text)


def added(figures: Iterable[Figure]) -> Decimal:
    """The sum of their values."""
    return sum((figure.value for figure in figures), Decimal(0))
