"""A thousand numbers, each in every notation of Vietnamese reports: all of them are read right."""

from __future__ import annotations

import random

import pytest

from tests.vectorstore.text.spelling import Written, notations
from vectorstore.text.figures import find_figures

NUMBERS = 1000
CARRIERS = (
    "Đến nay, toàn xã có {}.",
    "Thôn Nà Hin đạt {}, khá hơn năm 2025.",
    "- Tổng số: {} (theo sổ của thôn);",
    "Trong quý I/2026 đã hỗ trợ {} cho bà con.",
    "Ngày 12/5/2026, xã nhận {}",
    "{}",
)


def made() -> list[Written]:
    dice = random.Random(2026)
    return [written for _ in range(NUMBERS) for written in notations(dice.randrange(10 ** dice.randint(1, 9)), dice)]


MADE = made()
NOTATIONS = sorted({written.notation for written in MADE})


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_thousand_numbers_are_read_right(notation: str) -> None:
    written = [one for one in MADE if one.notation == notation]
    assert len(written) == NUMBERS
    wrong = []
    for number, one in enumerate(written):
        sentence = CARRIERS[number % len(CARRIERS)].format(one.words)
        found = [(figure.value, figure.upper, figure.of) for figure in find_figures(sentence)]
        if found != [(one.value, one.upper, one.of)]:
            wrong.append((sentence, found))
    assert wrong == []


def test_a_number_that_opens_the_sentence_in_words_is_read() -> None:
    for one in (one for one in MADE if one.notation == "words"):
        assert [figure.value for figure in find_figures(one.words.capitalize())] == [one.value]
