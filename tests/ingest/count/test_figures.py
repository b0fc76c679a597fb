"""Every stated quantity of a report, with its words in the stored text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.count.made import TABLE_FORMS, by_written, compiled, figures, only, with_table, words_at
from vectorstore.report import PassageKind

BODY = """1. Toàn xã có 386 hộ nghèo (chiếm 12,5%), giảm gần 12 hộ so với cùng kỳ.
2. Thu ngân sách đạt 1 tỷ 897,8 triệu đồng; có 8/10 thôn nộp đủ, mỗi thôn từ 20 đến 30 triệu đồng.
3. Mười lăm thôn có điện; rừng rộng 4.623,3ha⁹ và hiến 11.163m² đất."""


def test_a_figure_points_at_its_words() -> None:
    report = compiled(BODY)
    assert [words_at(report, figure) for figure in report.figures] == [
        "386 hộ",
        "12,5%",
        "gần 12 hộ",
        "1 tỷ 897,8 triệu đồng",
        "8/10 thôn",
        "20 đến 30 triệu đồng",
        "Mười lăm thôn",
        "4.623,3ha",
        "11.163m²",
    ]


def test_a_figure_says_how_it_is_written_and_what_it_is_worth() -> None:
    found = [(figure.written, figure.value, figure.upper, figure.of, figure.unit, figure.qualifier) for figure in compiled(BODY).figures]
    assert found == [
        ("386", 386, None, None, "hộ", None),
        ("12,5", Decimal("12.5"), None, None, "%", None),
        ("12", 12, None, None, "hộ", "gần"),
        ("1 tỷ 897,8 triệu", 1_897_800_000, None, None, "đồng", None),
        ("8/10", 8, None, 10, "thôn", None),
        ("20 đến 30 triệu", 20_000_000, 30_000_000, None, "đồng", None),
        ("Mười lăm", 15, None, None, "thôn", None),
        ("4.623,3", Decimal("4623.3"), None, None, "ha", None),
        ("11.163", 11163, None, None, "m²", None),
    ]


def test_figures_are_numbered_and_stand_in_the_sentence_that_they_name() -> None:
    report = compiled(BODY)
    assert [figure.ordinal for figure in report.figures] == list(range(9))
    for figure in report.figures:
        sentence = report.passages[figure.passage].sentences[figure.sentence]
        assert sentence.start <= figure.span.start < figure.span.end <= sentence.end


def test_a_sentence_over_two_lines_is_one() -> None:
    report = compiled("Toàn xã trồng được 12 ha quế và chăm sóc\n30 ha chè.")
    assert [words_at(report, figure) for figure in report.figures] == ["12 ha", "30 ha"]


def test_letterhead_and_recipients_state_nothing() -> None:
    report = compiled("Xã họp đều.")
    assert "12 thôn" in report.text and "03 bản" in report.text
    assert report.figures == ()


def test_the_words_are_the_phrase_that_states_it() -> None:
    found = by_written("Đã cấp 8.670 kg gạo cho 96 hộ, trong đó 45 hộ neo đơn.")
    assert {written: figure.words for written, figure in found.items()} == {
        "8.670": "Đã cấp 8.670 kg gạo",
        "96": "cho 96 hộ",
        "45": "trong đó 45 hộ neo đơn",
    }


# --- Footnotes ----------------------------------------------------------------------------------------------------------------------


def test_a_footnote_states_its_own_figures() -> None:
    report = compiled("Xã mở ba lớp dạy nghề¹ cho 90 học viên.\n¹ Lớp thêu có 31 học viên.\n\nTrồng tiếp 30 ha rừng.")
    kinds = {figure.written: report.passages[figure.passage].kind for figure in report.figures}
    assert kinds == {"31": PassageKind.FOOTNOTE, "ba": PassageKind.BODY, "90": PassageKind.BODY, "30": PassageKind.BODY}


def test_a_footnote_mark_is_no_part_of_a_number() -> None:
    assert [figure.value for figure in figures("Xã có 45¹² hộ và 12 ha² chè.")] == [45, 12]


def test_a_sentence_that_a_footnote_interrupts_is_one() -> None:
    report = compiled("Xã có 45 hộ nghèo¹ và đã hỗ trợ\n¹ Theo sổ của 3 thôn.\nthêm 12 con giống cho các hộ.")
    assert {"45 hộ", "12 con", "3 thôn"} <= {words_at(report, figure) for figure in report.figures}


# --- Bounds -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "qualifier", ["trên", "hơn", "gần", "khoảng", "xấp xỉ", "dưới", "không quá", "ít nhất", "tối đa", "ước", "ước đạt"]
)
def test_a_bound_goes_with_its_number(qualifier: str) -> None:
    report = compiled(f"Trong kỳ có {qualifier} 120 người học nghề.")
    assert (report.figures[0].qualifier, words_at(report, report.figures[0])) == (qualifier, f"{qualifier} 120 người")


def test_from_bounds_only_with_and_more() -> None:
    assert only("Có hộ lãi từ 70 triệu đồng trở lên.").qualifier == "từ"
    assert only("Có hộ lãi từ 70 triệu đồng tiền ong.").qualifier is None


def test_only_bounds_nothing() -> None:
    assert only("Còn chỉ 3 hộ khó khăn.").qualifier is None


# --- Parts --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opens", ["trong đó", "bao gồm", "gồm", "cụ thể:"])
def test_parts_name_their_total(opens: str) -> None:
    total, *parts = figures(f"Kết nạp 15 đảng viên, {opens} 09 đảng viên nữ và 06 đảng viên nam.")
    assert [part.part_of for part in parts] == [total.ordinal] * 2
    assert all(part.indicator.startswith(total.indicator) for part in parts)


def test_a_bracket_opens_parts_of_what_is_before_it() -> None:
    _, women, dao, tay, men = figures(
        "Kết nạp 15 đảng viên, trong đó 10 đảng viên nữ (06 đảng viên Dao, 04 đảng viên Tày), 05 đảng viên nam."
    )
    assert [figure.part_of for figure in (women, dao, tay, men)] == [0, women.ordinal, women.ordinal, 0]


@pytest.mark.parametrize(
    "body",
    [
        "Mở 15 lớp, trong đó 20 lớp ban đêm.",  # more than the total
        "Mở 15 lớp, trong đó 06 buổi tối.",  # another unit
        "Mở 15 lớp. Trong đó có 6 lớp ban đêm.",  # another sentence
        "Mở 15 lớp, trong đó nhiều lớp đêm, so với năm trước hơn 6 lớp.",
        "Đạt 15%, trong đó 6% ở thôn xa.",  # shares are of something else
        "Mở 15 lớp và 6 lớp.",
    ],
)
def test_what_is_no_part(body: str) -> None:
    assert [figure.part_of for figure in figures(body)] == [None, None]


@pytest.mark.parametrize(
    ("body", "indicator"),
    [
        ("Mở 26 buổi tuyên truyền, thu hút 1.702 lượt người.", "buổi tuyên truyền – lượt người (thu hút)"),
        ("Mở 26 buổi tuyên truyền, 1.702 lượt người tham dự.", "buổi tuyên truyền – lượt người tham dự"),
        ("Mở 03 lớp nghề với 90 học viên.", "lớp nghề – học viên (với)"),
        ("Trồng 12 ha quế, huy động 40 người.", "huy động"),  # not who came to a gathering
        ("Mở 26 buổi tuyên truyền, xử phạt 12 người vi phạm.", "người vi phạm"),
    ],
)
def test_who_came_is_told_by_what_they_came_to(body: str, indicator: str) -> None:
    assert compiled(f"1. {body}").figures[-1].indicator == indicator


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_table_figures_point_at_their_cells(form: str) -> None:
    report = with_table(form, [["Nội dung", "Số lượng", "Tỷ lệ"], ["Tuần tra", "1.012", "45,5%"], ["Dạy nghề", "8", "-2"]])
    assert [words_at(report, figure) for figure in report.figures] == ["1.012", "45,5%", "8", "-2"]
    assert report.figures[3].value == -2


WORDS = """
Xã có 12 hộ 45,5% , . ; : trong đó gồm (3 ha) 1 tỷ 20 - 30 triệu đồng 8/10 thôn + ¹ ² | cùng kỳ năm 2025 giảm
"""


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*WORDS.split(), "\n", "\t", "\n- "]), max_size=25))
def test_any_words_are_counted_without_raising(words: list[str]) -> None:
    report = compiled(" ".join(words))
    for figure in report.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(report.text)
        assert figure.part_of is None or figure.part_of < figure.ordinal
