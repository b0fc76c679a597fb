"""What a report is: title, type, issuer, number, date, period — as written, else concluded and said so, else null.

Rules follow the layouts of NĐ 30/2020 (state) and of the Party's guidance; a blank number or day is never filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vectorstore.report import Period, Span
from vectorstore.text.abbreviation import LONG_FORMS
from vectorstore.text.clean import cleaned
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import normalize
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods


@dataclass(frozen=True, slots=True)
class Description:
    """A report's metadata; `body` is where the text proper begins and ends."""

    title: str
    type: str
    issuer: str | None
    number: str | None
    issued_on: date | None
    issued_label: str | None
    period: Period | None
    inferred: tuple[str, ...]
    body: Span


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str


_TYPES = ("Báo cáo", "Kế hoạch", "Nghị quyết", "Quyết định", "Chỉ thị", "Kết luận", "Thông báo", "Tờ trình", "Chương trình", "Hướng dẫn", "Đề án", "Công văn")
_TYPE_LINE = re.compile(rf"^(?P<type>{'|'.join(_TYPES)})(?P<more>(?: (?:tổng kết|sơ kết|chính trị|chuyên đề|tóm tắt|kết quả|giải trình|tổng hợp|nhanh|tháng|quý|năm))*)$", re.IGNORECASE)
_RULE = re.compile(r"^[-–—_=*.\s]{3,}$")
_BODY_STARTS = re.compile(r"^(?:Kính gửi|Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|[IVX]+\s*[.\-–]|\d+\.\s|-\s)")
_SENTENCE = re.compile(r"[.:]$|[.]\s+\S")
_RECIPIENTS = re.compile(r"^(?:Nơi nhận|NƠI NHẬN)\b")
_CLOSING = re.compile(rf"Trên đây là (?:toàn bộ |nội dung |dự thảo )?((?:{'|'.join(_TYPES)})\b.+?)(?:\./\.|\.\s*$|\.\s+(?-i:[{UPPER}])|$)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"^Số\s*:?\s*(\d[\w.]*\s*[-/]\s*[\wĐ]+(?:[-/][\wĐ]+)*)", re.IGNORECASE)
_PLACE_DATE = re.compile(
    r"ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*năm\s*(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_MOTTO = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|^Độc lập\s*-\s*Tự do", re.IGNORECASE)
_PLACE_KIND = re.compile(r"(?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THỊ TRẤN|THỊ XÃ|THÀNH PHỐ|ĐẶC KHU)\b")
_NAME = rf"(?:[{UPPER}]\w*)(?: [{UPPER}]\w*){{0,3}}"
_BODY = r"(?:Đảng ủy|Đảng uỷ|Huyện ủy|Huyện uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thị ủy|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Ủy ban MTTQ(?: Việt Nam)?)"
_ISSUER = re.compile(rf"(?:{_BODY})(?: (?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|đặc khu))? {_NAME}")
_REPORTS = re.compile(r"\s*(?:,[^,]{0,60},)?\s*(?:tổng hợp|xây dựng|báo cáo|đánh giá|kính báo cáo|trân trọng|xin báo cáo)", re.IGNORECASE)
_JOINING = frozenset({"và", "với", "giữa", "của", "về", "các", "tỉnh", "xã", "huyện"})
_HEAD_CHARS = 4000
_MONTHS_DONE = re.compile(r"(?:trong|kết quả|qua)\s+(0?6|0?9|sáu|chín)\s+tháng(?!\s+(?:cuối|tới))", re.IGNORECASE)


def describe(text: str) -> Description:
    """The metadata of a stored text; fields that are concluded and not written are named in `inferred`."""
    lines = list(_lines(text))
    type_at = _type_line(lines)
    body = _body(text, lines, type_at)
    head = [line for line in lines if line.start < body.start] if type_at is not None else []
    kind, title, title_inferred = _title(text, lines, type_at, body)
    issuer, issuer_inferred = _issuer(text, lines[: type_at or 0], title, body)
    number = next((cleaned(match[1]) for line in head if (match := _NUMBER.match(line.words))), None)
    issued_on, issued_label = _issued(head)
    period, reach = _period(text, title, body, issued_on, issued_label)
    inferred = [name for name, is_so in (("title", title_inferred), ("issuer", issuer_inferred), ("period", bool(period and period.inferred))) if is_so]
    return Description(title, kind, issuer, number, issued_on, issued_label or reach, period, tuple(inferred), body)


def _lines(text: str) -> Iterator[_Line]:
    for match in re.finditer(r"[^\n]+", text):
        words = cleaned(match[0])
        if words:
            yield _Line(match.start(), match.end(), words)


def _type_line(lines: list[_Line]) -> int | None:
    return next((i for i, line in enumerate(lines[:40]) if line.start < _HEAD_CHARS and _TYPE_LINE.match(line.words)), None)


def _title_lines(text: str, lines: list[_Line], type_at: int) -> list[_Line]:
    """The lines after the type's name, up to a rule, the addressee or the first sentence; the letterhead's other column is left out."""
    found: list[_Line] = []
    for line in lines[type_at + 1 : type_at + 13]:
        if _is_letterhead(line):
            continue
        parted = bool(found) and text[found[-1].end : line.start].count("\n") > 1
        if _RULE.match(line.words) or _BODY_STARTS.match(line.words) or _SENTENCE.search(line.words):
            break
        if parted and not _goes_on(found[-1], line):
            break
        found.append(line)
    return found


def _is_letterhead(line: _Line) -> bool:
    return bool(_MOTTO.search(line.words) or (_PLACE_DATE.search(line.words) and len(line.words) < 70 and "," in line.words))


def _goes_on(line: _Line, following: _Line) -> bool:
    last = line.words.rsplit(" ", 1)[-1].lower()
    return following.words[0].islower() or following.words[0] in "(-" or last.endswith(",") or last in _JOINING


def _body(text: str, lines: list[_Line], type_at: int | None) -> Span:
    end = next((line.start for line in lines if _RECIPIENTS.match(line.words)), len(text))
    if type_at is None:
        return Span(0, end)
    title = _title_lines(text, lines, type_at)
    after = title[-1].end if title else lines[type_at].end
    start = next((line.start for line in lines if line.start >= after and not _RULE.match(line.words) and not _is_letterhead(line)), len(text))
    return Span(start, max(start, end))


def _title(text: str, lines: list[_Line], type_at: int | None, body: Span) -> tuple[str, str, bool]:
    if type_at is not None:
        named = _TYPE_LINE.match(lines[type_at].words)
        assert named
        kind = named["type"].capitalize()
        words = " ".join(line.words for line in _title_lines(text, lines, type_at))
        if words:
            return kind, f"{kind}{named['more'].lower()} {_opened(words)}", False
    closing = _CLOSING.search(text, max(body.start, body.end - _HEAD_CHARS), body.end)
    if closing:
        title = cleaned(closing[1])
        return next(name for name in _TYPES if normalize(title).startswith(normalize(name))), title[0].upper() + title[1:], False
    first = next((line.words for line in lines if not _MOTTO.search(line.words)), "")
    words = first.split()
    return "Báo cáo", " ".join(words[:30]) + ("…" if len(words) > 30 else ""), True


def _opened(words: str) -> str:
    """A title that goes on after its type's name: lower first letter, unless it is a name or in capitals."""
    if words.isupper():
        return words.capitalize()
    return words[0].lower() + words[1:] if words.split()[0][1:].islower() and not _ISSUER.match(words) else words


def _issuer(text: str, head: list[_Line], title: str, body: Span) -> tuple[str | None, bool]:
    written = _issuer_of_letterhead(text, head)
    if written:
        return written, False
    opening = text[body.start : body.start + _HEAD_CHARS]
    for match in _ISSUER.finditer(opening):
        if _REPORTS.match(opening, match.end()):
            return _named(match[0]), False
    return _most_named(text, title), True


def _issuer_of_letterhead(text: str, head: list[_Line]) -> str | None:
    candidates: list[str] = []
    for line in head:
        if _MOTTO.search(line.words) or _RULE.match(line.words) or line.words == "*" or _NUMBER.match(line.words) or line.words.startswith("Số"):
            break
        candidates.append(line.words)
    bodies = [words for words in candidates if re.match(_BODY, words, re.IGNORECASE)]
    if not bodies:
        return None
    after = candidates[candidates.index(bodies[-1]) + 1 :][:1]
    own = " ".join([bodies[-1], *(words for words in after if _PLACE_KIND.match(words) and not _PLACE_KIND.search(bodies[-1]))])
    return _named(_as_in_text(text, own))


def _as_in_text(text: str, caps: str) -> str:
    """The same words as the running text spells them, else with capital initials for the name."""
    wanted = normalize(caps)
    spelt = re.compile(r"\s+".join(re.escape(word) for word in wanted.split()))
    found = Counter(text[match.start() : match.end()] for match in spelt.finditer(normalize(text)) if len(normalize(text)) == len(text))
    mixed = [words for words, _ in found.most_common() if not words.isupper()]
    if mixed:
        return mixed[0]
    small = {"xã", "phường", "huyện", "tỉnh", "thị", "trấn", "thành", "phố", "ủy", "uỷ", "ban", "nhân", "dân", "hội", "đồng"}
    return " ".join(_cased(word, bool(index) and word.lower() in small) for index, word in enumerate(caps.split()))


def _cased(word: str, small: bool) -> str:
    if normalize(word) in LONG_FORMS:
        return word
    return word.lower() if small else word.capitalize()


def _named(words: str) -> str:
    """One spelling a body: Đảng ủy, UBND, HĐND."""
    words = cleaned(words)
    for old, new in (("uỷ", "ủy"), ("Uỷ", "Ủy"), ("Ủy ban nhân dân", "UBND"), ("Ủy Ban Nhân Dân", "UBND"), ("Hội đồng nhân dân", "HĐND")):
        words = words.replace(old, new)
    return words


def _most_named(text: str, title: str) -> str | None:
    """The body that the report names most: in its title first, else a Party committee in a Party report, else any."""
    found = Counter(_named(match[0]) for match in _ISSUER.finditer(text))
    in_title = [match[0] for match in _ISSUER.finditer(title)]
    if in_title:
        return _named(in_title[0])
    own = _local_committee(text)
    if own:
        return own
    return found.most_common(1)[0][0] if found else None


def _local_committee(text: str) -> str | None:
    """Huyện ủy + the district that the report is about, when both stand in the text and no fuller name does."""
    about = re.search(rf"({_NAME}) là (huyện|xã|phường|thị trấn|thành phố|tỉnh)\b", text)
    if not about:
        return None
    committee = {"huyện": "Huyện ủy", "tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}.get(about[2], f"Đảng ủy {about[2]}")
    return f"{committee} {about[1]}" if normalize(committee) in normalize(text) else f"UBND {about[2]} {about[1]}"


def _issued(head: list[_Line]) -> tuple[date | None, str | None]:
    for line in head:
        match = _PLACE_DATE.search(line.words)
        if not match:
            continue
        day, month, year = match["day"], match["month"], match["year"]
        if day and month:
            return date(int(year), int(month), int(day)), f"ngày {day} tháng {month} năm {year}"
        return None, f"tháng {month} năm {year}" if month else f"năm {year}"
    return None, None


_GOOD = (PeriodKind.MONTHS, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.TERM, PeriodKind.RANGE, PeriodKind.YEAR)
_MEETINGS = re.compile(r"giữa (?:hai )?(?:kỳ|phiên) họp.{0,90}?lần (?:thứ )?(\d+|[IVX]+).{1,30}?lần (?:thứ )?(\d+|[IVX]+)", re.IGNORECASE)


def _period(text: str, title: str, body: Span, issued_on: date | None, issued_label: str | None) -> tuple[Period | None, str | None]:
    """The period, and the year that it reaches as a label when no date of issue is written."""
    year = issued_on.year if issued_on else _year_of(issued_label)
    opening = text[body.start : body.start + _HEAD_CHARS]
    meetings = _MEETINGS.search(title)
    if meetings:
        return _between_meetings(opening, issued_label, meetings), None
    written = _first_dated(title, year, issued_on)
    if written:
        return written, str(written.end.year) if not issued_label else None
    ended = next(iter(_reported_range(text, issued_on)), None)
    if ended:
        return ended, None
    counted = _counted_months(text, issued_on)
    if counted:
        return counted, None
    term = _term(text, title)
    return term, None


_PLANNED = re.compile(r"(?:nhiệm vụ|phương hướng|giải pháp|chương trình|trọng tâm|bầu cử|Đại hội|kế hoạch)\s*(?:trọng tâm|công tác|trong|của|và|,|giải pháp)*\s*$", re.IGNORECASE)


def _year_of(label: str | None) -> int | None:
    match = re.search(r"(?:19|20)\d\d", label or "")
    return int(match[0]) if match else None


def _first_dated(title: str, year: int | None, issued_on: date | None) -> Period | None:
    found = [m for m in find_periods(title, year) if m.kind in _GOOD and m.start and m.end and m.start <= (issued_on or m.start)]
    own = [m for m in found if not _PLANNED.search(title[: m.at[0]])]
    return _as_period(max(own, key=_days), inferred=False) if own else None


def _days(mention: PeriodMention) -> int:
    return (mention.end - mention.start).days if mention.start and mention.end else 0


def _as_period(mention: PeriodMention, inferred: bool) -> Period:
    assert mention.start and mention.end
    if re.search(r"(?:19|20)\d\d", mention.label):
        return Period(mention.label, mention.start, mention.end, inferred)
    year = mention.start.year if mention.label.lower().endswith("năm") else f"năm {mention.start.year}"
    return Period(f"{mention.label} {year}", mention.start, mention.end, inferred)


def _between_meetings(opening: str, issued_label: str | None, meetings: re.Match[str]) -> Period | None:
    year = _year_of(issued_label)
    label = f"giữa hai kỳ họp lần thứ {meetings[1]} và lần thứ {meetings[2]}"
    months = [m for m in find_periods(issued_label or "", year) if m.kind is PeriodKind.MONTH and m.start]
    months = months or [m for m in find_periods(opening, year) if m.kind is PeriodKind.MONTH and m.start]
    if not months or not months[0].start or not months[0].end:
        return None
    start = months[0].start
    return Period(f"tháng {start.month}/{start.year}, {label}", start, months[0].end, inferred=True)


def _reported_range(text: str, issued_on: date | None) -> Iterator[Period]:
    """ "từ ngày … đến ngày …" that ends where the report was issued: the time that it counts."""
    for mention in find_periods(text):
        if mention.kind is PeriodKind.RANGE and mention.start and mention.end and issued_on and abs((issued_on - mention.end).days) <= 31:
            yield Period(f"{_short(mention.start)}–{_short(mention.end)}", mention.start, mention.end, inferred=True)


def _short(day: date) -> str:
    return f"{day:%d}/{day.month}/{day.year}"


def _counted_months(text: str, issued_on: date | None) -> Period | None:
    """ "Trong 6 tháng" without a year: the year of the latest date that the report speaks of."""
    counted = _MONTHS_DONE.search(text)
    if not counted:
        return None
    days = [m.start for m in find_periods(text) if m.kind is PeriodKind.DAY and m.start]
    latest = issued_on or max(days, default=None)
    if latest is None:
        return None
    months = {"6": 6, "06": 6, "sáu": 6}.get(counted[1].lower(), 9)
    last_half = months == 6 and latest.month > 9
    label = f"6 tháng cuối năm {latest.year}" if last_half else f"{months} tháng đầu năm {latest.year}"
    mention = find_periods(label)[0]
    return _as_period(mention, inferred=True)


def _term(text: str, title: str) -> Period | None:
    """ "nhiệm kỳ …" in the title without years: the term that the text names most; else its most named year."""
    counted = Counter((m.start, m.end) for m in find_periods(text[: 4 * _HEAD_CHARS]) if m.kind is PeriodKind.TERM and m.start and m.label.lower().startswith("nhi"))
    if "nhiệm kỳ" in normalize(title) and counted:
        (start, end), _ = counted.most_common(1)[0]
        assert start and end
        return Period(f"nhiệm kỳ {start.year}–{end.year}", start, end, inferred=True)
    return None
