"""Sentences, clauses and phrases by their bounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from tests.vectorstore.text.writing import texts
from vectorstore.text.sentence import clauses, phrases, sentences

Bounds = Callable[[str], list[tuple[int, int]]]


def parts(of: Bounds, text: str) -> list[str]:
    return [text[start:end] for start, end in of(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "TP. Sơn Hạ có ba phường.",
        "Đ/c Lò Văn A. là người dẫn đường.",
        "Xã lo giống, phân bón, v.v. Các thôn lo công.",
        "gồm: 1. Thôn Nà Hin; 2. Thôn Bó Mạ.",
        "a. Đã làm xong. b. Chưa làm.",
        "Tổng thu 1.250.000 đồng",
        "II. Đánh giá",
    ],
)
def test_no_stop_after_an_abbreviation_or_a_label(whole: str) -> None:
    assert parts(sentences, whole) == [whole]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Đã mở ba lớp.", "Các lớp đông đủ."),
        ("Còn 45 hộ nghèo, giảm 6.", "Trong đó có hai hộ mới tách."),
        ("Lễ ra quân ngày 12/5.", "Đoàn viên trồng 300 cây."),
        ("Thóc đạt 4,25.", "Ngô đạt thấp hơn."),
        ("Kết quả tốt¹.", "Nhân dân phấn khởi."),
        ("Dân gọi là “chợ lùi.”", "Chợ họp sáu ngày một phiên."),
        ("Vì sao chậm?", "- Do mưa."),
    ],
)
def test_a_stop_before_a_capital_ends(first: str, second: str) -> None:
    assert parts(sentences, f"{first} {second}") == [first, second]


def test_a_forgotten_space_ends_too() -> None:
    assert parts(sentences, "Đường đã xong.Cầu chưa xong.") == ["Đường đã xong.", "Cầu chưa xong."]


def test_clauses_part_at_semicolons_outside_brackets_and_quotes() -> None:
    assert parts(clauses, "mở 3 lớp (thêu; đan); họp thôn; hát “một; hai”") == ["mở 3 lớp (thêu; đan);", "họp thôn;", "hát “một; hai”"]


def test_phrases_part_at_commas_but_not_in_numbers_or_brackets() -> None:
    assert parts(phrases, "trồng 12,5 ha, nuôi (trâu, bò) 30 con; bán 2 tấn") == ["trồng 12,5 ha,", "nuôi (trâu, bò) 30 con;", "bán 2 tấn"]


def test_an_unpaired_bracket_does_not_stop_the_parting_before_it() -> None:
    assert parts(clauses, "a); b; (c; d") == ["a);", "b;", "(c; d"]


@pytest.mark.parametrize("of", [sentences, clauses, phrases])
@given(text=texts)
def test_bounds_are_ordered_inside_the_text_and_lose_no_word(of: Bounds, text: str) -> None:
    end = 0
    for start, stop in of(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert "".join("".join(parts(of, text)).split()) == "".join(text.split())
