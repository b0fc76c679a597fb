"""How a follow-up opens, ends and corrects is not what it asks."""

from __future__ import annotations

import pytest

from assistant.talk.leaning import SAID_WRONG, between, uncorrected
from vectorstore.text.normalize import fold


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Còn hộ nghèo thì sao?", "hộ nghèo"),
        ("con ho ngheo thi sao", "ho ngheo"),
        ("Con trâu có bao nhiêu?", "Con trâu có bao nhiêu"),
        ("Thế còn năng suất thế nào ạ?", "năng suất"),
        ("Vì sao?", "Vì sao"),
        ("Sao lại chậm thế?", "vì sao chậm"),
        ("Cho tôi hỏi thêm, đàn dê?", "đàn dê"),
        ("", ""),
    ],
)
def test_what_is_said_around_is_cut(text: str, words: str) -> None:
    assert between(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("à không, ý tôi là xã A", "xã A"),
        ("nhầm, quý II cơ", "quý II cơ"),
        ("xin lỗi, tôi muốn hỏi đàn dê", "đàn dê"),
        ("tôi hỏi quý I", "quý I"),
    ],
)
def test_a_correction_is_heard(text: str, words: str) -> None:
    assert SAID_WRONG.search(fold(text)) and uncorrected(text) == words


def test_a_new_question_is_no_correction() -> None:
    assert not SAID_WRONG.search(fold("Không khí lạnh làm chết bao nhiêu con trâu?"))
