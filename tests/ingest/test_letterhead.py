"""The signs of a report's head."""

import pytest

from ingest.letterhead import Line, is_letterhead, is_rule, lines


def line(words: str) -> Line:
    return Line(0, len(words), words)


def test_lines_hold_words_and_know_their_place() -> None:
    text = "BÁO CÁO\n\n  \n[bookmark: _Hlk1]\n  quý I¹ "
    assert [(found.words, text[found.start : found.end]) for found in lines(text)] == [("BÁO CÁO", "BÁO CÁO"), ("quý I", "  quý I¹ ")]


@pytest.mark.parametrize("words", ["ĐẢNG CỘNG SẢN VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nà Hin, ngày   tháng 5 năm 2026"])
def test_motto_and_place_are_letterhead(words: str) -> None:
    assert is_letterhead(line(words))


@pytest.mark.parametrize("words", ["BÁO CÁO", "Kế hoạch ngày 5 tháng 5 năm 2026", "từ ngày 1 tháng 5 năm 2026, " + "các thôn " * 9])
def test_a_title_is_none(words: str) -> None:
    assert not is_letterhead(line(words))


@pytest.mark.parametrize(
    ("words", "rule"), [("-----", True), ("* * *", True), ("____", True), ("*", False), ("--", False), ("- Lưu", False)]
)
def test_rules(words: str, rule: bool) -> None:
    assert is_rule(line(words)) is rule
