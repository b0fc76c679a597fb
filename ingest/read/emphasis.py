"""Paired emphasis marks of Markdown are dropped; bullets, lone stars and blanks to fill in stay."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_RUN = re.compile(r"\*{1,3}|_{1,3}")
_PIECE = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True)
class _Run:
    """A run of one to three equal marks; the marks from `low` to `high` are not yet paired."""

    char: str
    low: int
    high: int

    @property
    def left(self) -> int:
        return self.high - self.low


def without_emphasis(text: str) -> str:
    """`**x**`, `*x*`, `_x_` become x; a pair may span lines but not paragraphs."""
    dropped: set[int] = set()
    start = 0
    for end in [*(match.start() for match in _PIECE.finditer(text)), len(text)]:
        dropped.update(_paired(text, start, end))
        start = end
    return "".join(c for i, c in enumerate(text) if i not in dropped) if dropped else text


class _Opened:
    """The runs that wait for their partners, innermost last; the counts keep the search for one short."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self._counts: Counter[str] = Counter()

    def add(self, run: _Run) -> None:
        self._runs.append(run)
        self._counts[run.char] += 1

    def _drop(self) -> None:
        self._counts[self._runs.pop().char] -= 1

    def close(self, run: _Run) -> Iterator[int]:
        """Pair the run with what was opened before it; what was opened in between and never closed is no mark."""
        while run.left and self._counts[run.char]:
            while self._runs[-1].char != run.char:
                self._drop()
            opener = self._runs[-1]
            used = 2 if min(run.left, opener.left) >= 2 else 1
            yield from (*range(opener.high - used, opener.high), *range(run.low, run.low + used))
            opener.high -= used
            run.low += used
            if not opener.left:
                self._drop()


def _paired(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of the marks in text[start:end] that belong to a pair."""
    opened = _Opened()
    for match in _RUN.finditer(text, start, end):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before == match[0][0] or after == match[0][0]:
            continue  # four and more are a rule or a blank to fill in
        run = _Run(match[0][0], match.start(), match.end())
        if _closes(run.char, before, after):
            yield from opened.close(run)
        if run.left and _opens(run, before, after):
            opened.add(run)


def _opens(run: _Run, before: str, after: str) -> bool:
    if not after or after.isspace() or after in ")].,;:*_":
        return False
    if run.char == "_":
        return not before.isalnum() and (after.isalnum() or after in '“"(*-')
    return not (run.left == 1 and before.isalnum())  # 2*3 and a note star after a word open nothing


def _closes(char: str, before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and before not in "([" and not (char == "_" and after.isalnum())
