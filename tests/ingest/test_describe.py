"""A report's metadata as its head writes it, and never filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.describe import Description, describe
from ingest.read import read

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"

STATE = """ỦY BAN NHÂN DÂN
XÃ SUỐI MÂY
-------
Số: 45/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Mây, ngày 05 tháng 7 năm 2026

BÁO CÁO
Tình hình trồng rừng và chăn nuôi
6 tháng đầu năm 2026
-------
Kính gửi: UBND tỉnh Sơn Hạ

Xã gieo xong 30 ha lúa nương.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""

PARTY = """ĐẢNG BỘ TỈNH SƠN HẠ
ĐẢNG UỶ XÃ NÀ HIN
*
Số       -BC/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Nà Hin, ngày      tháng 5 năm 2026

BÁO CÁO
công tác dân vận quý I năm 2026
-----
Các chi bộ họp đều. Đảng uỷ xã Nà Hin mở hai lớp.
"""


def with_title(*lines: str) -> Description:
    return describe("\n".join(("BÁO CÁO", *lines, "-----", "Xã gieo xong 30 ha lúa nương.")))


def body(text: str) -> str:
    span = describe(text).body
    return text[span.start : span.end].strip()


def test_a_state_letterhead() -> None:
    found = describe(STATE)
    assert (found.type, found.title) == ("Báo cáo", "Báo cáo tình hình trồng rừng và chăn nuôi 6 tháng đầu năm 2026")
    assert (found.issuer, found.number, found.inferred) == ("UBND xã Suối Mây", "45/BC-UBND", ())
    assert (found.issued_on, found.issued_label) == (date(2026, 7, 5), "ngày 05 tháng 7 năm 2026")
    assert found.period and (found.period.label, found.period.start, found.period.end, found.period.inferred) == (
        "6 tháng đầu năm 2026",
        date(2026, 1, 1),
        date(2026, 6, 30),
        False,
    )


def test_a_party_letterhead_with_a_blank_number_and_day() -> None:
    found = describe(PARTY)
    assert (found.issuer, found.number) == ("Đảng ủy xã Nà Hin", None)
    assert (found.issued_on, found.issued_label) == (None, "tháng 5 năm 2026")
    assert found.title == "Báo cáo công tác dân vận quý I năm 2026"


def test_the_body_begins_after_the_title_and_ends_at_the_recipients() -> None:
    assert body(STATE).startswith("Kính gửi:") and body(STATE).endswith("lúa nương.")
    assert body(PARTY).startswith("Các chi bộ họp đều.")


@pytest.mark.parametrize(
    ("written", "number"),
    [("Số 12-BC/ĐU", "12-BC/ĐU"), ("Số: 7 /BC-UBND", "7 /BC-UBND"), ("Số:      /BC-UBND", None), ("Số   -BC/ĐU", None)],
)
def test_a_blank_number_is_never_filled_in(written: str, number: str | None) -> None:
    assert describe(PARTY.replace("Số       -BC/ĐU", written)).number == number


@pytest.mark.parametrize(
    ("written", "issued_on", "label"),
    [
        ("ngày 9 tháng 3 năm 2026", date(2026, 3, 9), "ngày 9 tháng 3 năm 2026"),
        ("ngày … tháng 3 năm 2026", None, "tháng 3 năm 2026"),
        ("ngày    tháng    năm 2026", None, "năm 2026"),
        ("ngày 31 tháng 2 năm 2026", None, "ngày 31 tháng 2 năm 2026"),
    ],
)
def test_the_date_of_issue_is_as_far_as_it_is_written(written: str, issued_on: date | None, label: str) -> None:
    found = describe(PARTY.replace("ngày      tháng 5 năm 2026", written))
    assert (found.issued_on, found.issued_label) == (issued_on, label)


def test_a_letterhead_in_two_columns_may_put_the_date_between_type_and_title() -> None:
    text = "ĐẢNG UỶ XÃ NÀ HIN\nBÁO CÁO\nNà Hin, ngày 02 tháng 4 năm 2026\nĐẢNG CỘNG SẢN VIỆT NAM\ncông tác dân vận\n-----\nXã họp."
    found = describe(text)
    assert (found.title, found.issued_on, body(text)) == ("Báo cáo công tác dân vận", date(2026, 4, 2), "Xã họp.")


def test_two_columns_on_one_line_are_read_as_two() -> None:
    text = (
        "UBND XÃ SUỐI MÂY          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n-----                Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/BC-UBND          Suối Mây, ngày 05 tháng 7 năm 2026\n\nBÁO CÁO\nmùa rẫy\n-----\nXã họp."
    )
    found = describe(text)
    assert (found.issuer, found.number, found.issued_on) == ("UBND xã Suối Mây", "45/BC-UBND", date(2026, 7, 5))
    assert (found.title, body(text)) == ("Báo cáo mùa rẫy", "Xã họp.")


