"""Where a report says one thing twice and not alike."""

from __future__ import annotations

import pytest

from assistant.conflict import contradiction, mismatch
from assistant.evidence import Evidence
from tests.assistant.made import found, header, passage, ranked
from vectorstore.stored import StoredPassage


def other(question: str, *passages: StoredPassage) -> Evidence | None:
    findings = found(question, *passages)
    evidence = ranked(findings)
    return contradiction(findings, evidence[0].text, evidence)


TWICE = "Hội thi cày ruộng bậc thang tổ chức ngày {}."


def test_two_days_for_one_thing_are_seen() -> None:
    seen = other("Hội thi cày ruộng bậc thang tổ chức ngày nào?", passage(f"{TWICE.format('14/8/2026')} {TWICE.format('16/8/2026')}"))
    assert seen is not None and "16/8" in seen.text


def test_two_figures_for_one_thing_are_seen() -> None:
    said = passage("Hội thi cày ruộng bậc thang có 45 đội.\nHội thi cày ruộng bậc thang có 54 đội.")
    seen = other("Hội thi cày ruộng bậc thang có bao nhiêu đội?", said)
    assert seen is not None and "54" in seen.text


def test_the_same_value_said_twice_is_no_contradiction() -> None:
    day = TWICE.format("14/8/2026")
    assert other("Hội thi cày ruộng bậc thang tổ chức ngày nào?", passage(f"{day} {day}")) is None


def test_another_report_contradicts_nothing() -> None:
    first = passage(TWICE.format("14/8/2026"))
    second = passage(TWICE.format("16/8/2026"), header("UBND xã Thông Reo"))
    assert other("Hội thi cày ruộng bậc thang tổ chức ngày nào?", first, second) is None


def test_sentences_about_something_else_are_no_contradiction() -> None:
    said = passage(f"{TWICE.format('14/8/2026')} Trạm bơm khánh thành ngày 16/8/2026.")
    assert other("Hội thi cày ruộng bậc thang tổ chức ngày nào?", said) is None


@pytest.mark.parametrize(
    ("text", "total", "added"),
    [
        ("Có 15 người dự, trong đó nam 08 người, nữ 05 người, trẻ em 06 người.", "15", "19"),
        ("Đàn vật nuôi có 900 con, gồm 300 con dê, 200 con bò và 300 con lợn.", "900", "800"),
    ],
)
def test_parts_that_do_not_add_up_are_seen(text: str, total: str, added: str) -> None:
    seen = mismatch(text)
    assert seen is not None and (seen.total, seen.added) == (total, added)
    assert len(seen.parts) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Có 15 người dự, trong đó nam 08 người và nữ 07 người.",  # it adds up
        "Có 15 người dự, trong đó nữ 05 người.",  # one part need not be all
        "Có 15 người dự.",
        "Đạt 15% kế hoạch, trong đó cam 8%, bưởi 5%.",
        "Trong đó nam 08 người và nữ 05 người.",
        "Có 150 người dự, trong đó 02 người ở thôn Đồi và 03 người ở thôn Gốc.",  # far less than the total: examples
        "Có 15 người dự, trong đó nam 80 người, nữ 20 người.",  # more than the total: something else is counted
    ],
)
def test_what_is_no_sum_is_not_added(text: str) -> None:
    assert mismatch(text) is None


def test_a_comparison_is_no_part() -> None:
    assert mismatch("Có 15 văn bản, trong đó 09 công văn, 06 văn bản khác; so với kỳ trước giảm 12 văn bản.") is None
