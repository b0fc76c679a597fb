"""Drafts as HTML: the written draft with its citation marks, tables and gaps, and the list of those that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from assistant.draft.draft import Cell, Draft, DraftSection, FigureTable, Statement
from ui import words
from ui.page_html import button
from vectorstore.drafts import DraftLine

_EXPORT = "api/v1/drafts/{id}/export?{query}"
_FILES = (
    ("format=docx&notes=footnotes", words.EXPORT_FOOTNOTES),
    ("format=docx&notes=endnotes", words.EXPORT_ENDNOTES),
    ("format=md", words.EXPORT_DRAFT_MD),
)
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def draft_html(draft: Draft | None) -> str:
    """The whole draft; "" for none."""
    if draft is None:
        return ""
    sections = "".join(_section(section, at) for at, section in enumerate(draft.sections))
    return (
        f'<article class="draft" aria-label="{words.DRAFT_LABEL}"><header><h2>{escape(draft.title)}</h2>{_files(draft.id)}</header>'
        f"{sections}</article>"
    )


def drafts_html(lines: Sequence[DraftLine]) -> str:
    """The kept drafts, each to open and to delete."""
    items = "".join(_line(line) for line in lines)
    return f'<h2>{words.DRAFTS_KEPT}</h2><ul class="cards">{items}</ul>' if items else ""


def _files(id: str) -> str:
    """Links, not Gradio's download button: a file is made when it is asked for, and stays nowhere."""
    links = (
        f'<a class="quiet" href="{escape(_EXPORT.format(id=quote(id, safe=""), query=query))}" download>{label}</a>'
        for query, label in _FILES
    )
    return f'<p class="files">{"".join(links)}</p>'


def _section(section: DraftSection, at: int) -> str:
    edit = button(words.EDIT, "edit", "quiet", str(at), aria_label=words.EDIT_LABEL.format(title=section.heading))
    told = "".join(_statement(statement) for statement in section.statements)
    table = _table(section.table) if section.table else ""
    gaps = "".join(f'<p class="caution"><strong>{words.GAP}:</strong> {escape(gap)}</p>' for gap in section.gaps)
    return f'<section><div class="head"><h3>{at + 1}. {escape(section.heading)}</h3>{edit}</div>{told}{table}{gaps}</section>'


def _statement(statement: Statement) -> str:
    marks = "".join(_cite(n) for n in statement.citations)
    if not statement.verified:
        return f'<p class="unverified">{escape(statement.text)} {marks} <em>{words.UNVERIFIED}</em></p>'
    css = "" if statement.citations else ' class="lead-in"'
    return f"<p{css}>{escape(statement.text)} {marks}</p>"


def _cite(n: int) -> str:
    label = words.OPEN_NUMBER.format(n=n)
    return button(f"[{n}]", "cite", "cite", str(n), aria_label=label, title=label)


def _table(table: FigureTable) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in table.rows)
    return (
        f'<div class="ledger" tabindex="0" role="group" aria-label="{words.FIGURES_LABEL}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    return f"<td>{escape(cell.text)}{f' {_cite(cell.citation)}' if cell.citation else ''}</td>"


def _line(line: DraftLine) -> str:
    changed = line.updated_at.astimezone(_ZONE)
    body = f"<b>{escape(line.title)}</b><small>{changed:%H:%M %d/%m/%Y}</small>"
    opened = button(body, "open", "card", line.id, aria_label=words.OPEN_DRAFT.format(title=line.title))
    label = words.DROP_DRAFT.format(title=line.title)
    drop = button(words.FORGET, "drop", "quiet", line.id, data_sure=words.FORGET_SURE, aria_label=label)
    return f'<li class="past">{opened}<span class="acts">{drop}</span></li>'
