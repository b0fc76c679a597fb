"""Who issued a report, written or concluded."""

import pytest

from ingest.issuer import find_issuer
from ingest.letterhead import lines
from vectorstore.report import Span


def issuer(text: str, head: str = "", title: str = "") -> tuple[str | None, bool]:
    return find_issuer(text, list(lines(head)), title, Span(0, len(text)))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("UBND HUYỆN NẬM TÀ\nSố: 1/BC-UBND", "UBND huyện Nậm Tà"),
        ("UỶ BAN NHÂN DÂN\nTHỊ TRẤN NẬM TÀ\n-----", "UBND thị trấn Nậm Tà"),
        ("ĐẢNG BỘ TỈNH SƠN HẠ\nHUYỆN UỶ NẬM TÀ\n*", "Huyện ủy Nậm Tà"),
        ("TỈNH ỦY SƠN HẠ\nĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ NÀ HIN", "Tỉnh ủy Sơn Hạ"),
    ],
)
def test_the_last_body_above_the_number_or_the_rule(head: str, name: str) -> None:
    assert issuer("Xã họp.", head) == (name, False)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("UBND XÃ NÀ HIN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n-----   Độc lập - Tự do - Hạnh phúc", "UBND xã Nà Hin"),
        ("UỶ BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ NÀ HIN\tĐộc lập - Tự do - Hạnh phúc\nSố: 1/BC-UBND", "UBND xã Nà Hin"),
        ("ĐẢNG BỘ TỈNH SƠN HẠ    ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ NÀ HIN\n*  Nà Hin, ngày 2 tháng 5 năm 2026", "Đảng ủy xã Nà Hin"),
    ],
)
def test_the_left_of_two_columns_on_one_line(head: str, name: str) -> None:
    assert issuer("Xã họp.", head) == (name, False)


def test_a_name_in_capitals_is_spelt_as_the_text_spells_it() -> None:
    assert issuer("Đảng uỷ xã Ea H'Leo Hạ họp.", "ĐẢNG ỦY XÃ EA H'LEO HẠ\n*")[0] == "Đảng ủy xã Ea H'Leo Hạ"


def test_the_opening_sentence_says_who_reports() -> None:
    text = "Theo đề cương của Tỉnh ủy Sơn Hạ, Đảng uỷ xã Nà Hin xin báo cáo như sau."
    assert issuer(text) == ("Đảng ủy xã Nà Hin", False)


def test_the_title_is_believed_before_the_text() -> None:
    text = "HĐND xã Bó Mạ họp. HĐND xã Bó Mạ nghỉ."
    assert issuer(text, title="Báo cáo của UBND xã Nà Hin") == ("UBND xã Nà Hin", True)


def test_the_committee_of_the_place_that_the_report_is_about() -> None:
    text = "Nậm Tà là huyện vùng cao. Huyện ủy Nậm Tà chăm lo đời sống."
    assert issuer(text) == ("Huyện ủy Nậm Tà", True)
    assert issuer("Nậm Tà là huyện vùng cao.") == ("UBND huyện Nậm Tà", True)


def test_else_the_body_that_is_named_most() -> None:
    assert issuer("UBND xã Bó Mạ họp. HĐND xã Nà Hin nghỉ. UBND xã Bó Mạ làm.") == ("UBND xã Bó Mạ", True)
    assert issuer("Mùa rẫy.") == (None, False)
