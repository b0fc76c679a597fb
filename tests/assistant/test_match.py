"""How much of a question stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.match import (
    ALONE,
    ASIDE,
    SAME_MEANING,
    SLIP,
    UNMARKED,
    Asked,
    asked,
    credits,
    one_letter_apart,
    rarity,
    share,
    slips,
    sound_alike,
    words_of,
)
from tests.assistant.made import PASSAGES, nowhere


def terms(text: str, leave_out: frozenset[int] = frozenset()) -> Asked:
    return asked(text, nowhere, PASSAGES, leave_out)


def credit(question: str, text: str) -> dict[str, float]:
    """Each weighty syllable of the question and how well the text holds it."""
    found = terms(question)
    return {term.exact: part for term, part in zip(found.terms, credits(found, words_of(text)), strict=True) if term.weight}


def held(question: str, text: str) -> float:
    found = terms(question)
    return share(found, credits(found, words_of(text)))


def test_a_text_holds_its_own_words_whole() -> None:
    assert held("trồng dâu nuôi tằm", "Xã tiếp tục trồng dâu nuôi tằm.") == pytest.approx(1.0)
    assert held("trồng dâu nuôi tằm", "Trời mưa to.") == 0.0


def test_words_that_every_question_has_weigh_nothing() -> None:
    assert [term.exact for term in terms("Cho tôi hỏi đàn ong có bao nhiêu tổ?").terms if term.weight] == ["đàn", "ong", "tổ"]
    assert [term.folded for term in terms("cho hoi dan ong co bao nhieu to").terms if term.weight] == ["dan", "ong", "to"]


def test_a_rare_word_weighs_more_and_an_unknown_one_may_be_a_slip() -> None:
    assert rarity(1, PASSAGES) > rarity(400, PASSAGES) > 0
    assert rarity(1, PASSAGES) > rarity(0, PASSAGES) > rarity(400, PASSAGES)


def test_words_left_out_weigh_nothing() -> None:
    assert [term.weight > 0 for term in terms("đàn ong Suối Mây", frozenset({2, 3})).terms] == [True, True, False, False]


@pytest.mark.parametrize("text", ["Đàn ong mật (nuôi trong thùng gỗ)", "Sau khi thùng gỗ về thôn, đàn ong mật phát triển đến đâu"])
def test_an_aside_weighs_less(text: str) -> None:
    weights = {term.exact: term.weight for term in terms(text).terms}
    assert weights["gỗ"] == pytest.approx(ASIDE * weights["ong"]) and ASIDE < 0.6


def test_pairs_of_officialese_weigh_little() -> None:
    weights = {term.exact: term.weight for term in terms("triển khai nuôi tằm").terms}
    assert weights["triển"] < 0.5 * weights["tằm"]


def test_a_neighbour_confirms_a_syllable() -> None:
    assert credit("thủy lợi", "Công trình thủy lợi.") == {"thủy": 1.0, "lợi": 1.0}
    assert credit("thủy lợi", "Đường thủy và quyền hạn, nghĩa vụ, ích lợi.") == {"thủy": ALONE, "lợi": ALONE}


def test_words_between_neighbours_may_be_one() -> None:
    assert credit("thủy lợi", "thủy nông lợi") == {"thủy": 1.0, "lợi": 1.0}


def test_a_lone_syllable_needs_no_neighbour() -> None:
    assert credit("bao nhiêu ong?", "Xã nuôi ong.")["ong"] > ALONE


def test_other_diacritics_count_less_than_the_same_and_only_where_the_question_has_any() -> None:
    assert credit("nuôi tằm", "nuôi tạm") == {"nuôi": 1.0, "tằm": UNMARKED}
    assert credit("nuoi tam", "nuôi tằm") == {"nuoi": 1.0, "tam": 1.0}


def test_a_slip_counts_less_and_only_beside_its_neighbour() -> None:
    assert credit("nuôi trâuu", "nuôi trâu") == {"nuôi": 1.0, "trâuu": SLIP}
    assert credit("nuôi trâuu", "con trâu") == {"nuôi": 0.0, "trâuu": 0.0}


def test_a_sound_alike_spelling_is_a_slip() -> None:
    assert credit("trăn nuôi", "chăn nuôi") == {"trăn": SLIP, "nuôi": 1.0}


def test_a_number_has_no_slips() -> None:
    assert credit("khóa 2025", "khóa 2026")["2025"] == 0.0


def test_other_words_for_the_same_thing_count() -> None:
    assert min(credit("gà vịt", "Đàn gia cầm tăng.").values()) == SAME_MEANING
    assert max(credit("gà vịt", "Đàn dê tăng.").values()) == 0.0


def test_spelling_variants_are_one() -> None:
    assert held("thuỷ lợi hoà bình", "Thủy lợi Hòa Bình") == pytest.approx(1.0)


def test_a_word_that_the_archive_knows_is_a_key() -> None:
    known = asked("thủy lợi tằm", lambda word: int(word in ("thuy", "loi", "thuy_loi", "tam")), PASSAGES)
    assert known.keys == (True, True, False)


def test_a_question_without_words_has_no_keys() -> None:
    assert terms("???").keys == ()


def test_the_words_of_a_text_know_phrases() -> None:
    words = words_of("Đàn gia cầm của xã")
    assert words.has(("gia", "cam")) and not words.has(("cam", "gia"))


@pytest.mark.parametrize(("left", "right"), [("trong", "trog"), ("nuoi", "nuoj"), ("xuan", "xuann"), ("thuy", "huy")])
def test_one_letter_apart(left: str, right: str) -> None:
    assert one_letter_apart(left, right) and one_letter_apart(right, left)


@pytest.mark.parametrize(("left", "right"), [("trong", "trong"), ("trong", "dung"), ("an", "on"), ("cay", "cayyy"), ("nuoi", "nioj")])
def test_more_or_less_than_one_letter_apart(left: str, right: str) -> None:
    assert not one_letter_apart(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("trau", "chau"), ("sung", "xung"), ("gian", "dan"), ("nan", "lan"), ("lang", "lan"), ("viec", "viet")],
)
def test_syllables_that_are_confused_in_writing_sound_alike(left: str, right: str) -> None:
    assert sound_alike(left, right) and sound_alike(right, left)


@pytest.mark.parametrize(("left", "right"), [("trau", "trau"), ("trau", "bo"), ("ga", "ca")])
def test_others_do_not(left: str, right: str) -> None:
    assert not sound_alike(left, right)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_share_is_a_share(question: str, text: str) -> None:
    assert 0.0 <= held(question, text) <= 1.0 + 1e-9
    assert len(credits(terms(question), words_of(text))) == len(terms(question).terms)


WORDS = st.text("acdghinqrstx", min_size=3, max_size=6)
BOTH_ENDS = [("chong", "tron"), ("trong", "chon"), ("giac", "dat"), ("nghieng", "ngien"), ("lac", "nat"), ("phat", "fac")]


@given(WORDS, WORDS)
def test_the_slips_of_a_word_are_those_one_letter_off_and_those_that_sound_alike(word: str, other: str) -> None:
    assert (other in slips(word)) == (one_letter_apart(word, other) or sound_alike(word, other))


@given(WORDS, st.integers(0, 6), st.sampled_from(["", "a", "h"]), st.booleans())
def test_every_slip_of_one_letter_is_among_them(word: str, at: int, letter: str, instead: bool) -> None:
    other = word[:at] + letter + word[at + instead :]
    assert (other in slips(word)) == (one_letter_apart(word, other) or sound_alike(word, other))


@pytest.mark.parametrize(("word", "other"), BOTH_ENDS)
def test_a_slip_of_both_ends_is_among_them(word: str, other: str) -> None:
    assert other in slips(word) and sound_alike(word, other)
