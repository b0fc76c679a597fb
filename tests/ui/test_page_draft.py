"""The tab of drafts: outline, draft, sources, editing, files."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import gradio as gr
import pytest

from assistant.draft.draft import DraftKind, OutlineSection, Regime
from tests.ui.fake_desk import FakeDesk
from tests.ui.fake_drafts import FOREST, HOSTILE, REFUSED
from tests.ui.fake_reports import H1
from ui import words
from ui.page_answer import Talk
from ui.page_draft import DraftTab, Open
from ui.page_drafted import draft_html, drafts_html
from ui.page_tabs import Shared

TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def tab(desk: FakeDesk) -> DraftTab:
    with gr.Blocks():
        return DraftTab(Shared(desk, gr.State(Talk()), gr.HTML(), gr.Tabs()))


def event(key: str) -> gr.EventData:
    return gr.EventData(None, {"key": key})


def proposed(tab: DraftTab, kind: str = "synthesis", reports: list[str] | None = None, start: str = "") -> tuple[Any, ...]:
    return tab._propose(kind, "  trồng   rừng ", reports or [], ["UBND xã Suối Vàng"], start, "", "party")


def written(tab: DraftTab) -> tuple[Any, ...]:
    _, request, _, title, sections = proposed(tab)
    return tab._write(request, title, sections)


def test_what_is_chosen_becomes_an_outline_to_edit(tab: DraftTab, desk: FakeDesk) -> None:
    note, request, outline, title, sections = proposed(tab, start="1/2026")
    assert (note, outline.visible, title) == ("", True, "Kết quả trồng rừng")
    assert sections == "Lâm nghiệp | trồng rừng | bảng\nHạn chế | hạn chế"
    assert request == desk.drafts.requests[0]
    assert (request.kind, request.subject, request.regime) == (DraftKind.SYNTHESIS, "trồng rừng", Regime.PARTY)
    assert (request.issuers, request.start, request.end) == (("UBND xã Suối Vàng",), date(2026, 1, 1), None)


def test_what_cannot_be_drafted_is_said(tab: DraftTab) -> None:
    assert REFUSED in proposed(tab, "summary")[0]
    assert "hôm qua" in proposed(tab, start="hôm qua")[0]
    assert words.NO_OUTLINE in tab._write(None, "", "")[0]


def test_the_edited_outline_is_written(tab: DraftTab, desk: FakeDesk) -> None:
    request = proposed(tab)[1]
    note, opened, html, editor, kept = tab._write(request, " Tên  khác ", "Rừng | trồng rừng; bảo vệ rừng")
    assert (note, editor.visible) == ("", False)
    assert desk.drafts.outlines[0].title == "Tên khác"
    assert desk.drafts.outlines[0].sections == (OutlineSection("Rừng", "trồng rừng; bảo vệ rừng"),)
    assert opened.draft is not None and opened.draft.id in desk.drafts.kept
    assert "1. Rừng" in html and "Tên khác" in kept


def test_an_outline_that_was_emptied_is_refused(tab: DraftTab) -> None:
    assert "chưa có mục" in tab._write(proposed(tab)[1], "Tên", " \n")[0]


def test_a_draft_shows_marks_tables_and_gaps(tab: DraftTab) -> None:
    html = written(tab)[2]
    assert f'{FOREST}. <button type="button" class="cite" data-act="cite" data-key="1"' in html
    assert '<p class="lead-in">Theo Báo cáo của UBND xã Suối Vàng' in html
    assert '<td>214 <button type="button" class="cite" data-act="cite" data-key="2"' in html
    assert f"<strong>{words.GAP}:</strong> Chưa có số liệu về &lt;b&gt;hạn chế&lt;/b&gt;" in html


def test_nothing_from_a_report_becomes_markup(tab: DraftTab) -> None:
    _, opened, html, _, kept = tab._write(proposed(tab)[1], '<img src=x onerror="x()">', f"{HOSTILE} | x\n<i>y</i> | y")
    assert opened.draft is not None
    assert not re.search(r"<(script|img|i)\b", html + kept)
    assert HOSTILE in unescape(TAG.sub("", html))


def test_files_are_links_to_the_service(tab: DraftTab) -> None:
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', written(tab)[2])]
    assert [link.partition("?")[0] for link in links] == ["api/v1/drafts/d-1/export"] * 3
    assert [link.partition("?")[2] for link in links] == ["format=docx&notes=footnotes", "format=docx&notes=endnotes", "format=md"]


def test_a_mark_opens_the_report_at_the_words(tab: DraftTab) -> None:
    opened = written(tab)[1]
    source = tab._cite(opened, event("1"))
    assert f'id="hit" tabindex="-1">{FOREST}' in source
    assert H1.title in unescape(source)
    assert words.SOURCE_EMPTY in tab._cite(opened, event("99"))
    assert words.SOURCE_EMPTY in tab._cite(Open(), event("1"))


def test_a_section_is_edited_and_what_is_new_is_marked(tab: DraftTab) -> None:
    opened, editor, box = tab._edit(written(tab)[1], event("0"))
    assert (opened.section, editor.visible) == (0, True)
    assert box.value.splitlines()[1] == f"{FOREST}. [1]"
    _, opened, html, editor, _ = tab._save(opened, f"{box.value}\nCâu tự viết.")
    assert editor.visible is False
    assert f'<p class="unverified">Câu tự viết.  <em>{words.UNVERIFIED}</em></p>' in html
    assert html.count("unverified") == 1


@pytest.mark.parametrize("key", ["", "9", "-1", "x", "²"])
def test_a_key_that_names_no_section_edits_none(tab: DraftTab, key: str) -> None:
    assert "visible" not in str(tab._edit(written(tab)[1], event(key))[1])


def test_kept_drafts_are_opened_again_and_deleted(tab: DraftTab, desk: FakeDesk) -> None:
    first, second = written(tab)[1], written(tab)[1]
    assert tab._reopen(event(first.draft.id))[1] == first
    assert "Không tìm thấy" in tab._reopen(event("nirgends"))[0]
    note, opened, html, _, kept = tab._drop(first, event(first.draft.id))
    assert (note, opened, html) == ("", Open(), "")
    assert second.draft.id in kept and first.draft.id not in desk.drafts.kept
    assert "Không tìm thấy" in tab._drop(second, event(first.draft.id))[0]


def test_another_drafts_deletion_leaves_the_open_one(tab: DraftTab) -> None:
    first, second = written(tab)[1], written(tab)[1]
    _, opened, html, _, kept = tab._drop(second, event(first.draft.id))
    assert (opened, html) == (gr.skip(), gr.skip())
    assert second.draft.id in kept


def test_the_tab_offers_reports_and_bodies(tab: DraftTab) -> None:
    written(tab)
    reports, issuers, kept = tab.begin()
    assert H1.id in {id for _, id in reports.choices}
    assert "UBND xã Suối Vàng" in {name for name, _ in issuers.choices}
    assert 'data-act="open" data-key="d-1"' in kept


def test_nothing_kept_and_nothing_open_show_nothing() -> None:
    assert draft_html(None) == drafts_html(()) == ""
