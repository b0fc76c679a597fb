"""Totals that their parts do not make."""

from __future__ import annotations

import pytest

from tests.ingest.count.made import TABLE_FORMS, Rows, compiled, conflicts, with_table
from vectorstore.figure import ConflictKind


def uneven(body: str) -> list[list[str]]:
    """The words of each total with those of its parts."""
    found = conflicts(compiled(body))
    assert {kind for kind, _ in found} <= {ConflictKind.SUM}
    return [words for _, words in found]


# --- In one sentence ----------------------------------------------------------------------------------------------------------------


def test_a_sum_above_the_total() -> None:
    body = "Kết nạp 25 đảng viên, trong đó 12 đảng viên nữ, 08 đảng viên trẻ và 09 đảng viên ở thôn xa."
    assert uneven(body) == [["25 đảng viên", "12 đảng viên", "08 đảng viên", "09 đảng viên"]]
    (conflict,) = compiled(body).conflicts
    assert conflict.said == "Các phần cộng lại là 29 đảng viên (12 + 08 + 09), không khớp với tổng số 25 đảng viên nêu trong báo cáo."


def test_a_sum_below_the_total_where_all_parts_are_named() -> None:
    assert uneven("Mở 15 lớp, gồm 06 lớp thêu và 04 lớp mộc.") == [["15 lớp", "06 lớp", "04 lớp"]]


def test_a_sum_just_below_the_total_is_meant_to_be_it() -> None:
    assert uneven("Đón 489 lượt người, trong đó 300 lượt người già và 186 lượt người trẻ.") != []


@pytest.mark.parametrize(
    "body",
    [
        "Mở 15 lớp, gồm 06 lớp thêu và 09 lớp mộc.",
        "Mở 15 lớp, trong đó 06 lớp thêu, 04 lớp mộc.",  # only some of them
        "Mở 15 lớp, trong đó 06 lớp thêu.",
        "Mở 15 lớp, gồm 10 lớp ngày (06 lớp thêu, 04 lớp mộc), 05 lớp đêm.",
        "Đón trên 90 lượt người, gồm 60 lượt người già và 40 lượt người trẻ.",
        "Đón gần 90 lượt người, gồm 50 lượt người già và 38 lượt người trẻ.",
        "Trồng 15 ha, gồm 06,4 ha quế và 08,4 ha chè.",  # areas are rounded
        "Đạt 15%, gồm 6% ở thôn xa và 4% ở thôn gần.",
        "Mở 15 lớp, gồm 90 lớp thêu và 80 lớp mộc.",  # far from it, so of something else
        "Mở 15 lớp; 06 lớp thêu, 04 lớp mộc.",
    ],
)
def test_sums_that_may_be(body: str) -> None:
    assert uneven(body) == []


def test_a_bound_allows_only_for_its_own_side() -> None:
    assert uneven("Đón trên 90 lượt người, gồm 50 lượt người già và 38 lượt người trẻ.") != []
    assert uneven("Đón gần 90 lượt người, gồm 60 lượt người già và 40 lượt người trẻ.") != []


def test_money_is_added_in_one_scale() -> None:
    assert uneven("Hỗ trợ 1 tỷ 500 triệu đồng, gồm 900 triệu đồng làm đường và 600 triệu đồng làm cầu.") == []
    assert uneven("Hỗ trợ 1 tỷ 500 triệu đồng, gồm 900 triệu đồng làm đường và 500 triệu đồng làm cầu.") != []


# --- In a list ----------------------------------------------------------------------------------------------------------------------

LIST = """- Đã tiếp nhận 50 hồ sơ, giải quyết 48 hồ sơ. Trong đó:
+ Lĩnh vực đất đai: tiếp nhận 17 hồ sơ, giải quyết 19 hồ sơ.
+ Lĩnh vực hộ tịch: tiếp nhận 33 hồ sơ, giải quyết {last} hồ sơ."""


def test_the_items_of_a_list_are_added_by_what_was_done() -> None:
    assert uneven(LIST.format(last=25)) == [["48 hồ sơ", "19 hồ sơ", "25 hồ sơ"]]
    assert uneven(LIST.format(last=29)) == []


@pytest.mark.parametrize("opens", ["gồm:", "cụ thể:", "như sau:", "trong đó:"])
def test_a_list_is_opened_by_its_sentence(opens: str) -> None:
    items = "- Lĩnh vực đất đai: giải quyết 20 hồ sơ.\n- Lĩnh vực hộ tịch: giải quyết {} hồ sơ."
    assert uneven(f"Đã giải quyết 48 hồ sơ, {opens}\n{items.format(25)}") == [["48 hồ sơ", "20 hồ sơ", "25 hồ sơ"]]
    assert uneven(f"Đã giải quyết 48 hồ sơ, {opens}\n{items.format(28)}") == []


