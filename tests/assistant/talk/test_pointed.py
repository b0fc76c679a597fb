"""Words that point back mean one thing, or are asked back."""

from __future__ import annotations

from assistant.question import Place
from assistant.talk.pointed import places_of, pointed
from vectorstore.text.normalize import fold

MAY, REO, KHE = (Place("xa", fold(name), name) for name in ("Suối Mây", "Thông Reo", "Khe Vàng"))
UNITS = [MAY, REO, KHE]
ONE, BOTH = "Quý I/2026 xã Suối Mây nuôi ong?", "Quý I và quý II năm 2026 xã Suối Mây và xã Thông Reo nuôi ong?"


def test_one_unit_stands_for_the_words_that_point_at_it() -> None:
    found = pointed("Xã đó có mấy hộ?", [ONE], UNITS, ())
    assert found.text == "Xã Suối Mây có mấy hộ?" and not found.places


def test_several_units_or_periods_are_kept_to_be_asked_back() -> None:
    assert pointed("Xã đó có mấy hộ?", [BOTH], UNITS, ()).places == (MAY, REO)
    assert pointed("Kỳ đó có mấy hộ?", [BOTH], UNITS, ()).periods == ("quý I/2026", "quý II/2026")
    assert pointed("Kỳ đó có mấy hộ?", [ONE], UNITS, ()).periods == ()


def test_the_other_unit_is_none_of_the_last_question() -> None:
    assert "Khe Vàng" in pointed("Thế xã kia?", [ONE], UNITS, (MAY, KHE)).text
    assert pointed("Thế xã kia?", [ONE], UNITS, (MAY,)).text == "Thế xã kia?"


def test_nothing_pointed_at_is_left_as_it_is() -> None:
    assert pointed("quý trước đó có mấy hộ?", [BOTH], UNITS, ()).text == "quý trước đó có mấy hộ?"


def test_units_of_several_turns_are_named_once() -> None:
    assert places_of([ONE, BOTH], UNITS) == [MAY, REO]
