"""One sheet: its cells as words at their places, its merged ranges."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.xlsx.markup import S, is_set, place, words
from ingest.read.xlsx.numbers import GENERAL, shown

MAX_COLUMNS = 16_384
_MERGES = 20_000
NOT_WORKED_OUT = "[công thức chưa tính]"  # the program that wrote the sheet left no result, and none is made up
_TRUTH = {"1": "Đúng", "0": "Sai"}

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share: the strings, the format of each cell style, the day that dates count from."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    from_1904: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells that have words, by row and column from 0, and how far merged ones reach: (rows, columns)."""

    rows: dict[int, dict[int, str]]
    merged: dict[Place, tuple[int, int]]


def read_sheet(root: ET.Element, book: Book) -> Sheet:
    """The visible cells: what is hidden is not what the writer shows."""
    hidden = set(_hidden_columns(root))
    rows: dict[int, dict[int, str]] = {}
    number = -1
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        number = _number(row.get("r"), number)
        cells = {} if is_set(row, "hidden") else {at: text for at, text in _cells(row, book) if at not in hidden and text.strip()}
        if cells:
            rows[number] = cells
    return Sheet(rows, dict(_merged(root)))


def _number(said: str | None, last: int) -> int:
    return int(said) - 1 if said and said.isascii() and said.isdigit() and 0 < int(said[:8]) <= 1_048_576 else last + 1


def _hidden_columns(root: ET.Element) -> Iterator[int]:
    for column in root.iterfind(f"{S}cols/{S}col"):
        first, last = (_number(column.get(name), 0) for name in ("min", "max"))
        if is_set(column, "hidden"):
            yield from range(first, min(last, MAX_COLUMNS) + 1)


def _cells(row: ET.Element, book: Book) -> Iterator[tuple[int, str]]:
    column = -1
    for cell in row.iterfind(S + "c"):
        found = place(cell.get("r", ""))
        column = found[1] if found else column + 1
        if column < MAX_COLUMNS:
            yield column, _text(cell, book)


def _text(cell: ET.Element, book: Book) -> str:
    kind = cell.get("t", "n")
    value = cell.findtext(S + "v") or ""
    if not value and cell.find(S + "f") is not None:
        return NOT_WORKED_OUT
    if kind == "inlineStr":
        return words(cell.find(S + "is"))
    if kind == "s":
        return _listed(book.strings, value)
    if kind == "b":
        return _TRUTH.get(value, value)
    if kind == "n" and value:
        return shown(value, _listed(book.formats, cell.get("s", "0")) or GENERAL, book.from_1904)
    return value


def _listed(texts: tuple[str, ...], number: str) -> str:
    return texts[int(number)] if number.isascii() and number.isdigit() and len(number) < 9 and int(number) < len(texts) else ""


def _merged(root: ET.Element) -> Iterator[tuple[Place, tuple[int, int]]]:
    for count, merge in enumerate(root.iterfind(f"{S}mergeCells/{S}mergeCell")):
        first, last = (place(end) for end in [*merge.get("ref", "").split(":"), "", ""][:2])
        if first and last and count < _MERGES:
            yield first, (max(1, last[0] - first[0] + 1), max(1, last[1] - first[1] + 1))
