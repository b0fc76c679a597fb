"""Parts that do not add up to the total that a report states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ingest.count.rows import Row, rows_in
from ingest.count.sentences import added, by_sentence, words_of
from vectorstore.figure import Conflict, ConflictKind, Figure
from vectorstore.report import PassageKind, Report
from vectorstore.text.number import POWERS, format_number

UNEVEN = "Các phần cộng lại là {added} ({parts}), không khớp với tổng số {total} nêu trong báo cáo."
HARVEST = "Riêng các cây đã nêu cho {added} tấn ({parts}), nhiều hơn tổng {total} tấn nêu trong báo cáo."

_UNSUMMED = ("", "%", "‰", "ha")  # shares do not add up so, areas are rounded
_LIST_OPENS = re.compile(r"(?:trong đó|cụ thể|gồm|bao gồm|như sau)\s*:\s*$", re.IGNORECASE)
_NAMES_ALL = re.compile(r"\b(?:gồm|cụ thể|như sau)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(tiếp nhận|giải quyết|tổ chức|xử lý|kết nạp|thành lập|ban hành|hỗ trợ|hoàn thành)\b")
_TOTAL_ROW = re.compile(r"^(?:tổng(?: số| cộng)?|cộng|toàn xã|toàn huyện|toàn tỉnh)\b", re.IGNORECASE)
_SAME_UNIT = {"hs": "hồ sơ", "HS": "hồ sơ"}
SHORT = 4  # words of an opening that stands by itself: "- Trong đó:"
NEAR = 2  # a sum further from the total than by this factor is of something else
MOSTLY = Decimal("0.85")  # of the total from which "trong đó" is taken to name all of its parts
OVER = Decimal("1.02")  # what rounding of yields explains


def find_sums(report: Report, figures: Sequence[Figure]) -> list[Conflict]:
    """Totals that their parts, the items below them, the rows above them or their crops do not make."""
    return [*_sums(report, figures), *_lists(report, figures), *_columns(report, figures), *_harvests(report, figures)]


def _sums(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """ "15 người, trong đó … 08 người, … 05 người và … 06 người"."""
    parts = defaultdict(list)
    for figure in figures:
        if figure.part_of is not None:
            parts[figure.part_of].append(figure)
    for total_at, own in parts.items():
        total = figures[total_at]
        some = _is_some(report.text[total.span.end : own[0].span.start]) if own else False
        if total.unit not in _UNSUMMED and len(own) >= 2 and not _adds_up(total, own, parts, some):
            yield _uneven(report, total, own)


def _is_some(opening: str) -> bool:
    """Whether words open only some of the parts: "trong đó" may, "gồm" names them all."""
    return not _NAMES_ALL.search(opening)


def _adds_up(total: Figure, own: Sequence[Figure], parts: dict[int, list[Figure]], some: bool) -> bool:
    """Whether parts may make their total, alone or with the parts that they have themselves; a sum far from it is of something else."""
    together = added(own)
    if some and together < MOSTLY * total.value:
        return True
    deep = together + sum((added(parts[part.ordinal]) for part in own if part.ordinal in parts), Decimal(0))
    return total.value in (together, deep) or not total.value / NEAR <= together <= total.value * NEAR or _is_open(total, together)


def _is_open(total: Figure, together: Decimal) -> bool:
    """Whether the total's own bound allows for the sum: "trên 90"."""
    return (total.qualifier in ("trên", "hơn") and together > total.value) or (
        total.qualifier in ("gần", "dưới") and together < total.value
    )


