"""The same told twice is told once, and cited from both."""

from __future__ import annotations

from assistant.draft.same import Group, is_same, merged
from assistant.draft.telling import Told, told_in
from tests.assistant.made import header, passage
from vectorstore.stored import ReportHeader

QUARTER, HALF = header(when="quý I năm 2026"), header(when="6 tháng đầu năm 2026")
OTHER = header("UBND xã Đồi Thông", when="quý I năm 2026")


def told(text: str, report: ReportHeader = QUARTER) -> Told:
    return next(told_in(passage(text, report, ("I. KẾT QUẢ",))))


def test_nearly_the_same_words_are_one_statement_only_with_the_same_figures() -> None:
    assert is_same(told("Tổ chức 06 cuộc tuần tra chung trên tuyến."), told("Đã tổ chức 06 cuộc tuần tra chung trên tuyến."))
    assert not is_same(told("Tổ chức 06 cuộc tuần tra chung trên tuyến."), told("Tổ chức 09 cuộc tuần tra chung trên tuyến."))


def test_other_words_with_the_same_figures_are_one_statement() -> None:
    assert is_same(told("Đã trồng 71,5 ha rừng ở ba thôn vùng cao."), told("Diện tích rừng trồng mới đạt 71,5 ha, ở ba thôn."))
    assert not is_same(told("Chăm sóc 71,5 ha chè shan tuyết già cỗi."), told("Diện tích rừng trồng mới đạt 71,5 ha, ở ba thôn."))


def test_one_unit_that_says_it_in_two_reports_is_cited_from_both() -> None:
    groups = merged([
        Group(HALF, (told("Tổ chức 06 cuộc tuần tra chung trên tuyến giáp ranh.", HALF),)),
        Group(QUARTER, (told("Tổ chức 06 cuộc tuần tra chung trên tuyến giáp ranh."), told("Mở 03 lớp tập huấn chữa cháy cho dân quân."))),
    ])  # fmt: skip
    assert [[one.text for one in group.told] for group in groups] == [
        ["Tổ chức 06 cuộc tuần tra chung trên tuyến giáp ranh."],
        ["Mở 03 lớp tập huấn chữa cháy cho dân quân."],
    ]
    assert [one.passage.report.id for one in groups[0].told[0].also] == [QUARTER.id]


def test_two_units_that_say_the_same_tell_two_facts() -> None:
    same = "Trong kỳ không để xảy ra vụ cháy rừng nào."
    assert len(merged([Group(QUARTER, (told(same),)), Group(OTHER, (told(same, OTHER),))])) == 2


def test_two_times_that_tell_the_same_tell_two_facts() -> None:
    same, later = "Trong kỳ không để xảy ra vụ cháy rừng nào.", header(when="quý III năm 2026")
    assert len(merged([Group(QUARTER, (told(same),)), Group(later, (told(same, later),))])) == 2
