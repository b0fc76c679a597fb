"""Each figure with the words of the sentence that are its own."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.vectorstore.text.writing import texts
from vectorstore.text.figures import find_figures
from vectorstore.text.phrase import figure_phrases


def phrases(text: str) -> list[str]:
    return [text[start:end] for _, start, end in figure_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trồng 30 ha rừng và 12 ha chè.", ["Trồng 30 ha rừng ", "và 12 ha chè"]),
        ("Xã có 386 hộ nghèo (chiếm 12,5%), giảm 12 hộ.", ["Xã có 386 hộ nghèo ", "(chiếm 12,5%)", ", giảm 12 hộ"]),
        ("Mở 3 lớp với 90 học viên", ["Mở 3 lớp ", "với 90 học viên"]),
        ("Mở 3 lớp, thu hút 200 lượt người", ["Mở 3 lớp", ", thu hút 200 lượt người"]),
        ("Đã cấp 8.670 kg gạo cho 96 hộ", ["Đã cấp 8.670 kg gạo", " cho 96 hộ"]),
        ("Có 15 người, trong đó 8 nữ", ["Có 15 người", ", trong đó 8 nữ"]),
        ("Có 10.100,78 ha rừng. Năm 2025 trồng thêm", ["Có 10.100,78 ha rừng"]),
        ("Không có số nào", []),
    ],
)
def test_a_phrase_goes_from_break_to_break(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


def test_the_last_figure_has_the_words_to_the_end() -> None:
    assert phrases("Toàn xã có 12 hộ nuôi ong lấy mật") == ["Toàn xã có 12 hộ nuôi ong lấy mật"]


@given(texts)
def test_phrases_hold_their_figures_and_never_overlap(text: str) -> None:
    last = 0
    found = list(figure_phrases(text))
    assert [figure for figure, _, _ in found] == list(find_figures(text))
    for figure, start, end in found:
        assert last == start <= figure.whole[0] and figure.whole[1] <= end <= len(text)
        last = end
