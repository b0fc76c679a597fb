"""Percentages that cannot be."""

from __future__ import annotations

import pytest

from tests.ingest.count.made import compiled, conflicts
from vectorstore.figure import ConflictKind


def wrong(body: str) -> list[list[str]]:
    found = conflicts(compiled(body))
    assert {kind for kind, _ in found} <= {ConflictKind.SHARE}
    return [words for _, words in found]


def test_more_than_all() -> None:
    assert wrong("Tỷ lệ hộ dùng nước sạch là 120%.") == [["120%"]]
    (conflict,) = compiled("Tỷ lệ hộ dùng nước sạch là 120%.").conflicts
    assert conflict.said == "Tỷ lệ 120% không thể có: vượt quá 100%."


@pytest.mark.parametrize(
    "body",
    [
        "Tỷ lệ hộ dùng nước sạch là 100%.",
        "Thu ngân sách đạt 120% kế hoạch.",
        "Tỷ lệ thực hiện dự toán đạt 120%.",
        "Tỷ lệ thu bằng 120% so với cùng kỳ.",
        "Giá trị tăng 120%.",
        "Sản lượng đạt 120%.",  # of what is not said
    ],
)
def test_more_than_a_plan_may_be(body: str) -> None:
    assert wrong(body) == []


@pytest.mark.parametrize("share", ["(đạt 70%)", "(70%)", "(chiếm 70%)", ", đạt 70%"])
def test_a_ratio_that_makes_another_percentage(share: str) -> None:
    assert wrong(f"Có 8/10 thôn {share} có điện.") == [["8/10 thôn", share.strip("(), ").split()[-1]]]


def test_the_right_percentage_is_said() -> None:
    (conflict,) = compiled("Có 2/3 thôn (đạt 70%) có điện.").conflicts
    assert conflict.said == "2/3 là 66,7%, không phải 70% như báo cáo nêu."


@pytest.mark.parametrize(
    "body",
    [
        "Có 8/10 thôn (đạt 80%) có điện.",
        "Có 2/3 thôn (đạt 66,7%) có điện.",
        "Có 2/3 thôn (đạt 67%) có điện.",  # rounded
        "Có 8/10 thôn có điện và đường, số hộ nghèo của các thôn này chiếm 12%.",  # of something else
        "Có 5/0 thôn (đạt 50%) có điện.",  # no share at all, and no crash
    ],
)
def test_ratios_that_may_be(body: str) -> None:
    assert wrong(body) == []


def test_parts_of_more_than_the_whole() -> None:
    assert wrong("Dân tộc Dao chiếm 60%, dân tộc Tày chiếm 30%, dân tộc Nùng chiếm 20%.") == [["60%", "30%", "20%"]]


@pytest.mark.parametrize(
    "body",
    [
        "Dân tộc Dao chiếm 50%, dân tộc Tày chiếm 30%, dân tộc Nùng chiếm 20%.",
        "Dân tộc Dao chiếm 50,2%, dân tộc Tày chiếm 30,2%, dân tộc Nùng chiếm 20,1%.",  # rounded
        "Dân tộc Dao chiếm 60%, hộ nghèo chiếm 50%.",  # two may be of two wholes
        "Thôn Nà Hin đạt 60%, thôn Bó Mạ đạt 50%, thôn Khe Lá đạt 40% kế hoạch.",
    ],
)
def test_parts_that_may_be(body: str) -> None:
    assert wrong(body) == []
