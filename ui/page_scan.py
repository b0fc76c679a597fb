"""Numbers that a machine read from a scan and was not sure of, each beside its piece of the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ui import words
from vectorstore.report import Span
from vectorstore.scan import Box, Doubt

_PAGE = "api/v1/reports/{id}/pages/{page}"
_ASIDE, _ABOVE = 0.16, 0.012  # of the page: how much of the line around the number is shown


def doubts_html(report_id: str, text: str, doubts: Sequence[Doubt], marked: Sequence[Span] = ()) -> str:
    """The doubted numbers of the marked words open, those of the rest of the report folded up; nothing where there are none."""
    if not doubts:
        return ""
    near = [doubt for doubt in doubts if any(span.start < doubt.end and doubt.start < span.end for span in marked)]
    rest = [doubt for doubt in doubts if doubt not in near]
    lead = f'<p class="caution">{words.DOUBTS_HERE}</p>' if near else ""
    return lead + _list(report_id, text, near) + _folded(report_id, text, rest)


def _folded(report_id: str, text: str, doubts: Sequence[Doubt]) -> str:
    if not doubts:
        return ""
    summary = words.DOUBTS.format(n=len(doubts))
    return f'<details class="doubts"><summary>{summary}</summary>{_list(report_id, text, doubts)}</details>'


def _list(report_id: str, text: str, doubts: Sequence[Doubt]) -> str:
    items = "".join(_item(report_id, text[doubt.start : doubt.end], doubt) for doubt in doubts)
    return f'<ul class="doubts">{items}</ul>' if items else ""


def _item(report_id: str, number: str, doubt: Doubt) -> str:
    page = _PAGE.format(id=quote(report_id, safe=""), page=doubt.page)
    said = words.DOUBT.format(number=escape(number), sure=round(100 * doubt.confidence), page=doubt.page)
    shown = words.DOUBT_PICTURE.format(number=escape(number), page=doubt.page)
    picture = f'<img src="{page}?{_around(doubt.box)}" alt="{shown}" loading="lazy">'
    return f'<li><span>{said}</span><a href="{page}" target="_blank" rel="noopener">{picture}</a></li>'


def _around(box: Box) -> str:
    left, right = max(0.0, box.left - _ASIDE), min(1.0, box.right + _ASIDE)
    top, bottom = max(0.0, box.top - _ABOVE), min(1.0, box.bottom + _ABOVE)
    return f"left={left:.4f}&amp;top={top:.4f}&amp;right={right:.4f}&amp;bottom={bottom:.4f}"
