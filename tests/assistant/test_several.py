"""Questions that ask several things at once."""

from __future__ import annotations

import pytest

from assistant.question import understand
from assistant.scope import Scope, scope_of
from assistant.several import by_period, by_place, parts
from tests.assistant.made import header

CLOUD, PINE = header("UBND xã Suối Mây", title="Báo cáo A"), header("UBND xã Thông Reo", title="Báo cáo B")
JOINT = header("Đảng ủy xã Đá Bạc", title="Báo cáo phối hợp giữa xã Suối Mây và xã Thông Reo")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Xã nuôi bao nhiêu dê?", ["Xã nuôi bao nhiêu dê?"]),
        ("Xã nuôi bao nhiêu dê và ai phụ trách nuôi dê?", ["Xã nuôi bao nhiêu dê", "ai phụ trách nuôi dê?"]),
        ("Trạm bơm do ai làm; trạm bơm khánh thành ngày nào?", ["Trạm bơm do ai làm", "trạm bơm khánh thành ngày nào?"]),
        ("Về trạm bơm: (a) ai làm? (b) hết bao nhiêu tiền?", ["Về trạm bơm ai làm", "Về trạm bơm hết bao nhiêu tiền"]),
        ("Xã nuôi dê và nuôi ong bao nhiêu con?", ["Xã nuôi dê và nuôi ong bao nhiêu con?"]),  # one side asks nothing
        ("Ai làm và ai chi tiền cho trạm bơm?", ["Ai làm và ai chi tiền cho trạm bơm?"]),  # one side is too short
    ],
)
def test_a_question_is_parted_where_both_sides_ask(text: str, pieces: list[str]) -> None:
    assert parts(text) == pieces


def scopes(text: str) -> list[Scope]:
    question = understand(text)
    return by_place(question, scope_of(question, [], [CLOUD, PINE, JOINT]), [CLOUD, PINE, JOINT])


@pytest.mark.parametrize(
    "text",
    [
        "So sánh đàn dê của xã Suối Mây và xã Thông Reo",
        "Xã Suối Mây và xã Thông Reo lần lượt nuôi bao nhiêu dê?",
        "Đàn dê xã Suối Mây hay xã Thông Reo đông hơn?",
    ],
)
def test_units_set_side_by_side_are_asked_one_by_one(text: str) -> None:
    assert [[place.name for place in scope.places] for scope in scopes(text)] == [["suoi may"], ["thong reo"]]
    assert all(scope.own for scope in scopes(text))


@pytest.mark.parametrize("text", ["Xã Suối Mây nuôi bao nhiêu dê?", "Xã Suối Mây và xã Thông Reo phối hợp tuần tra mấy cuộc?"])
def test_one_unit_or_what_they_do_together_is_one_question(text: str) -> None:
    assert scopes(text) == []


def test_each_period_is_asked_by_itself() -> None:
    question = understand("Quý I/2026 và quý II/2026 nuôi bao nhiêu dê?")
    each = by_period(question, scope_of(question, [], [CLOUD]))
    assert [[period.label for period in scope.periods] for scope in each] == [["Quý I/2026"], ["quý II/2026"]]
    one = understand("Quý I/2026 nuôi bao nhiêu dê?")
    assert by_period(one, scope_of(one, [], [CLOUD])) == []
