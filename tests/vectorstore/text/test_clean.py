"""Marks that the page adds go; the words stay."""

import pytest
from hypothesis import example, given, settings

from tests.vectorstore.text.writing import marked, texts
from vectorstore.text.clean import cleaned, cleaned_at


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("rừng rộng 4.623,3ha⁹ và suối", "rừng rộng 4.623,3ha và suối"),
        ("Đã mở ba lớp¹², kết quả tốt¹.", "Đã mở ba lớp, kết quả tốt."),
        ("Thôn Nà Hin[footnoteRef:3] có điện .", "Thôn Nà Hin có điện."),
        ("[bookmark: _Hlk12]- Về trồng trọt [bookmark: _Hlk13];", "- Về trồng trọt;"),
        ("hai  dòng\n\tmột câu ;", "hai dòng một câu;"),
        ("trong năm²", "trong năm"),
    ],
)
def test_footnote_marks_and_bookmarks_go(written: str, read: str) -> None:
    assert cleaned(written) == read


@pytest.mark.parametrize("area", ["5 km²", "11.163 m²", "11.163m²", "640 dm³", "2cm²", "10m³/s"])
def test_the_power_of_a_unit_stays(area: str) -> None:
    assert cleaned(f"rộng {area} đất") == f"rộng {area} đất"


@pytest.mark.parametrize("written", ["86m²⁹ đất", "86 m²¹ đất", "86 m²[footnoteRef:9] đất"])
def test_a_mark_after_the_power_goes(written: str) -> None:
    assert cleaned(written).replace(" ", "") == "86m²đất"


def test_a_mark_after_a_bare_metre_goes() -> None:
    assert cleaned("dài 210 m¹ mương") == "dài 210 m mương"


@given(texts)
def test_the_rest_has_single_spaces(text: str) -> None:
    assert "  " not in cleaned(text) and cleaned(text) == cleaned(text).strip()


def test_each_character_says_where_it_stood() -> None:
    words, at = cleaned_at("  rừng ¹ ;\n 12 ha")
    assert (words, at) == ("rừng; 12 ha", [2, 3, 4, 5, 9, 10, 12, 13, 14, 15, 16])


@settings(max_examples=500)
@given(marked)
@example("a [footnoteRef:1] [bookmark: x] ;b")
@example("[book[footnoteRef:1]mark: x]")
def test_the_words_with_their_places_are_the_same_words(text: str) -> None:
    words, at = cleaned_at(text)
    assert words == cleaned(text)
    assert len(at) == len(words) and at == sorted(set(at))
    assert all(text[index] == letter or (letter == " " and text[index].isspace()) for letter, index in zip(words, at, strict=True))
