"""The verdict on one sentence of a model's text."""

from __future__ import annotations

import pytest

from assistant.check import fault_of, whole_sentences
from assistant.check.check import LONGEST, Fault, Wrong
from tests.assistant.check.made import source
from tests.assistant.model_faults import EVIDENCE, FAULTS, GOOD, QUESTION, GoodOutput, ModelFault

SOURCES = {1: source(EVIDENCE[0]), 2: source(EVIDENCE[1], 2, "Báo cáo . quý III năm 2026", "quý III năm 2026")}
ONCE = [fault for fault in FAULTS if fault.kind != "endless repetition"]  # each of its sentences holds: the writer says them once


def wrong(sentence: str) -> Fault | None:
    return fault_of(sentence, SOURCES, QUESTION)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Quý IV năm 2026 có 12 cuộc tuần tra chung.", Wrong.UNCITED),
        ("Quý IV năm 2026 có 12 cuộc tuần tra chung [3].", Wrong.CITATION),
        ("Quý IV năm 2026 có 12 cuộc tuần tra chung [a].", Wrong.CITATION),
        ("Quý IV năm 2026 có **12** cuộc <b> [1].", Wrong.MARKUP),
        ("Quý IV năm 2026 có 12 cuộc tuần tra chung (đã kiểm chứng) [1].", Wrong.CLAIM),
        ("Quý IV năm 2026 có 13 cuộc tuần tra chung [1].", Wrong.NUMBER),
        ("Hai quý có 24 cuộc (12 + 12,7) [1][2].", Wrong.NUMBER),
        ("Quý III năm 2026 có 12 cuộc tuần tra chung [1][2].", Wrong.PLACED),
        ("Xã Khe Lim tuần tra chung [1].", Wrong.NAME),
        ("Việc tuần tra chung rất nghiêm túc, được người dân khen ngợi [1].", Wrong.WORDS),
        ("Không tuần tra chung [1].", Wrong.WORDS),
        (f"Các xã tuần tra chung{' tuần tra chung' * 50} [1].", Wrong.LONG),
    ],
)
def test_a_sentence_that_its_cited_words_do_not_hold_has_a_fault(sentence: str, verdict: Wrong) -> None:
    found = wrong(sentence)
    assert found and found.wrong is verdict and found.words


def test_every_verdict_can_be_reached() -> None:
    cases = test_a_sentence_that_its_cited_words_do_not_hold_has_a_fault.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {verdict for _, verdict in cases} == set(Wrong)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Có 13 <b> [9].", Wrong.CITATION),
        ("Có 13 <b>.", Wrong.UNCITED),
        (f"Có 13 <b>{' cuộc' * LONGEST} [1].", Wrong.LONG),
        ("Có 13 <b> (đã kiểm chứng) [1].", Wrong.MARKUP),
        ("Có 13 cuộc (đã kiểm chứng) tại Khe Lim [1].", Wrong.CLAIM),
        ("Quý III năm 2026 có 13 cuộc tại Khe Lim [1].", Wrong.NUMBER),
        ("Năm 2026 có 12 cuộc tại thôn Khe Lim [1].", Wrong.PLACED),
        ("Tại Khe Lim không có gì [1].", Wrong.NAME),
    ],
)
def test_the_first_of_several_faults_is_told(sentence: str, verdict: Wrong) -> None:
    found = wrong(sentence)
    assert found and found.wrong is verdict


def test_what_stands_before_a_mark_is_held_by_that_mark_alone() -> None:
    assert wrong("Quý IV năm 2026 có 12 cuộc [1], quý III năm 2026 có 11 cuộc [2].") is None
    assert wrong("Quý IV năm 2026 có 12 cuộc [2], quý III năm 2026 có 11 cuộc [1].")
    assert wrong("Quý IV năm 2026 có 12 cuộc [1], quý III năm 2026 có 11 cuộc [1].")


def test_the_words_of_a_question_may_be_repeated_and_its_numbers_and_names_may_not() -> None:
    sources = {1: source("Đã tổ chức 12 cuộc họp.")}
    question = "Có phải lãnh đạo Khe Lim tổ chức ít nhất 15 cuộc họp giao ban định kỳ không?"
    assert fault_of("Đã tổ chức họp giao ban định kỳ [1].", sources, question) is None
    for sentence in ("Đã tổ chức 15 cuộc họp [1].", "Khe Lim và Khe Lim họp [1].", "Ít nhất đã họp [1].", "Có 12 cuộc họp giao ban [1]."):
        assert fault_of(sentence, sources, question), sentence


@pytest.mark.parametrize("case", ONCE, ids=lambda case: case.id)
def test_nothing_that_a_faulty_model_may_say_passes(case: ModelFault) -> None:
    repeated = case.chunks * (5 if case.ends == "endless" else 1)
    passed = " ".join(sentence for sentence in whole_sentences(repeated) if wrong(sentence) is None)
    assert [words for words in case.never if words.lower() in passed.lower()] == []


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.id)
def test_all_that_a_good_model_says_passes(case: GoodOutput) -> None:
    assert [(sentence, wrong(sentence)) for sentence in whole_sentences(case.chunks) if wrong(sentence)] == []
