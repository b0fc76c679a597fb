"""A number of a cell as the sheet shows it, written the Vietnamese way: 1.234,5."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

GENERAL = "General"
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_PLACES = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?,*")
_DIGITS = 12  # of a number without a format; what comes after is the noise of binary fractions
_MOST_DIGITS = 40
_DECIMALS = 15


def shown(value: str, form: str, from_1904: bool) -> str:
    """The words of a numeric cell; what is no number stays as it is."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return value
    if is_date_format(form) and not is_timedelta_format(form):
        return _day(number, form, from_1904) or value
    return _general(number) if form.split(";", maxsplit=1)[0] in (GENERAL, "@", "") else _formatted(number, form)


def _day(number: Decimal, form: str, from_1904: bool) -> str:
    try:
        moment = from_excel(float(number), MAC_EPOCH if from_1904 else WINDOWS_EPOCH)
    except (ValueError, OverflowError):
        return ""
    if moment is None or not hasattr(moment, "year"):
        return f"{moment:%H:%M}" if moment else ""
    return f"{moment:%d/%m/%Y}" if "d" in _LITERAL.sub("", form).lower() else f"{moment:%m/%Y}"


def _general(number: Decimal) -> str:
    places = max(0, _DIGITS - 1 - max(number.adjusted(), 0))
    return _vietnamese(f"{number:.{places}f}", grouped=False, least=0)


def _formatted(number: Decimal, form: str) -> str:
    """By the format's first part; a loss is written with a minus, never in red or brackets."""
    part = form.split(";", maxsplit=1)[0]
    bare = _LITERAL.sub("", part)
    places = _PLACES.search(bare)
    if places is None:
        return _general(number)
    scaled = number * (100 if "%" in bare else 1) / 1000 ** _thousands(places[0])
    decimals = (places[1] or "")[:_DECIMALS]
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = _vietnamese(f"{rounded:f}", grouped="," in places[0].rstrip(","), least=decimals.count("0"))
    return text + ("%" if "%" in bare else "") + _unit(part)


def _thousands(places: str) -> int:
    """How many thousands a format leaves out: the commas after its last place."""
    return len(places) - len(places.rstrip(","))


def _unit(part: str) -> str:
    """The words that the format sets after the number: 0" ha"."""
    return "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(part, part.rfind("0") + 1)) if "0" in part else ""


def _vietnamese(text: str, grouped: bool, least: int) -> str:
    whole, _, fraction = text.partition(".")
    fraction = fraction[:least] + fraction[least:].rstrip("0")
    if grouped:
        whole = f"{int(whole.removeprefix('-')):,}".replace(",", ".")
        whole = f"-{whole}" if text.startswith("-") else whole
    return f"{whole},{fraction}" if fraction else whole
