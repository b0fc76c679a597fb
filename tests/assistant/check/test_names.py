"""Whether the names of a sentence stand in the words that it cites."""

from __future__ import annotations

import pytest

from assistant.check.names import first_unknown_name

KNOWN = "UBND xã Suối Mây và Hạt Kiểm lâm khu vực Đồi Thông tổ chức 12 cuộc; đồng chí Lò Thị Hoa chủ trì, QĐ-UBND."


@pytest.mark.parametrize(
    "said",
    [
        "Có 12 cuộc",
        "Tại Suối Mây có 12 cuộc",
        "Xã Suối Mây tổ chức 12 cuộc",
        "Đồng chí Lò Thị Hoa chủ trì 12 cuộc",
        "Do UBND xã Suối Mây tổ chức",
        "Do Hạt Kiểm lâm khu vực tổ chức",
        "Có 12 cuộc. Ngoài ra không có gì",
        "Báo cáo nêu: Có 12 cuộc",
    ],
)
def test_a_name_of_the_source_and_the_capital_of_a_sentence_are_known(said: str) -> None:
    assert first_unknown_name(said, KNOWN) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Đồng chí Nguyễn Văn Tèo chủ trì", "Nguyễn Văn Tèo"),
        ("Tại đèo Gió Hú có 12 cuộc", "Gió Hú"),
        ("Hạt Kiểm lâm Khe Lim chủ trì", "Khe Lim"),
        ("Theo Luật Lâm nghiệp", "Luật Lâm"),
        ("Có 12 cuộc tại Suối Thông", "Suối Thông"),
        ("Đồng chí Lò Thị Hồng chủ trì", "Lò Thị Hồng"),
        ("Đồng chí Lò Hoa chủ trì", "Lò Hoa"),
        ("Có 12 cuộc do HĐND tổ chức", "HĐND"),
        ("Do UBND Đồi Thông tổ chức", "UBND Đồi Thông"),
        ("HOANGOCLAN", "HOANGOCLAN"),
        ("Kết quả: HOANGOCLAN", "HOANGOCLAN"),
    ],
)
def test_a_name_that_is_put_together_or_made_up_is_not(said: str, name: str) -> None:
    assert first_unknown_name(said, KNOWN) == name


def test_a_name_is_the_same_in_both_placements_of_the_tone() -> None:
    assert first_unknown_name("Tại thôn Hòa Bình có họp", "Họp tại thôn Hoà Bình.") is None
