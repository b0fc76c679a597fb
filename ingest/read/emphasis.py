"""Paired emphasis marks of Markdown are dropped; bullets, lone stars and blanks to fill in stay."""

import re
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


def _paired(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets of the marks in text[start:end] that belong to a pair."""
    open_runs: list[_Run] = []
    for match in _RUN.finditer(text, start, end):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before == match[0][0] or after == match[0][0]:
            continue  # four and more are a rule or a blank to fill in
        run = _Run(match[0][0], match.start(), match.end())
        if _closes(run.char, before, after):
            yield from _closed(open_runs, run)
        if run.left and _opens(run, before, after):
            open_runs.append(run)


def _closed(open_runs: list[_Run], run: _Run) -> Iterator[int]:
    """Pair the run with what was opened before it; what was opened in between and never closed is no mark."""
    while run.left and any(other.char == run.char for other in open_runs):
        while open_runs[-1].char != run.char:
            open_runs.pop()
        opener = open_runs[-1]
        used = 2 if min(run.left, opener.left) >= 2 else 1
        yield from (*range(opener.high - used, opener.high), *range(run.low, run.low + used))
        opener.high -= used
        run.low += used
        if not opener.left:
            open_runs.pop()


def _opens(run: _Run, before: str, after: str) -> bool:
    if not after or after.isspace() or after in ")].,;:*_":
        return False
    if run.char == "_":
        return not before.isalnum() and (after.isalnum() or after in '“"(*-')
    return not (run.left == 1 and before.isalnum())  # 2*3 and a note star after a word open nothing


def _closes(char: str, before: str, after: str) -> bool:
    return bool(before) and not before.isspace() and before not in "([" and not (char == "_" and after.isalnum())
