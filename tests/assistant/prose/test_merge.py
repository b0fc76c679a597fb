"""What of a model's sentences and of our own answer the reader gets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import wording
from assistant.answer import AnswerKind, StatedFigure
from assistant.check.marks import without_marks
from assistant.prose.merge import LONG, MODE, SHORT, accepts, merged, stands_for
from assistant.reply import Reply
from tests.assistant.prose.fakes import CITATIONS, SOURCE_LINE, listed, single

BODY = "Quý IV năm 2026, xã Suối Mây tổ chức 12 cuộc tuần tra với 204 lượt người. [1]"
SAME = "Trong quý IV năm 2026, xã Suối Mây tổ chức 12 cuộc tuần tra với 204 lượt người [1]."
CAUTION = "Lưu ý: báo cáo ghi hai giá trị khác nhau."


def reply(body: str = BODY, foot: str = SOURCE_LINE, kind: AnswerKind = AnswerKind.FIGURE) -> Reply:
    return Reply(f"{body}\n\n{foot}", True, kind, CITATIONS, ())


def with_prose(one: Reply, *prose: str, left_out: int = 0) -> str:
    return merged(one, prose, left_out).answer


# ---------------------------------------------------------------- whether prose says as much


def test_prose_that_says_the_same_stands_for_our_own_words() -> None:
    assert stands_for(SAME, BODY)


@pytest.mark.parametrize(
    "prose",
    [
        "Quý IV năm 2026, xã Suối Mây tổ chức 12 cuộc tuần tra [1].",  # a number less
        "Quý IV, xã Suối Mây tổ chức 12 cuộc tuần tra với 204 lượt người [1].",  # no year
        "Quý IV năm 2026, xã tổ chức 12 cuộc tuần tra với 204 lượt người [1].",  # no name
        "Quý IV năm 2026, Suối Mây: 12, 204 [1].",  # few words
        "Quý IV năm 2026, xã Suối Mây tổ chức 12 cuộc tuần tra với 204 lượt người [2].",  # of another citation
        f"{'Trong kỳ báo cáo này, như đã nêu ở trên, ' * 7} {SAME}",  # too late
        "",
    ],
)
def test_prose_that_says_less_does_not(prose: str) -> None:
    assert not stands_for(prose, BODY)


def test_numbers_are_compared_by_value() -> None:
    assert stands_for("Xã tổ chức 6 cuộc họp [1].", "Xã tổ chức 06 cuộc họp. [1]")
    assert stands_for("Xã chi 45 triệu đồng cho cuộc họp [1].", "Xã chi 45 triệu đồng cho cuộc họp. [1]")


def test_a_second_value_below_the_first_is_never_lost() -> None:
    both = f"{BODY}\nCùng báo cáo còn ghi: quý IV tổ chức 14 cuộc [2]"
    long = f"{BODY}{' Việc tuần tra được duy trì.' * 8}\nCùng báo cáo còn ghi: quý IV tổ chức 14 cuộc [2]"
    assert "14 cuộc [2]" in with_prose(reply(both), SAME)
    assert "14 cuộc [2]" in with_prose(reply(long), SAME)


# ---------------------------------------------------------------- what the reader gets


def test_prose_replaces_our_words_and_the_source_stays_below() -> None:
    assert with_prose(reply(), SAME) == f"{SAME}\n\n{SOURCE_LINE}\n\n{wording.CHECKED}"


def test_without_prose_the_reply_is_the_same() -> None:
    assert merged(reply(), (), 3) == reply()


def test_cautions_stay() -> None:
    told = with_prose(reply(foot=f"{CAUTION}\n{SOURCE_LINE}"), SAME)
    assert told.splitlines()[2:4] == [CAUTION, SOURCE_LINE]
    listing = with_prose(replace(listed(), answer=f"{listed().answer}\n{CAUTION}"), SAME)
    assert CAUTION in listing and SOURCE_LINE in listing


def test_what_was_left_out_is_said_instead_of_the_check() -> None:
    told = with_prose(reply(), SAME, left_out=1)
    assert wording.LEFT_OUT in told and wording.CHECKED not in told


@pytest.mark.parametrize("kind", [AnswerKind.LIST, AnswerKind.SUMMARY])
def test_a_list_keeps_our_own_words_below(kind: AnswerKind) -> None:
    body = listed().answer.partition(f"\n\n{SOURCE_LINE}")[0]
    assert with_prose(listed(kind), SAME) == f"{SAME}\n\n{body}\n\n{SOURCE_LINE}\n\n{wording.CHECKED}"


def test_prose_that_says_less_stands_above_our_own_words() -> None:
    less = "Xã Suối Mây tổ chức 12 cuộc tuần tra [1]."
    assert with_prose(reply(), less) == f"{less}\n\n{BODY}\n\n{SOURCE_LINE}\n\n{wording.CHECKED}"


def test_prose_without_a_figure_does_not_stand_before_one() -> None:
    assert merged(reply(), ("Xã Suối Mây có tổ chức tuần tra [1].",), 0) == reply()


def test_no_other_figure_stands_before_our_first() -> None:
    both = reply(f"{BODY}\nCùng báo cáo còn ghi: Trợ cấp 14 lượt hộ [2]")
    first, second = "Xã Suối Mây tổ chức 12 cuộc tuần tra [1].", "Trợ cấp 14 lượt hộ [2]."
    assert accepts(both, (first, second))
    assert not accepts(reply(), ("Có 14 lượt hộ [1].",))


@pytest.mark.parametrize("alone", ["Xã Suối Mây tổ chức 12 cuộc tuần tra [1].", "Trợ cấp 14 lượt hộ [2]."])
def test_of_two_sentences_side_by_side_none_is_told_alone(alone: str) -> None:
    assert not accepts(reply(f"{BODY}\nCùng báo cáo còn ghi: Trợ cấp 14 lượt hộ [2]"), (alone,))


def test_a_number_without_its_unit_does_not_stand_for_one_with_it() -> None:
    bare = "Quý IV năm 2026, số cuộc tuần tra của xã Suối Mây là 12, số lượt người là 204 [1]."
    assert not stands_for(bare, BODY) and stands_for(SAME, BODY)


def test_prose_that_pushes_our_first_words_too_far_down_is_not_told() -> None:
    chat = "Xã Suối Mây tổ chức 12 cuộc tuần tra trong quý IV năm 2026, trong quý IV năm 2026, xã tổ chức tuần tra 12 cuộc [1]."
    assert merged(reply(), (chat, chat), 0) == reply()


@pytest.mark.parametrize("left_out", [0, 2])
def test_a_short_answer_stays_short(left_out: int) -> None:
    more = ("Số lượt người tham gia tuần tra quý IV năm 2026 là 204 lượt người [1].",) * 9
    for count in range(10):
        told = merged(reply(), (SAME, *more[:count]), left_out)
        assert len(without_marks(told.answer)) <= SHORT
    assert not accepts(reply(), (SAME, *more))


def test_a_list_stays_within_its_length() -> None:
    body = "\n".join(["- Quý IV năm 2026, xã Suối Mây tổ chức 12 cuộc tuần tra. [1]"] * 28)
    long = reply(body, kind=AnswerKind.LIST)
    assert len(without_marks(long.answer)) < LONG
    assert merged(long, (SAME,) * 4, 0) == long


def test_only_prose_changes_the_mode() -> None:
    assert merged(reply(), (SAME,), 0).mode == MODE
    assert merged(reply(), (), 0).mode == "extractive"


def test_the_figures_of_the_prose_are_stated_once_with_their_citation() -> None:
    known = StatedFigure("cuộc tuần tra", "12", "cuộc", None, False, None, 1)
    told = merged(replace(single(), answer=f"{BODY}\n\n{SOURCE_LINE}", figures=(known,)), (SAME,), 0)
    assert [(figure.value, figure.unit, figure.citation) for figure in told.figures] == [("12", "cuộc", 1), ("204", "lượt người", 1)]
