"""One form for both sides of every comparison."""

import unicodedata

import pytest
from hypothesis import example, given

from tests.vectorstore.text.writing import texts
from vectorstore.text.normalize import fold, folded_syllables, has_diacritics, normalize, syllables


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà bình", "Hòa bình"),
        ("khoẻ", "khỏe"),
        ("Đảng uỷ", "Đảng ủy"),
        ("HÒA", "hoà"),
        ("Đảng ủy", unicodedata.normalize("NFD", "Đảng ủy")),
    ],
)
def test_one_tone_placement_and_one_case(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize("word", ["quý", "hoàn", "toàn", "quỹ"])
def test_a_tone_that_has_one_place_stays(word: str) -> None:
    assert normalize(word) == word


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Đảng ủy xã", "dang uy xa"),
        ("kỹ", "ki"),
        ("kĩ", "ki"),
        ("Quý", "qui"),
        ("quí", "qui"),
        ("thủy lợi", "thuy loi"),
        ("mỳ tôm", "mi tom"),
    ],
)
def test_fold_drops_marks_and_joins_spellings(written: str, bare: str) -> None:
    assert fold(written) == bare


@given(texts)
@example("J\u030c")  # its lower case is composed anew
@example("oa\u0300\u0327")
def test_normalize_is_idempotent(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(texts)
@example("J\u030c")
def test_fold_does_not_care_who_normalized(text: str) -> None:
    assert fold(normalize(text)) == fold(text)


@given(texts)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_length_does_not_change_how_a_text_is_folded(text: str) -> None:
    assert fold(f"{text} {'x' * 60}") == f"{fold(text)} {'x' * 60}"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("06 cuộc", ["6", "cuộc"]),
        ("UBND xã", ["ủy", "ban", "nhân", "dân", "xã"]),
        ("ubnd", ["ủy", "ban", "nhân", "dân"]),
        ("mười phần trăm", ["mười", "%"]),
        ("5 héc ta rừng", ["5", "ha", "rừng"]),
        ("10.100,78 ha", ["10.100,78", "ha"]),
        ("sản xuất - kinh doanh", ["sản", "xuất", "kinh", "doanh"]),
        ("", []),
    ],
)
def test_syllables(written: str, words: list[str]) -> None:
    assert syllables(written) == words


def test_an_abbreviation_typed_bare_opens_too() -> None:
    assert folded_syllables("hdnd xa") == folded_syllables("HĐND xã") == ["hoi", "dong", "nhan", "dan", "xa"]


@given(texts)
def test_folded_syllables_go_pair_by_pair(text: str) -> None:
    assert folded_syllables(text) == [fold(word) for word in syllables(text)]


@pytest.mark.parametrize(("text", "marked"), [("Suối Mây", True), ("Suoi May", False), ("đ", True), ("", False), ("12/3", False)])
def test_has_diacritics(text: str, marked: bool) -> None:
    assert has_diacritics(text) is marked
