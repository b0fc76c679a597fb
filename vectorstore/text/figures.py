"""Figures in Vietnamese prose: value, unit, qualifier and place, in the notation of Vietnamese reports.

Dot parts thousands, comma parts decimals ("10.100,78 ha", "1 tỷ 897,8 triệu đồng", "62,07%", "8/10 xã", "06 cuộc"). Dates, document
numbers, ordinals and headings are not figures. A superscript after a number is a footnote mark and never part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from vectorstore.text.clean import SUPERSCRIPTS
from vectorstore.text.letters import UPPER
from vectorstore.text.period import PeriodKind, find_periods

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+\.\d{1,2}(?![\d,])|\d+(?:,\d+)?"


@dataclass(frozen=True, slots=True)
class FigureMention:
    """One stated quantity; `written` is word for word, `noun` the words that follow it ("cuộc tuần tra chung")."""

    value: Decimal
    written: str
    unit: str
    noun: str
    qualifier: str | None
    at: tuple[int, int]  # of `written`
    whole: tuple[int, int]  # with qualifier and unit


_QUALIFIER = r"(?:trên|hơn|gần|khoảng|xấp xỉ|ước(?: đạt)?|dưới|không quá|ít nhất|tối thiểu|tối đa|chỉ|từ)"
_POWERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_SCALE = {spelt: power for word, power in _POWERS.items() for spelt in (word, word.capitalize(), word.upper())}
_SCALES = "|".join(_SCALE)
_MONEY = r"(?P<money>\s+(?:đồng|Đồng|ĐỒNG)\b)?"
_PER = r"(?:/(?:tổ chức|hội nghị|người|tháng|năm|ha|hộ|sào|kg|lượt|ngày|tuần|quý|m2|m²|km2|km²))*"
_UNITS = (
    r"%|‰|tạ/ha|tấn/ha|triệu đồng|tỷ đồng|tỉ đồng|nghìn đồng|ngàn đồng|tỷ|tỉ|triệu|nghìn|đồng|"
    r"ha|km2|km²|m2|m²|m3|m³|km|kg|tấn|tạ|lít|mm|cm|m|Mbps|kWh|MW|giờ|phút|"
    r"lượt người|lượt|hồ sơ|hs|HS|trường hợp|đồng chí|đảng viên|quần chúng|đại biểu|cử tri|câu lạc bộ|mô hình|"
    r"hội nghị|cuộc thi|cuộc|buổi|lớp|hộ|người|vụ việc|vụ|con|cây|thôn|bản|xã|huyện|tỉnh|tổ|nhóm|đoàn|điểm|ý kiến|"
    r"công trình|dự án|máy|văn bản|sản phẩm|sáng kiến|bài|tin|giải|chi bộ|cơ quan|đơn vị|doanh nghiệp|hợp tác xã|HTX"
)
_LETTER = rf"[^\W\d_{SUPERSCRIPTS}]"  # a superscript is a letter to `re`, and a footnote mark here
_AFTER = re.compile(rf"\s*(?P<unit>(?:{_UNITS}){_PER})(?!{_LETTER})", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![\w/.,-])(?P<first>{NUMBER})(?P<of>/(?:{NUMBER}))?(?![\d])(?!/\d)")
_SCALED = re.compile(rf"\s*(?P<scale>{_SCALES})\b{_MONEY}")
_SCALED_REST = re.compile(rf"\s+(?P<number>{NUMBER})\s*(?P<scale>{_SCALES})\b{_MONEY}")
_BEFORE = re.compile(rf"(?P<word>{_QUALIFIER})\s+$", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"(?:(?<!tổng )(?<!Tổng )\bsố|\bthứ|\blần|khóa|khoá|Điều|điều|khoản|Quốc lộ|quốc lộ|Tỉnh lộ|Đề án|đề án|Nghị định|"
    r"Nghị quyết|Quyết định|Chỉ thị|"
    r"Kết luận|Quy định|Hướng dẫn|Thông tư|Thông báo|Kế hoạch|Luật|Dự án|Đoàn|Ban công tác|Covid|COVID|cấp độ|đợt|phụ lục|Phụ lục|"
    r"biểu|mẫu|Mẫu|Bộ luật|Chương trình|QĐ|NQ|NĐ|CT|KL|Tổ)\s*(?:số\s*)?$"
)
_DAY_BEFORE = re.compile(r"\bngày\s+$", re.IGNORECASE)
_CODE_AFTER = re.compile(rf"\s?[-/]\s?(?:[{UPPER}]{{2,}}|Q[iĐ]|KH|CV)|/20\d\d")
_LABEL = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")  # "1." and "1.1." before a heading or an item
_NOUN = re.compile(rf"[^\W\d_%⁰¹⁴⁵⁶⁷⁸⁹]+(?:[ /-]{_LETTER}+){{0,6}}")


def parse_number(written: str) -> Decimal:
    """The value of one Vietnamese number: "10.100,78" is 10100.78; a dot before one or two last digits is a decimal point."""
    if re.fullmatch(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", written):
        return Decimal(written.replace(".", "").replace(",", "."))
    return Decimal(written.replace(",", "."))


def format_number(value: Decimal) -> str:
    """The Vietnamese notation of a value: 10100.78 is "10.100,78"."""
    whole, _, decimals = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"


@lru_cache(maxsize=8192)
def find_figures(text: str) -> tuple[FigureMention, ...]:
    """The quantities stated in `text`, in order."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[FigureMention]:
    dated = [m.at for m in find_periods(text) if m.kind is not PeriodKind.YEAR or m.label.lower().startswith("n")]
    label = _LABEL.match(text)
    end = label.end() if label else 0
    for match in _NUMBER.finditer(text):
        if match.start() < end or any(start <= match.start() < stop for start, stop in dated) or _is_name(text, match):
            continue
        figure = _figure(text, match)
        yield figure
        end = figure.whole[1]


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number names a thing and counts none: "Điều 5", "12/BC-UBND", "ngày 30/4", "(1)"."""
    before = text[max(0, match.start() - 24) : match.start()]
    if _CODE_AFTER.match(text, match.end()) or (match["of"] and _DAY_BEFORE.search(before)):
        return True
    if before.endswith("(") and text[match.end() : match.end() + 1] == ")" and len(match[0]) <= 2:
        return True
    return bool(_NOT_COUNTED.search(before)) and not _AFTER.match(text, match.end())


def _figure(text: str, match: re.Match[str]) -> FigureMention:
    value, end = parse_number(match["first"]), match.end()
    unit, after = "", end
    if match["of"] is None and (scaled := _scaled(text, end, value)):
        value, unit, after = scaled
    elif follows := _AFTER.match(text, end):
        unit, after = follows["unit"], follows.end()
    before = _BEFORE.search(text, max(0, match.start() - 14), match.start())
    noun = _NOUN.match(text, after if unit in ("%", "‰") else end + len(text[end:]) - len(text[end:].lstrip()))
    return FigureMention(
        value=value,
        written=text[match.start() : end],
        unit=unit,
        noun=noun[0] if noun else "",
        qualifier=before["word"].lower() if before else None,
        at=(match.start(), end),
        whole=(before.start() if before else match.start(), after),
    )


def _scaled(text: str, end: int, value: Decimal) -> tuple[Decimal, str, int] | None:
    """ "1 tỷ 897,8 triệu đồng" and "28,787 tỷ đồng": value in đồng when the money is named, unit as written."""
    first = _SCALED.match(text, end)
    if not first:
        return None
    value *= 10 ** _SCALE[first["scale"]]
    second = _SCALED_REST.match(text, first.end())
    if second and not first["money"] and _SCALE[second["scale"]] < _SCALE[first["scale"]]:
        return value + parse_number(second["number"]) * 10 ** _SCALE[second["scale"]], text[end : second.end()].strip(), second.end()
    return value, text[end : first.end()].strip(), first.end()
