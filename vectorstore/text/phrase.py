"""The words of a sentence that belong to each of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vectorstore.text.figures import FigureMention, find_figures

_BREAK = re.compile(r"[,;.(](?!\d)|\btrong đó\b|\bvà\b|\bthu hút\b|(?<!đối )\bvới\b")


# Where the thing that is counted ends before another figure: "cấp 8.670 kg gạo | cho 96 hộ".
_THING_ENDS = re.compile(r"\s(?:cho|với|và|để|trong|tại|của|do|đạt|bằng|chiếm|thu|trên|từ|đến|là|có|được)\s")


def figure_phrases(text: str) -> Iterator[tuple[FigureMention, int, int]]:
    """Each figure with its own words: from the break after the figure before it to the break after itself."""
    start = 0
    figures = find_figures(text)
    for figure, after in zip(figures, (*figures[1:], None), strict=False):
        end = _own_end(text, figure, after)
        yield figure, start, end
        start = end


def _own_end(text: str, figure: FigureMention, after: FigureMention | None) -> int:
    most = after.whole[0] if after else len(text)
    found = _BREAK.search(text, figure.whole[1], most)
    if found or not after:
        return found.start() if found else most
    ends = _THING_ENDS.search(text, figure.whole[1], most)
    return ends.start() if ends else figure.whole[1]
