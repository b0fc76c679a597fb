"""Whole sentences of a text that comes in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check import whole_sentences
from assistant.model import ModelFailed

# What may stand where a piece ends: words, numbers, stops, marks, white space of all kinds, bullets, quotes, a letter in two parts.
_WORDS = ["Có 12 cuộc", "Quý IV", "xã", "B", "1", "45.000", "12,5%", "E\u0302", "TP.", "v.v.", "¹"]
_STOPS = [".", "!", "?", "…", ":", ";", " . ", "”", "“", "(", ")"]
_SPACES = [" ", "  ", "\n", "\r", "\r\n", "\u2028", "\x85"]
_MARKS = ["[1]", "[2]", "[1, 2]", "[", "]", "[1\n]", "[abcdefghijklmnopqrstuvwxyz]", "- ", "• ", "1. ", "2) "]
texts = st.lists(st.sampled_from([*_WORDS, *_STOPS, *_SPACES, *_MARKS]), max_size=14).map("".join)


@given(texts, st.lists(st.integers(0, 60), max_size=6))
def test_the_sentences_are_the_same_however_a_text_is_cut(text: str, places: list[int]) -> None:
    cuts = [0, *sorted(min(place, len(text)) for place in places), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    assert list(whole_sentences(pieces)) == list(whole_sentences([text])) == list(whole_sentences(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Có 12 cuộc [1]. Quý III có 11 cuộc [2].", ["Có 12 cuộc [1].", "Quý III có 11 cuộc [2]."]),
        ("Có 12 cuộc. [1] Quý III có 11 cuộc. [2]", ["Có 12 cuộc [1].", "Quý III có 11 cuộc [2]."]),
        ("Có 12 cuộc.[1][2] Hết.", ["Có 12 cuộc[1][2].", "Hết."]),
        ("- Có 12 cuộc [1].\n- Có 11 cuộc [2].", ["Có 12 cuộc [1].", "Có 11 cuộc [2]."]),
        ("1. Có 12 cuộc [1]\n2. Có 11 cuộc [2]\n", ["Có 12 cuộc [1]", "Có 11 cuộc [2]"]),
        ("Kinh phí 45.000.000 đồng [1].", ["Kinh phí 45.000.000 đồng [1]."]),
        ("Có 12 cuộc [1]", ["Có 12 cuộc [1]"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_marks_stand_before_the_full_stop_and_bullets_nowhere(text: str, found: list[str]) -> None:
    assert list(whole_sentences([text])) == found


@pytest.mark.parametrize("rest", ["Số cuộc là 1", "Quý", "Quý III có 11 cuộc [2", "Kinh phí 45.000 đồng và"])
def test_half_a_sentence_is_left_out(rest: str) -> None:
    assert list(whole_sentences([f"Có 12 cuộc [1]. {rest}"])) == ["Có 12 cuộc [1]."]


def test_what_breaks_off_gives_the_whole_sentences_first() -> None:
    def pieces() -> Iterator[str]:
        yield "Có 12 cuộc [1]. Quý III "
        raise ModelFailed("gone")

    told = whole_sentences(pieces())
    assert next(told) == "Có 12 cuộc [1]."
    with pytest.raises(ModelFailed, match="gone"):
        next(told)


def test_a_sentence_is_told_before_the_next_is_whole() -> None:
    asked: list[str] = []

    def pieces() -> Iterator[str]:
        for piece in ("Có 12 ", "cuộc [1].", " Quý", " III có 11 cuộc [2]."):
            asked.append(piece)
            yield piece

    assert next(whole_sentences(pieces())) == "Có 12 cuộc [1]."
    assert len(asked) == 3
