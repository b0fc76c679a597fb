"""What a question is understood to ask for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import Asks, Place, is_dated, spelt_out_periods, understand
from vectorstore.text.normalize import fold


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Xã Thông Reo trồng bao nhiêu cây mắc ca?", Asks.QUANTITY),
        ("Có mấy lớp xóa mù chữ được mở ở Thông Reo?", Asks.QUANTITY),
        ("Tỷ lệ che phủ rừng của xã Thông Reo?", Asks.QUANTITY),
        ("Hội chợ nông sản khai mạc ngày nào?", Asks.DATE),
        ("Trạm bơm hoàn thành khi nào?", Asks.DATE),
        ("Đề án nuôi ong có số hiệu gì?", Asks.CODE),
        ("Chủ tịch Hội Nông dân xã Thông Reo là ai?", Asks.NAME),
        ("Thôn nào được công nhận thôn văn hóa?", Asks.NAME),
        ("Kể tên các mô hình nuôi ong của xã Thông Reo.", Asks.LIST),
        ("Xã Thông Reo có những công trình thủy lợi nào?", Asks.LIST),
        ("Công tác thủy lợi còn hạn chế gì?", Asks.LIST),
        ("Vì sao đàn ong giảm?", Asks.EXPLAIN),
        ("Tình hình nuôi ong ra sao?", Asks.EXPLAIN),
        ("Trạm bơm đã hoàn thành chưa?", Asks.CONFIRM),
        ("Thông Reo có nuôi cá tầm không?", Asks.CONFIRM),
        ("Những báo cáo nào nhắc đến trạm bơm?", Asks.REPORTS),
        ("Đàn ong thay đổi qua các năm ra sao?", Asks.REPORTS),
        ("Tên trạm bơm", Asks.FACT),
    ],
)
def test_the_kind_is_known_with_diacritics_and_without(text: str, asks: Asks) -> None:
    assert understand(text).asks is asks
    assert understand(fold(text)).asks is asks


@pytest.mark.parametrize(
    "text", ["Trạm bơm xong ngày mấy?", "Kỳ họp lần mấy bàn về trạm bơm?", "Thôn Đồi Thông ở khóa mấy?", "Khu dân cư tổ mấy bị ngập?"]
)
def test_a_number_that_names_is_not_counted(text: str) -> None:
    assert understand(text).counted == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Đàn ong có bao nhiêu tổ ong mật?", ("tổ ong mật",)),
        ("Mở mấy lớp nghề và bao nhiêu học viên?", ("lớp nghề", "học viên")),
        ("Tỷ lệ che phủ rừng là bao nhiêu?", ("%",)),
        ("Kinh phí làm trạm bơm hết bao nhiêu?", ("tien",)),
        ("Diện tích cam là bao nhiêu?", ("ha",)),
        ("Tổng số hộ nuôi ong là bao nhiêu?", ("hộ nuôi ong là",)),
        ("Số buổi chiếu phim và số lượt xem?", ("buổi chiếu phim", "lượt xem")),
        ("Tổ hợp tác được trợ cấp bao nhiêu một tháng? Kinh phí ấy lấy ở đâu?", ("tien",)),
        ("Có bao nhiêu thùng ong ở trong rừng?", ("thùng ong",)),
        ("Nuoi bao nhiu to ong roi?", ("to ong",)),
        ("Đề nghị cho biết diện tích cam sành.", ("ha",)),
        ("Nghĩa trang rộng thế, làng còn giữ mấy nghề cũ gì?", ()),  # names are asked for
        ("Trạm bơm đặt ở đâu?", ()),
    ],
)
def test_what_is_counted_stands_after_how_many(text: str, counted: tuple[str, ...]) -> None:
    assert understand(text).counted == counted


def test_without_diacritics_may_may_be_a_machine_and_is_read_as_how_many() -> None:
    assert understand("xa Suoi May co may lop nghe").counted[-1] == "lop nghe"
    assert understand("Máy bơm đặt ở đâu?").counted == ()


def test_what_the_question_says_it_does_not_mean_is_left_out() -> None:
    asked = understand("Xã Suối Mây nuôi bao nhiêu dê (không phải huyện Nậm Khe)?")
    assert [place.name for place in asked.places] == ["suoi may"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Xã Suối Mây có gì mới?", [("xa", "suoi may")]),
        ("Các xã Suối Mây, Thông Reo và Đá Bạc góp ý", [("xa", "suoi may"), ("xa", "thong reo"), ("xa", "da bac")]),
        ("Từ xã Suối Mây đến huyện Nậm Khe", [("xa", "suoi may"), ("huyen", "nam khe")]),
        ("thị trấn Bến Gỗ", [("thi tran", "ben go")]),
        ("xã nào đông dân", []),
    ],
)
def test_places_are_a_kind_and_a_name(text: str, places: list[tuple[str, str]]) -> None:
    assert [(place.kind, place.name) for place in understand(text).places] == places


def test_a_place_is_the_same_however_it_is_written() -> None:
    assert Place("xa", "suoi may", "xã Suối Mây") == Place("xa", "suoi may", "Xã Suối Mây")
    assert understand("Xã Suối Mây và xã Suối Mây").places == (Place("xa", "suoi may"),)


@pytest.mark.parametrize("text", ["quý II/2026", "quy 2 nam 2026", "Quý 2 năm 2026"])
def test_a_period_is_its_days(text: str) -> None:
    (period,) = understand(f"Đàn ong {text}").periods
    assert (period.start, period.end) == (date(2026, 4, 1), date(2026, 6, 30))


def test_a_day_names_a_document_unless_it_is_a_state_at_that_day() -> None:
    for text, dated in (("Theo Kế hoạch ngày 05/3/2026, ai chủ trì?", False), ("Tính đến ngày 05/3/2026 có bao nhiêu tổ ong?", True)):
        asked = understand(text)
        assert is_dated(asked.text, asked.periods[0]) is dated
    month = understand("Tháng 4 có gì?")
    assert not is_dated(month.text, month.periods[0])  # the year is not known


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Đàn ong 6 tháng đầu 2026", ["2026-01-01..2026-06-30"]),
        ("dan ong 6 thang cuoi 2025", ["2025-07-01..2025-12-31"]),
        ("Lúa xuân năm 2026 theo báo cáo 6 tháng đầu năm", ["2026-01-01..2026-06-30"]),
        ("Quý I và quý II/2026", ["2026-01-01..2026-03-31", "2026-04-01..2026-06-30"]),
        ("Quý I/2026 và năm 2026", ["2026-01-01..2026-03-31", "2026-01-01..2026-12-31"]),
        ("Năm 2025 và năm 2026, quý I", ["2025-01-01..2025-12-31", "2026-01-01..2026-12-31", "None..None"]),  # of which year?
        ("Quý I nuôi ong ra sao?", ["None..None"]),
        ("Quý III/2026 so với cùng kỳ năm 2025", ["2026-07-01..2026-09-30"]),  # counted from the other
        ("So với cùng kỳ của năm 2025, quý III/2026", ["2026-07-01..2026-09-30"]),
        ("Cùng kỳ 2025, quý III/2026", ["2026-07-01..2026-09-30"]),
    ],
)
def test_the_one_year_of_a_question_completes_its_periods(text: str, labels: list[str]) -> None:
    assert [f"{period.start}..{period.end}" for period in understand(text).periods] == labels


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Đàn ong 6T/2026", "Đàn ong 6 tháng 2026"),
        ("Đàn ong 09T/2025", "Đàn ong 09 tháng 2025"),
        ("Đàn ong QIV/2025", "Đàn ong quý IV/2025"),
        ("Đàn ong Q.1/2026", "Đàn ong quý 1/2026"),
        ("Quyết định 16T và HQ1", "Quyết định 16T và HQ1"),
        ("Theo Văn bản 12/QĐ", "Theo Văn bản 12/QĐ"),
    ],
)
def test_short_forms_of_periods_are_spelt_out(short: str, full: str) -> None:
    assert spelt_out_periods(short) == full
    assert spelt_out_periods(full) == full


@pytest.mark.parametrize("text", ["6T/2026 nuôi ong", "6T 2026 nuôi ong", "6 tháng đầu 2026 nuôi ong"])
def test_a_period_that_is_spelt_out_is_understood(text: str) -> None:
    (period,) = understand(spelt_out_periods(text)).periods
    assert (period.start, period.end) == (date(2026, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Hội Nông dân xã Suối Mây kết nạp mấy hội viên?", ("nong dan",)),
        ("hoi lien hiep phu nu cho vay bao nhieu", ("phu nu",)),
        ("Công an và Ban Chỉ huy Quân sự xã phối hợp ra sao?", ("cong an", "quan su")),
        ("Uỷ ban Kiểm tra giám sát mấy chi bộ?", ("kiem tra dang",)),
        ("UBND xã họp mấy lần?", ()),
    ],
)
def test_bodies_are_known_by_any_of_their_names(text: str, bodies: tuple[str, ...]) -> None:
    assert understand(text).bodies == bodies


def test_quoted_words_are_kept_folded() -> None:
    assert understand("Mô hình “Hàng rào xanh” do ai làm?").quoted == ("hang rao xanh",)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Có những mô hình kinh tế nào ở Suối Mây?", "mo hinh kinh te"),
        ("Liệt kê các công trình thủy lợi", "cong trinh thuy loi"),
        ("Công tác thủy lợi còn hạn chế gì?", "han che"),
        ("Trạm bơm ở đâu?", ""),
    ],
)
def test_what_is_to_be_listed_is_named(text: str, named: str) -> None:
    assert understand(text).named == named


def test_what_is_planned_is_told_from_what_was_done() -> None:
    assert understand("Thời gian tới xã Suối Mây làm gì?").ahead
    assert not understand("Xã Suối Mây đã làm gì?").ahead


def test_a_cause_is_asked_for_in_many_ways() -> None:
    assert all(understand(text).why for text in ("Vì sao đàn ong giảm?", "Nguyên nhân đàn ong giảm", "do dau ma dan ong giam"))
    assert not understand("Đàn ong giảm bao nhiêu tổ?").why


def test_a_part_of_a_report_is_asked_for() -> None:
    assert understand("Hạn chế của công tác thủy lợi là gì?").part == "han che"
    assert understand("Nguyên nhân của hạn chế?").part == "nguyen nhan"
    assert understand("Vì sao thủy lợi còn hạn chế?").part == ""


def test_small_marks_of_a_question() -> None:
    assert understand("Bí thư chi bộ Đồi Thông là ai?").person
    assert understand("Kỳ họp lần thứ 04 bàn việc gì?").numbers == ("4",)
    assert understand("Đàn ong hiện nay có bao nhiêu tổ?").latest
    assert understand("Riêng xã Suối Mây nuôi bao nhiêu tổ ong?").alone
    assert understand("Suối Mây đứng thứ mấy về nuôi ong?").rank
    assert understand("Đàn ong ở huyện nào?").place_asked == "huyen"
    assert understand("Đàn ong qua từng năm").through


def test_a_question_may_go_through_the_quarters() -> None:
    assert understand("Đàn ong qua từng quý").through


@given(st.text(max_size=200))
def test_any_text_is_a_question(text: str) -> None:
    asked = understand(text)
    assert asked.text == " ".join(asked.text.split())
    assert understand(asked.text) == asked
