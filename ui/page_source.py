"""The right-hand side: the open report with what is known of it, or the help that stands there before."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Citation
from ui import words
from ui.desk import Desk, ReportCard
from ui.page_html import button
from ui.page_scan import doubts_html
from ui.viewer import quote_spans, report_html
from vectorstore.figure import LedgerRow
from vectorstore.report import Span


def help_html() -> str:
    lines = "".join(f"<li>{line}</li>" for line in words.SOURCE_HELP)
    return f'<div class="help"><h2>{words.SOURCE_EMPTY}</h2><ul>{lines}</ul></div>'


def cited_html(desk: Desk, cited: Citation) -> str:
    """The report of a citation, its quoted words marked."""
    text = desk.report_text(cited.report_id)
    spans = quote_spans(text, cited.quote, cited.start, cited.end)
    place = _place(cited.section, cited.page)
    doubts = doubts_html(cited.report_id, text, desk.doubts(cited.report_id), spans)
    return _opened(desk.report_card(cited.report_id), doubts + _lost(spans, cited.quote) + report_html(text, spans), place, cited.n)


def figure_html(desk: Desk, row: LedgerRow) -> str:
    """The report of a figure, its sentence marked and the figure in it."""
    text = desk.report_text(row.report.id)
    spans = quote_spans(text, row.quote, row.start, row.end)
    doubts = doubts_html(row.report.id, text, desk.doubts(row.report.id), spans)
    report = doubts + _lost(spans, row.quote) + report_html(text, spans, row.figure.span)
    return _opened(desk.report_card(row.report.id), report, _place(" › ".join(row.section), row.page))


def whole_html(desk: Desk, report_id: str) -> str:
    """A report opened from the list."""
    text = desk.report_text(report_id)
    return _opened(desk.report_card(report_id), doubts_html(report_id, text, desk.doubts(report_id)) + report_html(text))


def card_facts(card: ReportCard) -> list[tuple[str, str]]:
    """(name, value) of what is known; what the report does not write says so, what is concluded too."""
    issued = f"{card.issued_on:%d/%m/%Y}" if card.issued_on else card.issued_label
    period = card.period.label if card.period else None
    inferred = {*card.inferred, *(("period",) if card.period and card.period.inferred else ())}
    facts = (
        ("issuer", words.ISSUER, card.issuer),
        ("number", words.NUMBER, card.number),
        ("issued_on", words.DATE, issued),
        ("period", words.PERIOD, period),
    )
    return [(label, _known(value, name in inferred)) for name, label, value in facts]


def _known(value: str | None, inferred: bool) -> str:
    if not value:
        return words.NOT_WRITTEN
    return f"{value} {words.INFERRED}" if inferred else value


def _lost(spans: Sequence[Span], quote: str) -> str:
    return "" if spans else f'<p class="caution">{escape(words.QUOTE_LOST.format(quote=quote))}</p>'


def _place(section: str, page: int | None) -> str:
    return " ".join(part for part in (section, f"({words.PAGE.format(n=page)})" if section and page else "") if part)


def superseded_html(card: ReportCard) -> str:
    """That a newer version stands for the report, with the way to it."""
    if not card.superseded_by:
        return ""
    return f'<p class="caution">{words.SUPERSEDED_HERE} {button(words.OPEN_NEWER, "report", "quiet", card.superseded_by)}</p>'


def _opened(card: ReportCard, report: str, place: str | None = None, n: int | None = None) -> str:
    """The sheet of a report; `place` is where the marked words stand, None when none are marked."""
    facts = card_facts(card) + ([(words.SECTION, place)] if place else [])
    rows = "".join(f"<div><dt>{label}</dt><dd>{escape(value)}</dd></div>" for label, value in facts)
    number = f'<span class="n">{n}</span>' if n else ""
    newer = superseded_html(card)
    back = "" if place is None else button(words.BACK_TO_QUOTE, "hit", "quiet")
    tools = back + button(words.CLOSE, "close", "quiet close")
    return (
        f'<article class="opened" aria-label="{words.SOURCE_LABEL}"><header>'
        f'<div class="bar"><span class="kind">{number}{escape(card.type)}</span>{tools}</div>'
        f'<h2>{escape(card.title)}</h2>{newer}<dl>{rows}</dl></header><div class="report" tabindex="0">{report}</div></article>'
    )
