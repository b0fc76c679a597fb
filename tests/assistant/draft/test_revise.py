"""A section as the reader edits it: what is no longer word for word is marked, and keeps only citations that bear it out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation, CitedPeriod
from assistant.draft.draft import Draft, DraftKind, DraftRequest, DraftSection, Statement
from assistant.draft.revise import revised, text_of
from vectorstore.errors import BadRequest

PERIOD = CitedPeriod("quý I năm 2026", date(2026, 1, 1), date(2026, 3, 31))
QUOTE = "- Tổ chức 06 cuộc tuần tra chung[footnoteRef:2] với trên 90 lượt người tham gia."
OTHER = "Trong kỳ không xảy ra cháy rừng."


def cited(n: int, quote: str) -> Citation:
    return Citation(n, "r", "r.txt", "Báo cáo", "UBND xã Suối Mây", None, None, PERIOD, "", None, quote, 0, len(quote))


LEAD = Statement("Theo Báo cáo của UBND xã Suối Mây, kỳ quý I năm 2026:", ())
PATROL = Statement("Tổ chức 06 cuộc tuần tra chung với trên 90 lượt người tham gia.", (1,))
FIRE = Statement(OTHER, (2,))
DRAFT = Draft(
    "d",
    "Bảo vệ rừng",
    DraftRequest(DraftKind.SYNTHESIS),
    (DraftSection("Kết quả", (LEAD, PATROL, FIRE)),),
    (cited(1, QUOTE), cited(2, OTHER)),
)


def edited(text: str) -> tuple[Statement, ...]:
    return revised(DRAFT, 0, text).sections[0].statements


def test_what_is_not_changed_stays_as_it_was() -> None:
    assert revised(DRAFT, 0, text_of(DRAFT.sections[0])) == DRAFT


def test_a_shorter_quote_is_still_one() -> None:
    assert edited("Tổ chức 06 cuộc tuần tra chung [1]") == (Statement("Tổ chức 06 cuộc tuần tra chung", (1,)),)


def test_words_of_the_readers_own_are_not_verified() -> None:
    assert edited("Xã đã làm rất tốt.") == (Statement("Xã đã làm rất tốt.", (), verified=False),)


def test_other_words_with_the_same_numbers_keep_their_source_unverified() -> None:
    said = "Đã tổ chức được 06 cuộc tuần tra chung, hơn 90 lượt người tham gia."
    assert edited(f"{said} [1]") == (Statement(said, (1,), verified=False),)


@pytest.mark.parametrize("said", ["Tổ chức 08 cuộc tuần tra chung với trên 90 lượt người.", "Thu ngân sách vượt chỉ tiêu được giao."])
def test_a_number_or_a_matter_that_the_source_has_not_loses_it(said: str) -> None:
    assert edited(f"{said} [1]") == (Statement(said, (), verified=False),)


def test_a_citation_that_is_none_is_dropped() -> None:
    assert edited(f"{OTHER} [2] [9]") == (FIRE,)
    assert edited(f"{OTHER} [9]") == (Statement(OTHER, (), verified=False),)


def test_a_sentence_before_another_has_no_part_in_its_citation() -> None:
    assert edited(f"Câu tự viết. {OTHER} [2]") == (Statement("Câu tự viết.", (), verified=False), FIRE)


def test_several_statements_may_stand_on_one_line() -> None:
    assert edited(f"{PATROL.text} [1] {OTHER} [2]") == (PATROL, FIRE)


def test_an_emptied_section_says_nothing() -> None:
    assert edited(" \n\n") == ()


@pytest.mark.parametrize("at", [-1, 1])
def test_a_section_that_is_none_is_refused(at: int) -> None:
    with pytest.raises(BadRequest, match="mục"):
        revised(DRAFT, at, "")


pieces = st.lists(st.sampled_from(["Tổ chức 06 cuộc", "08 vụ", OTHER, "[1]", "[2][1]", "[77]", "\n", ". ", "xã"]), max_size=10).map(
    " ".join
)


@given(pieces)
def test_nothing_unsourced_is_ever_verified(text: str) -> None:
    for statement in edited(text):
        quotes = [citation.quote for citation in DRAFT.citations if citation.n in statement.citations]
        assert not statement.verified or any(statement.text.rstrip(" .;,…") in quote for quote in quotes)
        assert set(statement.citations) <= {1, 2}


@given(st.text(max_size=80))
def test_any_text_can_be_edited_again_to_the_same(text: str) -> None:
    once = revised(DRAFT, 0, text)
    again = revised(once, 0, text_of(once.sections[0]))
    assert [s.text for s in again.sections[0].statements if s.verified] == [s.text for s in once.sections[0].statements if s.verified]
    assert replace(again, sections=()) == replace(DRAFT, sections=())
