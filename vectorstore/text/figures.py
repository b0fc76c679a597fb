"""Figures in Vietnamese prose: value, unit, qualifier and place, in the notation of Vietnamese reports.

"10.100,78 ha", "1 tỷ 897,8 triệu đồng", "62,07%", "8/10 xã", "20 - 30 hộ", "06 cuộc", "mười lăm thôn". Dates, document numbers,
ordinals and headings are not figures. A superscript after a number is a footnote mark and never part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from vectorstore.text.clean import SUPERSCRIPTS
from vectorstore.text.letters import UPPER
from vectorstore.text.number import NUMBER, NUMBER_WORDS, POWERS, is_quantity, parse_number, parse_words
from vectorstore.text.period import PeriodKind, find_periods
from vectorstore.text.unit import COUNTED, UNITS


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
    upper: Decimal | None = None  # of a range, whose lower bound `value` is
    of: Decimal | None = None  # "8/10 xã" is 8 of 10


_HON = r"(?<!cao )(?<!thấp )(?<!nhiều )(?<!ít )hơn"  # "cao hơn 12%" says by how much
_QUALIFIER = rf"(?:trên|{_HON}|gần|khoảng|xấp xỉ|ước(?: đạt)?|dưới|không quá|ít nhất|tối thiểu|tối đa|chỉ|từ)"
_SCALE = {spelt: power for word, power in POWERS.items() for spelt in (word, word.capitalize(), word.upper())}
_SCALES = "|".join(_SCALE)
_MONEY = r"(?P<money>\s+(?:đồng|Đồng|ĐỒNG)\b)?"
_PER = r"(?:/(?:tổ chức|hội nghị|người|tháng|năm|ha|hộ|sào|kg|lượt|ngày|tuần|quý|m2|m²|km2|km²))*"
_LETTER = rf"[^\W\d_{SUPERSCRIPTS}]"  # a superscript is a letter to `re`, and a footnote mark here
_HALF = r"(?P<half>\s+rưỡi\b)?"
_AFTER = re.compile(rf"\s*(?P<unit>(?:{'|'.join(UNITS)}){_PER})(?!{_LETTER})", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?<!\d\+)(?P<first>{NUMBER})(?P<of>/(?:{NUMBER}))?(?!\d)(?!/\d)(?!G\b|D\b)"
    rf"|(?<!{_LETTER})(?P<words>{NUMBER_WORDS})(?!{_LETTER})",
    re.IGNORECASE,
)
_UP_TO = re.compile(rf"(?P<sign>\s?[-–]\s?|\s(?:đến|tới)\s)(?P<upper>{NUMBER})(?![\d/]|[.,]\d)")
_SCALED = re.compile(rf"\s*(?P<scale>{_SCALES})\b{_HALF}{_MONEY}")
_SCALED_REST = re.compile(rf"\s+(?P<number>{NUMBER})\s*(?P<scale>{_SCALES})\b{_MONEY}")
_BEFORE = re.compile(rf"(?<!\w)(?P<word>{_QUALIFIER})\s+$", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"(?:(?<!tổng )(?<!Tổng )\bsố|\bthứ|\blần|khóa|khoá|Điều|điều|khoản|Quốc lộ|quốc lộ|Tỉnh lộ|Đề án|đề án|Nghị định|"
    r"Nghị quyết|Quyết định|Chỉ thị|"
    r"Kết luận|Quy định|Hướng dẫn|Thông tư|Thông báo|Kế hoạch|Luật|Dự án|Đoàn|Ban công tác|Covid|COVID|cấp độ|đợt|phụ lục|Phụ lục|"
    r"biểu|mẫu|Mẫu|Bộ luật|Chương trình|QĐ|NQ|NĐ|CT|KL|Tổ|\bmồng|\bmùng|\bmục|\btiết|(?:tại|ở) điểm|"
    r"[Mm]ục tiêu quốc gia|\bKm|\b[Gg]iai đoạn|"
    r"\bmức|\bhạng|\bloại|\bbậc)\s*(?:số\s*)?$"
)
_RANK_BEFORE = re.compile(r"(?:\bthứ|xếp hạng|vị trí)\s+$", re.IGNORECASE)  # "xếp thứ 5/12 xã"
_CLASS_BEFORE = re.compile(r"\b(?:lớp|nhóm|khu vực|tuần)\s+$", re.IGNORECASE)  # "lớp 5" names one, "05 lớp" counts them
_DAY_BEFORE = re.compile(r"\bngày\s+$", re.IGNORECASE)
_CODE_AFTER = re.compile(rf"\s?[-/]\s?(?:[{UPPER}]{{2,}}|Q[iĐ]|KH|CV)|/20\d\d")
_ACRONYM_BEFORE = re.compile(rf"(?:\b[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*|quốc phòng)\s$")  # "MTQG 1719", "Đoàn KT-QP 356"
_NAME_BEFORE = re.compile(rf"\b[{UPPER}][^\W\d_]+ [{UPPER}][^\W\d_]*\s$")  # "Pa Thín 1": a count is written "01" there
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAME_LIST = re.compile(r"\s*(?:,|;|và|hoặc|-|–)\s*")
_MONTHS, _WITHIN = re.compile(r"\s+tháng\b"), re.compile(r"(?<!\w)(?:[Tt]rong|[Qq]ua)\s+$")  # "trong 6 tháng" says when
_SLOGAN = re.compile(r"\s+(?:không|tại chỗ|rõ|sạch|cùng|bám|dám|biết|giảm|giữ|nhất|tốt|chống|tự|điều Bác Hồ)\b")
_QUOTE_BEFORE = re.compile(r"[“\"][^”\"]{0,50}$")
_LITTLE_WORDS = (
    r"và|giai đoạn|được|đã|của|thuộc|là|cho|để|với|trong|theo|tại|ở|đến|từ|so|do|bằng|hoặc|nhưng|nên|khi|sẽ|đang|về|trên|"
    r"còn|mà|thì|nhằm|như|gồm|tăng|giảm|đạt|có|(?-i:Điều)"
)
_VERBS = (
    r"hỗ trợ|họp|triển khai|thực hiện|ra mắt|đón|ủng hộ|đóng góp|hoàn thành|tiếp tục|phối hợp|đầu tư|bố trí|phân bổ|phê duyệt|"
    r"đề nghị|vận động|tuyên truyền|chưa|không|phải|cần|tiến hành|nhận|tham gia"
)
_NO_NOUN = re.compile(rf"\s*(?:$|[^\w\s(]|(?:{_LITTLE_WORDS}|{_VERBS})(?!{_LETTER}))", re.IGNORECASE)
_COUNTS = re.compile(rf"\s*(?:{'|'.join(map(re.escape, COUNTED))})(?!{_LETTER})", re.IGNORECASE)
# Things that are counted by a number in one word ("ba hội nghị"); what may be meant otherwise ("hai bên", "năm học") is left out.
_COUNTED_IN_WORDS = re.compile(
    r"\s+(?:cuộc|buổi|hội nghị|lớp|hộ|người|vụ|thôn|bản|xã|huyện|đồng chí|đảng viên|đại biểu|mô hình|chi bộ|đơn vị|hợp tác xã|"
    r"con|cây|nhà|ngôi|công trình|dự án|văn bản|tổ|đoàn|hồ sơ|lượt|trường|câu lạc bộ|vòng|giải|đợt)(?!\w)"
)
# "vài ba hộ" are a few.
_NAMED_IN_WORDS = re.compile(r"(?:\b(?:thứ|tháng|ngày|quý|năm|khóa|khoá|lần|số|kỳ|mùng|mồng|bước|vài|dăm)\s+|[-–]\s?)$", re.IGNORECASE)
_LABEL = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)")  # "1." and "1.1." before a heading or an item
_NOUN = re.compile(rf"[^\W\d_%⁰¹⁴⁵⁶⁷⁸⁹]+(?:[ /-]{_LETTER}+){{0,6}}")


@lru_cache(maxsize=8192)
def find_figures(text: str) -> tuple[FigureMention, ...]:
    """The quantities stated in `text`, in order."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[FigureMention]:
    dated = [m.at for m in find_periods(text) if m.kind is not PeriodKind.YEAR or m.label.lower().startswith("n")]
    label = _LABEL.match(text)
    at, named = label.end() if label else 0, -1  # where to go on, and where the last number ended that was a name
    while match := _NUMBER.search(text, at):
        at = match.end()
        if any(start <= match.start() < stop for start, stop in dated) or _is_name(text, match, named):
            named = match.end()
        elif figure := _in_words(text, match) if match["words"] else _in_digits(text, match):
            yield figure
            at = figure.whole[1]


