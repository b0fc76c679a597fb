"""The tab of earlier conversations: search, open again, rename, take away, delete."""

from __future__ import annotations

import gradio as gr

from ui import words
from ui.page_answer import Talk
from ui.page_ask import reopened, said
from ui.page_lists import HISTORY_LIMIT, history_html, note_html
from ui.page_tabs import QUIET, AskTab, Shared, Update, clickable, shown


class HistoryTab:
    """A box to search in, and the list; opening one again puts it into the chat."""

    def __init__(self, shared: Shared, ask: AskTab) -> None:
        self.desk = shared.desk
        with gr.Row(elem_classes="filters"):
            self.words = gr.Textbox(label=words.HISTORY_SEARCH, placeholder=words.HISTORY_HINT, max_length=300, elem_id="history-words")
        self.list = clickable(["reopen", "rename", "forget"], elem_id="history")
        self._wire(shared, ask)

    def _wire(self, shared: Shared, ask: AskTab) -> None:
        # While a list is on its way only the last of the letters typed meanwhile counts.
        gr.on([self.words.input, self.words.submit], self.conversations, self.words, self.list, trigger_mode="always_last", **QUIET)
        self.list.reopen(self._reopen, None, [shared.talk, ask.transcript, ask.live, shared.tabs], **QUIET)
        self.list.rename(self._rename, self.words, self.list, **QUIET)
        self.list.forget(self._forget, [shared.talk, self.words], [shared.talk, ask.transcript, self.list], **QUIET)

    def conversations(self, wanted: str) -> str:
        """The list of those that have the words."""
        try:
            return history_html(self.desk.conversations(wanted, HISTORY_LIMIT + 1), wanted)
        except Exception as error:
            return note_html(said(error))

    def _reopen(self, event: gr.EventData) -> tuple[Update, ...]:
        try:
            talk = reopened(self.desk, str(event.key))
        except Exception as error:
            return gr.skip(), gr.skip(), note_html(said(error)), gr.Tabs(selected="ask")
        return talk, shown(self.desk, talk), "", gr.Tabs(selected="ask")

    def _rename(self, wanted: str, event: gr.EventData) -> str:
        try:
            self.desk.rename(str(event.key), str(event.text))
        except Exception as error:
            return note_html(said(error)) + self.conversations(wanted)
        return self.conversations(wanted)

    def _forget(self, talk: Talk, wanted: str, event: gr.EventData) -> tuple[Update, ...]:
        try:
            self.desk.forget(str(event.key))
        except Exception as error:
            return gr.skip(), gr.skip(), note_html(said(error)) + self.conversations(wanted)
        if talk.conversation_id != str(event.key):
            return gr.skip(), gr.skip(), self.conversations(wanted)
        return Talk(), shown(self.desk, Talk()), self.conversations(wanted)
