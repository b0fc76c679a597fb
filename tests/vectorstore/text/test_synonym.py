"""Everyday words and the words of reports meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.text.normalize import folded_syllables
from vectorstore.text.synonym import same_meaning


def others(text: str) -> list[tuple[str, set[str]]]:
    """Each stretch that has other words for it, and those words."""
    words = folded_syllables(text)
    return [(" ".join(words[start:end]), {" ".join(phrase) for phrase in phrases}) for start, end, phrases in same_meaning(words)]


@pytest.mark.parametrize(
    ("everyday", "official"),
    [
        ("gà vịt", "gia cầm"),
        ("nhà vệ sinh", "nhà tiêu"),
        ("số dân", "dân số"),
        ("đi lính", "nhập ngũ"),
        ("sổ đỏ", "giấy chứng nhận quyền sử dụng đất"),
    ],
)
def test_a_meaning_is_found_from_either_side(everyday: str, official: str) -> None:
    one, other = " ".join(folded_syllables(everyday)), " ".join(folded_syllables(official))
    assert other in dict(others(everyday))[one]
    assert one in dict(others(official))[other]


def test_a_phrase_of_two_meanings_has_both() -> None:
    assert {"kho khan", "ton tai"} <= dict(others("hạn chế"))["han che"]


def test_it_is_found_inside_a_sentence_and_without_diacritics() -> None:
    assert [phrase for phrase, _ in others("dan ga vit cua xa")] == ["ga vit"]


def test_words_without_another_name_have_none() -> None:
    assert others("tổ ong") == []
    assert same_meaning([]) == ()


def test_no_phrase_is_its_own_synonym() -> None:
    for text in ("hạn chế", "khai thác", "nghỉ việc", "dân số"):
        assert all(phrase not in rest for phrase, rest in others(text))


@given(st.lists(st.sampled_from(folded_syllables("gà vịt hạn chế dân số người tiền xong ong mới")), max_size=12))
def test_stretches_lie_in_the_text_in_order(words: list[str]) -> None:
    found = same_meaning(words)
    assert all(0 <= start < end <= len(words) for start, end, _ in found)
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)
