from __future__ import annotations

from assistant.evaluate import GoldItem, GoldSource
from bench.judge import holds_source, holds_value, judged

QUOTE = "tổ chức 06 cuộc tuần tra chung với trên 90 lượt người tham gia"
ITEM = GoldItem(
    "d1", "numeric_lookup", "mấy cuộc?", True, must_contain=(("6 cuộc", "sáu cuộc"), ("90 lượt",)), sources=(GoldSource("a.txt", QUOTE),)
)
REFUSED = GoldItem("d2", "none", "gì?", False)


def test_the_source_is_held_by_one_piece_not_by_two_halves() -> None:
    assert holds_source(ITEM, ["Quý III, hai xã " + QUOTE + "."])
    assert not holds_source(ITEM, ["tổ chức 06 cuộc tuần tra", "với trên 90 lượt người tham gia"])


def test_the_value_may_stand_in_several_pieces_and_be_written_otherwise() -> None:
    assert holds_value(ITEM, ["có 06 cuộc", "hơn 90 lượt người"])
    assert not holds_value(ITEM, ["có 6 cuộc"])


def test_only_questions_with_an_answer_and_a_source_are_judged() -> None:
    seen = judged([ITEM, REFUSED], [[QUOTE], ["không có"]])
    assert (seen.questions, seen.source, seen.value, seen.characters) == (1, 1.0, 1.0, float(len(QUOTE)))
    assert judged([REFUSED], [[]]).questions == 0
