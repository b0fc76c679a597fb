"""The page as Gradio serves it: closed to everything but itself, and wired as a reader uses it."""

from __future__ import annotations

import json
import re
from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer import Answer, ChatFilters
from tests.ui.fake_desk import SUGGESTIONS, FakeDesk
from ui import words
from ui.page import build_page, mount_page
from ui.page_answer import Talk
from ui.page_figures import FiguresTab
from ui.page_history import HistoryTab
from ui.page_ledger import Conflicts, Found
from ui.page_tabs import AskTab, ReportsTab, Shared, UploadTab, shown
from vectorstore.errors import ArchiveError
from vectorstore.figure import ConflictPage, FigureFilter


class Tabs:
    """The tabs built outside of a server, so that their handlers can be called."""

    def __init__(self, desk: FakeDesk) -> None:
        with gr.Blocks():
            shared = Shared(desk, gr.State(Talk()), gr.HTML(), gr.Tabs())
            self.ask, self.reports, self.upload = AskTab(shared), ReportsTab(shared), UploadTab(shared)
            self.history = HistoryTab(shared, self.ask)
            self.figures = FiguresTab(shared)


@pytest.fixture
def tabs() -> Tabs:
    return Tabs(FakeDesk())


def event(key: str, text: str = "") -> gr.EventData:
    return gr.EventData(None, {"key": key, "text": text})


def asked(tabs: Tabs, question: str, start: str = "") -> list[tuple[Any, ...]]:
    return list(tabs.ask._ask(question, Talk(), [], start, ""))


def test_a_question_goes_through_the_box(tabs: Tabs) -> None:
    frames = asked(tabs, "  trồng   rừng ")
    box, pending, _, transcript, live = frames[0]
    assert (box.value, box.submit_btn, box.stop_btn, pending, transcript) == ("", False, words.STOP, "trồng rừng", "")
    assert "trồng rừng" in live
    box, pending, talk, transcript, live = frames[-1]
    assert (box.submit_btn, box.stop_btn, pending, live) == (words.SEND, False, "", "")
    assert len(talk.turns) == 1
    assert 'data-key="0:1"' in transcript


def test_an_empty_question_is_asked_for(tabs: Tabs) -> None:
    assert words.QUESTION_EMPTY in asked(tabs, " ")[0][4]


def test_a_wrong_day_keeps_the_question(tabs: Tabs) -> None:
    frame = asked(tabs, "trồng rừng", "hôm qua")[0]
    assert frame[0].value == "trồng rừng"
    assert "hôm qua" in frame[4]


def test_a_suggestion_is_asked_at_once(tabs: Tabs) -> None:
    last = list(tabs.ask._ask_suggested(Talk(), [], "", "", event(SUGGESTIONS[0])))[-1]
    assert last[2].turns[0].question == SUGGESTIONS[0]


def test_stopping_and_beginning_anew(tabs: Tabs) -> None:
    assert words.STOPPED in tabs.ask._stop("hỏi", Talk())[3]
    assert words.WELCOME in tabs.ask._stop("", Talk())[3]
    assert tabs.ask._begin()[2] == Talk()


def test_opening_and_rating_by_click(tabs: Tabs) -> None:
    talk = asked(tabs, "trồng rừng")[-1][2]
    assert 'id="hit"' in tabs.ask._open(talk, event("0:1"))
    assert tabs.ask._rate(talk, event("0:1")).turns[0].rating == 1


def test_the_list_is_filtered_and_a_wrong_day_is_told(tabs: Tabs) -> None:
    everything = tabs.reports.reports(words.ALL, None, "", "")
    assert everything.count('data-act="report"') == 3
    assert tabs.reports.reports("UBND xã Suối Vàng", words.ALL, "", "").count('data-act="report"') == 1
    assert tabs.reports.reports(None, None, "7/2026", "12/2026").count('data-act="report"') == 1
    assert "Không hiểu ngày" in tabs.reports.reports(None, None, "x", "")


def test_an_upload_starts_the_timer_and_ends_it(tabs: Tabs) -> None:
    job_id, _, timer, files = tabs.upload._submit(["a.docx"])
    assert timer.active
    assert files is None
    tabs.upload.desk.job(job_id)
    assert not tabs.upload._submit(None)[2].active


def test_earlier_conversations_open_and_go(tabs: Tabs) -> None:
    talk, transcript, _, selected = tabs.history._reopen(event("c-cu"))
    assert "99,1%" in transcript
    assert selected.selected == "ask"
    assert tabs.history._forget(talk, "", event("c-cu"))[0] == Talk()
    assert words.HISTORY_EMPTY in tabs.history.conversations("")
    assert "Cuộc hỏi này đã bị xóa." in tabs.history._reopen(event("c-cu"))[2]


def test_earlier_conversations_are_searched_and_the_search_stays(tabs: Tabs) -> None:
    asked(tabs, "Số hộ nghèo?")
    assert tabs.history.conversations("ho ngheo").count('class="past"') == 1
    assert words.HISTORY_NONE in tabs.history.conversations("tàu vũ trụ")
    html = tabs.history._forget(Talk("c-9"), "dung han", event("c-1"))[2]
    assert (html.count('class="past"'), "Tỷ lệ giải quyết hồ sơ" in html) == (1, True)


