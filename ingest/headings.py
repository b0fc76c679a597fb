"""Which lines are headings, and how they rank: by the kind of their sign and never by its number."""

from __future__ import annotations

import re

from vectorstore.text.letters import UPPER

_HEADINGS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"(?:PHẦN|Phần)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d+|mở đầu|MỞ ĐẦU)\b")),
    (1, re.compile(r"(?:CHƯƠNG|Chương)\s+(?:[IVX]+|\d+)\b")),
    (2, re.compile(r"(?:MỤC|Mục)\s+(?:[IVX]+|\d+)\b")),
    (3, re.compile(r"[IVX]{1,5}\s*[.\-–/)]\s*-?\s*(?=\S)")),
    (3, re.compile(rf"[IVX]{{1,5}}\s+(?=[{UPPER}]{{2,}})")),
    (4, re.compile(r"\d{1,2}[.)]\s*(?=[^\W\d_])")),
    (5, re.compile(r"\d{1,2}\.\d{1,2}[.)]?\s*(?=[^\W\d_])")),
    (6, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]?\s*(?=[^\W\d_])")),
    (7, re.compile(r"[a-zđ][.)]\s+(?=\S)")),
    (8, re.compile(r"\(\d{1,2}\)\s*(?=\S)")),
)
_CAPS_RANK = 3
_STARRED_RANK = 7
_LAST_STOPPED_RANK = 6  # deeper signs with a full stop are items
_STARRED = re.compile(r"\*+\s*(?=[^\W\d_])")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+\S")
_LONGEST_HEADING = 70  # words
_LONGEST_STOPPED_HEADING = 14  # words of a numbered heading that somebody closed with a full stop
_LETTERS = re.compile(r"[^\W\d_]")


def heading_rank(line: str) -> int | None:
    """The rank of a heading (0 outermost); None for a line that is none."""
    if len(line.split()) > _LONGEST_HEADING or line.rstrip()[-1:] in ";," or not _LETTERS.search(line):
        return None
    for rank, pattern in _HEADINGS:
        if match := pattern.match(line):
            return None if _is_item(line, line[match.end() :], rank) else rank
    if line.rstrip().endswith("."):
        return None
    if is_caps(line):
        return _CAPS_RANK
    return _STARRED_RANK if _STARRED.match(line) and line.endswith("*") else None


def _is_item(line: str, rest: str, rank: int) -> bool:
    """Whether a line with a sign is a numbered paragraph: more than one sentence, or one that is closed and says something."""
    rest = rest.rstrip(". ")
    if _SENTENCE_INSIDE.search(rest):
        return True
    long = len(line.split()) > _LONGEST_STOPPED_HEADING
    return line.rstrip().endswith(".") and (rank > _LAST_STOPPED_RANK or long or any(map(str.isdigit, rest)))


def is_caps(line: str) -> bool:
    """Whether a line is written in capitals."""
    letters = _LETTERS.findall(line)
    return len(letters) >= 8 and len(line.split()) >= 2 and sum(c.isupper() for c in letters) >= 0.95 * len(letters)


def has_sign(line: str) -> bool:
    """Whether a line begins with a heading's sign."""
    return any(pattern.match(line) for _, pattern in _HEADINGS)
