"""What happens when the reader asks, opens, rates, hands in files: over the fake desk, without Gradio."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.answer import ChatFilters
from tests.ui.fake_desk import FakeDesk, FakeJob
from tests.ui.fake_reports import H1, PLAN, UNDATED
from ui import words
from ui.desk import Desk
from ui.page_answer import Talk
from ui.page_ask import asked, opened, opened_figure, opened_report, progress, rated, reopened, said, stopped, submitted
from ui.page_lists import HISTORY_LIMIT, history_html, job_html, reports_html, welcome_html
from ui.page_scope import days, limits_label, parse_day, scope
from ui.page_source import card_facts
from vectorstore.errors import ArchiveError, BadRequest
from vectorstore.figure import FigureFilter


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


def talk_about(desk: Desk, question: str, talk: Talk | None = None) -> Talk:
    return list(asked(desk, question, talk or Talk(), None))[-1].talk


def test_an_answer_streams_and_ends_as_a_turn(desk: FakeDesk) -> None:
    frames = list(asked(desk, "trồng rừng", Talk(), None))
    assert words.SEARCHING in frames[0].live
    assert any(words.FOUND_SOURCES.format(n=4) in frame.live for frame in frames)
    assert all(frame.talk == Talk() for frame in frames[:-1])
    assert frames[-1].live == ""
    assert frames[-1].talk.turns[0].answer is not None


def test_the_next_question_stays_in_the_conversation(desk: FakeDesk) -> None:
    first = talk_about(desk, "trồng rừng")
    second = talk_about(desk, "hộ nghèo?", first)
    assert first.conversation_id == second.conversation_id
    assert len(second.turns) == 2
    assert len(desk.talks[str(first.conversation_id)]) == 2


def test_limits_reach_the_desk_and_are_shown_with_the_question(desk: FakeDesk) -> None:
    filters = scope(["UBND xã Suối Vàng"], "2026", "")
    frames = list(asked(desk, "trồng rừng", Talk(), filters))
    assert desk.filters == [ChatFilters(issuers=("UBND xã Suối Vàng",), start=date(2026, 1, 1))]
    assert frames[-1].talk.turns[0].limits == "Phạm vi: UBND xã Suối Vàng · từ 01/01/2026"
    assert "UBND xã Suối Vàng" in frames[0].live


def test_an_archive_error_is_told_and_the_conversation_goes_on(desk: FakeDesk) -> None:
    first = talk_about(desk, "trồng rừng")
    talk = talk_about(desk, "lỗi", first)
    assert talk.turns[1].error == "Kho đang được dựng lại chỉ mục. Hãy hỏi lại sau một phút."
    assert talk.conversation_id == first.conversation_id


class BrokenDesk(FakeDesk):
    def stream(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Iterator[tuple[str, object]]:
        yield "token", "Nửa câu"
        if question == "vỡ":
            raise RuntimeError("/secret/path")

    def job(self, job_id: str) -> FakeJob:
        raise RuntimeError("/secret/path")


@pytest.mark.parametrize("question", ["vỡ", "không có kết thúc"])
def test_what_is_not_ours_is_not_shown(question: str) -> None:
    assert talk_about(BrokenDesk(), question).turns[0].error == words.FAILED


def test_a_stopped_question_is_kept_as_one(desk: FakeDesk) -> None:
    assert stopped("hỏi", Talk("c")).turns[0].error == words.STOPPED
    assert stopped("hỏi", Talk("c")).conversation_id == "c"


def test_a_citation_opens_the_report_at_the_words(desk: FakeDesk) -> None:
    html = opened(desk, talk_about(desk, "trồng rừng"), "0:2")
    assert 'id="hit" tabindex="-1">Xã đã tổ chức trên 6 cuộc diễn tập, tuần tra</mark>' in html
    assert html.count("<mark") == 2
    for known in ("UBND xã Suối Vàng", "214/BC-UBND", "18/06/2026", "6 tháng đầu năm 2026", "I › 1 › 1.3. Công tác phòng cháy"):
        assert known in html


def test_a_citation_of_another_conversation_opens_nothing(desk: FakeDesk) -> None:
    assert words.SOURCE_EMPTY in opened(desk, Talk(), "0:1")


def test_a_figure_opens_its_report_at_the_number(desk: FakeDesk) -> None:
    row = desk.figures(FigureFilter(words="rừng trồng mới"), 1).rows[0]
    html = opened_figure(desk, row)
    assert '<mark class="hit exact" id="hit" tabindex="-1">126,4</mark>' in html
    assert '<mark class="hit"> ha rừng, đạt 84,3% kế hoạch năm</mark>' in html
    assert "I. KẾT QUẢ" in html
    assert words.BACK_TO_QUOTE in html


def test_a_figure_that_was_not_given_opens_nothing(desk: FakeDesk) -> None:
    assert words.SOURCE_EMPTY in opened_figure(desk, None)
    row = desk.figures(FigureFilter(words="rừng trồng mới"), 1).rows[0]
    assert "Báo cáo này không còn trong kho." in opened_figure(desk, replace(row, report=replace(row.report, id="x")))


def test_a_report_that_is_gone_says_so(desk: FakeDesk) -> None:
    assert "Báo cáo này không còn trong kho." in opened_report(desk, "<x>")


def test_unwritten_facts_say_so_and_concluded_ones_too() -> None:
    facts = dict(card_facts(PLAN))
    assert facts[words.NUMBER] == words.NOT_WRITTEN
    assert facts[words.DATE] == "tháng 7 năm 2026"
    assert facts[words.PERIOD] == "6 tháng cuối năm 2026 (suy ra)"
    assert dict(card_facts(H1))[words.PERIOD] == "6 tháng đầu năm 2026"


def test_a_rating_is_stored_and_taken_back(desk: FakeDesk) -> None:
    talk = talk_about(desk, "trồng rừng")
    talk = rated(desk, talk, "0:1")
    assert talk.turns[0].rating == 1
    talk = rated(desk, talk, "0:-1")
    talk = rated(desk, talk, "0:-1")
    assert talk.turns[0].rating == 0
    assert desk.ratings == [("m-forest", 1), ("m-forest", -1), ("m-forest", 0)]


@pytest.mark.parametrize("key", ["5:1", "0:7", "x:1", ""])
def test_a_rating_of_nothing_is_dropped(desk: FakeDesk, key: str) -> None:
    talk = talk_about(desk, "trồng rừng")
    assert rated(desk, talk, key) == talk
    assert desk.ratings == []


def test_an_earlier_conversation_opens_with_its_citations(desk: FakeDesk) -> None:
    talk = reopened(desk, "c-cu")
    assert talk.conversation_id == "c-cu"
    assert 'id="hit"' in opened(desk, talk, "0:1")


def test_an_upload_goes_on_until_every_file_has_its_result(desk: FakeDesk) -> None:
    job_id, html = submitted(desk, ["a/một.docx", "b/hai.pdf", "c/ba.docx"])
    assert "một.docx" in html
    time.sleep(0.05)
    going_on, html = progress(desk, job_id)
    assert not going_on
    assert words.FILE_STATE["already"] in html
    assert "Tệp được đặt mật khẩu." in html


def test_an_upload_of_nothing_or_of_a_broken_desk_is_told() -> None:
    assert submitted(FakeDesk(), None) == (None, submitted(FakeDesk(), [])[1])
    job_id, html = submitted(BrokenDesk(), ["a.txt"])
    assert job_id is None
    assert words.FAILED in html
    assert progress(BrokenDesk(), "j") == (False, html)
    assert progress(FakeDesk(), None) == (False, "")


def test_failed_files_are_counted_where_a_long_list_begins() -> None:
    files = (("a.txt", "added", ""), ("b.pdf", "failed", "Tệp hỏng."), ("c.pdf", "failed", "Tệp hỏng."))
    assert words.JOB_FAILED.format(n=2) in job_html(FakeJob("done", 3, 3, files)).split("<progress")[0]
    assert "không nạp được" not in job_html(FakeJob("done", 1, 1, files[:1]))


def test_job_lists_escape_names_and_show_unknown_states() -> None:
    html = job_html(FakeJob("lạ", 5, 2, (("<img src=x>.docx", "<s>", "<b>"),)))
    assert "<img" not in html
    assert "&lt;s&gt;" in html
    assert 'max="2" value="2"' in html


def test_lists_escape_what_they_show() -> None:
    html = (
        reports_html([UNDATED]) + welcome_html(["<script>"]) + history_html([("<i>", "<script>", datetime(2026, 11, 19, 20, tzinfo=UTC))])
    )
    assert "<script" not in html
    assert "<i>" not in html
    assert "03:00 20/11/2026" in html  # Vietnamese time


def test_a_long_history_says_how_to_find_the_rest() -> None:
    lines = [(f"c-{n}", f"Câu hỏi {n}", datetime(2026, 11, 19, 8, tzinfo=UTC)) for n in range(HISTORY_LIMIT + 1)]
    assert words.COUNT_CONVERSATIONS.format(n=HISTORY_LIMIT) in history_html(lines[:-1])
    html = history_html(lines)
    assert words.HISTORY_CUT.format(n=HISTORY_LIMIT) in html
    assert html.count('class="past"') == HISTORY_LIMIT


def test_each_conversation_links_to_its_files() -> None:
    html = history_html([('a"b', "Hộ nghèo", datetime(2026, 11, 19, 8, tzinfo=UTC))])
    for format in ("docx", "md"):
        assert f'href="api/v1/conversations/a%22b/export?format={format}" download' in html


def test_empty_lists_say_what_to_do() -> None:
    assert words.NO_REPORTS in reports_html([])
    assert words.HISTORY_EMPTY in history_html([])
    assert words.HISTORY_NONE in history_html([], "hộ nghèo")
    assert words.NO_SUGGESTIONS in welcome_html([])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15/6/2026", date(2026, 6, 15), date(2026, 6, 15)),
        ("2/2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("15.06.2026", date(2026, 6, 15), date(2026, 6, 15)),
        (" ", None, None),
    ],
)
def test_days_are_read_as_officials_write_them(text: str, first: date | None, last: date | None) -> None:
    assert parse_day(text) == first
    assert parse_day(text, last=True) == last


@pytest.mark.parametrize("text", ["hôm qua", "31/2/2026", "13/2026", "0/2026", "0/6/2026", "1/1/26", "0000"])
def test_a_day_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadRequest, match="Không hiểu ngày"):
        parse_day(text)


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(BadRequest, match="Ngày đầu"):
        days("2026", "2025")


def test_no_limits_are_none() -> None:
    assert scope([], "", "") is None
    assert limits_label(None) == ""


def test_only_our_own_errors_speak() -> None:
    assert said(ArchiveError("Xin thử lại.")) == "Xin thử lại."
    assert said(ArchiveError()) == words.FAILED
    assert said(ValueError("/secret")) == words.FAILED


def test_the_fake_is_a_desk(desk: FakeDesk, tmp_path: Path) -> None:
    real: Desk = desk
    assert real.submit([tmp_path])
