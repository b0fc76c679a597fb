"""Table rows cell by cell: every number with the heads of its row and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.count.rows import NUMERIC, cells_of
from ingest.count.when import Held, period_of_head
from vectorstore.figure import FigureKind
from vectorstore.report import Period
from vectorstore.text.figures import find_figures
from vectorstore.text.number import is_quantity, parse_number
from vectorstore.text.unit import COUNTED

_COUNTER = re.compile(r"^(?:TT|STT|Số TT|Số thứ tự|Thứ tự|#)$", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"^(?:Đơn vị(?: tính)?|ĐVT|Đ\.?v\.?t\.?)$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?:ĐVT:?\s*|đơn vị(?: tính)?:?\s*)?([^()]{1,24})\)", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:{'|'.join(map(re.escape, COUNTED))})(?![^\W\d_])", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:kế hoạch|KH|chỉ tiêu|mục tiêu|dự toán|nghị quyết)\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\btỷ lệ\b|\bso với\b|\bso sánh\b", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:tăng|giảm)\b", re.IGNORECASE)
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_SCALED = re.compile(r"^(nghìn|ngàn|triệu|tỷ|tỉ)\s+(?=đồng)", re.IGNORECASE)
_PLACE_HEAD = re.compile(r"^(?:Xã|Thôn|Bản|Địa phương|Tên xã|Tên thôn|Xã, phường|Đơn vị hành chính|Huyện|Địa bàn)\b", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:tổng|cộng|toàn)\b", re.IGNORECASE)
_ONLY_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số|toàn bộ)\W*", re.IGNORECASE)
_LEADS_IN = re.compile(r"\b(?:số liệu|kết quả|cụ thể|chi tiết|như sau|theo|tại|bảng|biểu|dưới đây|sau)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*")


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A number in a cell; `at` is where it stands in the row."""

    at: tuple[int, int]
    value: Decimal
    written: str  # with the scale of the unit column: "248,9 triệu"
    of: Decimal | None
    unit: str
    indicator: str
    kind: FigureKind
    place: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    head: str


def figures_in_row(row: str, heads: Sequence[str], about: str, held: Held) -> Iterator[CellFigure]:
    """The numbers of a row; `heads` are its column heads, `about` what introduces the table."""
    found = cells_of(row, len(heads))
    if len(heads) != len(found):
        heads = [""] * len(found)
    cells = [_Cell(text.strip(), start + len(text) - len(text.lstrip()), head) for (text, start), head in zip(found, heads, strict=True)]
    names = [cell for cell in cells if _is_name(cell)]
    if not names:
        return
    unit = next((cell.text for cell in cells if _UNIT_HEAD.match(cell.head)), "")
    for index, cell in enumerate(cells):
        number = NUMERIC.fullmatch(cell.text)
        if number and is_quantity(cell.text) and not _COUNTER.match(cell.head) and not (index == 0 and len(cells) > 2 and not cell.head):
            yield _figure(cell, number, names, unit, about, held)


def _is_name(cell: _Cell) -> bool:
    is_number = NUMERIC.fullmatch(cell.text) is not None
    return (
        bool(cell.text)
        and not is_number
        and not _UNIT_HEAD.match(cell.head)
        and not _COUNTER.match(cell.head)
        and cell.text not in ("-", "–", "x")
    )


def _figure(cell: _Cell, number: re.Match[str], names: Sequence[_Cell], unit: str, about: str, held: Held) -> CellFigure:
    name = _name(names[0].text, about)
    own_unit = "%" if number["percent"] or _SHARE.search(cell.head) else _unit(cell.head, unit, name, about)
    scale = _SCALED.match(own_unit)
    factor = 10 ** _SCALES[scale[1].lower()] if scale else 1
    is_place = bool(_PLACE_HEAD.match(names[0].head)) and not _TOTAL.match(name)
    start = cell.start + number.start("sign")
    return CellFigure(
        at=(start, cell.start + number.end()),
        value=parse_number(number["first"]) * factor * (-1 if number["sign"] in ("-", "–") else 1),
        written=f"{number[0].strip().lstrip('-–+').rstrip('% ')}{f' {scale[1].lower()}' if scale else ''}",
        of=parse_number(number["of"]) if number["of"] else None,
        unit=own_unit[scale.end() :] if scale else own_unit,
        indicator=_indicator(name, cell.head, is_place),
        kind=_kind(cell.head, own_unit, number["sign"]),
        place=name if is_place else "",
        period=period_of_head(cell.head, held),
    )


def _name(name: str, about: str) -> str:
    """What a row is about; "Cộng" is all that introduces the table."""
    told = _LEADS_IN.sub("", about).strip(" :.;,")
    return f"{name.rstrip(' :.')}: {_NUMBERED.sub('', about).strip(' :.;,')}" if told and _ONLY_TOTAL.fullmatch(name) else name


def _indicator(name: str, head: str, is_place: bool) -> str:
    """The row's name, and the column's where it says more than plan or result; the column's alone where the row is a place."""
    if is_place:
        return head or name
    result = re.fullmatch(r"(?:Kết quả|Thực hiện|Ước thực hiện|Số lượng|Giá trị|Năm \d{4})\b.*", head, re.IGNORECASE)
    return name if not head or result else f"{name} – {head}"


def _unit(head: str, unit: str, name: str, about: str) -> str:
    """The unit of the unit column, else in brackets, else the thing that the column, the row or the introduction counts."""
    if unit:
        return unit
    for words in (head, name):
        if bracket := _IN_BRACKETS.search(words):
            return bracket[1].strip()
    for words in (re.sub(r"^Số\s+", "", head), *re.findall(r"^(?:Tổng )?[Ss]ố\s+(.+)", name)):
        if counted := _COUNTED.match(words):
            return counted[0].lower()
    return next((mention.unit.lower() for mention in find_figures(about) if mention.unit), "")


def _kind(head: str, unit: str, sign: str) -> FigureKind:
    if sign or (_CHANGE.search(head) and not _SHARE.search(head)):
        return FigureKind.CHANGE
    if unit == "%" or "/" in unit:
        return FigureKind.PLAN if _PLANNED.search(head) and not head.strip().startswith("%") else FigureKind.SHARE
    return FigureKind.PLAN if _PLANNED.search(head) else FigureKind.FLOW
