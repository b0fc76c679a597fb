"""The rows of tables: of Word and Markdown as passages of their own, of plain text as lines that tabs part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vectorstore.report import Passage, PassageKind, Report, Sentence
from vectorstore.text.number import NUMBER

NUMERIC = re.compile(rf"(?P<sign>[-–+]?)(?P<first>{NUMBER})(?:/(?P<of>{NUMBER}))?\s*(?P<percent>%?)")
_PARTS = re.compile(r"[^\S\t]*(?:\||\t)[^\S\t]*")
_GAPS = re.compile(r"\s*(?:\||\t)\s*")  # several tabs that only align


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `words` has the tabs of empty cells around its sentence, `at` each character's place in the text."""

    sentence: int
    heads: tuple[str, ...]
    words: str
    at: tuple[int, ...]

    def column(self, place: int) -> int:
        """Which cell, from the left, a place in the stored text is in."""
        return sum(self.at[start] <= place for _, start in cells_of(self.words, len(self.heads))) - 1


def cells_of(row: str, heads: int = 0) -> list[tuple[str, int]]:
    """The cells of a row with their places: as many as there are heads, else those that are parted by one or more tabs."""
    exact = _parted(row, _PARTS, 0, len(row))
    if len(exact) == heads:
        return exact
    return _parted(row, _GAPS, len(row) - len(row.lstrip("\t")), len(row.rstrip("\t")))


def _parted(row: str, parts: re.Pattern[str], first: int, last: int) -> list[tuple[str, int]]:
    bounds = [match.span() for match in parts.finditer(row, first, last)]
    starts, ends = [first, *(end for _, end in bounds)], [*(start for start, _ in bounds), last]
    return [(row[start:end], start) for start, end in zip(starts, ends, strict=True)]


def is_row(words: str) -> bool:
    """Whether a line of text is a table row that tabs part."""
    return words.strip().count("\t") >= 2


def is_number(cell: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return NUMERIC.fullmatch(cell) is not None


def rows_in(report: Report, passage: Passage) -> Iterator[tuple[int, Row | None]]:
    """Each sentence of a passage that is no row of heads, by its index, with the table row that it is."""
    heads = passage.heads
    for index, sentence in enumerate(passage.sentences):
        words, at = _with_tabs(report.text, sentence)
        if passage.kind is not PassageKind.TABLE and not _is_row(words, heads):
            heads = passage.heads
            yield index, None
            continue
        cells = tuple(text.strip() for text, _ in _parted(words, _PARTS, 0, len(words)))
        if cells == passage.heads or (not passage.heads and _are_heads(cells)):
            heads = cells
            continue
        yield index, Row(index, heads, words, at)


def _is_row(words: str, heads: Sequence[str]) -> bool:
    return is_row(words) or ("\t" in words and len(heads) == len(_parted(words, _PARTS, 0, len(words))))


def _are_heads(cells: Sequence[str]) -> bool:
    """Whether the first row of a table without marked heads is its heads: words in every cell, the first may be empty."""
    return len(cells) > 2 and all(cell and not is_number(cell) for cell in cells[1:]) and not is_number(cells[0])


def _with_tabs(text: str, sentence: Sentence) -> tuple[str, tuple[int, ...]]:
    """A sentence with the tabs before and after it on its line, and where each character stands."""
    words = " ".join(text[span.start : span.end] for span in sentence.spans)
    at = [offset for span in sentence.spans for offset in (*range(span.start, span.end), span.end)]
    line = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", sentence.end)
    before, after = text[line : sentence.start], text[sentence.end : stop if stop >= 0 else len(text)]
    left, right = (0 if side.strip() else side.count("\t") for side in (before, after))
    return "\t" * left + words + "\t" * right, (*[sentence.start] * left, *at, *[sentence.end] * right)
