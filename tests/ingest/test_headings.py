"""Headings are told by the kind of their sign and never by its number."""

import pytest

from ingest.headings import heading_rank


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("Phần thứ hai", 0),
        ("PHẦN MỞ ĐẦU", 0),
        ("Chương II", 1),
        ("Mục 3", 2),
        ("II. KẾT QUẢ", 3),
        ("IV- VIỆC TỚI", 3),
        ("III KẾT QUẢ", 3),
        ("TÌNH HÌNH CHUNG", 3),
        ("1. Về trồng trọt", 4),
        ("12) Về chăn nuôi:", 4),
        ("1.1. Lúa nước", 5),
        ("1.1 Lúa nước", 5),
        ("1.1.2. Lúa nương", 6),
        ("a) Mặt được", 7),
        ("* Mặt được*", 7),
        ("(2) Mặt chưa được", 8),
    ],
)
def test_each_kind_of_sign_has_its_rank(line: str, rank: int) -> None:
    assert heading_rank(line) == rank


@pytest.mark.parametrize(
    ("one", "other"), [("I. Chung", "IX. Chung"), ("1. Lúa", "27. Lúa"), ("1.1. Lúa", "9.12. Lúa"), ("a) Lúa", "đ) Lúa")]
)
def test_the_number_does_not_matter(one: str, other: str) -> None:
    assert heading_rank(one) == heading_rank(other)


@pytest.mark.parametrize(
    "line",
    [
        "Xã đã họp ba lần.",
        "1. Đã mở 12 lớp học.",
        "1. Đã mở lớp. Các lớp đông đủ",
        "2. Tiếp tục vận động các hộ ở ven suối dời nhà lên chỗ cao trước mùa mưa lũ.",
        "a) Đã làm xong.",
        "1. Thôn Nà Hin;",
        "1. 2026",
        "UBND",
        "- Ưu điểm",
        "II.",
    ],
)
def test_sentences_and_items_are_no_headings(line: str) -> None:
    assert heading_rank(line) is None


def test_a_short_heading_may_be_closed_with_a_stop() -> None:
    assert heading_rank("1.2. Công tác dân vận.") == 5


def test_a_whole_paragraph_with_a_sign_is_none() -> None:
    assert heading_rank("1. " + "việc " * 80) is None