def _is_name(text: str, match: re.Match[str], named: int) -> bool:
    """Whether a number names a thing and counts none: "Điều 5", "12/BC-UBND", "ngày 30/4", "(1)", "6 rõ"."""
    before = text[max(0, match.start() - 24) : match.start()]
    if _CODE_AFTER.match(text, match.end()) or (match["of"] and _DAY_BEFORE.search(before)) or _RANK_BEFORE.search(before):
        return True
    if not match["words"] and not is_quantity(match[0]):
        return True
    if before.endswith("(") and text[match.end() : match.end() + 1] == ")" and len(match[0]) <= 2:
        return True
    if _AFTER.match(text, match.end()) and not before.lower().endswith("giai đoạn "):
        return False
    if re.fullmatch(r"[1-9]\d?", match[0]) and _CLASS_BEFORE.search(before) and not _COUNTS.match(text, match.end()):
        return True
    if _MONTHS.match(text, match.end()) and (_WITHIN.search(before) or re.fullmatch(r"0?[369]", match[0])):
        return True
    if _SLOGAN.match(text, match.end()) and _QUOTE_BEFORE.search(text, max(0, match.start() - 60), match.start()):
        return True
    return bool(_NOT_COUNTED.search(before)) or (_NO_NOUN.match(text, match.end()) is not None and _is_bare_name(text, match, named))


