"""Vietnamese numbers, in digits and in words, as Decimals and back.

Dot parts thousands, comma parts decimals ("10.100,78"). In words: "mười lăm", "hai mươi mốt", "một trăm linh năm", "hai triệu rưỡi",
"hai mươi lăm phẩy bốn"; every other arrangement of number words is None and never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+\.\d{1,2}(?![\d,])|\d+(?:,\d+)?"
MOST_DIGITS = 18  # of a number that is a quantity; more of them are a code or a slip
POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_NOTATION = str.maketrans(",.", ".,")
_DIGITS = {
    **{word: value for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])},
    **{"bẩy": 7},
}
_LAST_DIGITS = {**_DIGITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}  # as they are said after "mươi"
_AFTER_LINH = {**_DIGITS, "tư": 4}
_WORDS = sorted({*_LAST_DIGITS, *POWERS, "mười", "mươi", "trăm", "linh", "lẻ", "rưỡi", "phẩy"}, key=len, reverse=True)
NUMBER_WORDS = rf"(?:{'|'.join(_WORDS)})(?:\s+(?:{'|'.join(_WORDS)}))*"


def parse_number(written: str) -> Decimal:
    """The value of one number in digits: "10.100,78" is 10100.78; a dot before one or two last digits is a decimal point."""
    if _GROUPED.fullmatch(written) or sum(map(written.count, ".,")) > 1:  # "001.234.567" is a slip, and no decimal
        return Decimal(written.replace(".", "").replace(",", "."))
    return Decimal(written.replace(",", "."))


def is_quantity(written: str) -> bool:
    """Whether a number in digits, or both of "8/10", are short enough to state a quantity."""
    return all(sum(char.isdigit() for char in part) <= MOST_DIGITS for part in written.split("/"))


def format_number(value: Decimal) -> str:
    """The Vietnamese notation of a value: 10100.78 is "10.100,78"."""
    return f"{value:,f}".translate(_NOTATION)


def parse_words(words: str) -> Decimal | None:
    """The value of a number in words; None where the words are no number."""
    tokens = words.lower().split()
    if "phẩy" in tokens:
        return _with_decimals(tokens)
    half = tokens[-1:] == ["rưỡi"]
    whole = _whole(tokens[:-1] if half else tokens)
    if whole is None or not half:
        return whole
    scale = tokens[-2]
    return whole + Decimal(10 ** POWERS[scale]) / 2 if scale in POWERS else None


def _with_decimals(tokens: list[str]) -> Decimal | None:
    at = tokens.index("phẩy")
    whole, after = _whole(tokens[:at]), tokens[at + 1 :]
    if whole is None or not after:
        return None
    digits = [_DIGITS.get(token) for token in after]
    if None not in digits:  # "phẩy không năm" goes digit by digit
        return whole + Decimal("0." + "".join(map(str, digits)))
    decimals = _under_thousand(after)
    return None if decimals is None else whole + Decimal(f"0.{decimals}")


def _whole(tokens: list[str]) -> Decimal | None:
    """Groups of three digits, each with a smaller scale than the one before."""
    total, group, least = 0, [], 12
    for token in tokens:
        if token not in POWERS:
            group.append(token)
            continue
        value = _under_thousand(group)
        if value is None or POWERS[token] >= least:
            return None
        total, least, group = total + value * 10 ** POWERS[token], POWERS[token], []
    if total and len(group) == 1 and group != ["mười"]:
        return None  # "một nghìn hai" is 1.200 or 1.002, "một nghìn năm" a thousand years
    rest = _under_thousand(group) if group else 0
    return Decimal(total + rest) if rest is not None and tokens else None


def _under_thousand(tokens: list[str]) -> int | None:
    if "trăm" not in tokens:
        return _under_hundred(tokens)
    if tokens.index("trăm") != 1 or tokens[0] not in _DIGITS:
        return None
    hundreds, rest = 100 * _DIGITS[tokens[0]], tokens[2:]
    if not rest:
        return hundreds
    below = _AFTER_LINH.get(rest[1]) if len(rest) == 2 and rest[0] in ("linh", "lẻ") else _under_hundred(rest)
    return None if below is None or (len(rest) == 1 and rest != ["mười"]) else hundreds + below


def _under_hundred(tokens: list[str]) -> int | None:
    match tokens:
        case [digit]:
            return 10 if digit == "mười" else _DIGITS.get(digit)
        case ["mười", digit]:
            return 10 + _LAST_DIGITS[digit] if digit in _LAST_DIGITS and digit not in ("không", "mốt", "tư", "năm") else None
        case [tens, "mươi"] if tens in _DIGITS and _DIGITS[tens] > 1:
            return 10 * _DIGITS[tens]
        case [tens, "mươi", digit] if tens in _DIGITS and _DIGITS[tens] > 1 and digit in _LAST_DIGITS and digit not in ("không", "năm"):
            return 10 * _DIGITS[tens] + _LAST_DIGITS[digit]
    return None
