"""The page: a chat on the left, the open report on the right; mounted at / beside the service."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.model import ModelState
from ui import words
from ui.desk import Desk
from ui.page_answer import Talk
from ui.page_draft import DraftTab
from ui.page_figures import FiguresTab
from ui.page_history import HistoryTab
from ui.page_tabs import QUIET, AskTab, ReportsTab, Shared, UploadTab, offered, shown, source_part

_HERE = Path(__file__).parent
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%231d4b6e'/%3E"
    "%3Cpath d='M9 10h14M9 16h14M9 22h8' stroke='white' stroke-width='2.6' stroke-linecap='round'/%3E%3C/svg%3E"
)
# System fonts only: the page asks nothing of the internet.
_SANS = ["Segoe UI", "system-ui", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif"]
_MONO = ["ui-monospace", "Consolas", "monospace"]
_MAX_FILE = "64mb"
_CACHE_AGE = (600, 3600)  # seconds: uploaded files do not stay in Gradio's temporary folder
_CLOSED: dict[str, Any] = {  # what Gradio would offer besides the page
    "footer_links": [],
    "run_history": False,
    "enable_monitoring": False,
    "show_error": False,
    "ssr_mode": False,
    "pwa": False,
    "mcp_server": False,
    "app_kwargs": {"docs_url": None, "redoc_url": None, "openapi_url": None},
}


def build_page(desk: Desk) -> gr.Blocks:
    """The whole page over a Desk."""
    page = gr.Blocks(title=words.APP, analytics_enabled=False, fill_width=True, delete_cache=_CACHE_AGE)
    with page:
        gr.HTML(_banner(desk.model, getattr(desk, "accounts", False)), elem_id="banner", apply_default_css=False)
        talk = gr.State(Talk())
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="work", min_width=0, scale=6):
                tabs = gr.Tabs(elem_id="tabs", selected="ask")
            with gr.Column(elem_id="pane", min_width=0, scale=5):
                source = source_part()
        _fill(page, Shared(desk, talk, source, tabs))
    page.queue(default_concurrency_limit=8, max_size=64, api_open=False)
    return page


def mount_page(app: FastAPI, desk: Desk) -> FastAPI:
    """Hang the page at / of the service; routes that the service has already keep their addresses."""
    theme = gr.themes.Base(font=_SANS, font_mono=_MONO, primary_hue="blue", neutral_hue="slate", radius_size="md")
    gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        theme=theme,
        css_paths=[_HERE / "style.css"],
        head=f'<link rel="icon" href="{_ICON}">',
        i18n=gr.I18n(en=words.GRADIO, vi=words.GRADIO),
        max_file_size=_MAX_FILE,
        **_CLOSED,
    )
    return app


def _fill(page: gr.Blocks, shared: Shared) -> None:
    with shared.tabs:
        with gr.Tab(words.TAB_ASK, id="ask", elem_classes="tab-ask"):
            ask = AskTab(shared)
        with gr.Tab(words.TAB_FIGURES, id="figures", elem_classes="tab-page") as figures_tab:
            figures = FiguresTab(shared)
        with gr.Tab(words.TAB_DRAFTS, id="drafts", elem_classes="tab-page") as drafts_tab:
            drafts = DraftTab(shared)
        with gr.Tab(words.TAB_REPORTS, id="reports", elem_classes="tab-page") as reports_tab:
            reports = ReportsTab(shared)
        with gr.Tab(words.TAB_UPLOAD, id="upload", elem_classes="tab-page"):
            UploadTab(shared)
        with gr.Tab(words.TAB_HISTORY, id="history", elem_classes="tab-page") as history_tab:
            history = HistoryTab(shared, ask)

    def begin() -> tuple[str, Any]:
        return shown(shared.desk, Talk()), gr.Dropdown(offered(shared.desk.issuers))

    # The archive changes while the page is open, so each part is read when it comes into view.
    page.load(begin, None, [ask.transcript, ask.limits[0]], **QUIET)
    figures_tab.select(figures.begin, None, [figures.government, figures.conflicts, figures.told], **QUIET)
    drafts_tab.select(drafts.begin, None, [drafts.reports, drafts.issuers, drafts.kept], **QUIET)
    chosen = reports_tab.select(reports.choices, None, [reports.issuer, reports.type], **QUIET)
    chosen.then(reports.reports, reports.filters, reports.list, **QUIET)
    history_tab.select(history.conversations, history.words, history.list, **QUIET)


def _banner(model: ModelState | None, accounts: bool) -> str:
    account = f' <a class="account" href="/tai-khoan">{words.MY_ACCOUNT}</a>' if accounts else ""
    return (
        f'<header class="banner"><img src="{_ICON}" alt="" width="28" height="28"><h1>{words.APP}</h1>'
        f'<p class="tagline">{words.TAGLINE}</p><p class="notice">{words.NOTICE}{_model_notice(model)}{account}</p></header>'
    )


def _model_notice(model: ModelState | None) -> str:
    """That a model writes, and whether what it reads leaves this machine."""
    if model is None:
        return ""
    told = words.MODEL_AWAY if model.remote else words.MODEL_HERE
    return f' <strong class="model">{escape(told.format(model.name))}</strong>'
