"""Three of the tabs: their components and what a click in them does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from ui import words
from ui.desk import Desk
from ui.page_answer import Talk, talk_html
from ui.page_ask import asked, opened, opened_report, progress, rated, said, stopped, submitted
from ui.page_lists import note_html, reports_html, welcome_html
from ui.page_scope import days, scope
from ui.page_source import help_html

_JS = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
_WORDS = json.dumps({"copy": words.COPY, "copied": words.COPIED, "copyFailed": words.COPY_FAILED}, ensure_ascii=False)
_POLL = 0.7  # seconds between two looks at an upload
_WORD, _OTHER = ".docx .docm .doc .rtf .odt", ".pdf .xlsx .xlsm .html .htm .txt .text .md .markdown .eml .zip"
_IMAGES = ".png .jpg .jpeg .tif .tiff"
_FILE_TYPES = f"{_WORD} {_OTHER} {_IMAGES}".split()
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

Update = Any  # a value for one component, or a component that stands for the change


@dataclass(frozen=True, slots=True)
class Shared:
    """What more than one tab reads or writes."""

    desk: Desk
    talk: gr.State
    source: gr.HTML
    tabs: gr.Tabs


def clickable(events: Sequence[str], value: str = "", watch: str = "", elem_id: str | None = None) -> Any:
    """An HTML part whose data-act buttons raise the events named; `watch` is the page.js function that follows its value."""
    follow = f'\nwatch("value", {watch});' if watch else ""
    script = f"const WORDS = {_WORDS};\n{_JS}\nwire({json.dumps(list(events))});{follow}"
    return gr.HTML(value, js_on_load=script, elem_id=elem_id, apply_default_css=False)


def source_part() -> Any:
    source = clickable(["close"], help_html(), "sourceChanged", "source")
    source.close(help_html, None, source, **QUIET)
    return source


def shown(desk: Desk, talk: Talk) -> str:
    """The conversation, or the welcome with questions that the archive can answer."""
    if talk.turns:
        return talk_html(talk)
    try:
        return welcome_html(desk.suggestions())
    except Exception as error:
        return welcome_html(()) + note_html(said(error))


def offered(names: Callable[[], Sequence[str]]) -> list[str]:
    """The names for a drop-down; the page stands also when the archive cannot say them."""
    try:
        return list(names())
    except Exception as error:
        said(error)
        return []


class AskTab:
    """The chat: transcript, the turn under way, the question box and the limits."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        with gr.Column(elem_id="scroll"):
            self.transcript = clickable(["cite", "rate", "suggest"], watch="chatChanged", elem_id="transcript")
            self.live = clickable([], watch="chatChanged", elem_id="live")
        with gr.Column(elem_id="composer"):
            self.question = _question_box()
            with gr.Row(elem_id="under"):
                self.limits = _limits(shared.desk)
                self.new = gr.Button(words.NEW_CONVERSATION, size="sm", elem_id="new")
        self.pending = gr.State("")
        self._wire()

    def _wire(self) -> None:
        outputs = [self.question, self.pending, self.shared.talk, self.transcript, self.live]
        limits = [self.shared.talk, *self.limits]
        typed = self.question.submit(self._ask, [self.question, *limits], outputs, **QUIET)
        chosen = self.transcript.suggest(self._ask_suggested, limits, outputs, **QUIET)
        self.question.stop(self._stop, [self.pending, self.shared.talk], outputs, cancels=[typed, chosen], **QUIET)
        self.new.click(self._begin, None, outputs, cancels=[typed, chosen], **QUIET)
        self.transcript.cite(self._open, self.shared.talk, self.shared.source, **QUIET)
        self.transcript.rate(self._rate, self.shared.talk, self.shared.talk, **QUIET)

    def _ask(self, question: str, talk: Talk, issuers: list[str], start: str, end: str) -> Iterator[tuple[Update, ...]]:
        question = " ".join(question.split())
        if not question:
            yield _ready(), "", talk, gr.skip(), note_html(words.QUESTION_EMPTY)
            return
        try:
            filters = scope(issuers, start, end)
        except Exception as error:
            yield _ready(question), "", talk, gr.skip(), note_html(said(error))
            return
        before = gr.skip() if talk.turns else ""
        for frame in asked(self.shared.desk, question, talk, filters):
            if frame.live:
                yield _busy() if before is not None else gr.skip(), question, talk, gr.skip() if before is None else before, frame.live
                before = None
            else:
                yield _ready(), "", frame.talk, talk_html(frame.talk), ""

    def _ask_suggested(self, talk: Talk, issuers: list[str], start: str, end: str, event: gr.EventData) -> Iterator[tuple[Update, ...]]:
        yield from self._ask(str(event.key), talk, issuers, start, end)

    def _stop(self, question: str, talk: Talk) -> tuple[Update, ...]:
        talk = stopped(question, talk) if question else talk
        return _ready(), "", talk, shown(self.shared.desk, talk), ""

    def _begin(self) -> tuple[Update, ...]:
        return _ready(), "", Talk(), shown(self.shared.desk, Talk()), ""

    def _open(self, talk: Talk, event: gr.EventData) -> str:
        return opened(self.shared.desk, talk, str(event.key))

    def _rate(self, talk: Talk, event: gr.EventData) -> Talk:
        try:
            return rated(self.shared.desk, talk, str(event.key))
        except Exception as error:
            gr.Warning(said(error))
            return talk


