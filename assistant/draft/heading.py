"""The headings of reports: their words without number and capitals, and which of them a report is parted by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.draft.aspect import aspect_of
from assistant.draft.source import Source
from assistant.draft.telling import told_in
from assistant.scope import own_place
from vectorstore.report import PassageKind
from vectorstore.stored import ReportHeader, StoredPassage
from vectorstore.text.abbreviation import LONG_FORMS
from vectorstore.text.normalize import fold, syllables

HEAVY = 0.25  # of a report's words, from which a heading is parted further; one that has merits and lacks always is
DIRECT = 0.35  # of a heading's words that may stand in it before its first subheading

Path = tuple[str, ...]

_NUMBER = re.compile(
    r"^\s*(?:phần(?: thứ)? \w+|chương [ivxlc\d]+|mục [ivxlc\d]+)?\s*"
    r"(?:(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2})(?:\.\d{1,2})*\s*[.\-–/)]|[IVXLC]{1,6}(?=\s)|\(?\d{1,2}\)|[a-zđ]\)|[-–+*•])?\s*",
    re.IGNORECASE,
)
_DEEP_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s*")
_ROMAN = re.compile(r"[IVX]+[,;.]?")
_NUMBERED = frozenset(("quý", "quí", "thứ", "khóa", "khoá", "hạng"))
_SHORT = frozenset(key.upper() for key in LONG_FORMS)
_NAMES = ("Đảng ủy", "Đảng uỷ", "Đảng bộ", "xây dựng Đảng", "Nhân dân", "Tết", "Quốc hội", "Mặt trận Tổ quốc")
# Said of every heading, so that they tell none from another.
_COMMON_WORDS = """
công tác về việc kết quả thực hiện phối hợp tình hình một số nội dung các lĩnh vực nhiệm vụ trong và của hoạt động đảm bảo báo cáo
tổ chức phát triển chủ yếu đạt được trên địa bàn lãnh đạo chỉ đối với tiếp tục xã ủy thường trực những cho tại
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def bare(heading: str, report: ReportHeader) -> str:
    """A heading without its number; one in capitals as a sentence is written: "II. KẾT QUẢ" gives "Kết quả"."""
    words = _DEEP_NUMBER.sub("", heading.strip())
    words = (_NUMBER.sub("", words, count=1) if words == heading.strip() else words).strip(" .:;-–")
    words = _uncapitalised(words, report) if words and words == words.upper() else words
    return f"{words[:1].upper()}{words[1:]}" or heading.strip()


def _uncapitalised(words: str, report: ReportHeader) -> str:
    parts = words.split()
    low = " ".join(word if _stays(word, before) else word.lower() for before, word in zip(["", *parts], parts, strict=False))
    place = own_place(report.issuer)
    for name in (*_NAMES, *((place.shown,) if place and place.shown else ())):
        low = low.replace(name.lower(), name)
    return low


def _stays(word: str, before: str) -> bool:
    """Whether a word is in capitals also in a sentence: an abbreviation, the number of a quarter."""
    return fold(word).strip("(),.;:").upper() in _SHORT or (before.lower() in _NUMBERED and _ROMAN.fullmatch(word) is not None)


def content(words: str) -> frozenset[str]:
    """The syllables of a heading that tell it from others."""
    return frozenset(word for word in syllables(words) if word not in _COMMON and not word[0].isdigit())


def alike(one: str, other: str) -> float:
    """From 0 to 1: how much of the shorter of two headings stands in the other; 0 for a single syllable in common."""
    left, right = content(one), content(other)
    common = len(left & right)
    return common / min(len(left), len(right)) if common >= 2 else 0.0


def main_headings(source: Source, most: int) -> list[Path]:
    """The headings that part a report, in its order: those of the first level, heavy ones by what stands below them."""
    weights = _weights(source)
    chosen = list(dict.fromkeys(path[:1] for path in weights))
    total = sum(weights.values())
    for path in sorted(chosen, key=lambda path: -_weight(weights, path)):
        chosen = _parted(chosen, path, weights, total, most)
    return chosen


def _parted(chosen: list[Path], path: Path, weights: dict[Path, int], total: int, most: int) -> list[Path]:
    """The same with a heavy heading replaced by those below it, and so on, as far as there is room."""
    below = list(dict.fromkeys(own[: len(path) + 1] for own in weights if own[: len(path)] == path and len(own) > len(path)))
    weight = _weight(weights, path)
    fits = len(below) > 1 and len(chosen) - 1 + len(below) <= most and weights.get(path, 0) <= DIRECT * weight
    if not fits or (weight < HEAVY * total and len({aspect_of(child) for child in below}) < 2):
        return chosen
    at = chosen.index(path)
    chosen = [*chosen[:at], *below, *chosen[at + 1 :]]
    for child in sorted(below, key=lambda child: -_weight(weights, child)):
        chosen = _parted(chosen, child, weights, total, most)
    return chosen


def _weights(source: Source) -> dict[Path, int]:
    """Words that stand directly below each heading path, in the report's order."""
    found: dict[Path, int] = defaultdict(int)
    for stored in source.passages:
        if stored.passage.section and stored.passage.kind is not PassageKind.HEAD:
            found[stored.passage.section] += len(stored.text.split())
    return dict(found)


def _weight(weights: dict[Path, int], path: Path) -> int:
    return sum(count for own, count in weights.items() if own[: len(path)] == path)


def under(source: Source, heading: str) -> list[StoredPassage]:
    """The passages below a heading of these words at any level."""
    wanted = fold(heading)
    return [stored for stored in source.passages if any(fold(bare(own, source.report)) == wanted for own in stored.passage.section)]


def tells(source: Source, heading: str) -> bool:
    """Whether there is a statement below a heading, and not a table alone."""
    return any(True for stored in under(source, heading) for _ in told_in(stored))


def titles(source: Source, paths: Sequence[Path]) -> list[str]:
    """The bare words of each path's innermost heading."""
    return [bare(path[-1], source.report) for path in paths]
