"""What a report is: title, type, issuer, number, date, period — as written, else concluded and said so, else null.

Rules follow the layouts of NĐ 30/2020 (state) and of the Party's guidance; a blank number or day is never filled in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.covered import find_covered
from ingest.issuer import NAMED_BODY, find_issuer
from ingest.letterhead import HEAD_CHARS, MOTTO, NUMBER, PLACE_DATE, Line, is_letterhead, is_rule, lines
from vectorstore.report import Period, Span
from vectorstore.text.clean import cleaned
from vectorstore.text.letters import UPPER


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


_TYPES = r"Báo cáo|Kế hoạch|Nghị quyết|Quyết định|Chỉ thị|Kết luận|Thông báo|Tờ trình|Chương trình|Hướng dẫn|Đề án|Công văn"
_MORE = r"tổng kết|sơ kết|chính trị|chuyên đề|tóm tắt|kết quả|giải trình|tổng hợp|nhanh|tháng|quý|năm"
_TYPE_LINE = re.compile(rf"^(?P<type>{_TYPES})(?P<more>(?: (?:{_MORE}))*)$", re.IGNORECASE)
_BODY_STARTS = re.compile(r"^(?:Kính gửi|Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|[IVX]+\s*[.\-–]|\d+\.\s|-\s)")
_SENTENCE = re.compile(r"[.:]$|[.]\s+\S")
_RECIPIENTS = re.compile(r"^(?:Nơi nhận|NƠI NHẬN)\b")
_CLOSES = re.compile(r"^Trên đây là\b")
_CLOSING = re.compile(
    rf"Trên đây là (?:toàn bộ |nội dung |dự thảo )?(?P<title>(?P<type>{_TYPES})\b.+?)(?:\./\.|\.\s*$|\.\s+(?-i:[{UPPER}])|$)",
    re.IGNORECASE | re.DOTALL,
)
_JOINING = frozenset({"và", "với", "giữa", "của", "về", "các", "tỉnh", "xã", "huyện"})
_TYPE_WITHIN = 40  # lines
_TITLE_LINES = 12
_CLOSING_LINES = 8  # before the recipients: the closing sentence, a note, the name and office that sign
_FIRST_WORDS = 30  # a title that is concluded from the first line


def describe(text: str) -> Description:
    """The metadata of a stored text; fields that are concluded and not written are named in `inferred`."""
    found = list(lines(text))
    type_at = _type_line(found)
    body = _body(text, found, type_at)
    head = [line for line in found if line.start < body.start] if type_at is not None else []
    kind, title, title_inferred = _title(text, found, type_at, body)
    issuer, issuer_inferred = find_issuer(text, found[: type_at or 0], title, body)
    number = next((cleaned(match[1]) for line in head if (match := NUMBER.match(line.words))), None)
    issued_on, issued_label = _issued(head)
    period, reach = find_covered(text, title, body, issued_on, issued_label)
    concluded = {"title": title_inferred, "issuer": issuer_inferred, "period": period is not None and period.inferred}
    inferred = tuple(name for name, is_so in concluded.items() if is_so)
    return Description(title, kind, issuer, number, issued_on, issued_label or reach, period, inferred, body)


def _type_line(found: list[Line]) -> int | None:
    near = enumerate(found[:_TYPE_WITHIN])
    return next((i for i, line in near if line.start < HEAD_CHARS and _TYPE_LINE.match(line.words)), None)


def _title_lines(text: str, found: list[Line], type_at: int) -> list[Line]:
    """The lines after the type's name, up to a rule, the addressee or the first sentence; the letterhead's other column is left out."""
    title: list[Line] = []
    for line in found[type_at + 1 : type_at + 1 + _TITLE_LINES]:
        if is_letterhead(line):
            continue
        parted = bool(title) and text[title[-1].end : line.start].count("\n") > 1
        if is_rule(line) or _BODY_STARTS.match(line.words) or _SENTENCE.search(line.words) or (parted and not _goes_on(title[-1], line)):
            break
        title.append(line)
    return title


def _goes_on(line: Line, following: Line) -> bool:
    last = line.words.rsplit(" ", 1)[-1].lower()
    return following.words[0].islower() or following.words[0] in "(-" or last.endswith(",") or last in _JOINING


def _body(text: str, found: list[Line], type_at: int | None) -> Span:
    end = _end(text, found)
    if type_at is None:
        return Span(0, end)
    after = [found[type_at], *_title_lines(text, found, type_at)][-1].end
    proper = (line.start for line in found if line.start >= after and not is_rule(line) and not is_letterhead(line))
    start = next(proper, len(text))
    return Span(start, max(start, end))


def _end(text: str, found: list[Line]) -> int:
    """Where the closing sentence begins, else the recipients."""
    recipients = next((line.start for line in found if _RECIPIENTS.match(line.words)), len(text))
    last = [line for line in found if line.start < recipients][-_CLOSING_LINES:]
    return next((line.start for line in last if _CLOSES.match(line.words)), recipients)


def _title(text: str, found: list[Line], type_at: int | None, body: Span) -> tuple[str, str, bool]:
    """Type and title, and whether the title is concluded."""
    headed = _title_of_head(text, found, type_at) if type_at is not None else None
    if headed or (headed := _title_of_closing(text, body.end)):
        return *headed, False
    words = next((line.words for line in found if not MOTTO.search(line.words)), "").split()
    return "Báo cáo", " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else ""), True


def _title_of_head(text: str, found: list[Line], type_at: int) -> tuple[str, str] | None:
    named = _TYPE_LINE.match(found[type_at].words)
    words = " ".join(line.words for line in _title_lines(text, found, type_at))
    if not named or not words:
        return None
    kind = named["type"].capitalize()
    return kind, f"{kind}{named['more'].lower()} {_opened(words)}"


def _title_of_closing(text: str, end: int) -> tuple[str, str] | None:
    """ "Trên đây là Báo cáo …": the last sentence names what no head does; `end` is where the text proper ends."""
    closing = _CLOSING.search(text, max(0, end - HEAD_CHARS))
    if not closing:
        return None
    title = cleaned(closing["title"])
    return closing["type"].capitalize(), title[0].upper() + title[1:]


def _opened(words: str) -> str:
    """A title that goes on after its type's name: lower first letter, unless it is a name or in capitals."""
    if words.isupper():
        return words.capitalize()
    first = words.split(maxsplit=1)[0]
    return words[0].lower() + words[1:] if first[1:].islower() and not NAMED_BODY.match(words) else words


def _issued(head: list[Line]) -> tuple[date | None, str | None]:
    """The date of issue, and as much of it as is written."""
    match = next((match for line in head if (match := PLACE_DATE.search(line.words))), None)
    if not match:
        return None, None
    day, month, year = match["day"], match["month"], match["year"]
    if day and month:
        return _day(year, month, day), f"ngày {day} tháng {month} năm {year}"
    return None, f"tháng {month} năm {year}" if month else f"năm {year}"


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
