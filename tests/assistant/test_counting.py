"""Whether a figure counts what is asked for."""

from __future__ import annotations

import pytest

from assistant.counting import COUNTED, counts, counts_all, numbers_of, states_what_is_counted
from assistant.question import understand
from vectorstore.text.figures import find_figures


def test_words_that_differ_in_their_marks_are_other_words() -> None:
    assert fit("hộ", "nhận 271 hồ sơ") < COUNTED <= fit("ho", "nhận 271 hồ sơ")
    assert fit("hộ", "có 45 hộ nuôi ong") >= 0.8


def test_the_numbers_of_days_are_no_numbers_of_the_question() -> None:
    assert numbers_of("Từ 01/7 đến 11/9/2025, trong 54/60 thùng ong có 12 thùng hỏng?") == {"54", "60", "12"}


def fit(noun: str, text: str) -> float:
    (figure,) = find_figures(text)
    return counts(noun, figure)


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("to ong", "30 tổ ong"),
        ("buoi chieu phim", "chiếu được 12 buổi chiếu phim"),
        ("% ke hoach", "đạt 87,5% kế hoạch"),
        ("phan tram", "đạt 87,5%"),
        ("phan cham", "đạt 87,5%"),  # as it is misspelt
        ("tien", "hết 45 triệu đồng"),
        ("kinh phi", "hết 1 tỷ 200 triệu đồng"),
        ("trieu dong", "hết 45 triệu đồng"),
        ("ha", "trồng 12,5 ha cam"),
        ("km", "làm 3,2 km đường"),
        ("con de", "nuôi 45 con dê"),
        ("cai gieng", "đào 06 giếng"),
        ("", "30 tổ ong"),
    ],
)
def test_a_figure_counts_what_follows_it(noun: str, text: str) -> None:
    assert fit(noun, text) >= 0.8


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("to ong", "đạt 87,5%"),
        ("% ke hoach", "30 tổ ong"),
        ("tien", "30 tổ ong"),
        ("ha", "30 tổ ong"),
        ("to ong", "12,5 ha cam"),
        ("con de", "30 tổ ong"),
        ("buoi chieu phim", "30 tổ ong"),
    ],
)
def test_a_figure_of_another_kind_does_not(noun: str, text: str) -> None:
    assert fit(noun, text) < COUNTED


def test_people_are_people_under_many_names() -> None:
    assert COUNTED <= fit("nguoi", "có 120 đại biểu dự") < fit("dai bieu", "có 120 đại biểu dự")


def test_the_first_word_says_what_is_counted() -> None:
    assert fit("ho nuoi ong", "có 30 hộ nuôi ong") == 1.0
    assert COUNTED <= fit("ho nuoi ong", "có 30 hộ trồng cam") < 1.0


def test_a_sentence_counts_everything_that_is_asked() -> None:
    question = understand("Mở bao nhiêu lớp nghề và bao nhiêu học viên theo học?")
    assert counts_all(question, "Mở 04 lớp nghề với 118 học viên.")
    assert not counts_all(question, "Mở 04 lớp nghề.")
    assert not counts_all(understand("Trạm bơm ở đâu?"), "Có 04 trạm bơm.")


def test_a_figure_that_the_question_states_is_no_answer() -> None:
    question = understand("Trong 12 lần kiểm tra, phát hiện bao nhiêu lần sai sót?")
    assert numbers_of(question.text) == {"12"}
    assert not states_what_is_counted(question, "Đã kiểm tra 12 lần.")
    assert states_what_is_counted(question, "Kiểm tra 12 lần, trong đó 03 lần sai sót.")


def test_what_is_counted_must_be_stated() -> None:
    question = understand("Xã nuôi bao nhiêu tổ ong?")
    assert states_what_is_counted(question, "Xã nuôi 30 tổ ong.")
    assert not states_what_is_counted(question, "Xã trồng 12,5 ha cam.")
    assert not states_what_is_counted(question, "Xã nuôi nhiều ong.")


def test_numbers_are_taken_as_they_are_written() -> None:
    assert numbers_of("1.250 hộ, 87,5% và 06 lớp") == {"1.250", "87,5", "06"}
