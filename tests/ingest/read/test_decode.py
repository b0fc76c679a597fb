"""Text files come out as they were meant, whatever encoding they were saved in."""

import unicodedata

import pytest

from ingest.read import read
from vectorstore.errors import UnreadableFile

TEXT = "Ủy ban nhân dân xã Đồng Mây báo cáo kết quả sáu tháng đầu năm.\nToàn xã có 1.234,5 ha lúa, đường liên thôn được bê tông hóa."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_give_the_same_text(encoding: str) -> None:
    assert read("a.txt", TEXT.encode(encoding)).text == TEXT


def test_windows_1258_comes_out_composed() -> None:
    spread = "".join(_for_1258(c) for c in TEXT)
    assert read("a.txt", spread.encode("cp1258")).text == TEXT


def _for_1258(char: str) -> str:
    """The base letter of Windows with its tone after it."""
    letters = unicodedata.normalize("NFD", char)
    tones = "".join(c for c in letters if c in "\u0300\u0301\u0309\u0303\u0323")
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in tones)) + tones


def test_text_is_composed_and_has_no_unseen_characters() -> None:
    spread = unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n")
    source = read("a.txt", ("\ufeff" + spread.replace("xã", "x\u200bã") + "\x00\x1b\u202e").encode())
    assert source.text == TEXT + ""
    assert unicodedata.is_normalized("NFC", source.text)


def test_superscripts_and_fractions_are_not_folded() -> None:
    assert read("a.txt", "diện tích 4.623,3ha⁹ và ½ số hộ".encode()).text == "diện tích 4.623,3ha⁹ và ½ số hộ"


def test_one_broken_byte_does_not_lose_the_file() -> None:
    data = (TEXT * 30).encode() + b"\xc4"
    assert read("a.txt", data).text == TEXT * 30 + "\ufffd"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00" * 500, b"\x7fELF\x02\x01\x01" + b"\x00\x03\x90" * 300, b"\xff\xfe\x00\xd8"]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="hãy"):
        read("a.txt", data)


def test_a_text_of_blanks_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="không có chữ"):
        read("a.txt", b" \n\t\n ")
