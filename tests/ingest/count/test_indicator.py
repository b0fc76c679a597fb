"""What a figure in prose is about: unit, indicator, kind and place."""

from __future__ import annotations

import pytest

from tests.ingest.count.made import by_written, figures, only
from vectorstore.figure import FigureKind

AHEAD = "II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM"


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("Thu được 28,787 tỷ đồng.", "đồng"),
        ("Thu được 3 tỷ 200 triệu đồng.", "đồng"),
        ("Chi 185 triệu từ nguồn đóng góp.", "đồng"),
        ("Chi 90.000 đồng/người cho tổ trực.", "đồng/người"),
        ("Lúa đạt 54,5 tạ/ha.", "tạ/ha"),
        ("Che phủ 62,07%.", "%"),
        ("Đón 1.200 lượt khách.", "lượt khách"),
        ("Đón 450 lượt người dân.", "lượt người"),
        ("Huy động 1.250 ngày công.", "ngày công"),
        ("Tặng 120 suất quà.", "suất quà"),
        ("Số chi bộ trực thuộc đảng bộ là 17.", "chi bộ"),
        ("Thành lập 3 HTX.", "HTX"),
        ("Giải quyết 48 Hồ sơ.", "hồ sơ"),
        ("Cấp 3 nghìn cây giống.", "cây"),
        ("Dựng 12 guồng nước.", "guồng"),  # a thing that no list knows: its first word
    ],
)
def test_the_unit_is_what_is_measured_or_counted(body: str, unit: str) -> None:
    assert only(body).unit == unit


@pytest.mark.parametrize(
    ("body", "indicator"),
    [
        ("Đã tổ chức 06 cuộc tuần tra chung với bạn.", "cuộc tuần tra chung"),
        ("Toàn xã có 386 hộ nghèo.", "hộ nghèo"),
        ("Thu ngân sách đạt 897,8 triệu đồng.", "Thu ngân sách"),
        ("1. Năng suất lúa nương đạt 15,5 tạ/ha.", "Năng suất lúa nương"),
        ("Đàn gia súc: trâu 2.315 con.", "trâu"),
        ("Đã cấp 8.670 kg gạo cứu đói cho dân.", "cấp gạo cứu đói"),
        ("Số chi bộ trực thuộc đảng bộ xã là 17.", "chi bộ trực thuộc đảng bộ xã"),
    ],
)
def test_the_indicator_is_in_the_words_of_the_report(body: str, indicator: str) -> None:
    assert only(body).indicator == indicator


@pytest.mark.parametrize(
    ("body", "written", "begins"),
    [
        ("Thu ngân sách đạt 897,8 triệu đồng, bằng 62,07% dự toán.", "62,07", "Thu ngân sách"),
        ("- Về thu hoạch ngô: đạt 897,8 tấn.", "897,8", "Về thu hoạch ngô"),
        ("Đạt 62% kế hoạch.", "62", "1. Trồng rừng"),
    ],
)
def test_a_figure_that_says_nothing_takes_the_words_before_it(body: str, written: str, begins: str) -> None:
    """Those of the figure before, of the opening of its sentence, or of its heading."""
    assert by_written(body, heading="1. Trồng rừng")[written].indicator.startswith(begins)


def test_a_short_part_takes_the_words_of_its_total() -> None:
    found = by_written("Tổng đàn gia súc 3.515 con, trong đó trâu 2.315 con, bò 1.200 con.")
    assert (found["2.315"].indicator, found["1.200"].indicator) == ("Tổng đàn gia súc: trâu", "Tổng đàn gia súc: bò")


def test_a_decimal_comma_ends_no_opening() -> None:
    assert only("Đạt 62,07% kế hoạch.", heading="1. Trồng rừng").indicator.startswith("1. Trồng rừng")


def test_the_words_before_a_colon_are_kept() -> None:
    assert "Khám bệnh" in only("Khám bệnh: được 1.200 lượt.").indicator


@pytest.mark.parametrize("after", ["cùng kỳ năm trước là 25 tấn", "lũy kế đạt 25 tấn"])
def test_another_time_of_the_same_thing_names_the_thing(after: str) -> None:
    assert "Thu hoạch ngô" in by_written(f"Thu hoạch ngô 30 tấn, {after}.")["25"].indicator


