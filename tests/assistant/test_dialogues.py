"""Conversations of four to six turns over the demo archive, every turn judged with the turns before it."""

from __future__ import annotations

import pytest

from assistant.desk import Desk
from assistant.evaluate import Score, Verdict, canonical, judge, read_gold, scores
from tests.assistant.conftest import DEMO

# What the answers reach; a floor may be raised, never lowered.
CORRECT, FOLLOWING = 0.91, 0.90
ITEMS = read_gold(DEMO / "dialogues.jsonl")


@pytest.fixture(scope="module")
def verdicts(desk: Desk) -> list[Verdict]:
    """Every turn asked once, in the conversation of the turns before it."""
    texts = {name: canonical(text) for name, text in desk.texts().items()}
    conversations: dict[tuple[str, ...], str] = {}
    judged = []
    for item in ITEMS:
        answer = desk.ask(item.question, conversations.get(item.turns))
        conversations[(*item.turns, item.question)] = answer.conversation_id
        judged.append(judge(item, answer, texts))
    return judged


@pytest.fixture(scope="module")
def total(verdicts: list[Verdict]) -> Score:
    return scores(verdicts)[-1]


def share(verdicts: list[Verdict]) -> float:
    return sum(verdict.correct for verdict in verdicts) / len(verdicts)


def test_every_turn_before_another_is_one_of_the_questions() -> None:
    asked = {(*item.turns, item.question) for item in ITEMS}
    assert all(item.turns in asked for item in ITEMS if item.turns) and len(asked) == len(ITEMS)


def test_most_turns_are_answered_right(total: Score) -> None:
    assert (total.correct or 0.0) >= CORRECT


def test_most_follow_ups_are_answered_right(verdicts: list[Verdict]) -> None:
    assert share([verdict for verdict in verdicts if verdict.item.turns]) >= FOLLOWING


def test_what_is_ambiguous_is_asked_back_and_nothing_else(verdicts: list[Verdict]) -> None:
    assert all(verdict.correct for verdict in verdicts if verdict.item.clarify)
    back = [verdict.item.id for verdict in verdicts if verdict.answer.choices and not verdict.item.clarify]
    assert not back


def test_all_are_valid_and_grounded(total: Score) -> None:
    assert (total.valid, total.grounded) == (1.0, 1.0)