@pytest.mark.parametrize(
    "body",
    [
        "Đã giải quyết 48 hồ sơ, gồm:\n- Lĩnh vực đất đai: giải quyết 20 hồ sơ.\n- Lĩnh vực hộ tịch: làm tốt.",  # one is not told
        "Đã giải quyết 48 hồ sơ, gồm:\n- Lĩnh vực đất đai: giải quyết 45 hồ sơ.",  # one is no list
        "Đã giải quyết 48 hồ sơ.\n- Lĩnh vực đất đai: giải quyết 20 hồ sơ.\n- Lĩnh vực hộ tịch: giải quyết 25 hồ sơ.",
        "Đã giải quyết 48 hồ sơ, gồm:\n- Lĩnh vực đất đai: tiếp nhận 20 hồ sơ.\n- Lĩnh vực hộ tịch: tiếp nhận 25 hồ sơ.",  # another doing
    ],
)
def test_lists_that_state_no_sum(body: str) -> None:
    assert uneven(body) == []


def test_houses_are_counted_with_the_households_that_get_them() -> None:
    body = "Hỗ trợ nhà ở cho 31 hộ nghèo, gồm làm mới 18 nhà và sửa chữa {} nhà."
    assert uneven(body.format(11)) == [["31 hộ", "18", "11"]]
    assert uneven(body.format(13)) == uneven("Có 31 hộ nghèo, gồm làm mới 18 nhà và sửa chữa 11 nhà.") == []


# --- In a table ---------------------------------------------------------------------------------------------------------------------


def table(total: str, name: str = "Tổng cộng") -> Rows:
    return [
        ["Nội dung", "Số lượng (cuộc)", "Kinh phí (triệu đồng)"],
        ["Tuần tra", "12", "45,5"],
        ["Tuyên truyền", "8", "12"],
        [name, "20", total],
    ]


@pytest.mark.parametrize("form", ["docx", "markdown"])
def test_a_column_is_compared_with_its_total_row(form: str) -> None:
    assert conflicts(with_table(form, table("57,5"))) == []
    assert conflicts(with_table(form, table("60"))) == [(ConflictKind.SUM, ["60", "45,5", "12"])]


def test_a_last_row_that_is_no_total_is_not_compared() -> None:
    assert conflicts(with_table("docx", table("60", name="Dạy nghề"))) == []


VILLAGES = [["STT", "Thôn", "Số hộ"], ["1", "Nà Hin", "45"], ["2", "Bó Mạ", "38"], ["3", "Khe Lá", "30"], ["", "Tổng cộng", "115"]]


@pytest.mark.parametrize("form", TABLE_FORMS)
def test_a_column_of_places_is_compared_with_its_total_row(form: str) -> None:
    assert conflicts(with_table(form, VILLAGES)) == [(ConflictKind.SUM, ["115", "45", "38", "30"])]


def test_a_table_of_tabs_is_compared_with_its_total_row() -> None:
    assert conflicts(with_table("tabs", table("60"))) == [(ConflictKind.SUM, ["60", "45,5", "12"])]


def test_the_sum_is_said_without_idle_decimals() -> None:
    (conflict,) = with_table("docx", table("60")).conflicts
    assert conflict.said.startswith("Các phần cộng lại là 57,5 triệu đồng (45,5 triệu + 12 triệu), không khớp với tổng số 60 triệu đồng")


# --- Of a harvest -------------------------------------------------------------------------------------------------------------------

HARVEST = "Cây ngô 1.000 ha, sản lượng 4.000 tấn; cây lúa 500 ha, năng suất 50 tạ/ha. Tổng sản lượng lương thực có hạt {} tấn."


def test_crops_that_make_more_than_the_total() -> None:
    assert uneven(HARVEST.format("5.000")) == [["5.000 tấn", "4.000 tấn", "50 tạ/ha"]]
    (conflict,) = compiled(HARVEST.format("5.000")).conflicts
    assert "6.500 tấn (4.000 + 500 ha × 50 tạ/ha), nhiều hơn tổng 5.000 tấn" in conflict.said


@pytest.mark.parametrize("total", ["6.500", "6.450", "9.000"])
def test_rounding_and_crops_that_are_not_named_are_allowed_for(total: str) -> None:
    assert uneven(HARVEST.format(total)) == []


def test_conflicts_point_at_the_total_first_and_come_in_reading_order() -> None:
    body = f"{HARVEST.format('5.000')}\nMở 15 lớp, gồm 06 lớp thêu và 04 lớp mộc."
    report = compiled(body)
    firsts = [conflict.figures[0][1] for conflict in report.conflicts]
    assert len(firsts) == 2 and firsts == sorted(firsts)
