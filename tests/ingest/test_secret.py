"""Stamps of secrecy are known at the head of a document, and only there and only as stamps."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from ingest.read import read
from ingest.secret import stamp_of

HEAD = (
    "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ SUỐI MÂY | Độc lập - Tự do - Hạnh phúc\n"
    "Số: 12/BC-UBND | Suối Mây, ngày 02 tháng 4 năm 2026\n"
)
BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    "<w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
BODY = "BÁO CÁO\nKết quả công tác tháng 3\nTrong tháng, xã đã tổ chức 12 cuộc kiểm tra.\n"


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I   M Ậ T", "TỐI MẬT"),
        ("  [MẬT]  ", "MẬT"),
        ("| MẬT |", "MẬT"),
        ("Số: 12/BC-UBND | TUYỆT MẬT", "TUYỆT MẬT"),
        ("Độ mật: TỐI MẬT", "TỐI MẬT"),
        ("**MẬT**", "MẬT"),
        ("MA\u0302\u0323T", "MẬT"),
    ],
)
def test_a_stamp_is_known(line: str, stamp: str) -> None:
    assert stamp_of(f"{HEAD}{line}\n{BODY}") == stamp


@pytest.mark.parametrize(
    "line",
    [
        "Công tác bảo vệ bí mật nhà nước được thực hiện nghiêm.",
        "BẢO MẬT",
        "BÍ MẬT",
        "MẶT TRẬN TỔ QUỐC",
        "MẶT",
        "MẮT",
        "KHÔNG MẬT",
        "Sản phẩm: mật ong, MẬT ONG rừng",
        "Văn bản TỐI MẬT phải gửi riêng.",
    ],
)
def test_words_that_are_no_stamp_pass(line: str) -> None:
    assert stamp_of(f"{HEAD}{line}\n{BODY}") is None


def test_small_letters_count_in_the_letterhead_where_old_fonts_draw_capitals() -> None:
    assert stamp_of(f"{HEAD}mật\n{BODY}") == "MẬT"
    assert stamp_of(HEAD + BODY + "Một dòng.\n" * 10 + "mật\n") is None


def word_file(*runs: tuple[str, str]) -> bytes:
    """A Word file of paragraphs, each in its font."""
    made = Document()
    for text, font in runs:
        made.add_paragraph().add_run(text).font.name = font
    made.save(target := io.BytesIO())
    return target.getvalue()


def test_a_stamp_in_an_old_font_is_known() -> None:
    body = ("KÕt qu¶ c«ng t¸c th¸ng 3 cña x· Suèi M©y, ®· tæ chøc kiÓm tra rõng.", ".VnTime")
    data = word_file(("ñy ban nh©n d©n", ".VnTimeH"), ("mËt", ".VnTimeH"), body)
    assert stamp_of(read("a.docx", data).text) == "MẬT"


def test_a_stamp_in_a_text_box_is_known() -> None:
    made = Document()
    made.add_paragraph("ỦY BAN NHÂN DÂN XÃ SUỐI MÂY")
    made.element.body.insert(1, parse_xml(BOX))
    made.add_paragraph("BÁO CÁO")
    made.save(target := io.BytesIO())
    assert stamp_of(read("a.docx", target.getvalue()).text) == "TỐI MẬT"


def test_a_stamp_far_below_the_head_is_a_word() -> None:
    assert stamp_of(HEAD + BODY + "Một dòng.\n" * 60 + "MẬT\n") is None
