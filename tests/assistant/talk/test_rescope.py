"""Units and periods in a text are found and replaced."""

from __future__ import annotations

import pytest

from assistant.question import Place
from assistant.talk.rescope import dated, first_row, label, preceded, units_named, with_period, with_units, with_years, written

MAY, REO = Place("xa", "suoi may", "Suối Mây"), Place("xa", "thong reo", "Thông Reo")
UNITS = [MAY, REO]


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in units_named(text, UNITS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Xã Suối Mây nuôi ong", ["Xã Suối Mây"]),
        ("suoi may nuoi ong", ["suoi may"]),
        ("hai xã Suối Mây và Thông Reo", ["hai xã Suối Mây và Thông Reo"]),
        ("Suối Mây - Thông Reo", ["Suối Mây - Thông Reo"]),
        ("quý 3 xã Suối Mây", ["xã Suối Mây"]),
        ("xã Đồi Chè nuôi ong", ["xã Đồi Chè"]),
        ("chè Suối Mây của xã Thông Reo", ["xã Thông Reo"]),
        ("nuôi ong", []),
    ],
)
def test_units_are_found_as_they_are_written(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_another_kind_of_the_same_name_is_another_unit() -> None:
    (stretch,) = units_named("huyện Suối Mây", UNITS)
    assert stretch.places[0].kind == "huyen"


def test_a_part_of_a_unit_is_replaced_by_a_part() -> None:
    text = "Thôn Đồi xã Suối Mây có mấy hộ?"
    assert with_units(text, [Place("thon", "khe", "thôn Khe")], UNITS) == "Thôn Khe xã Suối Mây có mấy hộ?"
    assert with_units(text, [REO], UNITS) == "Thôn Đồi xã Thông Reo có mấy hộ?"


def test_what_is_not_named_stands_before_and_a_unit_after_the_period() -> None:
    assert with_units("Có mấy hộ?", [REO], UNITS) == "Xã Thông Reo có mấy hộ?"
    assert with_units("Năm 2025 có mấy hộ?", [REO], UNITS) == "Năm 2025 xã Thông Reo có mấy hộ?"
    assert with_period("Xã Thông Reo có mấy hộ?", "năm 2025") == "Năm 2025 xã Thông Reo có mấy hộ?"


def test_a_text_without_diacritics_gets_none() -> None:
    assert with_units("co may ho", [REO], UNITS) == "Xa thong reo co may ho"


def test_periods_take_their_one_year_and_are_joined() -> None:
    assert [label(mention) for mention in dated("quý I và 6 tháng đầu năm 2026")] == ["quý I/2026", "6 tháng đầu năm 2026"]
    assert len(first_row("quý I và quý II năm 2026, so với năm 2025")) == 2
    assert with_period("Quý I và quý II năm 2026 nuôi ong", "năm 2025") == "Năm 2025 nuôi ong"


def test_a_year_is_put_where_none_is() -> None:
    assert with_years("quý 3 nuôi ong", 2026) == "quý III/2026 nuôi ong"
    assert with_years("năm 2025 nuôi ong", 2026) == "năm 2025 nuôi ong"
    assert with_years("quý 3 nuôi ong", None) == "quý 3 nuôi ong"


def test_units_are_written_with_their_kind_once() -> None:
    assert written([MAY, REO, MAY]) == "xã Suối Mây và xã Thông Reo"


def test_a_name_keeps_its_capital() -> None:
    assert preceded("Hợp tác xã", "Năm 2025") == "Năm 2025 hợp tác xã" and preceded("Lò Văn Mẫu", "Xã A") == "Xã A: Lò Văn Mẫu"