def test_another_time_goes_on_with_what_is_counted_alike() -> None:
    assert by_written("Mở 12 lớp cho 300 người, cùng kỳ năm trước là 10 lớp.")["10"].indicator == "lớp (Mở) – cùng kỳ năm trước"


# --- Kind ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Đã mở 12 cuộc họp thôn.", FigureKind.FLOW),
        ("Xử lý 48 hồ sơ.", FigureKind.FLOW),
        ("Thu được 897,8 triệu đồng.", FigureKind.FLOW),
        ("Thu hoạch 30 tấn ngô.", FigureKind.FLOW),
        ("Kết nạp 15 đảng viên.", FigureKind.FLOW),
        ("Toàn xã có 386 hộ nghèo.", FigureKind.STOCK),
        ("Hiện có 12 chi bộ.", FigureKind.STOCK),
        ("Dân số toàn xã 4.512 người.", FigureKind.STOCK),
        ("Diện tích rừng 1.338 ha.", FigureKind.STOCK),
        ("Duy trì 5 mô hình nuôi ong.", FigureKind.STOCK),
        ("Độ che phủ 62,07%.", FigureKind.SHARE),
        ("Năng suất đạt 54,5 tạ/ha.", FigureKind.SHARE),
        ("Phấn đấu trồng 50 ha.", FigureKind.PLAN),
        ("Chỉ tiêu giao 50 ha.", FigureKind.PLAN),
        ("Dự kiến mở 3 lớp.", FigureKind.PLAN),
        ("Phấn đấu đạt 95% hộ có điện.", FigureKind.PLAN),
        ("Tăng 12 vụ so với cùng kỳ.", FigureKind.CHANGE),
        ("Số hộ nghèo giảm 3,5%.", FigureKind.CHANGE),
        ("Thu vượt dự toán 4%.", FigureKind.CHANGE),
        ("Giảm được gần 20 hộ nghèo.", FigureKind.CHANGE),
    ],
)
def test_the_kind(body: str, kind: FigureKind) -> None:
    assert only(body).kind is kind


def test_what_stands_under_the_tasks_ahead_is_planned() -> None:
    assert {figure.kind for figure in figures("1. Trồng 40 ha rừng.\n2. Mở 3 lớp.", heading=AHEAD)} == {FigureKind.PLAN}


def test_a_change_that_is_aimed_at_is_planned() -> None:
    assert only("Giảm 20 hộ nghèo.", heading=AHEAD).kind is FigureKind.PLAN
    assert only("Phấn đấu giảm 20 hộ nghèo.").kind is FigureKind.PLAN


@pytest.mark.parametrize("more", ["cao hơn", "thấp hơn"])
def test_more_than_before_is_a_change(more: str) -> None:
    figure = only(f"Tỷ lệ che phủ {more} 12%.")
    assert (figure.kind, figure.qualifier) == (FigureKind.CHANGE, None)


# --- Place --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Thôn Nà Hin có 45 hộ.", "thôn Nà Hin"),
        ("Có 45 hộ tại bản Khe Lá.", "bản Khe Lá"),
        ("Có 120 người dân tộc Dao.", "dân tộc Dao"),
        ("Xã Bản Sen ủng hộ 12 triệu đồng.", "xã Bản Sen"),
        ("Xã Suối Mây ủng hộ 12 triệu đồng.", ""),  # the report's own
        ("Toàn xã có 45 hộ.", ""),
        ("Từ xã Bản Sen đến thôn Nà Hin có 3 km.", "thôn Nà Hin"),
    ],
)
def test_the_place_is_told_where_it_is_not_the_reports_own(body: str, place: str) -> None:
    assert only(body).place == place


def test_a_place_alone_is_told_by_its_capitals() -> None:
    found = by_written("Tổng thu 685 triệu đồng, trong đó Mường Vân 251,2 triệu đồng.")
    assert (found["685 triệu"].place, found["251,2 triệu"].place) == ("", "Mường Vân")
