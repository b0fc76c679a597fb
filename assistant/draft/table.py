"""Figures of the ledger side by side: one indicator in one unit of measure a row, a column for each period or unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.draft import words
from assistant.draft.column import Column, timeless
from assistant.draft.topic import Topic
from assistant.ledger.lookup import measure_of
from assistant.notation import notation
from assistant.stop import STOP
from vectorstore.figure import FigureKind, LedgerRow
from vectorstore.text.normalize import fold, normalize, syllables
from vectorstore.text.period import find_periods

ROWS = 14
HELD = 0.6  # share of a topic that a row, its sentence and its headings must hold
ALIKE = 0.5  # share of their words that two rows of a named-alike indicator must have in common
TELLING = 3  # words of an indicator that need no such agreement
LONGER = 1.35  # a period longer than another by this factor counts other things

_SET = frozenset({FigureKind.FLOW, FigureKind.STOCK, FigureKind.SHARE})  # a plan or a change is no state to set beside one
_TIME_WORDS = "tháng quý năm kỳ trong đầu cuối đến nay trên địa bàn toàn xã của được đạt hết số tổng tạm tính ước"
_TIME = frozenset(_TIME_WORDS.split())

_TELLING_UNITS = frozenset({"hộ"})  # "hộ nghèo" says enough with one more syllable
_SUMMED = re.compile(r"\b(?:luy ke|cong don|tu dau nam)\b")
_ROMAN = re.compile(r"[ivx]+")
_IN_BRACKETS = re.compile(r"(?P<unit>[^()]+) \((?P<name>[^()]+)\)")  # "vụ (hòa giải thành)"
_LOOSE_END = re.compile(r"[\s–(]*(?:trong|của|đến hết|kỳ|hết|đến)?[\s–)]*$")
MILLION = Decimal(1_000_000)

Key = tuple[frozenset[str], str, FigureKind, str, bool, bool]


@dataclass(frozen=True, slots=True)
class GridRow:
    """An indicator with its row of the ledger in each column, None where a report has none."""

    label: str
    cells: tuple[LedgerRow | None, ...]
    change: str  # "" where there are not two columns


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose figures are not numbered yet."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]


def grid_of(rows: Iterable[LedgerRow], columns: Sequence[Column], topics: Sequence[Topic]) -> Grid | None:
    """The indicators that are about a topic and stand in two columns at least; None where there are none."""
    if len(columns) < 2:
        return None
    slots: dict[Key, list[list[LedgerRow]]] = defaultdict(lambda: [[] for _ in columns])
    for row in rows:
        at = _column_of(row, columns)
        if at is not None and _may_stand(row, columns[at]):
            slots[_key(row)][at].append(row)
    found = [grid_row for key in slots if (grid_row := _grid_row(_completed(key, slots), columns))]
    found = _each_once(one for one in found if _is_about(one, topics))
    change = words.DIFFERENCE if len({column.period for column in columns}) == 1 else words.CHANGE
    heads = (words.INDICATOR, *(column.label for column in columns), *((change,) if len(columns) == 2 else ()))
    return Grid(heads, tuple(found[:ROWS])) if found else None


def _completed(key: Key, slots: Mapping[Key, Sequence[Sequence[LedgerRow]]]) -> list[Sequence[LedgerRow]]:
    """The rows of a key in each column; where there are none, those of the one key that says a little more or less."""
    near = [slots[other] for other in slots if other != key and other[1:] == key[1:] and _is_within(key[0], other[0])]
    cells: list[Sequence[LedgerRow]] = []
    for at, own in enumerate(slots[key]):
        beside = [rows[at] for rows in near if rows[at]]
        cells.append(own or (beside[0] if len(beside) == 1 else ()))
    return cells


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    return (one <= other or other <= one) and len(one & other) >= TELLING - 1


def _each_once(rows: Iterable[GridRow]) -> list[GridRow]:
    """The rows, the fullest first, without those that state the same values or bear the same name again."""
    kept: dict[object, GridRow] = {}
    for row in sorted(rows, key=lambda row: -_filled(row)):
        values = tuple((cell.figure.value, cell.figure.unit) if cell else None for cell in row.cells)
        if row.label not in {other.label for other in kept.values()}:
            kept.setdefault(values, row)
    return list(kept.values())


def _filled(row: GridRow) -> int:
    return sum(cell is not None for cell in row.cells)


def _column_of(row: LedgerRow, columns: Sequence[Column]) -> int | None:
    return next((at for at, column in enumerate(columns) if row.report.id in column.report_ids), None)


def _may_stand(row: LedgerRow, column: Column) -> bool:
    """Whether a row is a state or a count of the column's own time."""
    figure = row.figure
    own = figure.period is None or (column.period is not None and timeless(figure.period) == timeless(column.period))
    names = _names(figure.indicator, figure.unit)
    telling = len(names) > 1 or (bool(names) and figure.unit in _TELLING_UNITS)
    return own and telling and figure.kind in _SET and not _SUMMED.search(fold(figure.indicator))


def _key(row: LedgerRow) -> Key:
    """What two rows must have in common to be the same thing in the same measure; the words that name it first."""
    figure = row.figure
    of = (measure_of(row), figure.kind, fold(figure.place), figure.part_of is None, figure.of is None)
    return _names(figure.indicator, figure.unit), *of


