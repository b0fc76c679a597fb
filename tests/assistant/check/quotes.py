"""Quotes with figures, made by rule, and the same quotes with one thing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from vectorstore.text.number import NUMBER, parse_number

# What is done, what is counted, what it is; no unit twice.
_THINGS = (
    ("tổ chức", "cuộc", "tuần tra chung"),
    ("mở", "lớp", "dạy nghề"),
    ("hỗ trợ", "hộ", "nghèo"),
    ("tiếp nhận", "hồ sơ", "hộ tịch"),
    ("trồng mới", "ha", "rừng phòng hộ"),
    ("sản xuất", "tấn", "ngô hạt"),
    ("thu ngân sách", "đồng", "từ đất"),
    ("đạt", "%", "kế hoạch"),
    ("trồng", "cây", "ăn quả"),
    ("tiêm phòng", "con", "trâu bò"),
    ("tuyên truyền cho", "lượt người", "dân"),
)
_SCALES = ("nghìn đồng", "triệu đồng", "tỷ đồng", "đồng")
_NUMBERS = ("06", "3", "12", "87", "204", "465", "1.240", "45.000", "12,5", "0,8", "1.234,56", "62,07")
_BOUNDS = {
    "": "",
    "trên": "over",
    "hơn": "over",
    "gần": "under",
    "dưới": "under",
    "khoảng": "about",
    "ít nhất": "least",
    "không quá": "most",
}
_PERIODS = ("quý IV năm 2026", "6 tháng đầu năm 2026", "tháng 3 năm 2026", "năm 2025", "9 tháng năm 2026")
_OTHER_PERIODS = (
    *_PERIODS,
    "quý III năm 2026",
    "quý IV năm 2025",
    "6 tháng cuối năm 2026",
    "tháng 4 năm 2026",
    "năm 2026",
    "năm 2027",
    "nhiệm kỳ 2020 - 2025",
)


@dataclass(frozen=True, slots=True)
class Clause:
    does: str
    bound: str
    number: str
    unit: str
    what: str

    def __str__(self) -> str:
        number = f"{self.number}{self.unit}" if self.unit == "%" else f"{self.number} {self.unit}"
        return " ".join(part for part in (self.does, self.bound, number, self.what) if part)


@dataclass(frozen=True, slots=True)
class Quote:
    period: str
    clauses: tuple[Clause, ...]

    def __str__(self) -> str:
        said = ", ".join(map(str, self.clauses))
        return f"{self.period[:1].upper()}{self.period[1:]}, xã Suối Mây {said}."


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """One to three figures of different things."""
    things = draw(st.lists(st.sampled_from(_THINGS), min_size=1, max_size=3, unique=True))
    numbers = draw(st.lists(st.sampled_from(_NUMBERS), min_size=len(things), max_size=len(things), unique=True))
    clauses = []
    for (does, unit, what), number in zip(things, numbers, strict=True):
        bound = draw(st.sampled_from(tuple(_BOUNDS)))
        clauses.append(Clause(does, bound, number, draw(st.sampled_from(_SCALES)) if unit == "đồng" else unit, what))
    return Quote(draw(st.sampled_from(_PERIODS)), tuple(clauses))


def changed(quote: Quote) -> Iterator[Quote]:
    """The quote with one number's value, mark, scale, unit or bound changed, or with another period."""
    for at, clause in enumerate(quote.clauses):
        for other in (*_values(clause), *_units(clause), *_bounds(clause)):
            yield replace(quote, clauses=(*quote.clauses[:at], other, *quote.clauses[at + 1 :]))
    yield from (replace(quote, period=period) for period in _OTHER_PERIODS if period != quote.period)


def _values(clause: Clause) -> Iterator[Clause]:
    """Another number, or the same digits with another decimal mark."""
    number = clause.number
    moved = (
        number.replace(",", ""),
        number.replace(".", ""),
        number.replace(".", ","),
        number.replace(",", "."),
        f"{number}0",
        f"1{number}",
    )
    yield from (replace(clause, number=other) for other in (*_NUMBERS, *moved) if not _is_same(other, number))


def _is_same(other: str, number: str) -> bool:
    return re.fullmatch(NUMBER, other) is not None and parse_number(other) == parse_number(number)


def _units(clause: Clause) -> Iterator[Clause]:
    others = {unit for _, unit, _ in _THINGS} | set(_SCALES)
    yield from (replace(clause, unit=unit) for unit in sorted(others - {clause.unit}))


def _bounds(clause: Clause) -> Iterator[Clause]:
    meant = _BOUNDS[clause.bound]
    yield from (replace(clause, bound=bound) for bound, means in _BOUNDS.items() if means != meant)
