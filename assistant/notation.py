"""How the values of the ledger are written for a reader."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from vectorstore.figure import COUNTED, Figure, FigureKind
from vectorstore.text.number import format_number

KINDS: Mapping[FigureKind, str] = {
    FigureKind.FLOW: "Trong kỳ",
    FigureKind.STOCK: "Tại thời điểm",
    FigureKind.SHARE: "Tỷ lệ",
    FigureKind.PLAN: "Kế hoạch",
    FigureKind.CHANGE: "Tăng, giảm",
}

_TOLD = frozenset({FigureKind.PLAN, FigureKind.CHANGE})  # what a number does not show by itself


def plain(value: Decimal) -> str:
    """A decimal without zeros at its end, for programs: "10100.78"."""
    return f"{value.normalize():f}"


def notation(value: Decimal) -> str:
    """The same for a reader: "10.100,78"."""
    return format_number(Decimal(plain(value)))


def quantity(figure: Figure) -> str:
    """Value with its limits: "trên 6", "5–7", "8/10"."""
    value = notation(figure.value)
    if figure.upper is not None:
        value = f"{value}–{notation(figure.upper)}"
    if figure.of is not None:
        value = f"{value}/{notation(figure.of)}"
    return f"{figure.qualifier} {value}" if figure.qualifier else value


def amount(figure: Figure) -> str:
    """The same with its unit: "trên 6 cuộc", "5–7%", "8/10 xã"."""
    gap = "" if figure.unit in ("", "%", "‰") else " "
    return f"{quantity(figure)}{gap}{figure.unit}"


def remarks(figure: Figure) -> str:
    """What keeps a value from being taken for another: its place, and that it is only planned or a change."""
    return " · ".join(part for part in (figure.place, KINDS[figure.kind] if figure.kind in _TOLD else "") if part)


def count_shown(total: int) -> str:
    """A number of rows; from where they are no longer counted, "ít nhất 1.000"."""
    number = format_number(Decimal(total))
    return f"ít nhất {number}" if total >= COUNTED else number
