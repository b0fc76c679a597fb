"""Vietnamese numbers in digits and in words, and back."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.vectorstore.text.spelling import DIGITS, MOST, in_words
from tests.vectorstore.text.writing import texts
from vectorstore.text.number import format_number, parse_number, parse_words

GROUPS = st.tuples(st.integers(1, 999), st.lists(st.integers(0, 999), max_size=4))
WHOLE = GROUPS.map(lambda groups: ".".join([str(groups[0]), *(f"{group:03}" for group in groups[1])])) | st.just("0")
DECIMALS = st.text("0123456789", max_size=4).map(lambda digits: f",{digits}" if digits else "")
NOTATION = st.builds("{}{}{}".format, st.sampled_from(["", "-"]), WHOLE, DECIMALS)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234.567", "1234567"),
        ("06", "6"),
        ("0", "0"),
        ("1250", "1250"),
        ("2,50", "2.50"),
        ("10.100,78", "10100.78"),
        ("28,787", "28.787"),
        ("12.5", "12.5"),
        ("62.07", "62.07"),
        ("0.125", "0.125"),  # no group of thousands begins with a zero
        ("-1.200", "-1200"),
        ("001.234.567", "1234567"),  # a slip
        ("0.125,5", "125.5"),
    ],
)
def test_a_dot_parts_thousands_and_a_comma_decimals(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [("10100.78", "10.100,78"), ("999", "999"), ("-1234.5", "-1.234,5"), ("0.50", "0,50"), ("1E+3", "1.000"), ("0", "0")],
)
def test_a_value_is_written_the_vietnamese_way(value: str, written: str) -> None:
    assert format_number(Decimal(value)) == written


@settings(max_examples=1000)
@given(NOTATION)
@example("-0,5")
@example("0")
def test_what_is_written_comes_back_letter_for_letter(written: str) -> None:
    assert format_number(parse_number(written)) == written


@settings(max_examples=1000)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("không", 0),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("ba mươi tư", 34),
        ("ba mươi bốn", 34),
        ("bốn mươi lăm", 45),
        ("bốn mươi nhăm", 45),
        ("bẩy mươi bẩy", 77),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("một trăm mười lăm", 115),
        ("chín trăm chín mươi chín", 999),
        ("một nghìn không trăm linh năm", 1005),
        ("mười hai ngàn ba trăm bốn mươi lăm", 12345),
        ("hai triệu ba nghìn", 2_003_000),
        ("ba tỷ hai trăm triệu", 3_200_000_000),
        ("hai triệu rưỡi", 2_500_000),
        ("một nghìn rưỡi", 1500),
        ("một tỉ rưỡi", 1_500_000_000),
        ("hai mươi lăm phẩy bốn", "25.4"),
        ("ba phẩy mười bốn", "3.14"),
        ("ba phẩy một bốn", "3.14"),
        ("hai phẩy không năm", "2.05"),
        ("Hai  Mươi Lăm", 25),
    ],
)
def test_a_number_in_words(words: str, value: int | str) -> None:
    assert parse_words(words) == Decimal(value)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "mốt",
        "rưỡi",
        "hai rưỡi",
        "hai ba",
        "mười năm",  # ten years
        "mười tư",
        "một mươi",
        "hai mươi mươi",
        "ba mươi không",
        "trăm",
        "một trăm năm",  # a hundred years, or a hundred and fifty
        "một trăm linh mười",
        "nghìn",
        "một nghìn nghìn",
        "hai nghìn ba triệu",
        "một nghìn tỷ",
        "ba phẩy",
        "phẩy ba",
        "hai phẩy năm phẩy ba",
        "hai phẩy năm triệu",
    ],
)
def test_what_is_said_in_no_such_way_is_never_guessed(words: str) -> None:
    assert parse_words(words) is None


@pytest.mark.parametrize(("words", "value"), [("một trăm linh tư", 104), ("ba trăm lẻ tư", 304)])
def test_a_four_after_linh(words: str, value: int) -> None:
    assert parse_words(words) == value


@pytest.mark.parametrize("words", ["hai mươi năm", "ba mươi năm"])
def test_tens_of_years_are_no_number(words: str) -> None:
    assert parse_words(words) is None


@pytest.mark.parametrize("words", ["một nghìn hai", "hai triệu ba", "một nghìn năm"])
def test_a_digit_after_a_scale_is_never_guessed(words: str) -> None:
    assert parse_words(words) is None


@settings(max_examples=1000)
@given(st.integers(0, MOST) | st.integers(0, 9999), st.randoms(use_true_random=False))
@example(0, random.Random(0))
@example(1005, random.Random(0))
@example(MOST, random.Random(0))
def test_every_number_is_read_from_its_words(number: int, dice: random.Random) -> None:
    assert parse_words(in_words(number, dice)) == number


@given(st.integers(0, 999), st.text("0123456789", min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_decimals_are_read_digit_by_digit(whole: int, decimals: str, dice: random.Random) -> None:
    words = f"{in_words(whole, dice)} phẩy {' '.join(DIGITS[int(digit)] for digit in decimals)}"
    assert parse_words(words) == Decimal(f"{whole}.{decimals}")


@given(st.lists(st.sampled_from([*DIGITS, "mốt", "tư", "lăm", "mười", "mươi", "trăm", "linh", "nghìn", "triệu", "rưỡi", "phẩy"])) | texts)
def test_any_words_are_read_without_raising(words: list[str] | str) -> None:
    value = parse_words(words if isinstance(words, str) else " ".join(words))
    assert value is None or value >= 0
