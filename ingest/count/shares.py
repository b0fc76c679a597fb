"""Percentages that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.count.sentences import added, by_sentence, words_of
from vectorstore.figure import Conflict, ConflictKind, Figure, FigureKind
from vectorstore.report import Report
from vectorstore.text.number import format_number

TOO_MUCH = "Tỷ lệ {share} không thể có: vượt quá 100%."
SHARES = "Các tỷ lệ thành phần cộng lại là {added}% ({parts}), vượt quá 100%."
NOT_THE_SHARE = "{part}/{whole} là {right}%, không phải {share}% như báo cáo nêu."

_WHOLE_SHARE = re.compile(r"\b(?:chiếm|tỷ lệ)\b", re.IGNORECASE)
_OF_PLAN = re.compile(r"\b(?:kế hoạch|KH|dự toán|chỉ tiêu|mục tiêu|cùng kỳ|so với|năm trước|nghị quyết|giao)\b", re.IGNORECASE)
ROUNDED = Decimal("0.6")  # percentage points that rounding explains


def find_shares(report: Report, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """Shares above 100 % of a whole, shares that are not what their ratio makes, and parts of more than the whole."""
    for key, own in by_sentence(figures).items():
        text = words_of(report, key)
        shares = [figure for figure in own if figure.unit == "%" and figure.kind is FigureKind.SHARE]
        for figure in shares:
            if figure.value > 100 and _WHOLE_SHARE.search(figure.words) and not _OF_PLAN.search(f"{text} {figure.indicator}"):
                yield _conflict(report, TOO_MUCH.format(share=f"{figure.written}%"), figure)
        for ratio, share in pairwise(own):
            if share in shares and ratio.of and _follows_in_bracket(report, ratio, share) and _differs(ratio, share):
                right = format_number(round(100 * ratio.value / ratio.of, 1))
                said = NOT_THE_SHARE.format(
                    part=format_number(ratio.value), whole=format_number(ratio.of), right=right, share=format_number(share.value)
                )
                yield _conflict(report, said, ratio, share)
        parted = [figure for figure in shares if "chiếm" in figure.words or figure.place]
        if len(parted) >= 3 and added(parted) > 100 + ROUNDED and not _OF_PLAN.search(text):
            said = SHARES.format(added=format_number(added(parted)), parts=" + ".join(figure.written for figure in parted))
            yield _conflict(report, said, *parted)


def _follows_in_bracket(report: Report, ratio: Figure, share: Figure) -> bool:
    between = report.text[ratio.span.end : share.span.start]
    return len(between) <= 40 and re.search(r"[(,]\s*(?:đạt|bằng|chiếm|tỷ lệ)?\s*$", between) is not None


def _differs(ratio: Figure, share: Figure) -> bool:
    return bool(ratio.of) and abs(100 * ratio.value / (ratio.of or Decimal(1)) - share.value) > ROUNDED


def _conflict(report: Report, said: str, *figures: Figure) -> Conflict:
    return Conflict(ConflictKind.SHARE, said, tuple((report.id, figure.ordinal) for figure in figures))
