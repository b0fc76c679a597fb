"""Sentences that may answer, the best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assistant.made import found, header, passage, ranked
from vectorstore.report import PassageKind
from vectorstore.stored import StoredPassage

PINE = header("UBND xã Thông Reo", "quý I năm 2026")
FILL = "Trời mưa nhiều, đường trơn trượt."


def best(question: str, *passages: StoredPassage) -> str:
    return ranked(found(question, *passages))[0].text


def test_the_sentence_that_holds_the_question_comes_first() -> None:
    text = passage(f"{FILL} Xã nuôi 30 tổ ong mật. Trồng mới 12,5 ha cam.")
    assert best("Xã nuôi bao nhiêu tổ ong mật?", text) == "Xã nuôi 30 tổ ong mật."


def test_words_of_the_heading_count_for_the_sentence_below() -> None:
    bees = passage("Hiện có 30 tổ.", section=("II. KẾT QUẢ", "1. Nuôi ong mật"))
    goats = passage("Hiện có 45 tổ.", section=("II. KẾT QUẢ", "2. Nuôi dê núi"), ordinal=1)
    for order in ((bees, goats), (goats, bees)):
        assert best("Nuôi ong mật hiện có bao nhiêu tổ?", *order) == "Hiện có 30 tổ."


def test_sentences_of_another_unit_or_period_are_not_evidence() -> None:
    own, other = passage("Nuôi 30 tổ ong.", PINE), passage("Nuôi 45 tổ ong.", header("UBND xã Đá Bạc"))
    assert [one.text for one in ranked(found("Xã Thông Reo nuôi bao nhiêu tổ ong?", own, other))] == ["Nuôi 30 tổ ong."]
    assert ranked(found("Quý IV/2025 xã Thông Reo nuôi bao nhiêu tổ ong?", own, other)) == []


def test_the_report_of_the_very_period_is_preferred() -> None:
    quarter = passage("Nuôi 30 tổ ong.", PINE)
    half = passage("Nuôi 45 tổ ong.", header("UBND xã Thông Reo", "6 tháng đầu năm 2026"))
    for order in ((quarter, half), (half, quarter)):
        assert best("6 tháng đầu năm 2026 xã Thông Reo nuôi bao nhiêu tổ ong?", *order) == "Nuôi 45 tổ ong."


def test_the_words_of_another_body_are_foreign() -> None:
    women = passage("Cho 30 hộ vay vốn nuôi ong.", section=("Hội Phụ nữ",))
    (one,) = ranked(found("Hội Nông dân cho bao nhiêu hộ vay vốn nuôi ong?", women))
    assert one.foreign
    (own,) = ranked(found("Hội Phụ nữ cho bao nhiêu hộ vay vốn nuôi ong?", women))
    assert not own.foreign and own.score > one.score


def test_a_weighty_word_that_is_nowhere_makes_a_sentence_lack() -> None:
    texts = passage("Xã nuôi 30 tổ ong mật. Đã làm chuồng dê núi.")
    lacking = ranked(found("Xã nuôi bao nhiêu dê núi?", texts))
    assert {one.text: one.lacking for one in lacking} == {"Xã nuôi 30 tổ ong mật.": True, "Đã làm chuồng dê núi.": False}


def test_what_is_planned_is_no_answer_to_what_was_done() -> None:
    done = passage("Trồng 12,5 ha cam.", section=("I. KẾT QUẢ",))
    planned = passage("Trồng 20,0 ha cam.", section=("II. NHIỆM VỤ THỜI GIAN TỚI",), ordinal=1)
    for order in ((done, planned), (planned, done)):
        assert best("Đã trồng bao nhiêu ha cam?", *order) == "Trồng 12,5 ha cam."
        assert best("Thời gian tới trồng bao nhiêu ha cam?", *order) == "Trồng 20,0 ha cam."


def test_a_part_of_the_report_is_sought_under_its_heading() -> None:
    good = passage("Đường vào khu nuôi ong được mở.", section=("1. Ưu điểm",))
    bad = passage("Đường vào khu nuôi ong còn hẹp.", section=("2. Hạn chế",), ordinal=1)
    for order in ((good, bad), (bad, good)):
        assert best("Hạn chế về đường vào khu nuôi ong?", *order) == "Đường vào khu nuôi ong còn hẹp."


def test_a_cause_is_sought_under_causes() -> None:
    said = passage("Đàn ong giảm do thiếu hoa.", section=("2. Hạn chế",))
    cause = passage("Đàn ong giảm do thiếu hoa.", section=("3. Nguyên nhân",), ordinal=1)
    first = ranked(found("Vì sao đàn ong giảm?", said, cause))[0]
    assert first.passage.passage.section == ("3. Nguyên nhân",)


def test_letterheads_and_head_rows_are_no_answers() -> None:
    head = passage("Báo cáo nuôi ong xã Thông Reo", kind=PassageKind.HEAD)
    body = passage("Xã Thông Reo nuôi ong có lãi.", ordinal=1)
    assert best("Xã Thông Reo nuôi ong ra sao?", head, body) == "Xã Thông Reo nuôi ong có lãi."
    table = passage("Chỉ tiêu | Số tổ\nNuôi ong | 30", kind=PassageKind.TABLE, heads=("Chỉ tiêu", "Số tổ"))
    assert [one.text for one in ranked(found("Nuôi bao nhiêu tổ ong?", table))] == ["Nuôi ong | 30"]


def test_quoted_words_must_stand_there() -> None:
    fence = passage("Mô hình “Hàng rào xanh” có 12 hộ theo.")
    other = passage("Mô hình “Ngõ nhỏ sáng đèn” có 45 hộ theo.", ordinal=1)
    first, second = ranked(found("Mô hình “Hàng rào xanh” có bao nhiêu hộ theo?", other, fence))
    assert first.text.startswith("Mô hình “Hàng rào") and second.score < 0.6 * first.score


def test_the_tenth_is_not_the_ninth() -> None:
    ninth, tenth = passage("Kỳ họp lần thứ 9 bàn về nuôi ong."), passage("Kỳ họp lần thứ 10 bàn về nuôi ong.", ordinal=1)
    for order in ((ninth, tenth), (tenth, ninth)):
        assert best("Kỳ họp lần thứ 10 bàn về gì?", *order).startswith("Kỳ họp lần thứ 10")


def test_what_the_unit_did_alone_names_it() -> None:
    together = passage("Hai xã nuôi 75 tổ ong.", header(title="Báo cáo phối hợp giữa xã Suối Mây và xã Thông Reo"))
    alone = passage("Trong đó, xã Thông Reo nuôi 30 tổ ong.", together.report, ordinal=1)
    assert best("Riêng xã Thông Reo nuôi bao nhiêu tổ ong?", together, alone).endswith("30 tổ ong.")


def test_a_long_sentence_is_judged_by_its_best_stretch() -> None:
    near = passage("Xã mở lớp dạy nghề nuôi ong cho 45 hộ.")
    words = ", ".join(f"thôn số {n} làm đường bê tông vào khu dân cư" for n in range(3, 12))
    far = passage(f"Xã mở đường cho 99 hộ, {words}, dạy trẻ, mua nghề, nuôi cá, bán ong.", ordinal=1)
    assert best("Xã mở lớp dạy nghề nuôi ong cho bao nhiêu hộ?", far, near) == near.text


@pytest.mark.parametrize("question", ["Xã nuôi bao nhiêu tổ ong mật?", "Vì sao?", "Kể tên các giống ong."])
def test_evidence_is_in_order_and_word_for_word(question: str) -> None:
    evidence = ranked(found(question, passage(f"Xã nuôi 30 tổ ong mật. {FILL}"), passage("Ong mật, ong ruồi.", ordinal=1)))
    assert [one.score for one in evidence] == sorted((one.score for one in evidence), reverse=True)
    assert all(one.text in one.passage.source and 0.0 <= one.own <= 1.0 for one in evidence)


@given(st.text(max_size=80).map(lambda text: f"ong {text}"))
def test_any_question_finds_only_what_is_there(question: str) -> None:
    assert {one.text for one in ranked(found(question, passage(FILL)))} <= {FILL}
