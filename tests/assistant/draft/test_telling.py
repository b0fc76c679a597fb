"""Which sentences can stand in a draft, and how they are shown."""

from __future__ import annotations

import pytest

from assistant.draft.aspect import Aspect
from assistant.draft.telling import LONG, is_statement, told_in, weight
from tests.assistant.made import header, passage
from vectorstore.report import PassageKind

SECTION = ("II. KẾT QUẢ",)


def shown(text: str, **more: str) -> list[str]:
    return [told.text for told in told_in(passage(text, header(), SECTION, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "scrap",
    [
        "KẾT QUẢ ĐẠT ĐƯỢC TRONG NĂM QUA.",
        "Kết quả cụ thể như sau:",
        "và triển khai các nhiệm vụ trọng tâm.",
        "Trên đây là báo cáo kết quả quý III của xã.",
        "UBND xã Suối Mây trân trọng báo cáo./.",
        "Thu ngân sách nhà nước triệu đồng 86,4 839,2",
        "Hộ nghèo | 12 | 14",
        "Tình hình sắp xếp tổ chức bộ máy theo mô hình mới của cấp xã.",
        "(Có danh sách các văn bản kèm theo)",
        "Thu hoạch.",
    ],
)
def test_headings_openings_closings_rows_and_scraps_are_no_statements(scrap: str) -> None:
    assert not is_statement(scrap)


def test_marks_of_lists_are_not_shown_but_cited() -> None:
    (told,) = told_in(passage("- 1.2. Tổ chức 06 cuộc tuần tra chung trên tuyến giáp ranh.", header(), SECTION))
    assert told.text == "Tổ chức 06 cuộc tuần tra chung trên tuyến giáp ranh."
    assert told.passage.quote(told.sentence).startswith("- 1.2. Tổ chức")


def test_an_opening_that_says_how_many_is_a_statement_without_its_colon() -> None:
    assert shown(
        "Từ đầu năm đến nay, hai xã đã ký kết 06 quy chế phối hợp mới, cụ thể:\nGiao cho các ngành thực hiện nghiêm túc như sau:"
    ) == ["Từ đầu năm đến nay, hai xã đã ký kết 06 quy chế phối hợp mới."]


def test_a_long_sentence_is_cut_to_its_first_clauses() -> None:
    clause = "các thôn giáp ranh cùng tổ chức tuần tra, phát dọn băng cản lửa và vận động bà con ký cam kết bảo vệ rừng mùa khô hanh"
    (told,) = told_in(passage(f"Trong kỳ {clause}; {clause}; {clause}.", header(), SECTION))
    assert told.text == f"Trong kỳ {clause}."
    assert len(told.text.split()) <= LONG
    assert told.passage.quote(told.sentence) == f"Trong kỳ {clause};"


def test_a_short_first_clause_takes_the_next_one_along() -> None:
    rest = "tính đến ngày 31/8 có 909 cơ quan và 97.872 hộ gia đình tham gia ủng hộ " + "các gia đình gặp khó khăn ở những thôn xa " * 5
    (text,) = shown(f"Vận động các hộ ủng hộ phòng, chống dịch; {rest}.")
    assert "97.872 hộ" in text


def test_a_label_holds_for_the_sentences_after_it() -> None:
    told = list(
        told_in(
            passage("An ninh trật tự: Công an xã kiểm tra các hộ kinh doanh. Xử lý kịp thời 01 vụ trộm cắp trong kỳ.", header(), SECTION)
        )
    )
    assert [one.label for one in told] == ["An ninh trật tự", "An ninh trật tự"]


def test_what_leans_on_the_sentence_before_is_known() -> None:
    told = list(
        told_in(passage("Xã mở 05 lớp học nghề cho lao động nông thôn. Qua đó giúp 60 người có việc làm ổn định.", header(), SECTION))
    )
    assert [one.leaning for one in told] == [False, True]


def test_only_the_body_of_a_report_is_told() -> None:
    note = passage("Theo thông báo thẩm định ngày 30/01 của cơ quan chuyên môn.", header(), SECTION, kind=PassageKind.FOOTNOTE)
    assert not list(told_in(note))


def test_figures_tell_more_than_phrases() -> None:
    numbers, phrases = (next(told_in(passage(text, header(), SECTION))) for text in (
        "Tổ chức 06 cuộc tuần tra chung với trên 90 lượt người tham gia.",
        "Công tác tuần tra được các lực lượng quan tâm triển khai thường xuyên.",
    ))  # fmt: skip
    assert weight(numbers, Aspect.RESULTS) > weight(phrases, Aspect.RESULTS)
    assert weight(numbers, Aspect.LIMITS) == weight(phrases, Aspect.LIMITS)