def _lists(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """A sentence that ends "Trong đó:" and the items of the list that it opens."""
    stated = by_sentence(figures)
    order = [(p.ordinal, index) for p in report.passages if p.kind is PassageKind.BODY for index in range(len(p.sentences))]
    for at, key in enumerate(order):
        opening = words_of(report, key)
        totals = stated.get(key) or (stated.get(order[at - 1], []) if at and len(opening.split()) <= SHORT else [])
        if not totals or not _LIST_OPENS.search(opening):
            continue
        items = _items(report, order[at + 1 :])
        for total in totals:
            done = _DONE.findall(_lowered(total))
            own = [_said_alike(stated.get(item, []), done[-1:], total.unit) for item in items]
            told = [figure for figure in own if figure]
            if (
                len(items) >= 2
                and len(told) == len(items)
                and total.unit not in _UNSUMMED
                and not _adds_up(total, told, {}, _is_some(opening))
            ):
                yield _uneven(report, total, told)


def _lowered(figure: Figure) -> str:
    return figure.words.lower()


def _items(report: Report, after: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The list that follows: sentences whose lines begin with the same sign."""
    items: list[tuple[int, int]] = []
    sign = ""
    for key in after:
        mark = words_of(report, key)[:1]
        if not items and mark in "+-*•–":
            sign = mark
        if not sign:
            return []
        if mark == sign:
            items.append(key)
        elif mark in "-+*•–" or key[0] != (items[-1][0] if items else key[0]):
            break
    return items


def _said_alike(figures: Sequence[Figure], done: Sequence[str], unit: str) -> Figure | None:
    """The figure of an item that is of the same doing as the total, else its first one of the same unit."""
    same = [figure for figure in figures if _SAME_UNIT.get(figure.unit, figure.unit) == _SAME_UNIT.get(unit, unit)]
    doing = [figure for figure in same if any(word in _DONE.findall(_lowered(figure)) for word in done)]
    if doing:
        return doing[0]
    return same[0] if same and not _DONE.search(_lowered(same[0])) else None


def _columns(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """A table whose last row is a total: each column by itself."""
    stated = by_sentence(figures)
    for table in _tables(report):
        columns: dict[int, list[Figure]] = defaultdict(list)
        for passage, row in table:
            for figure in stated.get((passage, row.sentence), []):
                columns[row.column(figure.span.start)].append(figure)
        for column in columns.values():
            total, own = column[-1], column[:-1]
            units = {figure.unit for figure in column}
            is_total = len(own) >= 2 and len(units) == 1 and "%" not in units and _TOTAL_ROW.match(total.indicator)
            if is_total and 0 < abs(added(own) - total.value) * 10 < total.value:
                yield _uneven(report, total, own)


def _tables(report: Report) -> Iterator[list[tuple[int, Row]]]:
    """The rows that follow one another under the same heads, each with the ordinal of its passage."""
    rows = [(passage.ordinal, row) for passage in report.passages for _, row in rows_in(report, passage)]
    for heads, table in groupby(rows, key=lambda placed: placed[1].heads if placed[1] else ()):
        if heads:
            yield [(passage, row) for passage, row in table if row]


def _uneven(report: Report, total: Figure, parts: Sequence[Figure]) -> Conflict:
    said = UNEVEN.format(
        added=_shown(added(parts), total), parts=" + ".join(part.written for part in parts), total=f"{total.written} {total.unit}".strip()
    )
    return Conflict(ConflictKind.SUM, said, tuple((report.id, figure.ordinal) for figure in (total, *parts)))


def _shown(value: Decimal, like: Figure) -> str:
    """A value in the scale that another is written in."""
    scale = next((word for word in reversed(like.written.split()) if word.lower() in POWERS), "")
    shown = format_number((value / 10 ** POWERS[scale.lower()] if scale else value).normalize())
    return " ".join(part for part in (shown, scale, like.unit) if part)


def _harvests(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """ "Ngô 1.338 ha, sản lượng 5.859 tấn; lúa 743 ha, năng suất 54,5 tạ/ha … Tổng sản lượng lương thực 6.393 tấn"."""
    for _, passage in groupby(figures, key=lambda figure: figure.passage):
        own = list(passage)
        total = next((f for f in own if f.unit == "tấn" and re.match(r"tổng sản lượng lương thực", f.indicator, re.IGNORECASE)), None)
        crops = list(_crops(own[: own.index(total)])) if total else []
        together = sum((tons for tons, _, _ in crops), Decimal(0))
        if total and len(crops) >= 2 and together > OVER * total.value:
            parts = " + ".join(written for _, written, _ in crops)
            said = HARVEST.format(added=format_number(together.normalize()), parts=parts, total=total.written)
            yield Conflict(ConflictKind.SUM, said, tuple((report.id, figure.ordinal) for figure in (total, *(f for _, _, f in crops))))


def _crops(figures: Sequence[Figure]) -> Iterator[tuple[Decimal, str, Figure]]:
    """The harvest of each grain in tons, as stated or as area times yield, with how it is written."""
    for at, figure in enumerate(figures):
        if figure.unit != "ha" or not re.search(r"\b(?:lúa|ngô)\b", figure.indicator, re.IGNORECASE):
            continue
        for after in figures[at + 1 : at + 3]:
            if after.unit == "tấn":
                yield after.value, after.written, after
            elif after.unit == "tạ/ha":
                yield figure.value * after.value / 10, f"{figure.written} ha × {after.written} tạ/ha", after
            if after.unit in ("tấn", "tạ/ha", "ha"):
                break
