"""Which recognised numbers are doubted, and where they stand in the stored text."""

from __future__ import annotations

import pytest

from ingest.read.pdf.pdfium import PageContent
from ingest.scan.doubts import doubts
from ingest.scan.hocr import Letter, Line, Word
from ingest.scan.recognise import Page
from vectorstore.scan import Box, Doubt

SURE = 0.996


def page(*words: tuple[str, float]) -> Page:
    """One line of words with the confidence of their letters; every word is 90 wide and 10 high on a page of 1000 by 1000."""
    made = tuple(
        Word(
            tuple(
                Letter(text, 100 * n + 90 * i / len(word), 20, 100 * n + 90 * (i + 1) / len(word), 30, sure) for i, text in enumerate(word)
            )
        )
        for n, (word, sure) in enumerate(words)
    )
    return Page(PageContent(240, 240, [], []), [Line(made, 30, 12)], 1000, 1000, b"")


def found(text: str, *words: tuple[str, float]) -> list[Doubt]:
    return list(doubts(page(*words), 3, text, 0, len(text)))


def test_a_number_of_which_one_letter_is_unsure_is_doubted() -> None:
    (doubt,) = found("còn 187 hộ", ("còn", SURE), ("187", 0.8), ("hộ", SURE))
    assert doubt == Doubt(4, 7, 3, Box(0.1, 0.02, 0.19, 0.03), 0.8)


@pytest.mark.parametrize("word", ["187", "12/8/2026", "35-KH/ĐU", "101,2%"])
def test_a_number_that_is_sure_is_not(word: str) -> None:
    assert found(word, (word, SURE)) == []


@pytest.mark.parametrize("word", ["1O", "l2", "|7", "4S", "lO", "Il.5OO"])
def test_letters_that_look_like_digits_are_doubted_however_sure_and_never_repaired(word: str) -> None:
    (doubt,) = found(f"có {word} hộ", ("có", SURE), (word, SURE), ("hộ", SURE))
    assert (doubt.start, doubt.end) == (3, 3 + len(word))
    assert doubt.confidence < 0.5


@pytest.mark.parametrize("word", ["nghèo", "II.", "III", "lo", "Ol…o"])
def test_words_are_not(word: str) -> None:
    assert found(word, (word, 0.5)) == []


def test_the_same_number_twice_is_told_apart_by_its_neighbours() -> None:
    text = "xã có 45 thôn và có 45 tổ"
    words = [("xã", SURE), ("có", SURE), ("45", SURE), ("thôn", SURE), ("và", SURE), ("có", SURE), ("45", 0.6), ("tổ", SURE)]
    assert [doubt.start for doubt in found(text, *words)] == [text.rindex("45")]


def test_a_number_that_the_text_does_not_have_is_passed_over() -> None:
    assert found("trang không có số", ("12", 0.5)) == []


def test_only_the_page_itself_is_looked_at() -> None:
    text = "45 hộ\n45 tổ"
    (doubt,) = doubts(page(("45", 0.5), ("tổ", SURE)), 2, text, 6, len(text))
    assert (doubt.start, doubt.page) == (6, 2)
