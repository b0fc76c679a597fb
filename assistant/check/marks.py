"""The citation marks of a sentence: "[1]", "[1][2]", "[1, 2]"."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*\[([^\[\]]*)\]")
_RUN = re.compile(r"(?:\s*\[[^\[\]]*\])+")
_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*")


def without_marks(sentence: str) -> str:
    """The words alone."""
    return " ".join(_MARK.sub("", sentence).split())


def cited_by(sentence: str) -> tuple[int, ...] | None:
    """The numbers that a sentence cites, in order; None where a mark is none."""
    inner = _MARK.findall(sentence)
    if any(not _NUMBERS.fullmatch(mark) or not mark.isascii() for mark in inner):
        return None
    return tuple(dict.fromkeys(int(number) for mark in inner for number in re.findall(r"\d+", mark)))


def segments(sentence: str) -> list[tuple[str, tuple[int, ...]]]:
    """The words before each run of marks, with the numbers of that run; what follows the last run stands on all marks."""
    found, at = [], 0
    for match in _RUN.finditer(sentence):
        found.append((sentence[at : match.start()].strip(" ,;"), cited_by(match[0]) or ()))
        at = match.end()
    rest = sentence[at:].strip(" .,;:!?…")
    return [*found, *([(rest, cited_by(sentence) or ())] if rest else [])]


def tidy(sentence: str) -> str:
    """The sentence with each mark by itself ("[1, 2]" is "[1][2]") and a full stop behind the last."""
    apart = _MARK.sub(lambda mark: "".join(f"[{n}]" for n in re.findall(r"\d+", mark[1])), " ".join(sentence.split()))
    spaced = re.sub(r"(?<=[^\s\]])(?=\[\d)", " ", apart)
    return f"{spaced.rstrip(' .;:…')}."
