"""Where a report says one thing twice and not alike."""

from __future__ import annotations

from assistant.conflict import contradiction
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
