"""The desk with a language model that writes: what comes when, and what is kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant import wording
from assistant.answer import Answer
from assistant.desk import Actions, Desk
from assistant.prose import Writer
from assistant.service.app import create_app
from tests.assistant.prose.fakes import FakeModel, Output, says
from tests.assistant.service.conftest import HERE
from tests.assistant.service.fakes import SENTENCES, UP, FakeSearch, Stage, stage
from tests.assistant.service.test_chat import CHAT, POOR, STREAM, events
from vectorstore.breaker import FAILURES
from vectorstore.conversations import Message, messages

OURS = f"{SENTENCES[0]} [1]"
FIRST = "Tháng 3 năm 2026, toàn xã có 45 hộ nghèo, giảm 6 hộ so với tháng trước [1]."
SECOND = "So với tháng trước, giảm 6 hộ [1]."
GOOD, WRONG = says("Tháng 3 năm 2026, toàn xã có 45 hộ nghèo, ", f"giảm 6 hộ so với tháng trước [1]. {SECOND}"), says("Có 46 hộ nghèo [1].")
ELSEWHERE = "Giá vàng hôm nay?"


def desk_with(staged: Stage, model: FakeModel) -> Desk:
    actions = Actions(staged.handed.submit, staged.handed.revise, staged.archive.delete)
    return Desk(staged.archive, FakeSearch(staged.archive), staged.responder, actions, Writer(model))


def said(found: list[tuple[str, object]]) -> tuple[str, str]:
    """The tokens before and after the rewriting begins."""
    names = [name for name, _ in found]
    at = names.index("rewrite") if "rewrite" in names else len(names)
    first, second = ("".join(str(data) for name, data in part if name == "token") for part in (found[:at], found[at:]))
    return first, second


def kept(staged: Stage, answer: Answer | None = None) -> Message:
    """The only message of the only conversation."""
    ((id_, _, _),) = staged.desk.conversations()
    (message,) = messages(staged.archive, id_)
    assert answer is None or (message.id, message.answer["answer"]) == (answer.message_id, answer.answer)
    return message


# ---------------------------------------------------------------- what comes when


def test_our_own_words_come_first_and_then_the_prose(staged: Stage) -> None:
    found = list(desk_with(staged, FakeModel(GOOD)).stream(POOR))
    names = [name for name, _ in found]
    assert list(dict.fromkeys(names)) == ["sources", "token", "rewrite", "answer"]
    assert (names[0], names.count("rewrite"), names[-1], names.count("answer")) == ("sources", 1, "answer", 1)
    assert names[names.index("rewrite") + 1 : -1] == ["token", "token"]
    assert said(found) == (OURS, f"{FIRST} {SECOND}")


def test_the_answer_is_the_prose_with_what_stays_below(staged: Stage) -> None:
    answer = desk_with(staged, FakeModel(GOOD)).ask(POOR)
    assert (answer.mode, answer.answer) == ("llm", f"{FIRST} {SECOND}\n\n{wording.CHECKED}")
    assert [citation.quote for citation in answer.citations] == [SENTENCES[0]]


@pytest.mark.parametrize(
    "output", [WRONG, says(), says("Có", ends="raises"), says("Có", ends="stalls")], ids=("wrong", "empty", "raises", "stalls")
)
def test_without_prose_that_holds_nothing_is_rewritten(staged: Stage, output: Output) -> None:
    found = list(desk_with(staged, FakeModel(output)).stream(POOR))
    assert said(found) == (OURS, "") and "rewrite" not in dict(found)
    answer = found[-1][1]
    assert isinstance(answer, Answer) and (answer.answer, answer.mode) == (OURS, "extractive")


def test_a_refusal_is_not_given_to_the_model(staged: Stage) -> None:
    model = FakeModel(GOOD)
    assert not desk_with(staged, model).ask(ELSEWHERE).answerable
    assert not model.asked


def test_a_dead_endpoint_is_asked_no_more_after_some_failures(staged: Stage) -> None:
    model = FakeModel(*[says(ends="raises")] * FAILURES, GOOD)
    desk = desk_with(staged, model)
    assert [desk.ask(POOR).answer for _ in range(FAILURES + 3)] == [OURS] * (FAILURES + 3)
    assert len(model.asked) == FAILURES


def test_a_follow_up_is_given_to_the_model_with_the_question_that_it_leans_on(staged: Stage) -> None:
    model = FakeModel(GOOD, GOOD)
    desk = desk_with(staged, model)
    first = desk.ask(POOR)
    desk.ask("Còn hộ nghèo tháng trước?", first.conversation_id)
    assert model.asked[1][-1][1].endswith(f"Câu hỏi: {POOR} Còn hộ nghèo tháng trước?")


def test_the_desk_says_which_model_writes(staged: Stage) -> None:
    model = FakeModel()
    assert desk_with(staged, model).model == model.state
    assert staged.desk.model is None


# ---------------------------------------------------------------- what is kept


def test_the_prompt_and_what_the_model_returned_are_kept_with_the_answer(staged: Stage) -> None:
    model = FakeModel(GOOD)
    message = kept(staged, desk_with(staged, model).ask(POOR))
    assert message.evidence["model"] == "fake"
    assert [tuple(line) for line in json.loads(message.evidence["prompt"])] == model.asked[0]
    assert message.evidence["raw"] == f"{FIRST} {SECOND}"


def test_what_was_returned_and_not_told_is_kept_too(staged: Stage) -> None:
    message = kept(staged, desk_with(staged, FakeModel(WRONG)).ask(POOR))
    assert (message.answer["mode"], message.evidence["model"], message.evidence["raw"]) == ("extractive", "fake", "Có 46 hộ nghèo [1].")


def test_an_answer_without_a_model_has_no_prompt(staged: Stage) -> None:
    message = kept(staged, staged.desk.ask(POOR))
    assert [message.evidence[name] for name in ("model", "prompt", "raw")] == ["", "", ""]


@pytest.mark.parametrize("until", ["sources", "token", "rewrite"])
def test_an_answer_that_is_left_half_way_is_kept(staged: Stage, until: str) -> None:
    model = FakeModel(GOOD)
    stream = desk_with(staged, model).stream(POOR)
    assert isinstance(stream, Iterator)
    while next(stream)[0] != until:
        pass
    stream.close()  # type: ignore[attr-defined]
    message = kept(staged)
    assert (message.question, message.answer["answer"]) == (POOR, OURS)
    assert model.ended == len(model.asked)  # the model is not left writing


# ---------------------------------------------------------------- over HTTP


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[TestClient]:
    """The service with a model that writes well twice."""
    with stage(tmp_path / "writing") as staged:
        staged.readiness.provide(desk_with(staged, FakeModel(GOOD, GOOD)), lambda: UP)
        with TestClient(create_app(staged.readiness), base_url=HERE, raise_server_exceptions=False) as client:
            yield client


def test_the_stream_of_the_service_has_the_same_events(writing: TestClient) -> None:
    found = events(writing.post(STREAM, json={"question": POOR}).text)
    assert list(dict.fromkeys(name for name, _ in found)) == ["sources", "token", "rewrite", "answer"]
    assert said(found) == (OURS, f"{FIRST} {SECOND}") and dict(found)["rewrite"] == []
    answer = found[-1][1]
    assert isinstance(answer, dict) and answer["mode"] == "llm"


def test_an_answer_in_one_piece_is_the_same(writing: TestClient) -> None:
    streamed = events(writing.post(STREAM, json={"question": POOR}).text)[-1][1]
    whole = writing.post(CHAT, json={"question": POOR}).json()
    assert isinstance(streamed, dict) and (whole["answer"], whole["mode"]) == (streamed["answer"], "llm")
