"""The citation marks of a sentence."""

from __future__ import annotations

import pytest

from assistant.check.marks import cited_by, segments, tidy, without_marks


@pytest.mark.parametrize(
    ("sentence", "cites"),
    [
        ("Có 12 cuộc [1].", (1,)),
        ("Có 12 cuộc [2][1].", (2, 1)),
        ("Có 12 cuộc [1, 2].", (1, 2)),
        ("Có 12 cuộc [ 1 ;3 ].", (1, 3)),
        ("Có 12 cuộc [1], 11 cuộc [1].", (1,)),
        ("Có 12 cuộc.", ()),
    ],
)
def test_a_sentence_cites_the_numbers_of_its_marks_once_each(sentence: str, cites: tuple[int, ...]) -> None:
    assert cited_by(sentence) == cites


@pytest.mark.parametrize("mark", ["[a]", "[]", "[1a]", "[-1]", "[1.]", "[nguồn 1]", "[¹]", "[１]", "[٣]", "[1234]", "[1][x]"])
def test_a_mark_that_is_no_number_is_no_citation(mark: str) -> None:
    assert cited_by(f"Có 12 cuộc {mark}.") is None


def test_the_words_stand_without_their_marks() -> None:
    assert without_marks("Có 12 cuộc [1],  11 cuộc[2] .") == "Có 12 cuộc, 11 cuộc ."


def test_what_stands_before_a_mark_stands_on_it_alone() -> None:
    assert segments("Quý IV có 12 cuộc [1], quý III có 11 cuộc [2][3].") == [
        ("Quý IV có 12 cuộc", (1,)),
        ("quý III có 11 cuộc", (2, 3)),
    ]


def test_what_follows_the_last_mark_stands_on_all_of_them() -> None:
    assert segments("Có 12 cuộc [1], 11 cuộc [2] trong năm 2026.") == [
        ("Có 12 cuộc", (1,)),
        ("11 cuộc", (2,)),
        ("trong năm 2026", (1, 2)),
    ]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("Có 12 cuộc[1, 2]", "Có 12 cuộc [1][2]."),
        ("Có  12 cuộc [1] [2].", "Có 12 cuộc [1][2]."),
        ("Có 12 cuộc [1], 11 cuộc [2] .", "Có 12 cuộc [1], 11 cuộc [2]."),
        ("Gồm 12 cuộc [1]:", "Gồm 12 cuộc [1]."),
    ],
)
def test_a_sentence_is_shown_with_each_mark_by_itself_and_one_full_stop(sentence: str, shown: str) -> None:
    assert tidy(sentence) == shown
