"""Follow-ups take over what the conversation was about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.follow import EARLIER, SHORT, Thread, joined, leans, weighed
from assistant.question import Asks, understand
from assistant.scope import scope_of
from tests.assistant.made import PASSAGES, header, nowhere

FIRST = "Quý I/2026 xã Suối Mây nuôi bao nhiêu tổ ong?"
REPORTS = [header("UBND xã Suối Mây"), header("UBND xã Thông Reo")]


@pytest.mark.parametrize(
    "text",
    [
        "Còn Thông Reo thì sao?",
        "Thế quý II/2026?",
        "Vậy còn đàn dê?",
        "con dan de thi sao",
        "Trong đó thôn Đồi bao nhiêu?",
        "Ai chủ trì việc này?",
        "Kỳ trước bao nhiêu?",
        "Bao nhiêu hộ nuôi?",
    ],
)
def test_a_question_that_cannot_stand_alone_leans(text: str) -> None:
    assert leans(text, understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "Quý II/2026 xã Thông Reo trồng bao nhiêu ha cam?",
        "Hội Nông dân xã Suối Mây đã tổ chức những lớp tập huấn nào cho hội viên?",
    ],
)
def test_a_whole_question_does_not(text: str) -> None:
    assert not leans(text, understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "Tăng hay giảm so với tháng liền trước, chênh bao nhiêu?",
        "So với cùng kỳ năm trước thì tăng hay giảm, bao nhiêu?",
        "tang hay giam so voi thang lien truoc, chenh bao nhieu",
    ],
)
def test_a_comparison_alone_leans_however_long_it_is(text: str) -> None:
    assert len(text.split()) > SHORT
    assert leans(text, understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "Đàn dê tăng hay giảm so với tháng liền trước, chênh bao nhiêu con?",
        "Xã Thông Reo tăng hay giảm so với tháng liền trước, chênh bao nhiêu?",
        "Quý I/2026 tăng hay giảm so với tháng liền trước, chênh bao nhiêu?",
    ],
)
def test_a_long_comparison_of_something_does_not(text: str) -> None:
    assert not leans(text, understand(text))


def test_all_turns_are_searched_for() -> None:
    assert Thread(("a", "b")).query == "a . b"


def test_what_is_not_said_again_is_inherited() -> None:
    whole = joined(Thread((FIRST, "Còn Thông Reo thì sao?")))
    assert (whole.asks, whole.counted) == (Asks.QUANTITY, ("tổ ong",))
    assert [period.label for period in whole.periods] == ["Quý I/2026"]


def test_what_is_said_anew_replaces() -> None:
    whole = joined(Thread((FIRST, "Còn quý II/2026 có mấy lớp nghề?")))
    assert whole.counted == ("lớp nghề",)
    assert [period.label for period in whole.periods] == ["quý II/2026"]


@pytest.mark.parametrize(
    ("text", "label", "start"),
    [("Thế còn quý II?", "quý II", date(2026, 4, 1)), ("Còn tháng 9?", "tháng 9", date(2026, 9, 1))],
)
def test_a_period_without_a_year_is_of_the_year_of_the_turn_before(text: str, label: str, start: date) -> None:
    (period,) = joined(Thread((FIRST, text))).periods
    assert (period.label, period.start) == (label, start)


def test_a_year_of_its_own_is_kept_and_of_two_years_none_is_taken() -> None:
    (own,) = joined(Thread((FIRST, "Thế còn quý II/2025?"))).periods
    assert own.start == date(2025, 4, 1)
    two = joined(Thread(("Năm 2025 và năm 2026 nuôi bao nhiêu tổ ong?", "Thế còn quý II?"))).periods
    assert [period.start for period in two] == [None]


def test_what_is_compared_with_is_no_period_of_a_follow_up() -> None:
    (period,) = joined(Thread((FIRST, "Thế còn quý II so với cùng kỳ 2025?"))).periods
    assert period.start == date(2026, 4, 1)


def test_a_body_is_inherited_until_another_is_named() -> None:
    first = "Hội Nông dân xã Suối Mây có bao nhiêu hội viên?"
    assert joined(Thread((first, "Kết nạp mới bao nhiêu?"))).bodies == ("nong dan",)
    assert joined(Thread((first, "Còn Hội Phụ nữ?"))).bodies == ("phu nu",)


def test_inheritance_goes_through_several_turns() -> None:
    whole = joined(Thread((FIRST, "Còn đàn dê?", "Thế Thông Reo?")))
    assert whole.counted == ("tổ ong",) and whole.periods[0].label == "Quý I/2026"


def test_the_unit_is_inherited_or_replaced() -> None:
    def names(text: str) -> list[str]:
        return [place.name for place in scope_of(understand(text), [understand(FIRST)], REPORTS).places]

    assert names("Còn đàn dê?") == ["suoi may"]
    assert names("Còn Thông Reo?") == ["thong reo"]


def test_earlier_words_weigh_less() -> None:
    weights = {term.exact: term.weight for term in weighed(Thread((FIRST, "Còn đàn dê?")), nowhere, PASSAGES, frozenset()).terms}
    assert weights["ong"] == pytest.approx(EARLIER * weights["dê"]) and EARLIER < 0.5


def test_a_turn_without_words_of_its_own_asks_the_earlier_again() -> None:
    period = frozenset({"qui ii 2026"})
    weights = {term.exact: term.weight for term in weighed(Thread((FIRST, "Thế quý II/2026?")), nowhere, PASSAGES, period).terms}
    alone = {term.exact: term.weight for term in weighed(Thread((FIRST,)), nowhere, PASSAGES, period).terms}
    assert weights["ong"] == pytest.approx(alone["ong"])


def test_words_of_the_body_before_weigh_nothing_once_another_is_named() -> None:
    turns = Thread(("Hội Nông dân có bao nhiêu hội viên nuôi ong?", "Còn Hội Phụ nữ?"))
    weights = {term.folded: term.weight for term in weighed(turns, nowhere, PASSAGES, frozenset()).terms}
    assert weights["nong"] == 0.0 and weights["ong"] > 0 and weights["nu"] > 0


def test_names_of_units_and_periods_weigh_nothing() -> None:
    terms = weighed(Thread((FIRST,)), nowhere, PASSAGES, frozenset({"suoi may", "qui i 2026"})).terms
    assert [term.exact for term in terms if term.weight] == ["xã", "nuôi", "tổ", "ong"]