def _is_bare_name(text: str, match: re.Match[str], named: int) -> bool:
    """Whether a number with nothing to count is a year, a day, or goes on with the name before: "QĐ 145, 146"."""
    if named >= 0 and _SAME_LIST.fullmatch(text, named, match.start()):
        return True
    if match["of"]:
        return _is_day(match)
    if re.fullmatch(r"[1-9]", match[0]) and _NAME_BEFORE.search(text, max(0, match.start() - 30), match.start()):
        return True
    return bool(_YEAR.fullmatch(match[0]) or _ACRONYM_BEFORE.search(text, max(0, match.start() - 24), match.start()))


def _is_day(match: re.Match[str]) -> bool:
    """Whether "1/6" may be a day of a month."""
    day, month = match["first"], match["of"][1:]
    return day.isdigit() and month.isdigit() and 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _in_digits(text: str, match: re.Match[str]) -> FigureMention:
    value, end, upper = parse_number(match["first"]), match.end(), None
    if match["of"] is None and (more := _upper(text, match, value)):
        upper, end = more
    return _figure(text, (match.start(), end), value, upper, parse_number(match["of"][1:]) if match["of"] else None)


def _upper(text: str, match: re.Match[str], value: Decimal) -> tuple[Decimal, int] | None:
    """The other end of "20 - 30 hộ" or "từ 20 đến 30 hộ" and where it is written."""
    more = _UP_TO.match(text, match.end())
    if not more or (not _AFTER.match(text, more.end()) and _NO_NOUN.match(text, more.end())):
        return None
    if not is_quantity(more["upper"]):
        return None
    if more["sign"].strip() not in ("-", "–") and not re.search(r"\b[Tt]ừ\s+$", text[: match.start()]):
        return None
    upper = parse_number(more["upper"])
    return (upper, more.end()) if upper > value else None


def _in_words(text: str, match: re.Match[str]) -> FigureMention | None:
    """A number in words: more than one word, or one before a thing that is so counted."""
    value = parse_words(match[0])
    single = len(match[0].split()) == 1
    if value is None or _NAMED_IN_WORDS.search(text, max(0, match.start() - 10), match.start()):
        return None
    if single and (value < 2 or match[0].lower() in ("năm", "tư", *POWERS) or not _COUNTED_IN_WORDS.match(text, match.end())):
        return None
    if not single and re.match(r"\s+(?:tháng|năm|giờ)\b", text[match.end() :]):
        return None
    return _figure(text, match.span(), value, None, None)


def _figure(text: str, at: tuple[int, int], value: Decimal, upper: Decimal | None, of: Decimal | None) -> FigureMention:
    start, end = at
    unit, after = "", end
    if of is None and (scaled := _scaled(text, end, value)):
        upper_scaled = _scaled(text, end, upper) if upper is not None else None
        upper = upper_scaled[0] if upper_scaled else upper
        value, unit, after = scaled
    elif follows := _AFTER.match(text, end):
        unit, after = follows["unit"], follows.end()
    before = _BEFORE.search(text, max(0, start - 14), start)
    noun = _NOUN.match(text, after if unit in ("%", "‰") else end + len(text[end:]) - len(text[end:].lstrip()))
    return FigureMention(
        value=value,
        written=text[start:end],
        unit=unit,
        noun=noun[0] if noun else "",
        qualifier=before["word"].lower() if before else None,
        at=at,
        whole=(before.start() if before else start, after),
        upper=upper,
        of=of,
    )


def _scaled(text: str, end: int, value: Decimal) -> tuple[Decimal, str, int] | None:
    """ "1 tỷ 897,8 triệu đồng" and "28,787 tỷ đồng": value in đồng when the money is named, unit as written."""
    first = _SCALED.match(text, end)
    if not first:
        return None
    scale = 10 ** _SCALE[first["scale"]]
    value *= scale
    if first["half"]:
        return value + Decimal(scale) / 2, f"{first['scale']}{first['money'] or ''}", first.end()
    second = _SCALED_REST.match(text, first.end())
    if second and is_quantity(second["number"]) and not first["money"] and _SCALE[second["scale"]] < _SCALE[first["scale"]]:
        return value + parse_number(second["number"]) * 10 ** _SCALE[second["scale"]], text[end : second.end()].strip(), second.end()
    return value, text[end : first.end()].strip(), first.end()