def test_a_title_runs_over_lines() -> None:
    assert with_title("kết quả phối hợp giữa", "xã Nà Hin và", "xã Bó Mạ quý I năm 2026").title == (
        "Báo cáo kết quả phối hợp giữa xã Nà Hin và xã Bó Mạ quý I năm 2026"
    )


def test_a_title_goes_on_over_an_empty_line_only_where_its_words_do() -> None:
    assert with_title("Kết quả phối hợp với", "", "xã Bó Mạ").title == "Báo cáo kết quả phối hợp với xã Bó Mạ"
    assert with_title("Kết quả phối hợp", "", "Xã Bó Mạ").title == "Báo cáo kết quả phối hợp"


@pytest.mark.parametrize(
    ("heading", "words", "title"),
    [
        ("BÁO CÁO TỔNG KẾT", "mùa rẫy", "Báo cáo tổng kết mùa rẫy"),
        ("KẾ HOẠCH", "TRỒNG RỪNG", "Kế hoạch Trồng rừng"),
        ("Tờ trình", "UBND xã Nà Hin xin giống", "Tờ trình UBND xã Nà Hin xin giống"),
    ],
)
def test_the_type_opens_the_title(heading: str, words: str, title: str) -> None:
    found = describe(f"{heading}\n{words}\n-----\nXã họp.")
    assert found.title == title and found.type == heading.removesuffix(" TỔNG KẾT").capitalize()


def test_the_closing_sentence_is_no_part_of_the_body() -> None:
    text = "BÁO CÁO\nNuôi ong mật\n-----\nToàn xã có 30 tổ ong.\nTrên đây là Báo cáo nuôi ong mật./.\nNơi nhận:\n- Lưu."
    body = describe(text).body
    assert text[body.start : body.end].strip() == "Toàn xã có 30 tổ ong."


def test_a_title_that_only_the_closing_sentence_names() -> None:
    found = describe("Xã họp ba lần.\nTrên đây là Kế hoạch trồng rừng\nphòng hộ quý II năm 2026 của xã./.\nNơi nhận:\n- Lưu.")
    assert (found.type, found.title, found.inferred) == ("Kế hoạch", "Kế hoạch trồng rừng phòng hộ quý II năm 2026 của xã", ())


def test_a_title_that_nothing_names_is_concluded_from_the_first_line() -> None:
    found = describe("Ghi chép về mùa rẫy\nXã họp.")
    assert (found.title, found.type, found.inferred) == ("Ghi chép về mùa rẫy", "Báo cáo", ("title",))
    assert describe("việc " * 40).title.endswith("việc…")


def test_an_empty_text_is_described_by_nothing() -> None:
    found = describe("")
    assert (found.title, found.issuer, found.number, found.period) == ("", None, None, None)


@given(
    st.lists(st.sampled_from([*STATE.splitlines(), *PARTY.splitlines(), "Trên đây là báo cáo", "trong 6 tháng", "nhiệm kỳ"]), max_size=20)
)
def test_any_lines_are_described_without_raising(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = describe(text)
    assert 0 <= found.body.start <= found.body.end <= len(text)


@pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository")
@pytest.mark.parametrize(
    ("start", "issuer", "issued_on", "label", "start_end", "inferred"),
    [
        ("000", "Đảng ủy xã Lùng Phình", None, None, "2026-01-01..2026-06-30", ("period",)),
        ("001", "Đảng ủy xã Lùng Phình", date(2025, 9, 11), "ngày 11 tháng 9 năm 2025", "2025-07-01..2025-09-11", ("period",)),
        ("002", "UBND tỉnh Lào Cai", None, "2021", "2021-01-01..2021-09-30", ()),
        ("003", "Đảng ủy xã Lùng Phình", None, "tháng 04 năm 2026", "2026-04-01..2026-04-30", ("period",)),
        ("004", "Huyện ủy Phong Thổ", None, None, "2020-01-01..2025-12-31", ("issuer", "period")),
    ],
)
def test_the_real_reports(
    start: str, issuer: str, issued_on: date | None, label: str | None, start_end: str, inferred: tuple[str, ...]
) -> None:
    (path,) = REPORTS.glob(f"{start}_*.txt")
    found = describe(read(path.name, path.read_bytes()).text)
    assert (found.issuer, found.number, found.issued_on, found.issued_label) == (issuer, None, issued_on, label)
    assert found.period and f"{found.period.start}..{found.period.end}" == start_end
    assert found.inferred == inferred
