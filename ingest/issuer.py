"""Who issued a report: as its letterhead or its opening says, else concluded from the bodies that it names."""

from __future__ import annotations

import re
from collections import Counter

from ingest.letterhead import HEAD_CHARS, MOTTO, NUMBER, Line, is_rule
from vectorstore.report import Span
from vectorstore.text.abbreviation import LONG_FORMS
from vectorstore.text.clean import cleaned
from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import normalize

_PLACE_KIND = re.compile(r"(?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THỊ TRẤN|THỊ XÃ|THÀNH PHỐ|ĐẶC KHU)\b")
_NAME = rf"(?:[{UPPER}]\w*)(?: [{UPPER}]\w*){{0,3}}"
_BODY = (
    r"(?:Đảng ủy|Đảng uỷ|Huyện ủy|Huyện uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thị ủy|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|"
    r"HĐND|Hội đồng nhân dân|Ủy ban MTTQ(?: Việt Nam)?)"
)
NAMED_BODY = re.compile(rf"(?:{_BODY})(?: (?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh|đặc khu))? {_NAME}")
_REPORTS = re.compile(r"\s*(?:,[^,]{0,60},)?\s*(?:tổng hợp|xây dựng|báo cáo|đánh giá|kính báo cáo|trân trọng|xin báo cáo)", re.IGNORECASE)
_ABOUT = re.compile(rf"({_NAME}) là (huyện|xã|phường|thị trấn|thành phố|tỉnh)\b")
_COMMITTEES = {"huyện": "Huyện ủy", "tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}
_SPELLINGS = {
    "uỷ": "ủy",
    "Uỷ": "Ủy",
    "Ủy ban nhân dân": "UBND",
    "Ủy Ban Nhân Dân": "UBND",
    "Hội đồng nhân dân": "HĐND",
}
_SMALL = {"xã", "phường", "huyện", "tỉnh", "thị", "trấn", "thành", "phố", "ủy", "uỷ", "ban", "nhân", "dân", "hội", "đồng"}


def find_issuer(text: str, head: list[Line], title: str, body: Span) -> tuple[str | None, bool]:
    """The issuer, and whether it is concluded; `head` are the lines above the type's name."""
    written = _of_letterhead(text, head) or _of_opening(text[body.start : body.start + HEAD_CHARS])
    concluded = None if written else _most_named(text, title)
    return written or concluded, concluded is not None


def _of_letterhead(text: str, head: list[Line]) -> str | None:
    candidates = _left_column(head)
    bodies = [words for words in candidates if re.match(_BODY, words, re.IGNORECASE)]
    if not bodies:
        return None
    after = candidates[candidates.index(bodies[-1]) + 1 :][:1]
    own = " ".join([bodies[-1], *(words for words in after if _PLACE_KIND.match(words) and not _PLACE_KIND.search(bodies[-1]))])
    return _named(_as_in_text(text, own))


def _left_column(head: list[Line]) -> list[str]:
    """The lines above the number, the rule or the motto; what stands on one line with the motto is the left column's."""
    candidates: list[str] = []
    for line in head:
        left = MOTTO.split(line.words)[0].strip()
        if not left or is_rule(line) or left == "*" or NUMBER.match(left) or left.startswith("Số"):
            break
        candidates.append(left)
    return candidates


def _of_opening(opening: str) -> str | None:
    """The body that the first sentences call the reporting one."""
    return next((_named(match[0]) for match in NAMED_BODY.finditer(opening) if _REPORTS.match(opening, match.end())), None)


def _as_in_text(text: str, caps: str) -> str:
    """The same words as the running text spells them, else with capital initials for the name."""
    normal = normalize(text)
    spelt = re.compile(r"\s+".join(re.escape(word) for word in normalize(caps).split()))
    found = Counter(text[match.start() : match.end()] for match in spelt.finditer(normal) if len(normal) == len(text))
    mixed = [words for words, _ in found.most_common() if not words.isupper()]
    if mixed:
        return mixed[0]
    return " ".join(_cased(word, bool(index) and word.lower() in _SMALL) for index, word in enumerate(caps.split()))


def _cased(word: str, small: bool) -> str:
    if normalize(word) in LONG_FORMS:
        return word
    return word.lower() if small else word.capitalize()


def _named(words: str) -> str:
    """One spelling a body: Đảng ủy, UBND, HĐND."""
    words = cleaned(words)
    for old, new in _SPELLINGS.items():
        words = words.replace(old, new)
    return words


def _most_named(text: str, title: str) -> str | None:
    """The body that the title names first, else the committee of the place that the report is about, else the one named most."""
    in_title = NAMED_BODY.search(title)
    if in_title:
        return _named(in_title[0])
    found = Counter(_named(match[0]) for match in NAMED_BODY.finditer(text))
    return _local_committee(text) or (found.most_common(1)[0][0] if found else None)


def _local_committee(text: str) -> str | None:
    """Huyện ủy + the district that the report is about, when both stand in the text; else its UBND."""
    about = _ABOUT.search(text)
    if not about:
        return None
    committee = _COMMITTEES.get(about[2], f"Đảng ủy {about[2]}")
    return f"{committee} {about[1]}" if normalize(committee) in normalize(text) else f"UBND {about[2]} {about[1]}"
