"""Numbers as Vietnamese reports write them, made from a value: what the readers of numbers are tried on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vectorstore.text.number import format_number

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ((6, "triệu"), (3, "nghìn"))
MOST = 999_999_999


@dataclass(frozen=True, slots=True)
class Written:
    """A quantity as it is written, with its unit, and what it says."""

    notation: str
    words: str
    value: Decimal
    upper: Decimal | None = None
    of: Decimal | None = None


def in_words(number: int, dice: random.Random | None = None) -> str:
    """0 to 999.999.999 in words; with dice, each time in one of the ways that they are said."""
    dice = dice or random.Random(0)
    groups: list[str] = []
    rest = number
    for power, name in SCALES:
        group, rest = divmod(rest, 10**power)
        if group:
            groups.append(f"{_group(group, bool(groups), dice)} {_said(dice, name, 'ngàn') if name == 'nghìn' else name}")
    if rest or not groups:
        groups.append(_group(rest, bool(groups), dice))
    return " ".join(groups)


def _said(dice: random.Random, *ways: str) -> str:
    return dice.choice(ways)


def _group(number: int, behind: bool, dice: random.Random) -> str:
    """Three digits; behind another group all three are said."""
    hundreds, below = divmod(number, 100)
    if not hundreds and not behind:
        return _under_hundred(below, dice)
    head = f"{DIGITS[hundreds]} trăm"
    if not below:
        return head
    return f"{head} {_said(dice, 'linh', 'lẻ')} {DIGITS[below]}" if below < 10 else f"{head} {_under_hundred(below, dice)}"


def _under_hundred(number: int, dice: random.Random) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    if tens == 1:
        return "mười" + ("" if not ones else " lăm" if ones == 5 else f" {DIGITS[ones]}")
    last = {0: ("",), 1: (" mốt",), 4: (" tư", " bốn"), 5: (" lăm", " nhăm")}.get(ones, (f" {DIGITS[ones]}",))
    return f"{DIGITS[tens]} mươi{_said(dice, *last)}"


def notations(number: int, dice: random.Random) -> Iterator[Written]:
    """A number of 0 to 999.999.999 in every notation; a notation that has no room for it takes some of its digits."""
    yield from _in_digits(number, dice)
    yield from _money(number)
    yield from _pairs(number, dice)
    yield from _words(number, dice)


def _in_digits(number: int, dice: random.Random) -> Iterator[Written]:
    cents, share = Decimal(number) / 100, Decimal(number % 10_001) / 100
    yield Written("grouped", f"{format_number(Decimal(number))} {dice.choice(('hộ', 'con', 'lượt người', 'đảng viên'))}", Decimal(number))
    yield Written("ungrouped", f"{number % 10_000} {dice.choice(('cây', 'hồ sơ', 'khẩu'))}", Decimal(number % 10_000))
    yield Written("decimals", f"{_exactly(cents, 2)} ha", cents)
    yield Written("one decimal, no space", f"{_exactly(Decimal(number % 10_000) / 10, 1)}ha", Decimal(number % 10_000) / 10)
    yield Written("leading zero", f"0{number % 9 + 1} {dice.choice(('cuộc', 'buổi', 'lớp', 'vụ'))}", Decimal(number % 9 + 1))
    yield Written("percent", f"{_exactly(share, 2)}{dice.choice(('%', ' %'))}", share)
    yield Written("rate", f"{_exactly(share, 2)} tạ/ha", share)


def _exactly(value: Decimal, places: int) -> str:
    return format_number(value.quantize(Decimal(1).scaleb(-places)))


def _money(number: int) -> Iterator[Written]:
    billions, millions = number // 10_000 % 1000 + 1, Decimal(number % 9_999 + 1) / 10
    thousandths = Decimal(number % 99_999 + 1) / 1000
    yield Written("tỷ and triệu", f"{billions} tỷ {_exactly(millions, 1)} triệu đồng", billions * 10**9 + millions * 10**6)
    yield Written(
        "triệu and nghìn", f"{billions} triệu {number % 999 + 1} nghìn đồng", Decimal(billions * 10**6 + (number % 999 + 1) * 1000)
    )
    yield Written("tỷ", f"{_exactly(thousandths, 3)} tỷ đồng", thousandths * 10**9)
    yield Written("triệu", f"{_exactly(millions, 1)} triệu đồng", millions * 10**6)
    yield Written("grouped triệu", f"{format_number(Decimal(number // 10))} triệu đồng", Decimal(number // 10) * 10**6)
    yield Written("capitals", f"{billions} TỶ ĐỒNG", Decimal(billions) * 10**9)
    yield Written("đồng a head", f"{format_number(Decimal(number))} đồng/người", Decimal(number))


def _pairs(number: int, dice: random.Random) -> Iterator[Written]:
    lower, more = number % 5000, dice.randint(1, 900)
    low, high = Decimal(lower), Decimal(lower + more)
    sign = dice.choice((" - ", "-", " – ", "–"))
    yield Written("range", f"{format_number(low)}{sign}{format_number(high)} hộ", low, high)
    yield Written("từ … đến", f"từ {format_number(low)} {dice.choice(('đến', 'tới'))} {format_number(high)} con", low, high)
    yield Written("range of decimals", f"{_exactly(low / 10, 1)} - {_exactly(high / 10, 1)} ha", low / 10, high / 10)
    yield Written(
        "range of money", f"{format_number(low + 1)} - {format_number(high + 1)} triệu đồng", (low + 1) * 10**6, (high + 1) * 10**6
    )
    yield Written("ratio", f"{format_number(low)}/{format_number(high)} {dice.choice(('xã', 'hộ', 'thôn'))}", low, None, high)


def _words(number: int, dice: random.Random) -> Iterator[Written]:
    long, small = max(number, 11), number % 989 + 11
    one = dice.choice((2, 3, 4, 6, 7, 8, 9, 10))  # "một" and "năm" are said of other things too
    half = number % 998 + 2
    yield Written("words", f"{in_words(long, dice)} {dice.choice(('hộ', 'lượt người', 'đồng'))}", Decimal(long))
    yield Written("short words", f"{in_words(small, dice)} {dice.choice(('thôn', 'cuộc', 'đại biểu'))}", Decimal(small))
    yield Written("one word", f"{in_words(one, dice)} {dice.choice(('thôn', 'hội nghị', 'công trình', 'hộ', 'đợt'))}", Decimal(one))
    scale, name = dice.choice(((10**6, "triệu"), (10**3, "nghìn"), (10**9, "tỷ")))
    yield Written("rưỡi", f"{in_words(half, dice)} {name} rưỡi đồng", half * scale + Decimal(scale) / 2)
    places = number % 99 + 1
    yield Written("phẩy", f"{in_words(half, dice)} phẩy {_decimals(places, dice)} ha", half + Decimal(f"0.{places:02}"))


def _decimals(places: int, dice: random.Random) -> str:
    """Two decimals: digit by digit, or as one number where none is zero before it."""
    apart = " ".join(DIGITS[int(digit)] for digit in f"{places:02}")
    return dice.choice((apart, in_words(places, dice))) if places >= 10 else apart
