"""What a question wants done with figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ledger.operation import Operation, Wanted, operating_words, operation_of
from vectorstore.text.normalize import fold, folded_syllables


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Quý I/2026 xã nào nuôi nhiều tổ ong nhất?", Operation.RANK),
        ("Xã nào dẫn đầu về nuôi ong?", Operation.RANK),
        ("Tỷ lệ hộ nghèo xã nào thấp nhất?", Operation.RANK),
        ("Quý nào nuôi nhiều ong nhất?", Operation.RANK_PERIODS),
        ("Năm nào xã Suối Mây nuôi ít ong nhất?", Operation.RANK_PERIODS),
        ("Tổng số tổ ong của các xã là bao nhiêu?", Operation.TOTAL),
        ("Các xã nuôi tất cả bao nhiêu tổ ong?", Operation.TOTAL),
        ("Cả ba xã gộp lại nuôi bao nhiêu tổ ong?", Operation.TOTAL),
        ("Số tổ ong qua các quý?", Operation.SERIES),
        ("Diễn biến số tổ ong của xã Suối Mây?", Operation.SERIES),
        ("Số tổ ong theo từng năm là bao nhiêu?", Operation.SERIES),
        ("Quý I, 6 tháng, 9 tháng số tổ ong lần lượt là bao nhiêu?", Operation.SERIES),
        ("Những xã nào chưa có báo cáo quý I/2026?", Operation.COVERAGE),
        ("Báo cáo quý I/2026 đã có đủ các xã chưa?", Operation.COVERAGE),
        ("Xã nào còn thiếu báo cáo?", Operation.COVERAGE),
        ("Kho có báo cáo của xã Suối Mây những quý nào?", Operation.PERIODS),
        ("Quý nào chưa có báo cáo?", Operation.PERIODS),
        ("Đàn ong và các loại cộng lại có khớp không?", Operation.AGREES),
        ("Báo cáo có số liệu nào không khớp?", Operation.CONFLICTS),
        ("Những chỗ nào trong báo cáo mâu thuẫn nhau?", Operation.CONFLICTS),
    ],
)
def test_the_operation_is_known_with_diacritics_and_without(text: str, operation: Operation) -> None:
    for written in (text, fold(text)):
        wanted = operation_of(written)
        assert wanted is not None and wanted.operation is operation


@pytest.mark.parametrize(
    "text",
    [
        "Quý I/2026 xã Suối Mây nuôi bao nhiêu tổ ong?",
        "Ba xã nào nuôi nhiều ong nhất?",  # a list is asked for
        "Đàn ong qua các năm thay đổi ra sao?",  # a telling, not a row of values
        "Vì sao số tổ ong giảm qua các năm?",
        "Ai nuôi nhiều ong nhất?",
        "Tổng kết công tác nuôi ong ra sao?",
        "Mâu thuẫn đất đai ở thôn Đồi xử lý thế nào?",
    ],
)
def test_a_question_about_one_thing_wants_no_operation(text: str) -> None:
    assert operation_of(text) is None


@pytest.mark.parametrize(("word", "most"), [("nhiều", True), ("cao", True), ("lớn", True), ("ít", False), ("thấp", False), ("nhỏ", False)])
def test_a_ranking_has_two_ends(word: str, most: bool) -> None:
    assert operation_of(f"Xã nào có số tổ ong {word} nhất?") == Wanted(Operation.RANK, most)


@pytest.mark.parametrize(("word", "most"), [("nhiều", True), ("ít", False)])
def test_what_is_counted_may_stand_inside_the_superlative(word: str, most: bool) -> None:
    assert operation_of(f"Xã nào nuôi {word} tổ ong mật nhất?") == Wanted(Operation.RANK, most)


@pytest.mark.parametrize(("unit", "kind"), [("xã", "xa"), ("phường", "phuong"), ("huyện", "huyen"), ("tỉnh", "tinh"), ("đơn vị", "xa")])
def test_the_kind_of_unit_is_the_one_named_and_else_a_commune(unit: str, kind: str) -> None:
    wanted = operation_of(f"{unit.capitalize()} nào nuôi nhiều ong nhất?")
    assert wanted is not None and wanted.kind == kind


def test_a_total_of_one_unit_is_not_of_several_together() -> None:
    one, many = operation_of("Tổng số tổ ong của xã Suối Mây là bao nhiêu?"), operation_of("Tổng số tổ ong của 3 xã là bao nhiêu?")
    assert one is not None and not one.together
    assert many is not None and many.together


def test_a_fraction_counts_no_units() -> None:
    wanted = operation_of("Tổng cộng 2/3 xã đạt bao nhiêu tiêu chí?")
    assert wanted is None or not wanted.together


# ---------------------------------------------------------------- the subject alone


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("xã nào nuôi nhiều tổ ong mật nhất", "nuôi tổ ong mật"),
        ("tổng số tổ ong mật của các xã", "tổ ong mật của"),
        ("tổ ong mật so với cùng kỳ năm trước tăng hay giảm", "tổ ong mật"),
        ("lũy kế từ đầu năm mở lớp nghề", "lớp nghề"),
        ("tổng đàn gia súc", "tổng đàn gia súc"),  # "tổng đàn" is the indicator's own name
        ("tổng sản lượng lương thực", "tổng sản lượng lương thực"),
    ],
)
def test_words_of_the_operation_name_nothing_that_is_counted(text: str, subject: str) -> None:
    left = fold(text)
    for phrase in sorted(operating_words(text), key=len, reverse=True):
        left = " ".join(f" {left} ".replace(f" {phrase} ", " ").split())
    assert left == fold(subject)


@given(st.text(max_size=120))
def test_any_text_has_an_operation_or_none(text: str) -> None:
    wanted = operation_of(text)
    assert wanted is None or wanted.kind
    assert all(phrase == " ".join(folded_syllables(phrase)) for phrase in operating_words(text))
