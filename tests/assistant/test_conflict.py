"""Where a report says one thing twice and not alike."""

from __future__ import annotations

from decimal import Decimal

from assistant.conflict import contradiction, no_conflicts, touched
from assistant.evidence import Evidence
from tests.assistant.made import found, header, passage, ranked
from tests.assistant.made_ledger import made_conflict
from vectorstore.figure import Figure, FigureKind, LedgerRow
from vectorstore.report import Span
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


HERD = passage("Có 15 người dự, trong đó nam 08 người, nữ 05 người. Trời mưa 30 ngày.")


def row(written: str, stored: StoredPassage = HERD, sentence: int = 0) -> LedgerRow:
    """A figure in a sentence of a passage."""
    told = stored.passage.sentences[sentence]
    at = stored.source.index(written)
    figure = Figure(0, 0, sentence, Span(at, at + len(written)), "người", written, Decimal(written), written, "người", FigureKind.FLOW)
    return LedgerRow(figure, stored.report, "", (), None, None, stored.quote(told), told.start, told.end)


def evidence(question: str = "Có bao nhiêu người dự?") -> Evidence:
    return ranked(found(question, HERD))[0]


def test_a_conflict_of_a_figure_that_is_shown_touches_the_answer_once() -> None:
    torn = made_conflict("Các phần cộng lại là 13 người.", row("15"), row("08"), row("05"))
    assert touched([torn, torn], evidence(), "Có 15 người dự") == [torn]
    assert touched([torn], evidence(), "nữ 05 người") == [torn]


def test_a_conflict_of_what_is_not_shown_does_not() -> None:
    torn = made_conflict("Các phần cộng lại là 13 người.", row("15"))
    assert touched([torn], evidence(), "nam 08 người") == []
    rain = made_conflict("Mưa 30 ngày hay 31 ngày.", row("30", sentence=1))
    assert touched([rain], evidence(), "Có 15 người dự") == []


def test_a_conflict_in_another_report_does_not() -> None:
    other = passage(HERD.source, header("UBND xã Thông Reo"))
    torn = made_conflict("Các phần cộng lại là 13 người.", row("15", other))
    assert touched([torn], evidence(), "Có 15 người dự") == []
    assert list(no_conflicts(evidence(), "Có 15 người dự")) == []
