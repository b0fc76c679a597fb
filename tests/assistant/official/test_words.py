"""Fixed words of official documents."""

from __future__ import annotations

import pytest

from assistant.official.words import BLANK, roman, subject, symbol_of


@pytest.mark.parametrize(
    ("issuer", "symbol"),
    [
        ("Ủy ban nhân dân xã Pắc Ngần", "UBND"),
        ("UỶ BAN NHÂN DÂN TỈNH NÀ LẠN", "UBND"),
        ("UBND xã Pắc Ngần", "UBND"),
        ("Hội đồng nhân dân xã Pắc Ngần", "HĐND"),
        ("Đảng ủy xã Pắc Ngần", "ĐU"),
        ("Ban Thường vụ Đảng uỷ xã Pắc Ngần", "ĐU"),
        ("Tỉnh ủy Nà Lạn", "TU"),
        ("Chi bộ thôn 1", "CB"),
        ("Sở Nông nghiệp và Môi trường", BLANK),
        ("", BLANK),
    ],
)
def test_symbol_is_of_the_issuer_and_else_left_to_fill_in(issuer: str, symbol: str) -> None:
    assert symbol_of(issuer) == symbol


def test_numbers_of_headings_are_roman() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]


@pytest.mark.parametrize(
    ("title", "about"),
    [("Báo cáo kết quả quý I", "Kết quả quý I"), ("Sơ kết quý I", "Sơ kết quý I"), ("", "")],
)
def test_a_title_says_its_type_once(title: str, about: str) -> None:
    assert subject(title) == about
