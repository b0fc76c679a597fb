"""Headings of reports without their numbers and capitals, and those that part a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.heading import alike, bare, main_headings, tells, under
from tests.assistant.draft.made import source
from tests.assistant.made import header, passage

REPORT = header()
LONG = "Xã tổ chức 12 buổi tuyên truyền cho bà con ở các thôn xa. " * 12


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("II. KẾT QUẢ THỰC HIỆN", "Kết quả thực hiện"),
        ("II- KẾT QUẢ PHỐI HỢP", "Kết quả phối hợp"),
        ("1.2. Nuôi ong, trồng cây ăn quả", "Nuôi ong, trồng cây ăn quả"),
        ("IV- NHIỆM VỤ QUÝ IV NĂM 2025", "Nhiệm vụ quý IV năm 2025"),
        ("II. HOẠT ĐỘNG CỦA UBND XÃ SUỐI MÂY", "Hoạt động của UBND xã Suối Mây"),
        ("III. CÔNG TÁC LÃNH ĐẠO CỦA ĐẢNG ỦY", "Công tác lãnh đạo của Đảng ủy"),
        ("(2) Đối với khối chính quyền", "Đối với khối chính quyền"),
        ("- Ưu điểm", "Ưu điểm"),
        ("V", "V"),
    ],
)
def test_a_heading_is_read_as_a_sentence_is_written(heading: str, words: str) -> None:
    assert bare(heading, REPORT) == words


@given(st.text(min_size=1, max_size=60))
def test_a_heading_never_becomes_nothing(heading: str) -> None:
    assert bare(heading, REPORT) or not heading.strip()


def test_headings_are_alike_by_the_words_that_tell_them_apart() -> None:
    assert alike("Chăm sóc vườn quế và vườn chè", "3. Chăm sóc vườn quế và nương ngô") >= 0.5
    assert alike("Kết quả thực hiện nhiệm vụ", "Kết quả thực hiện kế hoạch") == 0.0
    assert alike("Giáo dục", "Giáo dục") == 1.0
    assert alike("Nội dung phối hợp", "Xây dựng nông thôn mới") == 0.0


def test_a_heavy_heading_is_parted_by_those_below_it() -> None:
    report = source(
        passage(LONG, REPORT, ("I. MỞ ĐẦU",)),
        passage(LONG * 2, REPORT, ("II. KẾT QUẢ", "1. Kinh tế"), ordinal=1),
        passage(LONG * 2, REPORT, ("II. KẾT QUẢ", "2. Văn hóa"), ordinal=2),
    )
    assert main_headings(report, 10) == [("I. MỞ ĐẦU",), ("II. KẾT QUẢ", "1. Kinh tế"), ("II. KẾT QUẢ", "2. Văn hóa")]
    assert main_headings(report, 2) == [("I. MỞ ĐẦU",), ("II. KẾT QUẢ",)]


def test_merits_and_lacks_are_parted_however_short() -> None:
    report = source(
        passage(LONG * 9, REPORT, ("I. KẾT QUẢ",)),
        passage("Đạt mười hai chỉ tiêu.", REPORT, ("II. ĐÁNH GIÁ", "1. Ưu điểm"), ordinal=1),
        passage("Còn ba chỉ tiêu chưa đạt.", REPORT, ("II. ĐÁNH GIÁ", "2. Hạn chế"), ordinal=2),
    )
    assert [path[-1] for path in main_headings(report, 10)] == ["I. KẾT QUẢ", "1. Ưu điểm", "2. Hạn chế"]


def test_a_heading_over_a_table_alone_tells_nothing() -> None:
    report = source(passage("Chỉ tiêu | 6 tháng\nHộ nghèo | 12", REPORT, ("I. BIỂU",)), passage(LONG, REPORT, ("II. KINH TẾ",), ordinal=1))
    assert not tells(report, "Biểu")
    assert tells(report, "kinh tế")
    assert [stored.passage.ordinal for stored in under(report, "Kinh tế")] == [1]
