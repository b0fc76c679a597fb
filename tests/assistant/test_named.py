"""Reports that a question names by what they are."""

from __future__ import annotations

from datetime import date

from assistant.named import head_words, named_reports
from tests.assistant.made import header, nowhere

BEES = header("UBND xã Suối Mây", "quý I năm 2026", "Báo cáo chuyên đề nuôi ong lấy mật")
ROADS = header("UBND xã Suối Mây", "quý I năm 2026", "Báo cáo chuyên đề làm đường thôn bản")
REPORTS = [BEES, ROADS]


def test_a_report_is_named_by_its_title() -> None:
    found, words = named_reports("Theo báo cáo chuyên đề nuôi ong lấy mật, có bao nhiêu tổ?", REPORTS, nowhere)
    assert found == {BEES.id}
    assert words == {"bao cao chuyen de nuoi ong lay mat"}


def test_two_reports_are_named_apart() -> None:
    found, _ = named_reports("So báo cáo chuyên đề nuôi ong lấy mật và báo cáo chuyên đề làm đường thôn bản", REPORTS, nowhere)
    assert found == {BEES.id, ROADS.id}


def test_what_fits_two_reports_names_none() -> None:
    assert named_reports("Theo báo cáo chuyên đề của UBND xã Suối Mây, có gì?", REPORTS, nowhere)[0] == frozenset()


def test_what_fits_no_report_names_none() -> None:
    assert named_reports("Theo báo cáo thủy điện sông Đà, có gì?", REPORTS, nowhere)[0] == frozenset()


def test_a_report_that_is_asked_for_is_not_named() -> None:
    assert named_reports("Báo cáo nào nói về nuôi ong lấy mật?", REPORTS, nowhere) == (frozenset(), frozenset())


def test_no_report_no_name() -> None:
    assert named_reports("Theo báo cáo chuyên đề nuôi ong, có gì?", [], nowhere)[0] == frozenset()


def test_a_head_says_all_that_a_report_is_called_by() -> None:
    joint = header("Đảng ủy xã Suối Mây", "", "Báo cáo phối hợp giữa các xã Suối Mây - Thông Reo - Đá Bạc", date(2026, 4, 9))
    words = head_words(joint)
    assert all(part in words for part in ("Đảng ủy xã Suối Mây", "07/BC", "ngày 9/4/2026", "tháng 4/2026", "3 xã khu vực Suối Mây"))
