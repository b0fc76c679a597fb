"""A model writes, each sentence is checked, and what holds is told as it comes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import wording
from assistant.answer import AnswerKind, StatedFigure
from assistant.check.check import Wrong
from assistant.check.marks import cited_by
from assistant.model import Breaker
from assistant.prose import Writer
from assistant.prose.merge import MODE
from assistant.prose.write import BAD_IN_A_ROW, MOST
from assistant.reply import Reply
from tests.assistant.model_faults import FAULTS, GOOD, QUESTION, GoodOutput, ModelFault
from tests.assistant.prose.fakes import FakeModel, Output, citation, listed, says, single, values, written
from vectorstore.breaker import FAILURES

GOOD_SENTENCE = "Quý IV năm 2026 có 12 cuộc tuần tra chung với 204 lượt người, kinh phí 45.000.000 đồng [1]."
REPLIES = (listed(), listed(AnswerKind.PASSAGE), single(), single(AnswerKind.PASSAGE))
FAILING = (says("Có 12 cuộc, ", ends="raises"), says("Theo", ends="stalls"), says(ends="raises"))


def writer(*outputs: Output) -> Writer:
    return Writer(FakeModel(*outputs))


# ---------------------------------------------------------------- faulty and good models


@pytest.mark.parametrize("reply", REPLIES, ids=("listed", "told", "figure", "passage"))
@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.id)
def test_whatever_a_faulty_model_says_the_reader_gets_a_true_answer(case: ModelFault, reply: Reply) -> None:
    told, found = written(writer(Output(case.chunks, case.ends)), reply)
    answer, streamed = found.reply.answer, " ".join(told)
    shown = f"{answer}\n{streamed}".lower()
    assert [words for words in case.never if words.lower() in shown] == []
    assert (
        set(cited_by(answer) or ()) <= {citation.n for citation in reply.citations} and cited_by(answer) and cited_by(streamed) is not None
    )
    assert ("đã kiểm chứng" in answer.lower()) <= (found.reply.mode == MODE and not found.faults)
    assert values(reply.answer) <= values(answer)
    assert answer == reply.answer if not told else answer.startswith(streamed)


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case.id)
def test_an_answer_without_prose_is_our_own_word_for_word(case: ModelFault) -> None:
    told, found = written(writer(Output(case.chunks, case.ends)), listed())
    assert (found.reply == listed()) == (not told)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.id)
def test_all_that_a_good_model_says_is_told(case: GoodOutput) -> None:
    told, found = written(writer(Output(case.chunks)), listed())
    assert [words for words in case.kept if words not in " ".join(told)] == []
    assert found.reply.mode == MODE and wording.CHECKED in found.reply.answer
    assert not found.faults and found.reply.answer.startswith(" ".join(told))


def test_a_sentence_is_told_before_the_next_is_asked_for() -> None:
    model = FakeModel(says("Quý IV năm 2026 có 12 cuộc tuần tra chung [1]. ", "Quý III ", "năm 2026 có", ends="stalls"))
    writing = Writer(model).write(QUESTION, listed())
    assert next(writing) == "Quý IV năm 2026 có 12 cuộc tuần tra chung [1]."
    assert not model.ended


def test_what_was_wrong_is_left_out_said_and_counted() -> None:
    model = FakeModel(says("Có 13 cuộc [1]. Có 14 cuộc [1]. Quý IV năm 2026 có 12 cuộc tuần tra chung [1]. Có 12 cuộc [7]."))
    one = Writer(model)
    told, found = written(one, listed())
    assert told == ["Quý IV năm 2026 có 12 cuộc tuần tra chung [1]."]
    assert [fault.wrong for fault in found.faults] == [Wrong.NUMBER, Wrong.NUMBER, Wrong.CITATION]
    assert one.wrong == {Wrong.NUMBER: 2, Wrong.CITATION: 1}
    assert wording.LEFT_OUT in found.reply.answer and wording.CHECKED not in found.reply.answer


def test_what_the_model_was_given_and_returned_is_kept() -> None:
    model = FakeModel(says("Có 13 cuộc [1]. ", "Có 12", ends="stops"))
    _, found = written(Writer(model), listed())
    assert (found.model, list(found.prompt), found.raw) == ("fake", model.asked[0], "Có 13 cuộc [1]. Có 12")


# ---------------------------------------------------------------- how long a model is listened to


def test_a_model_that_is_wrong_again_and_again_is_not_listened_to_any_longer() -> None:
    model = FakeModel(says(*["Có 13 cuộc [1]. "] * (BAD_IN_A_ROW + 1), GOOD_SENTENCE))
    told, found = written(Writer(model), listed())
    assert (told, len(found.faults), model.ended) == ([], BAD_IN_A_ROW, 1)


def test_a_model_that_goes_round_in_circles_is_not_listened_to_any_longer() -> None:
    model = FakeModel(says("Có 12 cuộc [1]. ", ends="endless"))
    told, found = written(Writer(model), listed())
    assert told == ["Có 12 cuộc [1]."]
    assert len(found.raw) < 100 and model.ended == 1


def test_a_model_that_has_much_to_say_is_heard_for_some_sentences() -> None:
    figures = ("12 cuộc tuần tra chung", "204 lượt người", "kinh phí 45.000.000 đồng", "mười hai cuộc tuần tra chung", "45 triệu đồng")
    more = ("Có 12 cuộc", "Có 12 cuộc tuần tra", "Kinh phí 45 triệu đồng")
    sentences = [f"Quý IV năm 2026, {words} [1]. " for words in figures] + [f"{words} [1]. " for words in more]
    told, _ = written(writer(says(*sentences)), listed())
    assert len(told) == MOST


def test_a_reader_who_leaves_ends_the_stream() -> None:
    model = FakeModel(says("Có 12 cuộc [1]. ", "Quý III năm 2026 có 11 cuộc [2]. ", ends="stalls"))
    writing = Writer(model).write(QUESTION, listed())
    next(writing)
    writing.close()
    assert model.ended == 1


# ---------------------------------------------------------------- when a model is not asked


@pytest.mark.parametrize("failing", FAILING, ids=("raises", "stalls", "raises at once"))
def test_a_model_that_fails_again_and_again_is_left_alone_for_a_while(failing: Output) -> None:
    clock = [0.0]
    model = FakeModel(*[failing] * FAILURES, says(GOOD_SENTENCE))
    one = Writer(model, Breaker(lambda: clock[0]))
    for _ in range(FAILURES + 3):
        assert written(one, single())[1].reply == single()
    assert len(model.asked) == FAILURES
    clock[0] += 3600
    assert written(one, single())[0] == [GOOD_SENTENCE]


def test_what_was_told_before_a_failure_stands() -> None:
    model = FakeModel(says("Quý IV năm 2026 có 12 cuộc tuần tra chung [1]. ", "Quý III", ends="raises"))
    told, found = written(Writer(model), listed())
    assert len(told) == 1 and found.reply.mode == MODE and found.reply.answer.startswith(told[0])


def test_a_wrong_answer_is_no_failure() -> None:
    model = FakeModel(*[says("Có 13 cuộc [1].")] * (FAILURES + 1), says(GOOD_SENTENCE))
    one = Writer(model)
    for _ in range(FAILURES + 1):
        assert written(one, single())[0] == []
    assert written(one, single())[0] == [GOOD_SENTENCE]


_COMPUTED = StatedFigure("tổng", "23", "cuộc", None, True, "12 + 11", None)


@pytest.mark.parametrize(
    "reply",
    [
        replace(single(), answerable=False, kind=AnswerKind.NONE),
        replace(single(), citations=()),
        replace(single(), figures=(_COMPUTED,)),
        replace(single(), citations=(citation(1, "5 | Trồng rừng mới | ha | 120,0 | 96,3 | 80,3"),)),
        single(AnswerKind.COMPARISON),
    ],
    ids=("refused", "uncited", "computed", "row", "compared"),
)
def test_an_answer_that_gains_nothing_by_prose_is_never_given_to_the_model(reply: Reply) -> None:
    model = FakeModel(says(GOOD_SENTENCE))
    told, found = written(Writer(model), reply)
    assert (told, found.reply, found.model, model.asked) == ([], reply, "", [])


def test_a_model_that_is_not_loaded_is_not_asked() -> None:
    model = FakeModel(says(GOOD_SENTENCE), ready=False)
    assert written(Writer(model), single())[1].reply == single()
    assert not model.asked and not Writer(model).wait()


# ---------------------------------------------------------------- whatever it says

_PIECES = (
    *("Có 12 cuộc", "001.234.567 cuộc", "0.125,5 ha", "8/0 xã", "12/5/2026", "31/02/2026", "quý IV", "năm 2026", "hai phẩy", "rưỡi"),
    *("(12 - 11)", "(12 + )", " [1]", " [2]", "[1,2]", "[000]", ".", ". ", "\n", "20 - 30 hộ", "9" * 30, "\x00", "İ", "१२", "½", "%"),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=10).map("".join) | st.text(max_size=60).map("{} [1].".format))
def test_no_text_costs_the_answer(said: str) -> None:
    told, found = written(writer(says(f"{said}\n")), single())
    assert values(single().answer) <= values(found.reply.answer)
    assert all(set(cited_by(sentence) or (0,)) == {1} for sentence in told)
