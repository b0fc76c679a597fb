"""The tab of figures: look up an indicator, open its sources, see what does not agree."""

from __future__ import annotations

import gradio as gr

from ui import words
from ui.page_ask import opened_figure, said
from ui.page_ledger import NOTHING, Conflicts, Found, conflicts_html, figures_html
from ui.page_lists import note_html
from ui.page_scope import days
from ui.page_tabs import QUIET, Shared, Update, clickable, offered
from vectorstore.figure import FigureFilter
from vectorstore.text.place import government_name

PAGE = 50
CONFLICT_PAGE = 20


class FiguresTab:
    """Filters, what was found, and the conflicts of the whole archive."""

    def __init__(self, shared: Shared) -> None:
        self.desk = shared.desk
        with gr.Row(elem_classes="filters asked"):
            self.words = gr.Textbox(label=words.INDICATOR, placeholder=words.INDICATOR_HINT, max_length=300, elem_id="indicator")
            self.go = gr.Button(words.LOOK_UP, variant="primary", elem_id="look-up")
        with gr.Row(elem_classes="filters"):
            self.government = gr.Dropdown([], label=words.GOVERNMENT, interactive=True, allow_custom_value=True, elem_id="government")
            self.start = gr.Textbox(label=words.FROM_DAY, placeholder=words.DAY_HINT, min_width=110)
            self.end = gr.Textbox(label=words.TO_DAY, placeholder=words.DAY_HINT, min_width=110)
        self.found = gr.State(Found())
        self.list = clickable(["figure", "more"], figures_html(Found()), elem_id="figures")
        self.conflicts = gr.State(Conflicts())
        self.told = clickable(["figure", "more"], elem_id="conflicts")
        self._wire(shared)

    def _wire(self, shared: Shared) -> None:
        filters, shown = [self.words, self.government, self.start, self.end], [self.found, self.list]
        asked = [self.words.submit, self.government.input, self.start.submit, self.end.submit, self.go.click]
        gr.on(asked, self._look_up, filters, shown, **QUIET)
        gr.on([self.start.blur, self.end.blur], self._refine, [self.found, *filters], shown, **QUIET)
        self.list.more(self._more, self.found, shown, **QUIET)
        self.list.figure(self._open, self.found, shared.source, **QUIET)
        self.told.more(self._more_conflicts, self.conflicts, [self.conflicts, self.told], **QUIET)
        self.told.figure(self._open, self.conflicts, shared.source, **QUIET)

    def begin(self) -> tuple[Update, Conflicts, str]:
        """What the tab shows when it comes into view: names to choose from, and the conflicts as they are now."""
        names = offered(lambda: sorted({government_name(issuer) for issuer in self.desk.issuers()} - {""}))
        return gr.Dropdown(names), *self._more_conflicts(Conflicts())

    def _look_up(self, text: str, government: str | None, start: str, end: str) -> tuple[Update, str]:
        try:
            return self._found(Found(_wanted(text, government, start, end)))
        except Exception as error:
            return Found(), note_html(said(error))

    def _refine(self, found: Found, text: str, government: str | None, start: str, end: str) -> tuple[Update, Update]:
        """Leaving a field looks up only what it has changed, so that rows which were asked for stay."""
        try:
            if _wanted(text, government, start, end) == found.wanted:
                return gr.skip(), gr.skip()
        except Exception as error:
            return Found(), note_html(said(error))
        return self._look_up(text, government, start, end)

    def _more(self, found: Found) -> tuple[Update, str]:
        try:
            return self._found(found)
        except Exception as error:
            return gr.skip(), figures_html(found) + note_html(said(error))

    def _found(self, found: Found) -> tuple[Found, str]:
        """The same with its next rows."""
        if found.wanted == NOTHING:
            return found, figures_html(found)
        page = self.desk.figures(found.wanted, PAGE, len(found.rows))
        found = Found(found.wanted, found.rows + page.rows, page.total)
        return found, figures_html(found)

    def _more_conflicts(self, conflicts: Conflicts) -> tuple[Conflicts, str]:
        try:
            page = self.desk.conflicts(CONFLICT_PAGE, len(conflicts.shown))
        except Exception as error:
            return conflicts, conflicts_html(conflicts) + note_html(said(error))
        conflicts = Conflicts(conflicts.shown + page.conflicts, page.total)
        return conflicts, conflicts_html(conflicts)

    def _open(self, shown: Found | Conflicts, event: gr.EventData) -> str:
        return opened_figure(self.desk, shown.row(str(event.key)))


def _wanted(text: str, government: str | None, start: str, end: str) -> FigureFilter:
    """Raises BadRequest for a day that is none."""
    first, last = days(start, end)
    return FigureFilter(words=" ".join(text.split()), government=" ".join((government or "").split()), start=first, end=last)
