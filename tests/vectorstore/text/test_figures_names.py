"""Numbers that name a thing, a time or a place, and number words that count nothing: none of them is a figure."""

from __future__ import annotations

import pytest

from vectorstore.text.figures import find_figures


def written(text: str) -> list[str]:
    return [figure.written for figure in find_figures(text)]


@pytest.mark.parametrize(
    "text",
    [
        "tháng hai",
        "Tháng mười hai",
        "quý ba",
        "thứ ba hằng tuần",
        "Thứ hai, xã họp",
        "ngày mười lăm",
        "mùng ba Tết",
        "sáu tháng đầu năm",
        "mười hai tháng qua",
        "lần hai",
        "bước hai",
        "khóa hai",
        "trong năm học",
        "năm hộ",  # or the year of a household
        "một số hộ",
        "Một số thôn",
        "một thôn",  # or "a village"
        "một vài hộ",
        "một là họp thôn, hai là đi từng nhà",
        "hai bên biên giới",
        "ba bên cùng ký",
        "bốn mùa",
        "tám giờ",
        "chín muồi",
        "mười mấy hộ",
        "hai ba hộ",
        "đôi ba ngày",
        "hàng nghìn hộ",
        "hàng trăm triệu đồng",
        "tỷ lệ",
        "thôn Ba",
        "thôn Hai Cây",
    ],
)
def test_words_that_count_nothing(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize("text", ["năm 2021, 2022", "các năm 2021, 2022 và 2023", "năm 2021; 2022", "(2021 - 2025)", "từ 2021 đến 2025"])
def test_years_in_a_list(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize("text", ["QĐ 145, 146", "Quyết định số 145, 146", "Quyết định 145, 146 và 147", "Kết luận 12, Kết luận 15"])
def test_documents_in_a_list(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    "text", ["“5 không, 3 sạch”", 'phong trào "5 không, 3 sạch"', "“4 tại chỗ”", "“Bản làng 5 không, 3 sạch”", "“6 rõ”"]
)
def test_slogans_in_quotes(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Chương trình MTQG 1719",
        "Đoàn KT-QP 356",
        "thôn Đồi Mây 1",
        "các thôn Đồi Mây 1, Đồi Mây 2.",
        "Trường Tiểu học Đồi Mây 2",
        "mạng 4G",
        "sóng 3G, 4G và 5G",
        "Quốc lộ 4D",
        "tổ dân phố số 5",
        "Covid-19",
        "A80",
        "Đề án 06",
        "cấp độ 2",
        "hạng 3",
    ],
)
def test_names_with_a_number(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "6 tháng",
        "Trong 6 tháng",
        "qua 9 tháng",
        "trong 5 tháng",
        "6 tháng đầu năm",
        "tháng 3, 4",
        "các tháng 3, 4 và 5",
        "1/6",
        "Ngày Quốc tế Thiếu nhi 1/6",
        "dịp 2/9",
        "lễ 30/4 và 1/5",
        "15/5/2026",
        "từ 15/5 đến 20/5",
        "giai đoạn 2021 - 2025",
    ],
)
def test_times(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize("text", ["lần thứ 3", "thứ 3", "lần 2", "khoản 2 Điều 5", "gồm: (1) họp; (2) ký", "1.1. Trồng trọt"])
def test_ordinals(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("năm 2025 có 2.026 hộ", ["2.026"]),
        ("thôn Đồi Mây 2 có 12 hộ", ["12"]),
        ("Ban hành QĐ 145, 146 và 15 kế hoạch", ["15"]),
        ("phong trào “5 không, 3 sạch” có 45 hộ theo", ["45"]),
        ("Trong 6 tháng đã mở 12 lớp", ["12"]),
        ("Ngày 1/6 tặng 120 suất quà", ["120"]),
        ("sóng 4G phủ 12/15 thôn", ["12/15"]),
        ("tháng hai mở ba lớp", ["ba"]),
        ("Từ MTQG 1719, hỗ trợ 3,2 tỷ đồng", ["3,2"]),
        ("làm đường trong 18 tháng, dài 3 km", ["3"]),
    ],
)
def test_a_figure_beside_a_name_is_found(text: str, found: list[str]) -> None:
    assert written(text) == found


@pytest.mark.parametrize("text", ["xếp thứ 5/12 xã", "đứng thứ 3/10 xã"])
def test_a_rank_is_an_ordinal(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize("text", ["MTQG 1719 hỗ trợ giống", "Thôn Đồi Mây 2 họp dân"])
def test_a_name_before_a_verb(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    "text",
    ["lớp 5", "nhóm 1", "khu vực 3", "tuần 2", "giai đoạn 1", "Km12+300", "Chương trình mục tiêu quốc gia 1719", "khoản 2, 3 Điều 5"],
)
def test_other_names_with_a_number(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize("text", [f"có {'9' * 19} hộ", f"có {'999.' * 20}999 hộ", f"rộng 1,{'3' * 60} ha"])
def test_a_long_run_of_digits_is_a_code(text: str) -> None:
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "found"), [("nhóm 5 hộ", ["5"]), ("05 lớp", ["05"]), ("mỗi tuần 2 buổi", ["2"]), ("lớp 40 học viên", ["40"])]
)
def test_what_names_before_a_thing_that_is_counted(text: str, found: list[str]) -> None:
    assert written(text) == found


@pytest.mark.parametrize("text", ["vài ba hộ", "dăm ba hộ"])
def test_a_few_is_no_number(text: str) -> None:
    assert written(text) == []


def test_twenty_years_are_not_twenty_five() -> None:
    assert written("sau hai mươi năm thành lập") == []
