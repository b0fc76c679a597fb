"""Lists that a report sets under a heading."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.section import POINTS, points_under
from tests.assistant.made import found, header, passage, ranked
from vectorstore.stored import StoredPassage

REPORT = header()
LESSONS = ("III. ĐÁNH GIÁ", "2. Bài học kinh nghiệm nuôi ong")


def points(question: str, *passages: StoredPassage) -> list[str]:
    def under(report_id: str, section: tuple[str, ...]) -> Sequence[StoredPassage]:
        return [one for one in passages if one.report.id == report_id and one.passage.section[: len(section)] == section]

    findings = found(question, *passages)
    return [sentence.clean(stored.source) for stored, sentence in points_under(findings, ranked(findings), under)]


def lessons(*lines: str) -> StoredPassage:
    return passage("\n".join(lines), REPORT, LESSONS)


def test_the_points_below_the_heading_that_is_asked_for() -> None:
    said = lessons("- Chọn giống ong khỏe.", "- Đặt thùng gần hoa.", "- Che chắn khi rét.")
    other = passage("- Trạm bơm hỏng.", REPORT, ("III. ĐÁNH GIÁ", "1. Hạn chế"), ordinal=1)
    assert points("Có những bài học kinh nghiệm nuôi ong nào?", said, other) == [
        "- Chọn giống ong khỏe.",
        "- Đặt thùng gần hoa.",
        "- Che chắn khi rét.",
    ]


def test_of_each_point_the_first_sentence() -> None:
    said = lessons("Một là, chọn giống khỏe. Giống yếu dễ chết.", "Hai là, đặt thùng gần hoa. Hoa nhiều, mật nhiều.")
    assert points("Có những bài học kinh nghiệm nuôi ong nào?", said) == ["Một là, chọn giống khỏe.", "Hai là, đặt thùng gần hoa."]


def test_a_heading_that_says_just_that_is_enough() -> None:
    said = passage("- Đàn ong khỏe.\n- Mật ong bán chạy.", REPORT, ("III. ĐÁNH GIÁ", "1. Ưu điểm"))
    assert points("Nuôi ong, bán mật ong có những ưu điểm nào?", said) == ["- Đàn ong khỏe.", "- Mật ong bán chạy."]


def test_without_such_a_heading_there_are_no_points() -> None:
    assert points("Có những công trình thủy lợi nào?", lessons("- Chọn giống ong khỏe.")) == []
    assert points("Có những công trình thủy lợi nào?") == []


def test_a_heading_of_another_unit_has_none() -> None:
    assert points("Xã Thông Reo có những bài học kinh nghiệm nuôi ong nào?", lessons("- Chọn giống ong khỏe.", "- Che chắn.")) == []


def test_a_list_has_an_end() -> None:
    said = lessons(*(f"- Việc thứ {n} là nuôi ong." for n in range(30)))
    assert len(points("Có những bài học kinh nghiệm nuôi ong nào?", said)) == POINTS
