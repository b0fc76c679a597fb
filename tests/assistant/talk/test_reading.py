"""Of several readings the one is answered that says what was asked anew."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import AnswerKind, Citation
from assistant.follow import Thread
from assistant.reply import Reply
from assistant.talk.reading import Reading, Whole, answered
from tests.assistant.made import nowhere

NONE = Reply("Không có.", False, AnswerKind.NONE, (), ())


def saying(quote: str) -> Reply:
    cited = Citation(1, "id", "a.txt", "Báo cáo", None, None, None, None, "", None, quote, 0, 1)
    return Reply(f"{quote} [1]", True, AnswerKind.FIGURE, (cited,), ())


def read(own: str, replies: dict[str, Reply], alone: str = "") -> tuple[Thread, Reply]:
    readings = tuple(Reading(Thread((text,))) for text in replies)
    meant = Whole(readings, False, own, Thread((alone,)) if alone else None)
    return answered(meant, lambda turns: replies[turns.turns[-1]], nowhere, lambda citation: citation.quote)


def test_a_reading_that_says_nothing_of_what_is_asked_is_passed_over() -> None:
    turns, reply = read("đàn dê", {"a": saying("Có 12 tổ ong."), "b": saying("Đàn dê 30 con.")})
    assert turns.turns == ("b",) and "30 con" in reply.answer


def test_the_first_is_kept_where_none_is_answered() -> None:
    assert read("đàn dê", {"a": NONE, "b": replace(NONE, answer="Không.")}) == (Thread(("a",)), NONE)


def test_a_cause_is_preferred_where_it_is_asked_for() -> None:
    turns, _ = read("vì sao đàn dê giảm", {"a": saying("Đàn dê giảm 3 con."), "b": saying("Đàn dê giảm do rét hại.")})
    assert turns.turns == ("b",)


def test_a_question_that_is_answered_alike_by_itself_needs_no_other() -> None:
    same = saying("Đàn dê 30 con.")
    assert read("đàn dê", {"a": same, "b": same}, alone="b")[0].turns == ("b",)
    assert read("đàn dê", {"a": same, "b": NONE}, alone="b")[0].turns == ("a",)


def test_what_the_next_follow_up_builds_on_may_be_other_than_what_is_asked() -> None:
    meant = Whole((Reading(Thread(("asked",)), Thread(("kept", "turn"))),), False)
    assert answered(meant, lambda turns: saying(turns.turns[0]), nowhere, lambda citation: citation.quote)[0].turns == ("kept", "turn")


def test_a_name_that_does_not_stand_around_the_words_is_rather_refused() -> None:
    commune = {"a": saying("Trâu, bò chết rét 39 con."), "b": NONE}
    assert read("Nà Lúng Hạ chết rét mấy con", commune) == (Thread(("a",)), NONE)
    hamlet = {"a": saying("Trâu, bò chết rét 39 con."), "b": saying("Nà Lúng Hạ chết rét 13 con.")}
    assert "13 con" in read("Nà Lúng Hạ chết rét mấy con", hamlet)[1].answer


def test_after_a_refusal_a_follow_up_may_lean_on_all_that_was_asked() -> None:
    meant = Whole((Reading(Thread(("herd", "hamlet"))), Reading(Thread(("hamlet",)))), False, "Nà Lúng Hạ")
    replies = {2: saying("Tổng đàn 8.461 con."), 1: NONE}
    turns, reply = answered(meant, lambda asked: replies[len(asked.turns)], nowhere, lambda citation: citation.quote)
    assert (turns.turns, reply) == (("herd", "hamlet"), NONE)
