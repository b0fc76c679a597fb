"""What stands in a transcript, in its order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.transcript.lines import CAUTION, LOST, MADE_BY, NOTHING, Line, Style, Transcript, file_name, lines_of, transcript_of
from tests.assistant.service.fakes import SENTENCES, stage
from tests.assistant.transcript.made import POOR, WHOLE, transcript, turn
from vectorstore.conversations import Conversation
from vectorstore.errors import NotFound
from vectorstore.records import HANOI


def text(line: Line) -> str:
    return "".join(text for text, _ in line.pieces)


def styled(style: Style, whole: Transcript = WHOLE) -> list[str]:
    return [text(line) for line in lines_of(whole) if line.style is style]


def test_it_begins_with_title_and_day_and_ends_with_how_it_was_made() -> None:
    first, second, *_, last = map(text, lines_of(WHOLE))
    assert (first, second) == ("Hộ nghèo tháng 12", "Ngày 05 tháng 01 năm 2026")
    assert last == MADE_BY
    assert "đối chiếu" in MADE_BY


@pytest.mark.parametrize(
    ("day", "written"), [((2026, 3, 9), "Ngày 09 tháng 3 năm 2026"), ((2026, 2, 10), "Ngày 10 tháng 02 năm 2026"),
                         ((2026, 11, 30), "Ngày 30 tháng 11 năm 2026")],
)  # fmt: skip
def test_a_day_is_written_as_officials_write_it(day: tuple[int, int, int], written: str) -> None:
    began = datetime(*day, 8, tzinfo=HANOI)
    assert text(list(lines_of(Transcript(Conversation("c", "Hỏi", began, began), ())))[1]) == written


def test_every_question_is_told_with_its_hour_and_who_wrote_the_answer() -> None:
    assert styled(Style.QUESTION) == ["Câu hỏi 1. Còn bao nhiêu hộ nghèo?", "Câu hỏi 2. Giảm mấy hộ?", "Câu hỏi 3. Tàu vũ trụ?"]
    told = [line for line in styled(Style.WORDS) if line.startswith("Hỏi lúc")]
    assert told[0] == "Hỏi lúc 01:05, ngày 05 tháng 01 năm 2026. Câu trả lời trích từ báo cáo."
    assert "mô hình ngôn ngữ qwen-1.5b diễn đạt" in told[1]
    assert told[2] == "Hỏi lúc 01:05, ngày 05 tháng 01 năm 2026."  # a refusal is of no report


def test_an_answer_keeps_its_marks_its_bullets_and_what_is_bold() -> None:
    lines = list(lines_of(transcript(turn("Hỏi?", POOR, *LOST))))
    assert lines[4].pieces == (("Còn ", False), ("45 hộ", True), (" nghèo [1]:", False))
    assert [text(line) for line in lines if line.style is Style.BULLET] == ["giảm 6 hộ [1]", "51 hộ [2]"]


def test_what_was_computed_and_what_is_doubtful_is_told_once() -> None:
    words = styled(Style.WORDS)
    assert words.count("Cách tính: 51 - 45 = 6 hộ (số hộ giảm)") == 1
    assert words.count(f"{CAUTION} Báo cáo ghi hai giá trị.") == 1


def test_a_source_is_named_in_full_and_told_when_it_is_gone() -> None:
    words = styled(Style.WORDS)
    named = (
        "[1] Kết quả công tác tháng 12; số 12/BC-UBND; UBND xã Suối Mây; ngày 30/12/2025; kỳ tháng 12 năm 2025; "
        "mục II › 1. Giảm nghèo; trang 3; tệp bao-cao.docx"
    )
    assert f"{named} (nguồn đã bị xóa khỏi kho)" in words
    assert "[2] Kết quả công tác tháng 12; tệp bao-cao.docx (nguồn đã thay đổi, câu trích không còn ở chỗ cũ)" in words
    assert words.count(named) == 2  # of the answers whose source stands
    assert styled(Style.QUOTE)[0] == "“Toàn xã có 45 hộ nghèo, giảm 6 hộ.”"


def test_what_is_nearest_is_not_called_a_source() -> None:
    assert styled(Style.HEAD) == ["Nguồn trích dẫn", "Nguồn trích dẫn", "Gần nhất trong kho – không phải câu trả lời"]


def test_a_conversation_without_questions_says_so() -> None:
    assert NOTHING in styled(Style.WORDS, transcript())


def test_signs_that_no_document_holds_are_left_out() -> None:
    odd = transcript(turn("Hộ\x00 nghèo\nlà gì?\ud800", POOR, *LOST), title="A\x0bB")
    assert (styled(Style.TITLE, odd), styled(Style.QUESTION, odd)) == (["AB"], ["Câu hỏi 1. Hộ nghèo là gì?"])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đến 30/6/2026, còn bao nhiêu hộ nghèo?", "den-30-6-2026-con-bao-nhieu-ho-ngheo.md"),
        ('../"\r\n', "cuoc-hoi.md"),
        ("村", "cuoc-hoi.md"),
        ("từ " * 60, f"{'tu-' * 19}tu.md"),
    ],
)
def test_a_file_is_named_by_the_title_in_plain_letters(title: str, name: str) -> None:
    assert file_name(transcript(title=title), "md") == name


def test_a_stored_conversation_is_read_with_its_sources_as_they_are_now(tmp_path: Path) -> None:
    with stage(tmp_path) as staged:
        answer = staged.desk.ask("Có bao nhiêu hộ nghèo?")
        staged.archive.delete(answer.citations[0].report_id)
        told = transcript_of(staged.archive, answer.conversation_id)
        with pytest.raises(NotFound):
            transcript_of(staged.archive, "none")
    assert (told.conversation.title, told.turns[0].answer) == ("Có bao nhiêu hộ nghèo?", answer)
    assert [line for line in styled(Style.WORDS, told) if "nguồn đã bị xóa khỏi kho" in line]
    assert styled(Style.QUOTE, told) == [f"“{SENTENCES[0]}”"]
