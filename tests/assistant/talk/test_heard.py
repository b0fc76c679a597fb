"""What a follow-up names and what is left of it."""

from __future__ import annotations

import pytest

from assistant.question import Place
from assistant.relative import Step
from assistant.talk.heard import heard, only_operates

UNITS = [Place("xa", "suoi may", "Suối Mây")]
TURNS = ("Quý II/2026 xã Thông Reo khám bao nhiêu lượt?",)


def test_units_periods_and_the_rest_are_told_apart() -> None:
    said = heard("Còn Suối Mây quý I nuôi bao nhiêu đàn dê?", TURNS, UNITS)
    assert (said.places, said.periods, said.content) == ((UNITS[0],), ("quý I/2026",), "nuôi bao nhiêu đàn dê")


def test_what_was_counted_before_is_nothing_new() -> None:
    assert heard("Suối Mây quý I thì mấy lượt?", TURNS, UNITS).content == ""
    assert heard("Suối Mây quý I thì mấy vụ?", TURNS, UNITS).content != ""


@pytest.mark.parametrize(
    ("text", "step"),
    [("Kỳ trước?", Step.PERIOD_BEFORE), ("Cùng kỳ?", Step.YEAR_BEFORE), ("Quý sau?", Step.PERIOD_AFTER), ("Còn đàn dê?", None)],
)
def test_a_step_back_or_on_is_heard(text: str, step: Step | None) -> None:
    assert heard(text, TURNS, UNITS).step is step


def test_what_is_compared_with_is_not_asked_about() -> None:
    said = heard("so với quý I tăng hay giảm?", TURNS, UNITS)
    assert not said.periods and said.step is None and only_operates(said, TURNS)


def test_a_thing_of_its_own_is_more_than_a_comparison() -> None:
    assert not only_operates(heard("Đàn dê tăng hay giảm?", TURNS, UNITS), TURNS)


def test_anything_counted_in_pieces_is_counted() -> None:
    assert heard("mấy cái trễ hạn?", TURNS, UNITS).words == "mấy trễ hạn"
