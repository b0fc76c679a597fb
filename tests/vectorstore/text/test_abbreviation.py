"""Abbreviations open to one reading each, and ambiguous ones stay."""

import pytest

from vectorstore.text.abbreviation import LONG_FORMS, ONE_TOKEN
from vectorstore.text.normalize import fold, normalize


@pytest.mark.parametrize("short", ["ubnd", "hđnd", "mttq", "ntm", "ttatxh", "pcccr", "đbqh"])
def test_the_known_are_opened(short: str) -> None:
    assert LONG_FORMS[short][0] and all(word == normalize(word) for word in LONG_FORMS[short])


@pytest.mark.parametrize("short", ["tt", "th", "ct", "hd", "qđ", "hs", "an"])
def test_the_ambiguous_stay_as_they_are(short: str) -> None:
    assert short not in LONG_FORMS


def test_folded_keys_do_not_meet() -> None:
    assert len({fold(short) for short in LONG_FORMS}) == len(LONG_FORMS)


def test_a_unit_in_words_is_one_token() -> None:
    assert ONE_TOKEN["phần", "trăm"] == "%" and ONE_TOKEN["cây", "số"] == "km"
