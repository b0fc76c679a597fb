"""GET /bao-cao/{id}: a report with the cited words marked, which citations elsewhere point to. Plain HTML, no script."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import DeskDep, Id, needs
from vectorstore.stored import ReportHeader

router = APIRouter(tags=["reports"], dependencies=[needs(Right.ASK)])

Place = Annotated[int, Query(ge=0, le=100_000_000)]
_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:17px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b2733}}
header{{border-bottom:1px solid #ccd5dd;margin-bottom:1rem}}h1{{font-size:1.3rem;margin:0}}header p{{margin:.3rem 0 1rem;color:#51606e}}
main{{white-space:pre-wrap;overflow-wrap:anywhere}}mark{{background:#ffe58a;scroll-margin:40vh}}</style>
<header><h1>{title}</h1><p>{about}</p></header><main>{text}</main></html>"""


@router.get("/bao-cao/{report_id}", response_class=HTMLResponse)
def show_source(report_id: Id, desk: DeskDep, tu: Place = 0, den: Place = 0) -> HTMLResponse:
    """Nguyên văn báo cáo, tô sáng từ ký tự `tu` đến trước ký tự `den`."""
    report, text = desk.report_card(report_id), desk.report_text(report_id)
    return HTMLResponse(_PAGE.format(title=escape(report.title), about=escape(_about(report)), text=_marked(text, tu, den)))


def _marked(text: str, start: int, end: int) -> str:
    start, end = min(start, len(text)), min(end, len(text))
    if start >= end:
        return escape(text)
    words_of_it = f'<mark id="trich-dan" title="{words.SOURCE_OF}">{escape(text[start:end])}</mark>'
    return escape(text[:start]) + words_of_it + escape(text[end:])


def _about(report: ReportHeader) -> str:
    period = report.period.label if report.period else None
    issued = f"{report.issued_on:%d/%m/%Y}" if report.issued_on else report.issued_label
    return " · ".join(part for part in (report.issuer, report.number, issued, period, report.file_name) if part)