def _names(indicator: str, unit: str) -> frozenset[str]:
    """The words that name what is counted: without its unit, and without when and where."""
    found = frozenset(word for word in syllables(indicator) if not word[0].isdigit() and not _ROMAN.fullmatch(word))
    return found - frozenset(syllables(unit)) - STOP - _TIME


def _grid_row(cells: Sequence[Sequence[LedgerRow]], columns: Sequence[Column]) -> GridRow | None:
    """One row a column where each column states one value; None where one states two, or the rows may be other things."""
    single = [_single(own) for own in cells]
    if any(own and one is None for own, one in zip(cells, single, strict=True)):
        return None
    kept = _of_one_length(single, columns)
    stated = [row for row in kept if row]
    if len(stated) < 2 or not all(_says_alike(stated[0], row) for row in stated[1:]):
        return None
    return GridRow(_label(stated[0]), tuple(kept), _change(kept) if len(columns) == 2 else "")


def _single(rows: Sequence[LedgerRow]) -> LedgerRow | None:
    values = {(row.figure.value, row.figure.upper, row.figure.of) for row in rows}
    return rows[0] if len(values) == 1 else None


def _of_one_length(cells: Sequence[LedgerRow | None], columns: Sequence[Column]) -> list[LedgerRow | None]:
    """What is counted over a time only beside what is counted over as long a time."""
    if not any(cell and cell.figure.kind is not FigureKind.STOCK for cell in cells):
        return list(cells)
    lengths = [_days(column) for column in columns]
    having = [length for length, cell in zip(lengths, cells, strict=True) if cell and length]
    best = max(having, key=lambda length: sum(_near(length, other) for other in having), default=0)
    return [cell if _near(length, best) else None for length, cell in zip(lengths, cells, strict=True)]


def _days(column: Column) -> int:
    return (column.period.end - column.period.start).days + 1 if column.period else 0


def _near(one: int, other: int) -> bool:
    return max(one, other) <= LONGER * min(one, other)


def _says_alike(one: LedgerRow, other: LedgerRow) -> bool:
    """Whether the words around two figures do not speak against their being the same thing."""
    if len(one.figure.indicator.split()) >= TELLING and fold(one.figure.indicator) == fold(other.figure.indicator):
        return True
    left, right = _names(one.figure.words, one.figure.unit), _names(other.figure.words, other.figure.unit)
    return bool(left and right) and len(left & right) >= ALIKE * min(len(left), len(right))


def _is_about(row: GridRow, topics: Sequence[Topic]) -> bool:
    def held(topic: Topic, stated: LedgerRow) -> float:
        return topic.held(f"{stated.figure.indicator} . {stated.figure.words}", " . ".join(stated.section[-2:]))

    stated = [cell for cell in row.cells if cell]
    about = sum(any(held(topic, cell) >= HELD for topic in topics) for cell in stated)
    return not topics or 2 * about > len(stated)


def _label(row: LedgerRow) -> str:
    """What a row counts, without the time that its column names."""
    figure = row.figure
    name = figure.indicator
    if (match := _IN_BRACKETS.fullmatch(name)) and normalize(match["unit"]) == normalize(figure.unit):
        name = match["name"]
    for mention in reversed(find_periods(name)):
        name = f"{_LOOSE_END.sub('', name[: mention.at[0]])}{name[mention.at[1] :]}"
    name = _LOOSE_END.sub("", name).strip(" –") or figure.indicator
    name = f"{name[:1].upper()}{name[1:]}"
    return f"{name} ({figure.place})" if figure.place and fold(figure.place) not in fold(name) else name


def _change(cells: Sequence[LedgerRow | None]) -> str:
    """By how much the second figure is more or less than the first; nothing is computed from what is not exact."""
    before, now = cells
    if before is None or now is None or not all(map(_is_exact, (before, now))):
        return words.NOT_COMPUTED
    change = now.figure.value - before.figure.value
    if not change:
        return words.UNCHANGED
    said = words.changed if before.period != now.period else words.higher
    return said(change > 0, _measured(abs(change), now))


def _measured(change: Decimal, row: LedgerRow) -> str:
    """A change in the measure that the figure is written in."""
    figure = row.figure
    if figure.unit == "đồng" and change >= MILLION:
        return f"{notation(change / MILLION)} triệu đồng"
    return f"{notation(change)} điểm %" if figure.unit == "%" else notation(change)


def _is_exact(row: LedgerRow) -> bool:
    figure = row.figure
    return figure.qualifier is None and figure.upper is None and figure.of is None


def cells_of(row: GridRow) -> Iterator[tuple[str, LedgerRow | None]]:
    """The text of each figure's cell, as the report writes it, with the row that it is cited from."""
    for cell in row.cells:
        yield (_written(cell), cell) if cell else (words.NO_CELL, None)


def _written(row: LedgerRow) -> str:
    figure = row.figure
    gap = "" if figure.unit in ("", "%", "‰") else " "
    number = f"{figure.qualifier} {figure.written}" if figure.qualifier else figure.written
    return number if number.endswith(figure.unit) else f"{number}{gap}{figure.unit}"
