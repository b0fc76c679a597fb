"""A follow-up becomes a question that can be asked by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import Place
from assistant.talk.whole import whole
from vectorstore.text.normalize import fold

MAY, REO, KHE = (Place("xa", fold(name), name) for name in ("Suối Mây", "Thông Reo", "Khe Vàng"))
UNITS = [MAY, REO, KHE]
FIRST = "Quý II/2026 xã Suối Mây nuôi bao nhiêu tổ ong?"


def asked(text: str, *earlier: str, spoken: tuple[Place, ...] = ()) -> tuple[str, ...]:
    """The turns that a follow-up is asked as first."""
    return whole(text, earlier or (FIRST,), UNITS, spoken).readings[0].asked.turns


def chained(*turns: str) -> tuple[str, ...]:
    """The thread after a whole conversation, each follow-up read as it most likely is."""
    thread: tuple[str, ...] = ()
    for turn in turns:
        thread = whole(turn, thread, UNITS).readings[0].thread.turns
    return thread


def test_the_first_question_stands_as_it_is() -> None:
    meant = whole(FIRST, (), UNITS)
    assert meant.sure and [reading.asked.turns for reading in meant.readings] == [(FIRST,)]


@pytest.mark.parametrize(
    "text",
    [
        "Còn xã Thông Reo?",
        "Thông Reo thì sao?",
        "Thế bên Thông Reo?",
        "the con thong reo",
        "à không, ý tôi là xã Thông Reo",
        "Thông Reo nhé",
    ],
)
def test_another_unit_takes_the_place_of_the_one_before(text: str) -> None:
    assert asked(text) == ("Quý II/2026 xã Thông Reo nuôi bao nhiêu tổ ong?",)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Thế quý trước?", "Quý I/2026"),
        ("Kỳ trước thì sao?", "Quý I/2026"),
        ("Cùng kỳ năm ngoái?", "Quý II/2025"),
        ("Sang quý sau thì thế nào?", "Quý III/2026"),
        ("nhầm, quý IV cơ", "Quý IV/2026"),
        ("Thế cả năm?", "Năm 2026"),
        ("Còn 6 tháng?", "6 tháng đầu năm 2026"),
        ("Năm 2025 thì sao?", "Năm 2025"),
        ("quy 3 nam 2025 thi sao", "Quý III/2025"),
        ("tôi hỏi quý I ấy", "Quý I/2026"),
    ],
)
def test_another_period_takes_the_place_of_the_one_before(text: str, period: str) -> None:
    assert asked(text) == (f"{period} xã Suối Mây nuôi bao nhiêu tổ ong?",)


def test_the_year_before_may_be_meant_whole() -> None:
    readings = whole("Còn năm ngoái?", (FIRST,), UNITS).readings
    assert [reading.asked.turns[0][:11] for reading in readings] == ["Quý II/2025", "Năm 2025 xã"]


def test_a_unit_and_a_period_are_replaced_together() -> None:
    assert asked("Quý I của Khe Vàng?") == ("Quý I/2026 xã Khe Vàng nuôi bao nhiêu tổ ong?",)


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("không phải Suối Mây mà Thông Reo", "Quý II/2026 xã Thông Reo nuôi bao nhiêu tổ ong?"),
        ("Không phải tổ ong mà đàn dê", "Quý II/2026 xã Suối Mây nuôi bao nhiêu đàn dê?"),
        ("đàn dê chứ không phải tổ ong", "Quý II/2026 xã Suối Mây nuôi bao nhiêu đàn dê?"),
    ],
)
def test_what_was_wrong_is_replaced_by_what_is_right(text: str, turn: str) -> None:
    assert asked(text) == (turn,)


def test_a_comparison_is_put_on_the_question() -> None:
    assert asked("so với kỳ trước tăng hay giảm?") == ("Quý II/2026 xã Suối Mây nuôi bao nhiêu tổ ong, so với kỳ trước tăng hay giảm?",)


def test_another_comparison_takes_the_place_of_the_first() -> None:
    thread = chained(FIRST, "so với kỳ trước tăng hay giảm?", "Còn so với cùng kỳ?")
    assert thread == ("Quý II/2026 xã Suối Mây nuôi bao nhiêu tổ ong, so với cùng kỳ?",)


def test_a_ranking_drops_the_unit_and_a_row_of_periods_the_period() -> None:
    assert asked("Xã nào nhiều nhất?") == ("Quý II/2026 nuôi tổ ong: Xã nào nhiều nhất?",)
    assert "Quý II" not in asked("Diễn biến qua các quý?")[0] and "Suối Mây" in asked("Diễn biến qua các quý?")[0]


def test_what_is_asked_anew_keeps_unit_and_period() -> None:
    meant = whole("Còn đàn dê?", (FIRST,), UNITS)
    assert not meant.sure and meant.own == "đàn dê"
    assert [reading.asked.turns for reading in meant.readings] == [
        (FIRST, "Quý II/2026 xã Suối Mây đàn dê là bao nhiêu?"),
        ("Quý II/2026 xã Suối Mây đàn dê là bao nhiêu?",),
    ]


@pytest.mark.parametrize("text", ["Vì sao?", "Sao lại thế?", "Ở thôn nào?", "Trong đó ong nội bao nhiêu?"])
def test_a_detail_stands_on_the_question_before(text: str) -> None:
    for reading in whole(text, (FIRST,), UNITS).readings:
        assert "tổ ong" in reading.asked.query


def test_a_cause_is_not_asked_for_again_of_another_unit() -> None:
    assert chained(FIRST, "Vì sao?", "Còn Thông Reo?") == ("Quý II/2026 xã Thông Reo nuôi bao nhiêu tổ ong?",)


def test_a_question_with_unit_and_period_inherits_nothing() -> None:
    text = "Năm 2025 xã Thông Reo đã trồng mới được tất cả bao nhiêu ha rừng?"
    meant = whole(text, (FIRST,), UNITS)
    assert meant.sure and meant.readings[0].asked.turns == (text,)


def test_a_question_with_a_unit_and_a_thing_of_its_own_takes_the_period() -> None:
    assert asked("Thế xã Thông Reo trồng bao nhiêu ha cam?") == ("Quý II/2026 xã Thông Reo trồng bao nhiêu ha cam?",)


def test_a_long_question_of_its_own_is_also_read_by_itself() -> None:
    text = "Hội Nông dân đã tổ chức những lớp tập huấn nào cho hội viên?"
    turns = [reading.asked.turns for reading in whole(text, (FIRST,), UNITS).readings]
    assert turns == [(f"Quý II/2026 xã Suối Mây: {text}",), (text,)]


def test_a_period_without_a_year_is_of_the_year_before() -> None:
    assert asked("Thế bên Thông Reo quý 3 trồng bao nhiêu ha cam?") == ("bên Thông Reo quý III/2026 trồng bao nhiêu ha cam?",)


def test_a_unit_that_is_pointed_at_is_the_one_before() -> None:
    assert "xã Suối Mây" in asked("Xã đó trồng bao nhiêu ha cam?")[0]


def test_one_of_several_units_is_asked_back() -> None:
    both = "Quý II/2026 xã Suối Mây và xã Thông Reo nuôi bao nhiêu tổ ong?"
    choices = whole("Xã đó trồng bao nhiêu ha cam?", (both,), UNITS).choices
    assert [choice.shown for choice in choices] == ["xã Suối Mây", "xã Thông Reo"]
    assert [choice.question for choice in choices] == [
        "Quý II/2026 xã Suối Mây trồng bao nhiêu ha cam?",
        "Quý II/2026 xã Thông Reo trồng bao nhiêu ha cam?",
    ]


def test_one_of_several_periods_is_asked_back_and_then_told() -> None:
    both = "Xã Suối Mây quý I và quý II năm 2026 nuôi bao nhiêu tổ ong?"
    meant = whole("Quý đó trồng bao nhiêu ha cam?", (both,), UNITS)
    assert [choice.shown for choice in meant.choices] == ["quý I/2026", "quý II/2026"]
    assert asked("quý 1 ấy", *meant.readings[0].thread.turns) == ("Quý I/2026 xã Suối Mây trồng bao nhiêu ha cam?",)


def test_the_other_unit_is_one_that_was_spoken_of() -> None:
    assert asked("Thế xã kia?", spoken=(MAY, REO)) == ("Quý II/2026 xã Thông Reo nuôi bao nhiêu tổ ong?",)
    assert [choice.shown for choice in whole("Thế xã kia?", (FIRST,), UNITS, (MAY, REO, KHE)).choices] == ["xã Thông Reo", "xã Khe Vàng"]


def test_each_follow_up_builds_on_the_last_whole_question() -> None:
    assert chained(FIRST, "Còn Thông Reo?", "Thế quý trước?", "nhầm, Khe Vàng cơ", "Kỳ trước nữa?") == (
        "Quý IV/2025 xã Khe Vàng nuôi bao nhiêu tổ ong?",
    )


def test_a_conversation_without_diacritics_stays_without_them() -> None:
    first, second = (f"quy 2 nam 2026 xa {name} nuoi bao nhieu to ong" for name in ("suoi may", "thong reo"))
    assert asked("con thong reo", first) == (second,)


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=3))
def test_any_text_has_a_reading(text: str, earlier: list[str]) -> None:
    assert whole(text, earlier, UNITS).readings


@pytest.mark.parametrize(
    "text",
    [
        "câu đó với xã Thông Reo",
        "cho tôi số của Thông Reo luôn",
        "lộn, Thông Reo mới phải",
        "UBND xã Thông Reo thì sao?",
        "Thông Reo nuôi được bao nhiêu?",
    ],
)
def test_words_about_the_asking_are_nothing_new(text: str) -> None:
    assert asked(text) == ("Quý II/2026 xã Thông Reo nuôi bao nhiêu tổ ong?",)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Thế quý hai?", "Quý II/2026"),
        ("đến cuối năm thì sao?", "Năm 2026"),
        ("nửa đầu năm?", "6 tháng đầu năm 2026"),
        ("quý IV năm ngoái?", "Quý IV/2025"),
        ("không phải năm 2026, năm 2025 cơ", "Năm 2025"),
    ],
)
def test_periods_in_everyday_words_are_known(text: str, period: str) -> None:
    assert asked(text) == (f"{period} xã Suối Mây nuôi bao nhiêu tổ ong?",)


def test_the_name_of_a_unit_is_no_question_word() -> None:
    """ "Mây" without its mark is "mấy" without its own."""
    assert "tổ ong trong đó" in whole("Trong đó ong nội bao nhiêu?", (FIRST,), UNITS).readings[-1].asked.turns[0]
    assert "xã Suối Mây" in whole("Trong đó ong nội bao nhiêu?", (FIRST,), UNITS).readings[-1].asked.turns[0]
