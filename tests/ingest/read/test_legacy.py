"""TCVN3 and VNI-Windows become Unicode; Unicode Vietnamese never changes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import read
from ingest.read.legacy import TCVN3, VNI, from_tcvn3, from_vni, reviver, score
from ingest.read.syllable import RHYMES, STOPPED_TONES, TONES, is_syllable

ONSETS = ["", *["b", "c", "ch", "d", "đ", "g", "gh", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"]]
MAIN = "êơôâăưaoeuyi"  # the vowel that carries the tone, in this order of preference
TEXT = "Thực hiện Nghị quyết của Đảng ủy, xã Đồng Mây đã hoàn thành các chỉ tiêu; đường liên thôn dài thêm ba ki-lô-mét."


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A syllable with its tone on one vowel."""
    rhyme = draw(st.sampled_from(sorted(RHYMES)))
    tone = draw(st.sampled_from(["", *(STOPPED_TONES if rhyme.endswith(("c", "ch", "p", "t")) else TONES)]))
    at = min((rhyme.index(vowel) for vowel in MAIN if vowel in rhyme), key=lambda i: MAIN.index(rhyme[i]))
    return draw(st.sampled_from(ONSETS)) + unicodedata.normalize("NFC", rhyme[: at + 1] + tone) + rhyme[at + 1 :]


texts = st.lists(syllables(), min_size=1, max_size=40).map(" ".join)


def in_tcvn3(text: str) -> str:
    shown = {letter: code for code, letter in TCVN3.items()}
    return "".join(shown.get(c, c) for c in text)


def in_vni(text: str) -> str:
    shown = {letter: code for code, letter in VNI.items()}
    return "".join(shown.get(c, c) for c in text)


def test_the_tables_hold_every_letter_once() -> None:
    assert len(set(TCVN3.values())) == len(TCVN3) == 74  # 60 toned, 7 plain letters in two cases
    assert len({letter.lower() for letter in VNI.values()}) == 67


@given(texts)
def test_tcvn3_round_trip(text: str) -> None:
    assert from_tcvn3(in_tcvn3(text)) == text


@given(texts)
def test_vni_round_trip(text: str) -> None:
    assert from_vni(in_vni(text)) == text
    assert from_vni(in_vni(text.upper())) == text.upper()


@given(texts)
def test_every_generated_syllable_is_known(text: str) -> None:
    assert all(is_syllable(word) for word in text.split())


@given(st.lists(texts, min_size=1, max_size=5).map("\n".join))
def test_unicode_is_never_altered(text: str) -> None:
    assert reviver(text)(text) == text
    assert reviver(text.upper())(text.upper()) == text.upper()


@given(st.text(max_size=60))
def test_any_ascii_word_stays(text: str) -> None:
    plain = text.encode("ascii", "ignore").decode()
    assert reviver(text)(plain) == plain


@pytest.mark.parametrize("encode", [in_tcvn3, in_vni])
def test_legacy_files_are_read_as_bytes_and_as_characters(encode: object) -> None:
    shown = encode(TEXT)  # type: ignore[operator]
    assert read("a.txt", shown.encode("latin-1")).text == TEXT
    assert read("a.txt", shown.encode("utf-8")).text == TEXT


def test_legacy_lines_inside_unicode_text_are_found() -> None:
    mixed = "\n".join([TEXT] * 5 + [in_tcvn3(TEXT)] + [TEXT] * 5)
    assert reviver(mixed)(mixed) == "\n".join([TEXT] * 11)


def test_capitals_of_tcvn3() -> None:
    text = "ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY\nBÁO CÁO kết quả thực hiện nhiệm vụ của Xã"
    shown = "\n".join(
        in_tcvn3("".join(c.lower() if c not in TCVN3.values() and not c.isascii() else c for c in line)) for line in text.split("\n")
    )
    assert from_tcvn3(shown) == text


def test_score_knows_vietnamese() -> None:
    assert score(TEXT) == 1.0
    assert score(in_tcvn3(TEXT)) < 0.5
    assert score("Müller façade naïveté œuvre") < 0.5


def test_foreign_words_stay() -> None:
    text = "Les élèves français étudient à l'école; Müller, Åström, señor."
    assert reviver(text)(text) == text


@pytest.mark.parametrize("text", ["¹ ¹ ¹ ² ³", "· · · ·", "1.000m² | 2.000m² | 3.000m²", "thôn¹ xã² bản³ làng⁴", "± 5° ÷ 6° × 7°"])
def test_marks_of_unicode_text_stay(text: str) -> None:
    assert reviver(text)(text) == text
