"""The stored text as blocks: what a page break, a footnote or a bullet makes of its lines."""

from __future__ import annotations

import pytest

from ingest.blocks import Block, BlockKind, blocks
from vectorstore.report import GAP, Sentence, Span

HEADING, TEXT, BULLET, NOTE, ROW = BlockKind.HEADING, BlockKind.TEXT, BlockKind.BULLET, BlockKind.NOTE, BlockKind.ROW


def shown(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, words(text, block)) for block in blocks(text)]


def words(text: str, block: Block) -> str:
    return Sentence(block.spans).quote(text)


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in blocks(text)]


@pytest.mark.parametrize("text", ["", "\n \n\t", "[bookmark: _Hlk1]"])
def test_nothing_makes_no_block(text: str) -> None:
    assert blocks(text) == []


def test_each_line_is_what_its_sign_says() -> None:
    text = "II. KẾT QUẢ\nXã đã họp ba lần.\n- Họp thôn;\n+ Họp bản.\n1. Đã mở 12 lớp.\n¹ Theo sổ họp."
    assert kinds(text) == [HEADING, TEXT, BULLET, BULLET, BULLET, NOTE]


def test_bullets_of_one_kind_share_a_mark() -> None:
    marks = [block.mark for block in blocks("- Một;\n- Hai;\n+ Ba;\n1. Đã mở 3 lớp.\n12. Đã mở 4 lớp.")]
    assert marks == ["-", "-", "+", "1.", "1."]


def test_a_sentence_that_a_page_breaks_is_one_block() -> None:
    text = "Các thôn ven suối đã dời\n\nmười hai nhà lên chỗ cao."
    assert shown(text) == [(TEXT, text)]
    assert len(blocks(text)[0].spans) == 1


def test_a_date_that_a_page_breaks_goes_on() -> None:
    text = "Quy chế ký ngày\n05/8/2025 nay vẫn giữ."
    assert shown(text) == [(TEXT, text)]


def test_a_new_sentence_after_a_stop_is_a_new_block() -> None:
    assert kinds("Đã dời nhà.\nmười hộ chưa dời.") == [TEXT, TEXT]


def test_a_footnote_between_is_lifted_out_of_the_sentence() -> None:
    text = "Xã có 45 hộ¹ đang\n¹ Theo sổ của thôn.\ndời nhà lên chỗ cao."
    body, note = blocks(text)
    assert words(text, body) == f"Xã có 45 hộ¹ đang{GAP}dời nhà lên chỗ cao."
    assert (note.kind, note.mark) == (NOTE, "1")


def test_a_footnote_that_a_page_breaks_goes_on_before_the_next_note() -> None:
    text = "Xã mở hai lớp¹ và một hội thi².\n¹ Lớp thêu và lớp\nĐan lát ở Nà Hin.\n² Thi hát ru."
    assert shown(text)[1:] == [(NOTE, "¹ Lớp thêu và lớp\nĐan lát ở Nà Hin."), (NOTE, "² Thi hát ru.")]


def test_the_rest_of_a_footnote_is_told_from_the_rest_of_the_body() -> None:
    text = "Xã mở hai lớp¹.\n¹ Lớp thêu và lớp\nđan lát."
    assert shown(text)[1:] == [(NOTE, "¹ Lớp thêu và lớp\nđan lát.")]


def test_an_inline_note_is_lifted_and_its_brackets_are_no_words() -> None:
    text = "Chợ họp[footnoteRef:2] sáu ngày [2: Theo lệ cũ] một phiên."
    assert shown(text) == [(TEXT, f"Chợ họp{GAP}sáu ngày{GAP}một phiên."), (NOTE, "Theo lệ cũ")]
    assert blocks(text)[1].mark == "2"


def test_an_inline_note_may_run_over_lines() -> None:
    text = "Chợ họp sáu ngày một phiên.\n[1: Theo lệ cũ\ncủa mường]\nNay họp hằng tuần."
    assert shown(text) == [(TEXT, "Chợ họp sáu ngày một phiên."), (NOTE, "Theo lệ cũ\ncủa mường"), (TEXT, "Nay họp hằng tuần.")]


def test_a_heading_in_capitals_runs_over_lines() -> None:
    text = "Phần thứ nhất\nTÌNH HÌNH CHUNG\nCỦA CÁC THÔN\nVEN CÁC SUỐI\nI. ĐẶC ĐIỂM"
    assert [text for _, text in shown(text)] == ["Phần thứ nhất\nTÌNH HÌNH CHUNG\nCỦA CÁC THÔN\nVEN CÁC SUỐI", "I. ĐẶC ĐIỂM"]


def test_a_numbered_sentence_that_the_page_breaks_is_no_heading() -> None:
    text = "2. Vận động các hộ dời nhà\nlên chỗ cao trước ngày 15/6 năm nay."
    assert kinds(text) == [BULLET]


@pytest.mark.parametrize("line", ["- Ưu điểm", "- Về chăn nuôi 2026:"])
def test_a_bullet_before_a_paragraph_is_its_heading(line: str) -> None:
    assert kinds(f"{line}\nXã đã họp ba lần.") == [HEADING, TEXT]


@pytest.mark.parametrize("line", ["- Đã mở 3 lớp", "- Họp thôn;", "- Đã họp xong."])
def test_a_bullet_that_says_something_is_no_heading(line: str) -> None:
    assert kinds(f"{line}\nXã đã họp ba lần.")[0] is BULLET


def test_bookmarks_are_no_words() -> None:
    assert shown("[bookmark: _Hlk7]- Về xã;") == [(BULLET, "- Về xã;")]


def test_table_rows_stay_whole_even_with_an_empty_first_cell() -> None:
    text = "Số liệu:\nThôn | Số hộ\n | 12\nNà Hin | 45 | \nHết."
    rows = tuple(Span(text.index(row), text.index(row) + len(row)) for row in ("Thôn | Số hộ", " | 12", "Nà Hin | 45 | "))
    found = blocks(text, rows)
    assert [block.kind for block in found] == [TEXT, ROW, ROW, ROW, TEXT]
    assert tuple(block.spans[0] for block in found[1:4]) == rows
