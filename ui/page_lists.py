"""Suggestions, the list of reports, earlier conversations and an upload's progress as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote
from zoneinfo import ZoneInfo

from ui import words
from ui.desk import Job, ReportCard
from ui.page_html import button
from ui.page_source import card_facts
from vectorstore.conversations import TITLE_LIMIT

HISTORY_LIMIT = 50  # conversations shown at once; older ones are found by their words
_EXPORT = "api/v1/conversations/{id}/export?format={format}"
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def welcome_html(suggestions: Sequence[str]) -> str:
    chips = "".join(f"<li>{button(escape(text), 'suggest', 'chip', text)}</li>" for text in suggestions)
    offered = f'<h3>{words.SUGGESTIONS}</h3><ul class="chips">{chips}</ul>' if chips else f"<p>{words.NO_SUGGESTIONS}</p>"
    return f'<div class="welcome"><h2>{words.WELCOME}</h2><p>{words.WELCOME_LEAD}</p>{offered}</div>'


def reports_html(cards: Sequence[ReportCard]) -> str:
    if not cards:
        return f'<p class="muted">{words.NO_REPORTS}</p>'
    count = words.COUNT_REPORTS.format(n=len(cards))
    return f'<p class="count" role="status">{count}</p><ul class="cards">{"".join(map(_card, cards))}</ul>'


def history_html(conversations: Sequence[tuple[str, str, datetime]], wanted: str = "") -> str:
    """As many as are shown; `wanted` is what they were searched by."""
    if not conversations:
        return f'<p class="muted" role="status">{words.HISTORY_NONE if wanted.strip() else words.HISTORY_EMPTY}</p>'
    told = words.COUNT_CONVERSATIONS if len(conversations) <= HISTORY_LIMIT else words.HISTORY_CUT
    seen = conversations[:HISTORY_LIMIT]
    count = f'<p class="count" role="status">{told.format(n=len(seen))}</p>'
    return f'{count}<ul class="cards">{"".join(_conversation(*conversation) for conversation in seen)}</ul>'


def job_html(job: Job) -> str:
    done, total = min(job.done, job.total), max(job.total, 1)
    state = words.JOB_STATE.get(job.state, job.state)
    count = words.JOB_COUNT.format(done=done, total=job.total)
    files = "".join(_file(*file) for file in job.files)
    failed = sum(file[1] == "failed" for file in job.files)
    faults = words.JOB_FAILED.format(n=failed) if failed else ""
    spoken = f"{state}: {count}" + (f", {faults}" if faults else "")
    shown = f' <span class="faults">{faults}</span>' if faults else ""
    return (
        f'<div class="job" data-say="{escape(spoken)}"><p><b>{escape(state)}</b> {count}{shown}</p>'
        f'<progress max="{total}" value="{done}" aria-label="{words.UPLOAD_PROGRESS}">{count}</progress><ul>{files}</ul></div>'
    )


def note_html(text: str) -> str:
    return f'<p class="caution" role="alert">{escape(text)}</p>' if text else ""


def _card(card: ReportCard) -> str:
    facts = " · ".join(_fact(label, value) for label, value in card_facts(card))
    old = f'<span class="old">{words.SUPERSEDED}</span>' if card.superseded_by else ""
    body = f'<span class="kind">{escape(card.type)}</span>{old}<b>{escape(card.title)}</b><small>{escape(facts)}</small>'
    return f"<li>{button(body, 'report', 'card', card.id, aria_label=words.OPEN_REPORT.format(title=card.title))}</li>"


def _fact(label: str, value: str) -> str:
    return value if label == words.ISSUER and value != words.NOT_WRITTEN else f"{label}: {value}"


def _conversation(id: str, title: str, updated_at: datetime) -> str:
    local = updated_at.astimezone(_ZONE) if updated_at.tzinfo else updated_at
    body = f"<b>{escape(title)}</b><small>{local:%H:%M %d/%m/%Y}</small>"
    reopen = button(body, "reopen", "card", id, aria_label=words.OPEN_CONVERSATION.format(title=title))
    return f'<li class="past">{reopen}{_naming(id, title)}<span class="acts">{_acts(id, title)}</span></li>'


def _naming(id: str, title: str) -> str:
    """Stands in the place of the title while a new one is typed."""
    field = f'<input type="text" value="{escape(title)}" maxlength="{TITLE_LIMIT}" aria-label="{words.NEW_TITLE}">'
    return f'<span class="name">{field}{button(words.SAVE, "rename", "quiet", id)}{button(words.CANCEL, "unname", "quiet", id)}</span>'


def _acts(id: str, title: str) -> str:
    """Links, not Gradio's download button: a file is made when it is asked for, and stays nowhere."""
    name = button(words.RENAME, "name", "quiet", id, aria_label=words.RENAME_LABEL.format(title=title))
    files = (("docx", words.EXPORT_DOCX, words.EXPORT_DOCX_LABEL), ("md", words.EXPORT_MD, words.EXPORT_MD_LABEL))
    links = (
        f'<a class="quiet" href="{escape(_EXPORT.format(id=quote(id, safe=""), format=format))}" download '
        f'aria-label="{escape(label.format(title=title))}">{text}</a>'
        for format, text, label in files
    )
    forget = button(words.FORGET, "forget", "quiet", id, data_sure=words.FORGET_SURE, aria_label=words.FORGET_LABEL.format(title=title))
    return f"{name}{''.join(links)}{forget}"


def _file(name: str, state: str, message: str) -> str:
    said = escape(words.FILE_STATE.get(state, state))
    words_of_it = f'<span class="name">{escape(name)}</span><span class="state">{said}</span><small>{escape(message)}</small>'
    return f'<li data-state="{escape(state)}">{words_of_it}</li>'