class ReportsTab:
    """The list of reports with its filters."""

    def __init__(self, shared: Shared) -> None:
        self.desk = shared.desk
        with gr.Row(elem_classes="filters"):
            self.issuer = gr.Dropdown([], label=words.ISSUER, interactive=True, min_width=140)
            self.type = gr.Dropdown([], label=words.TYPE, interactive=True, min_width=120)
            self.start = gr.Textbox(label=words.FROM_DAY, placeholder=words.DAY_HINT, min_width=110)
            self.end = gr.Textbox(label=words.TO_DAY, placeholder=words.DAY_HINT, min_width=110)
        self.list = clickable(["report"], elem_id="reports")
        changed = [self.issuer.input, self.type.input, self.start.submit, self.start.blur, self.end.submit, self.end.blur]
        self.filters = [self.issuer, self.type, self.start, self.end]
        gr.on(changed, self.reports, self.filters, self.list, **QUIET)
        self.list.report(self._open, None, shared.source, **QUIET)

    def reports(self, issuer: str | None, type: str | None, start: str, end: str) -> str:
        try:
            first, last = days(start, end)
            return reports_html(self.desk.reports(_unless_all(issuer), first, last, _unless_all(type)))
        except Exception as error:
            return note_html(said(error))

    def choices(self) -> tuple[Update, Update]:
        """What the two drop-downs offer now."""
        issuers, types = [words.ALL, *offered(self.desk.issuers)], [words.ALL, *offered(self.desk.types)]
        return gr.Dropdown(issuers, value=words.ALL), gr.Dropdown(types, value=words.ALL)

    def _open(self, event: gr.EventData) -> str:
        return opened_report(self.desk, str(event.key))


class UploadTab:
    """Files go in, a timer asks how far the job is: a running job holds no place in the queue."""

    def __init__(self, shared: Shared) -> None:
        self.desk = shared.desk
        gr.HTML(f'<p class="lead">{words.UPLOAD_LEAD}</p>', apply_default_css=False)
        self.files = gr.File(file_count="multiple", file_types=_FILE_TYPES, label=words.UPLOAD_LABEL, height=150, elem_id="files")
        self.start = gr.Button(words.UPLOAD_START, variant="primary", elem_id="upload")
        self.job = gr.State(None)
        self.result = clickable([], watch="jobChanged", elem_id="job")
        self.timer = gr.Timer(_POLL, active=False)
        self.start.click(self._submit, self.files, [self.job, self.result, self.timer, self.files], **QUIET)
        self.timer.tick(self._look, self.job, [self.result, self.timer], **QUIET)

    def _submit(self, files: list[str] | None) -> tuple[Update, ...]:
        job_id, html = submitted(self.desk, files)
        return job_id, html, gr.Timer(active=job_id is not None), None if job_id else gr.skip()

    def _look(self, job_id: str | None) -> tuple[Update, ...]:
        going_on, html = progress(self.desk, job_id)
        return html, gr.Timer(active=going_on)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=words.QUESTION_LABEL, show_label=False, placeholder=words.QUESTION_HINT, lines=1, max_lines=5, max_length=1000,
        autofocus=True, submit_btn=words.SEND, stop_btn=False, elem_id="question",
    )  # fmt: skip


def _limits(desk: Desk) -> list[Any]:
    with gr.Accordion(words.SCOPE, open=False, elem_id="scope"), gr.Row():
        issuers = gr.Dropdown([], label=words.SCOPE_ISSUERS, multiselect=True, min_width=200)
        start = gr.Textbox(label=words.FROM_DAY, placeholder=words.DAY_HINT, min_width=110)
        end = gr.Textbox(label=words.TO_DAY, placeholder=words.DAY_HINT, min_width=110)
    return [issuers, start, end]


def _busy() -> Update:
    return gr.Textbox(value="", submit_btn=False, stop_btn=words.STOP)


def _ready(text: str = "") -> Update:
    return gr.Textbox(value=text, submit_btn=words.SEND, stop_btn=False)


def _unless_all(choice: str | None) -> str | None:
    return None if choice in (None, "", words.ALL) else choice
