"""The lines of a report's head and the signs by which they are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.text.clean import cleaned

HEAD_CHARS = 4000
MOTTO = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|\bĐộc lập\s*-\s*Tự do", re.IGNORECASE)
RULE = re.compile(r"^[-–—_=*.\s]{3,}$")
NUMBER = re.compile(r"^Số\s*:?\s*(\d[\w.]*\s*[-/]\s*[\wĐ]+(?:[-/][\wĐ]+)*)", re.IGNORECASE)
PLACE_DATE = re.compile(r"ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*năm\s*(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_LONGEST_PLACE_DATE = 70  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its bounds in the stored text and its words without marks."""

    start: int
    end: int
    words: str


def lines(text: str) -> Iterator[Line]:
    """The lines that hold words."""
    for match in re.finditer(r"[^\n]+", text):
        if words := cleaned(match[0]):
            yield Line(match.start(), match.end(), words)


def is_letterhead(line: Line) -> bool:
    """Whether a line is the motto or place and date, which two columns may mix with other lines."""
    place = PLACE_DATE.search(line.words) and len(line.words) < _LONGEST_PLACE_DATE and "," in line.words
    return bool(MOTTO.search(line.words) or place)


def is_rule(line: Line) -> bool:
    return bool(RULE.match(line.words))
