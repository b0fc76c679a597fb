"""Fonts of before Unicode: their names tell the encoding of a few words, the words tell that of a whole text."""

from __future__ import annotations

import pytest

from ingest.read import read
from ingest.read.fonts import by_font
from ingest.read.legacy import reviver
from ingest.read.vps import VPS, from_vps
from tests.ingest.read.making import raw_docx

TEXT = "Báo cáo kết quả công tác sáu tháng đầu năm của xã; số hộ nghèo giảm còn 45 hộ, đạt 102% kế hoạch, sản lượng tăng nhẹ."


def in_vps(text: str) -> str:
    shown = {letter: byte for byte, letter in sorted(VPS.items())}
    return "".join(shown.get(letter, letter) for letter in text)


def test_every_small_letter_has_a_code() -> None:
    letters = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
    assert set(letters) <= set(VPS.values())


def test_known_letters_of_vps() -> None:
    assert from_vps("ti‰ng Vi\u008ct, Çåt k‰ hoåch") == "tiếng Việt, đạt kế hoạch"


def test_a_text_in_vps_is_revived_as_a_whole() -> None:
    shown = in_vps(TEXT)
    assert shown != TEXT
    assert reviver(shown)(shown) == TEXT


@pytest.mark.parametrize(
    "text", [TEXT, "Diện tích 4.623,3 ha và 11.163m², 12 km² đường; đạt 5 m³.", "Công ty Citroën, Škoda và Müller hợp tác."]
)
def test_unicode_text_never_changes(text: str) -> None:
    assert reviver(text)(text) == text


@pytest.mark.parametrize(
    ("font", "shown", "text"),
    [
        (".VnTime", "C«ng", "Công"),
        (".VnTimeH", "b¸o c¸o", "BÁO CÁO"),
        (".VnArial NarrowH", "xa", "XA"),
        ("VNI-Times", "coâng", "công"),
        ("VPS Times", "Çåt", "đạt"),
        ("Times New Roman", "C«ng", "C«ng"),
        (".VnTime", "Công việc của xã", "Công việc của xã"),
        (".VnTime", "báo", "báo"),
    ],
)
def test_a_font_tells_the_encoding_of_a_word(font: str, shown: str, text: str) -> None:
    assert by_font(font, shown) == text


def test_the_font_of_a_run_in_word() -> None:
    body = (
        '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>b¸o c¸o</w:t></w:r>'
        '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t xml:space="preserve"> năm 2026</w:t></w:r></w:p>'
    )
    assert read("a.docx", raw_docx(body)).text == "BÁO CÁO năm 2026"
