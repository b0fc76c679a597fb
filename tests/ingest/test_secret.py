"""Stamps of secrecy are known at the head of a document, and only there and only as stamps."""

from __future__ import annotations

import pytest

from ingest.secret import stamp_of

HEAD = (
    "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ SUỐI MÂY | Độc lập - Tự do - Hạnh phúc\n"
    "Số: 12/BC-UBND | Suối Mây, ngày 02 tháng 4 năm 2026\n"
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
        "mật",
        "Mật",
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


def test_a_stamp_far_below_the_head_is_a_word() -> None:
    assert stamp_of(HEAD + BODY + "Một dòng.\n" * 60 + "MẬT\n") is None
