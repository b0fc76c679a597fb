"""The tab of drafts: choose reports, get an outline, change it, have it written, open its sources, edit a section, take the file."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.draft.draft import Draft, DraftKind, DraftRequest, Outline, Regime
from assistant.draft.revise import text_of
from ui import words
from ui.outline_text import outline_text, sections_of
from ui.page_answer import shortened
from ui.page_ask import said
from ui.page_drafted import draft_html, drafts_html
from ui.page_lists import note_html
from ui.page_scope import days
from ui.page_source import cited_html, help_html
from ui.page_tabs import QUIET, Shared, Update, clickable, offered

OUTLINE_LINES = 10
EDITOR_LINES = 12
_TITLE = 90


@dataclass(frozen=True, slots=True)
class Open:
    """The draft that is shown, and the section of it that is being edited."""

    draft: Draft | None = None
    section: int = 0


class DraftTab:
    """What is wanted, the outline, the draft, and those that are kept."""

    def __init__(self, shared: Shared) -> None:
        self.desk = shared.desk
        with gr.Row(elem_classes="filters"):
            self.kind = gr.Dropdown(_choices(words.DRAFT_KIND, DraftKind), label=words.KIND, interactive=True, elem_id="draft-kind")
            self.regime = gr.Dropdown(_choices(words.REGIME_NAME, Regime), label=words.REGIME, interactive=True)
        with gr.Row(elem_classes="filters"):
            self.subject = gr.Textbox(label=words.SUBJECT, placeholder=words.SUBJECT_HINT, max_length=300, elem_id="draft-subject")
        with gr.Row(elem_classes="filters"):
            self.reports = gr.Dropdown([], label=words.FROM_REPORTS, multiselect=True, interactive=True, elem_id="draft-reports")
        with gr.Row(elem_classes="filters"):
            self.issuers = gr.Dropdown([], label=words.SCOPE_ISSUERS, multiselect=True, interactive=True, min_width=200)
            self.start = gr.Textbox(label=words.FROM_DAY, placeholder=words.DAY_HINT, min_width=110)
            self.end = gr.Textbox(label=words.TO_DAY, placeholder=words.DAY_HINT, min_width=110)
        self.propose = gr.Button(words.PROPOSE, variant="primary", elem_id="propose")
        self._outline()
        self.note = clickable([], elem_id="draft-note")
        self.open = gr.State(Open())
        self.page = clickable(["cite", "edit"], elem_id="draft")
        self._editor()
        self.kept = clickable(["open", "drop"], elem_id="drafts")
        self._wire(shared)

    def _outline(self) -> None:
        self.request = gr.State(None)
        with gr.Column(visible=False, elem_id="outline") as self.outline:
            self.title = gr.Textbox(label=words.DRAFT_TITLE, max_length=1000)
            self.sections = gr.Textbox(
                label=words.OUTLINE, info=words.OUTLINE_INFO, lines=OUTLINE_LINES, max_lines=3 * OUTLINE_LINES, elem_id="sections"
            )
            self.write = gr.Button(words.WRITE, variant="primary", elem_id="write")

    def _editor(self) -> None:
        with gr.Column(visible=False, elem_id="editor") as self.editor:
            self.text = gr.Textbox(label=words.SECTION_TEXT, info=words.SECTION_INFO, lines=EDITOR_LINES, max_lines=3 * EDITOR_LINES)
            self.save = gr.Button(words.SAVE_SECTION, variant="primary", elem_id="save-section")

    def _wire(self, shared: Shared) -> None:
        wanted = [self.kind, self.subject, self.reports, self.issuers, self.start, self.end, self.regime]
        shown = [self.note, self.open, self.page, self.editor, self.kept]
        proposed = [self.note, self.request, self.outline, self.title, self.sections]
        self.propose.click(self._propose, wanted, proposed, **QUIET)
        self.write.click(self._write, [self.request, self.title, self.sections], shown, **QUIET)
        self.page.cite(self._cite, self.open, shared.source, **QUIET)
        self.page.edit(self._edit, self.open, [self.open, self.editor, self.text], **QUIET)
        self.save.click(self._save, [self.open, self.text], shown, **QUIET)
        self.kept.open(self._reopen, None, shown, **QUIET)
        self.kept.drop(self._drop, self.open, shown, **QUIET)

    def begin(self) -> tuple[Update, Update, str]:
        """What the tab shows when it comes into view: reports and bodies to choose from, and the drafts that are kept."""
        return gr.Dropdown(self._reports()), gr.Dropdown(offered(self.desk.issuers)), self._kept()

    def _reports(self) -> list[tuple[str, str]]:
        try:
            cards = self.desk.reports(None, None, None, None)
        except Exception as error:
            said(error)
            return []
        return [(" · ".join(part for part in (shortened(card.title, _TITLE), card.issuer) if part), card.id) for card in cards]

    def _kept(self) -> str:
        try:
            return drafts_html(self.desk.drafts.list())
        except Exception as error:
            return note_html(said(error))

    def _propose(
        self, kind: str, subject: str, reports: list[str], issuers: list[str], start: str, end: str, regime: str
    ) -> tuple[Update, ...]:
        try:
            first, last = days(start, end)
            subject = " ".join(subject.split())
            request = DraftRequest(DraftKind(kind), subject, tuple(reports), tuple(issuers), first, last, Regime(regime))
            outline = self.desk.drafts.outline(request)
        except Exception as error:
            return note_html(said(error)), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        return "", request, gr.Column(visible=True), outline.title, outline_text(outline.sections)

    def _write(self, request: DraftRequest | None, title: str, sections: str) -> tuple[Update, ...]:
        if request is None:
            return note_html(words.NO_OUTLINE), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        try:
            draft = self.desk.drafts.write(Outline(request, " ".join(title.split()), sections_of(sections)))
        except Exception as error:
            return note_html(said(error)), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        return self._shown(draft)

    def _shown(self, draft: Draft | None) -> tuple[Update, ...]:
        return "", Open(draft), draft_html(draft), gr.Column(visible=False), self._kept()

    def _cite(self, opened: Open, event: gr.EventData) -> str:
        cited = next((one for one in opened.draft.citations if str(one.n) == str(event.key)), None) if opened.draft else None
        try:
            return cited_html(self.desk, cited) if cited else help_html()
        except Exception as error:
            return note_html(said(error))

    def _edit(self, opened: Open, event: gr.EventData) -> tuple[Update, ...]:
        key = str(event.key)
        if opened.draft is None or not key.isdecimal() or int(key) >= len(opened.draft.sections):
            return gr.skip(), gr.skip(), gr.skip()
        section = opened.draft.sections[int(key)]
        label = words.EDIT_LABEL.format(title=section.heading)
        return Open(opened.draft, int(key)), gr.Column(visible=True), gr.Textbox(text_of(section), label=label)

    def _save(self, opened: Open, text: str) -> tuple[Update, ...]:
        if opened.draft is None:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        try:
            return self._shown(self.desk.drafts.revise(opened.draft.id, opened.section, text))
        except Exception as error:
            return note_html(said(error)), gr.skip(), gr.skip(), gr.skip(), gr.skip()

    def _reopen(self, event: gr.EventData) -> tuple[Update, ...]:
        try:
            return self._shown(self.desk.drafts.get(str(event.key)))
        except Exception as error:
            return note_html(said(error)), gr.skip(), gr.skip(), gr.skip(), self._kept()

    def _drop(self, opened: Open, event: gr.EventData) -> tuple[Update, ...]:
        try:
            self.desk.drafts.delete(str(event.key))
        except Exception as error:
            return note_html(said(error)), gr.skip(), gr.skip(), gr.skip(), self._kept()
        return (
            self._shown(None) if opened.draft and opened.draft.id == str(event.key) else ("", gr.skip(), gr.skip(), gr.skip(), self._kept())
        )


def _choices(names: dict[str, str], kinds: type[DraftKind] | type[Regime]) -> list[tuple[str, str]]:
    return [(names[kind.value], kind.value) for kind in kinds]
