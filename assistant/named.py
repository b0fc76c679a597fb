"""Reports that a question names by what they are: "báo cáo Quy chế phối hợp 6 xã", "báo cáo tháng 4/2026 của Thường trực Đảng ủy"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.match import ANY_ARCHIVE, Asked, Frequency, asked, credits, share, words_of
from assistant.scope import NAME
from vectorstore.stored import ReportHeader
from vectorstore.text.normalize import folded_syllables

SAID = 0.6  # share of the naming words that a report's head must hold
CLEAR = 0.15  # by how much it must hold more than the next report

_NAMING = re.compile(
    r"\bbáo cáo\s+(?P<words>(?:(?!\b(?:nêu|nói|ghi|chỉ ra|cho biết|đánh giá|thì|có|về việc|đều|và báo cáo)\b)[^,;:?()])+)",
    re.IGNORECASE,
)  # up to the verb
_ASKED = re.compile(r"\b(?:nào|gì|những|nao|gi|nhung)\b", re.IGNORECASE)
_SEVERAL = re.compile(rf"(?:các xã|các huyện|giữa)\s+(?:xã\s+)?(?P<names>{NAME}(?:\s*(?:-|–|,|và)\s*{NAME})+)")


def named_reports(text: str, reports: Sequence[ReportHeader], frequency: Frequency) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the reports that a question names, each clearly, and the folded words that name them."""
    named = (match["words"] for match in _NAMING.finditer(text) if not _ASKED.search(match["words"]))
    found = {words: _clearest(asked(words, frequency, ANY_ARCHIVE), reports) for words in named}
    words = (" ".join(folded_syllables(f"báo cáo {naming}")) for naming, report_id in found.items() if report_id)
    return frozenset(report_id for report_id in found.values() if report_id), frozenset(words)


def _clearest(naming: Asked, reports: Sequence[ReportHeader]) -> str:
    """The id of the report that the words name before all others; "" when none or several may be meant."""
    if sum(1 for term in naming.terms if term.weight) < 2:
        return ""
    ranked = sorted(((share(naming, credits(naming, words_of(head_words(report)))), report.id) for report in reports), reverse=True)
    if not ranked or ranked[0][0] < SAID or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
        return ""
    return ranked[0][1]


def head_words(report: ReportHeader) -> str:
    """What a report may be called by: title, issuer, period, number, date, and "6 xã" for a title that strings six together."""
    parts = [report.type, report.title, report.issuer or "", report.period.label if report.period else "", report.number or ""]
    if report.issued_on:
        month = f"{report.issued_on.month}/{report.issued_on.year}"
        parts.append(f"ngày {report.issued_on.day}/{month} tháng {month}")
    if several := _SEVERAL.search(report.title):
        names = re.split(r"\s*(?:-|–|,|và)\s*", several["names"])
        parts.append(f"{len(names)} xã khu vực {names[0]} cụm {len(names)} xã")
    return " . ".join(part for part in parts if part)
