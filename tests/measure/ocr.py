"""How much of printed and scanned reports is read back right: characters, and numbers right or flagged.

Usage: python tests/measure/ocr.py FOLDER [MISSES]. Each report is printed, scanned at 200 dpi with noise and a slight turn, and read.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ingest.read import read
from ingest.scan import compiled
from tests.measure.printed import printed, scanned
from vectorstore.report import Report

_DIGIT = re.compile(r"\d")
_EDGE = ".,;:()[]“”\"'*"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a report: `missed` are (as written, as read) where they differ."""

    characters: int
    wrong: int
    numbers: int
    right: int
    flagged: int  # wrong and doubted
    doubts: int
    missed: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    doubted: bool = False


def compared(truth: str, found: Report) -> Reading:
    """Words aligned with words; a wrong number counts as flagged when a doubt lies in the words that stand for it."""
    written, recognised = [_Word(match[0]) for match in re.finditer(r"\S+", truth)], list(_words(found))
    wrong = numbers = right = flagged = 0
    missed: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, [word.text for word in written], [word.text for word in recognised], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        one, other = [word.text for word in written[a:b]], [word.text for word in recognised[c:d]]
        stated = [word for word in one if _DIGIT.search(word)]
        numbers += len(stated)
        if one == other:
            right += len(stated)
            continue
        wrong += _distance(" ".join(one), " ".join(other))
        missed.append((" ".join(one), " ".join(other)))
        good = sum((Counter(map(_bare, stated)) & Counter(map(_bare, other))).values())
        right += good
        flagged += len(stated) - good if any(word.doubted for word in recognised[c:d]) else 0
    return Reading(len(" ".join(truth.split())), wrong, numbers, right, flagged, len(found.doubts), missed)


def _words(found: Report) -> Iterator[_Word]:
    for match in re.finditer(r"\S+", found.text):
        yield _Word(match[0], any(doubt.start < match.end() and match.start() < doubt.end for doubt in found.doubts))


def _bare(word: str) -> str:
    return word.strip(_EDGE)


def _distance(one: str, other: str) -> int:
    """Letters to put in, take out or change."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, there in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != there))
    return row[-1]


def shown(name: str, reading: Reading) -> None:
    characters = 1 - reading.wrong / reading.characters
    numbers = (reading.right + reading.flagged) / max(1, reading.numbers)
    print(
        f"{name:28} characters {characters:.4f} of {reading.characters:6}  numbers right {reading.right}/{reading.numbers}, "
        f"wrong and flagged {reading.flagged}, right or flagged {numbers:.4f}, doubts {reading.doubts}"
    )


def together(readings: list[Reading]) -> Reading:
    names = ("characters", "wrong", "numbers", "right", "flagged", "doubts")
    sums = {name: sum(getattr(reading, name) for reading in readings) for name in names}
    return Reading(**sums, missed=[pair for reading in readings for pair in reading.missed])


def main(folder: Path, misses: int = 20) -> None:
    readings, pages, spent = [], 0, 0.0
    for path in sorted(folder.iterdir()):
        truth = read(path.name, path.read_bytes()).text
        scan = scanned(printed(truth))
        begun = time.perf_counter()
        found = compiled(f"{path.stem}.pdf", scan).report
        assert found, path.name
        spent += time.perf_counter() - begun
        pages += len(found.images)
        readings.append(compared(truth, found))
        shown(path.name, readings[-1])
    whole = together(readings)
    shown("all", whole)
    print(f"{pages} pages, {spent / max(1, pages):.1f} s a page")
    for pair, count in Counter(whole.missed).most_common(misses):
        print(f"  {count:3} {pair}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
