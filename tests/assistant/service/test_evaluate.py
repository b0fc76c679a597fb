"""The judging of gold questions."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, AnswerKind, Citation, StatedFigure
from assistant.evaluate import GoldItem, GoldSource, evaluate, judge, read_gold, scores
from vectorstore.errors import BadRequest

TEXT = "Toàn xã có 05 hộ nghèo, giảm 6 hộ⁹ so với cùng kỳ.\nHoà giải thành 12 vụ."
QUOTE = "Toàn xã có 05 hộ nghèo, giảm 6 hộ"
ITEM = GoldItem(
    "a1", "numeric_lookup", "Xã có mấy hộ nghèo?", True, must_contain=(("5 hộ", "năm hộ"),), sources=(GoldSource("a.txt", QUOTE),)
)
NONE = GoldItem("n1", "unanswerable", "Xã có mấy sân bay?", False)


def citing(*quotes: str, file: str = "a.txt") -> tuple[Citation, ...]:
    return tuple(Citation(n, "id7", file, "Báo cáo", None, None, None, None, "II", 99, quote, 0, 1) for n, quote in enumerate(quotes, 1))


def answer(text: str, *quotes: str, answerable: bool = True, figures: tuple[StatedFigure, ...] = ()) -> Answer:
    return Answer("c", "m", text, answerable, AnswerKind.FIGURE, "extractive", citing(*quotes), figures, (), 5)


TEXTS = {"a.txt": " ".join(TEXT.split())}
GOOD = answer("Xã có 05 hộ nghèo. [1]", QUOTE)


def test_a_right_answer_passes() -> None:
    verdict = judge(ITEM, GOOD, TEXTS)
    assert verdict.passed
    assert (verdict.correct, verdict.lead, verdict.cited, verdict.valid, verdict.grounded) == (True, True, True, True, True)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (answer("Xã có 16 hộ nghèo. [1]", QUOTE), "correct"),
        (answer("Xã có 05 hộ nghèo. " + "Và thế. " * 80, QUOTE), "correct"),
        (replace(GOOD, answerable=False), "correct"),
        (answer("Kết quả như sau: " + "vẫn thế, " * 30 + "05 hộ. [1]", QUOTE), "lead"),
        (answer("Xã có 05 hộ nghèo. [1]", "Hoà giải thành 12 vụ."), "cited"),
        (replace(GOOD, citations=citing(QUOTE, file="b.txt")), "cited"),
        (answer("Xã có 05 hộ nghèo. [1]", "Toàn xã có 05 hộ nghèo, giảm 7 hộ"), "valid"),
        (answer("Xã có 05 hộ nghèo."), "valid"),
        (answer("Xã có 05 hộ nghèo. [1]", f"{QUOTE} […] "), "valid"),
        (answer("Xã có 05 hộ nghèo, chiếm 99%. [1]", QUOTE), "grounded"),
    ],
)
def test_each_fault_is_seen(given: Answer, fault: str) -> None:
    verdict = judge(ITEM, given, TEXTS)
    assert getattr(verdict, fault) is False
    assert not verdict.passed or fault == "lead"


def test_spelling_variants_and_gaps_are_no_faults() -> None:
    item = replace(ITEM, must_contain=(("hòa giải",),))
    assert judge(item, answer("Hoà giải thành. [1]", "giảm 6 hộ […] so với cùng kỳ"), TEXTS).correct
    assert judge(item, answer("Hoà giải thành. [1]", "giảm 6 hộ […] so với cùng kỳ"), TEXTS).valid


def test_a_computed_number_is_grounded_by_its_figure() -> None:
    computed = StatedFigure("hộ nghèo kỳ trước", "11", "hộ", None, True, "05 + 6", 1)
    assert judge(ITEM, answer("Có 5 hộ, kỳ trước 11 hộ. [1]", QUOTE, figures=(computed,)), TEXTS).grounded


def test_not_in_the_archive_is_right_when_it_is_not() -> None:
    assert judge(NONE, answer("Không có trong kho.", answerable=False), TEXTS).passed
    assert not judge(NONE, GOOD, TEXTS).correct


def test_turns_are_asked_in_one_conversation() -> None:
    asked: list[tuple[str, str | None]] = []

    def ask(question: str, conversation: str | None) -> Answer:
        asked.append((question, conversation))
        return replace(GOOD, conversation_id=conversation or "c1")

    verdicts = list(evaluate([replace(ITEM, turns=("Câu trước?",))], ask, {"a.txt": TEXT}))
    assert asked == [("Câu trước?", None), (ITEM.question, "c1")]
    assert verdicts[0].passed


def test_scores_are_shares_of_those_they_concern() -> None:
    refusal = answer("Không có.", answerable=False)
    lookup, refused, total = scores([judge(ITEM, GOOD, TEXTS), judge(ITEM, refusal, TEXTS), judge(NONE, refusal, TEXTS)])
    assert (lookup.category, lookup.n, lookup.correct, lookup.lead, lookup.refused, lookup.cited) == (
        "numeric_lookup",
        2,
        0.5,
        0.5,
        None,
        0.5,
    )
    assert (refused.correct, refused.refused, refused.cited, refused.lead) == (1.0, 1.0, None, None)
    assert (total.n, total.refused) == (3, 1.0)


def test_gold_is_read_and_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    line = {
        "id": "a",
        "category": "list",
        "question": "q",
        "answerable": True,
        "must_contain": [["x"]],
        "sources": [{"file": "f", "quote": "q"}],
        "note": "n",
    }
    file.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    assert read_gold(file) == [GoldItem("a", "list", "q", True, must_contain=(("x",),), sources=(GoldSource("f", "q"),))]
    file.write_text(json.dumps(line) + "\n{}\n", encoding="utf-8")
    with pytest.raises(BadRequest, match="Dòng 2"):
        read_gold(file)


def test_an_ambiguous_question_is_right_when_it_is_asked_back_with_its_choices() -> None:
    item = GoldItem("c1", "ambiguous", "Có mấy hộ nghèo?", False, must_contain=(("xã A",), ("xã B",)), clarify=True)
    back = replace(answer("Anh/chị muốn hỏi của đơn vị nào: xã A hay xã B?", answerable=False), choices=("Xã A có mấy hộ nghèo?",))
    assert judge(item, back, TEXTS).correct
    assert not judge(item, replace(back, choices=()), TEXTS).correct
    assert not judge(item, replace(back, answer="Anh/chị muốn hỏi xã A?"), TEXTS).correct


def test_asking_back_is_no_refusal() -> None:
    assert not judge(NONE, replace(answer("Xã nào?", answerable=False), choices=("a", "b")), TEXTS).correct