def test_a_conversation_is_renamed_or_it_is_said_why_not(tabs: Tabs) -> None:
    html = tabs.history._rename("", event("c-cu", "Hồ sơ <quý I>"))
    assert "<b>Hồ sơ &lt;quý I&gt;</b>" in html
    assert 'value="Hồ sơ &lt;quý I&gt;"' in html
    assert "Tên còn trống." in tabs.history._rename("", event("c-cu", " "))
    assert "Hồ sơ &lt;quý I&gt;" in tabs.history.conversations("")


def test_figures_are_looked_up_and_more_are_shown(tabs: Tabs) -> None:
    found, html = tabs.figures._look_up("  lượt  tuyên truyền ", "xã Bản Sen", "2026", "")
    assert (len(found.rows), found.total, found.wanted.words) == (50, 60, "lượt tuyên truyền")
    assert words.COUNT_SHOWN.format(n=60, shown=50) in html
    found, html = tabs.figures._more(found)
    assert (len(found.rows), words.COUNT_FIGURES.format(n=60) in html) == (60, True)


def test_leaving_a_field_keeps_the_rows_unless_it_was_changed(tabs: Tabs) -> None:
    found, _ = tabs.figures._look_up("hộ nghèo", None, "", "")
    assert tabs.figures._refine(found, "hộ nghèo", None, "", "")[0] == gr.skip()
    assert len(tabs.figures._refine(found, "hộ nghèo", None, "2026", "")[0].rows) == 2
    assert "Không hiểu ngày" in tabs.figures._refine(found, "hộ nghèo", None, "hôm qua", "")[1]


def test_nothing_asked_for_is_nothing_looked_up(tabs: Tabs) -> None:
    found, html = tabs.figures._look_up(" ", None, "", "")
    assert (found, words.FIGURES_HELP in html) == (Found(), True)
    assert tabs.figures.desk.ledger.asked == []  # type: ignore[attr-defined]
    assert "Không hiểu ngày" in tabs.figures._look_up("hộ", None, "x", "")[1]


def test_the_tab_of_figures_begins_with_names_and_conflicts(tabs: Tabs) -> None:
    government, conflicts, html = tabs.figures.begin()
    assert [name for name, _ in government.choices] == ["xã Suối Vàng"]
    assert (len(conflicts.shown), conflicts.total) == (20, 27)
    conflicts, html = tabs.figures._more_conflicts(conflicts)
    assert (len(conflicts.shown), 'data-act="more"' in html) == (27, False)
    assert ">214</mark>" in tabs.figures._open(conflicts, event("0:0"))


def test_a_value_opens_its_source(tabs: Tabs) -> None:
    found, _ = tabs.figures._look_up("hộ nghèo", "", "", "")
    assert ">1.318</mark>" in tabs.figures._open(found, event("1"))
    assert words.SOURCE_EMPTY in tabs.figures._open(found, event("99"))


class ShutDesk(FakeDesk):
    """An archive that refuses everything."""

    def _refuse(self, *_: object) -> Any:
        raise ArchiveError("Kho đang bảo trì.")

    suggestions = issuers = types = conversations = reports = rate = rename = forget = figures = _refuse  # type: ignore[assignment]

    def ask(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Answer:
        raise ArchiveError("Kho đang bảo trì.")

    def conflicts(self, limit: int, offset: int = 0) -> ConflictPage:
        raise ArchiveError("Kho đang bảo trì.")


def test_the_page_stands_when_the_archive_does_not() -> None:
    tabs = Tabs(ShutDesk())
    for html in (shown(ShutDesk(), Talk()), tabs.reports.reports(None, None, "", ""), tabs.history.conversations("")):
        assert "Kho đang bảo trì." in html
    assert tabs.reports.choices()[0].choices == [(words.ALL, words.ALL)]
    assert "Kho đang bảo trì." in tabs.figures._look_up("hộ", None, "", "")[1]
    assert "Kho đang bảo trì." in tabs.figures._more(Found(FigureFilter(words="hộ")))[1]
    assert tabs.figures.begin()[1] == Conflicts()
    assert "Kho đang bảo trì." in tabs.figures.begin()[2]
    assert "Kho đang bảo trì." in tabs.history._forget(Talk(), "", event("c-cu"))[2]
    assert "Kho đang bảo trì." in tabs.history._rename("", event("c-cu", "Tên mới"))


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/api/v1/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    return TestClient(mount_page(app, FakeDesk()))


def test_the_page_comes_and_the_service_keeps_its_routes(client: TestClient) -> None:
    assert words.APP in client.get("/").text
    assert client.get("/api/v1/health").json() == {"status": "ok"}


def test_there_is_no_api_to_read(client: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(path).status_code == 404
    info = client.get("/gradio_api/info").json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_nothing_that_gradio_adds_is_on(client: TestClient) -> None:
    config = client.get("/config").json()
    assert config["footer_links"] == []
    assert not config.get("run_history")
    assert not config["analytics_enabled"]
    assert {dependency["api_visibility"] for dependency in config["dependencies"]} == {"private"}


def test_the_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    html = client.get("/").text
    assert not re.search(r'<(?:script|link|iframe)[^>]+(?:src|href)="https?://', html)
    assert not re.search(r"(?:url\(|@import)\s*['\"]?https?://", client.get("/theme.css").text)
    assert "fonts.googleapis" not in json.dumps(client.get("/config").json())


def test_the_queue_is_bounded() -> None:
    queue = build_page(FakeDesk())._queue
    assert queue.max_size == 64
    assert queue.default_concurrency_limit == 8
