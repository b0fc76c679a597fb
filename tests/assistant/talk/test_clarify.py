"""A question that several units answer alike is asked back."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerKind, ChatFilters
from assistant.reply import Reply
from assistant.respond import Responder
from assistant.talk.clarify import MOST, asked_back, picked
from assistant.talk.pointed import Choice

CHOICES = ("Xã A có gì?", "Xã B có gì?", "Xã C có gì?")
BARE = "Quý I/2026 thu ngân sách được bao nhiêu?"


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("xã thứ hai", 1),
        ("cái đầu tiên", 0),
        ("thứ nhất nhé", 0),
        ("số 3", 2),
        ("2", 1),
        ("xã cuối cùng", 2),
        ("Xã B có gì?", 1),
        ("xa thu hai", 1),
    ],
)
def test_a_choice_is_picked_by_its_place_or_by_itself(text: str, choice: int) -> None:
    assert picked(text, CHOICES) == CHOICES[choice]


@pytest.mark.parametrize("text", ["xã nào nhiều nhất?", "quý 1", "tháng 2", "cả hai", "thứ sáu", "Còn hộ nghèo?", ""])
def test_what_picks_nothing_is_a_question(text: str) -> None:
    assert picked(text, CHOICES) is None


def test_without_choices_nothing_is_picked() -> None:
    assert picked("thứ hai", ()) is None and picked("cuối cùng", ()) is None


def test_a_question_back_names_what_may_be_meant_and_answers_nothing() -> None:
    reply = asked_back([Choice("xã A", "Xã A có gì?"), Choice("xã B", "Xã B có gì?")])
    assert reply.answer == "Anh/chị muốn hỏi của đơn vị nào: xã A hay xã B?"
    assert (reply.answerable, reply.kind, reply.citations, reply.choices) == (False, AnswerKind.NONE, (), ("Xã A có gì?", "Xã B có gì?"))
    of_periods = asked_back([Choice("quý I/2026", "a"), Choice("quý II/2026", "b")])
    assert of_periods.answer == "Anh/chị muốn hỏi của kỳ nào: quý I/2026 hay quý II/2026?"


def test_many_choices_are_cut_and_it_is_said() -> None:
    reply = asked_back([Choice(f"xã {n}", f"Xã {n}?") for n in range(MOST + 2)])
    assert len(reply.choices) == MOST and reply.answer.endswith("hay đơn vị khác?")


# ---------------------------------------------------------------- over the demo archive


def said(responder: Responder, *turns: str, filters: ChatFilters | None = None) -> Reply:
    state = None
    for turn in turns:
        reply, state = responder.respond(turn, state, filters)
    return reply


def test_a_figure_of_several_communes_is_never_guessed(responder: Responder) -> None:
    reply = said(responder, BARE)
    assert not reply.answerable and len(reply.choices) == 4
    assert reply.choices[0] == "Quý I/2026 xã Mường Vân thu ngân sách được bao nhiêu?"


@pytest.mark.parametrize("pick", ["Pắc Ngần", "xa pac ngan", "ý tôi là xã Pắc Ngần"])
def test_the_choice_is_answered(responder: Responder, pick: str) -> None:
    assert "412,7 triệu đồng" in said(responder, BARE, pick).answer


def test_the_place_in_the_row_is_the_choices(responder: Responder) -> None:
    choices = said(responder, BARE).choices
    for n, choice in enumerate(choices, start=1):
        assert said(responder, BARE, f"xã thứ {n}").answer == said(responder, choice).answer


@pytest.mark.parametrize(
    "question",
    [
        "Quý I/2026 xã nào thu ngân sách nhiều nhất?",
        "Quý I/2026 tổng thu ngân sách các xã là bao nhiêu?",
        "Xã Mường Vân thu ngân sách bao nhiêu?",
    ],
)
def test_a_question_over_all_units_or_with_one_is_not_asked_back(responder: Responder, question: str) -> None:
    assert not said(responder, question).choices


def test_an_archive_of_one_unit_is_not_asked_back(responder: Responder) -> None:
    reply = said(responder, BARE, filters=ChatFilters(issuers=("UBND xã Pắc Ngần",)))
    assert reply.answerable and "412,7" in reply.answer
