"""The row of a report's table that has most or least of what is asked."""

from __future__ import annotations

import pytest

from assistant.follow import Thread, weighed
from assistant.highest import highest_row
from assistant.ledger.operation import operating_words
from assistant.match import ANY_ARCHIVE
from tests.assistant.made import found, header, nowhere, passage, ranked
from vectorstore.report import PassageKind
from vectorstore.stored import StoredPassage

HEADS = ("TT", "Thôn", "Số hộ", "Hộ nghèo", "Tỷ lệ")
ROWS = (
    "1 | Nà Lúa | 120 | 15 | 12,5%",
    "2 | Khe Mó | 1.090 | 31 | 2,8%",
    "3 | Bản Sói | 64 | 9 | 14,1%",
    "Tổng | cả xã | 1.274 | 55 | 4,3%",
)


def table(*rows: str, ordinal: int = 0) -> StoredPassage:
    return passage("\n".join(rows), header(), ("2. Giảm nghèo",), PassageKind.TABLE, heads=HEADS, ordinal=ordinal)


def row(question: str, *passages: StoredPassage) -> str | None:
    findings = found(question, *passages)

    def weigh(left_out: frozenset[str]) -> object:
        return weighed(Thread((question,)), nowhere, ANY_ARCHIVE, left_out | operating_words(question))

    best = highest_row(findings.question, ranked(findings), weigh, lambda stored: passages)  # type: ignore[arg-type]
    return best.text if best else None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Thôn nào có nhiều hộ nghèo nhất?", "Khe Mó"),
        ("thon nao nhieu ho ngheo nhat", "Khe Mó"),
        ("Thôn nào ít hộ nghèo nhất?", "Bản Sói"),
        ("Thôn nào có tỷ lệ hộ nghèo cao nhất?", "Bản Sói"),
    ],
)
def test_the_row_with_most_or_least_of_the_column_that_is_asked_for(question: str, name: str) -> None:
    best = row(question, table(*ROWS))
    assert best is not None and name in best


def test_the_table_may_be_parted_over_several_passages() -> None:
    best = row("Thôn nào có nhiều hộ nghèo nhất?", table(*ROWS[:1]), table(*ROWS[1:], ordinal=1))
    assert best == ROWS[1]


def test_the_total_of_a_table_is_no_row_of_it() -> None:
    assert row("Thôn nào có nhiều hộ nghèo nhất?", table(*ROWS)) != ROWS[3]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Thôn nào có hộ nghèo?", ROWS),  # nothing is ranked
        ("Chi bộ nào có nhiều hộ nghèo nhất?", ROWS),  # the table has no such rows
        ("Thôn nào nuôi nhiều ong nhất?", ROWS),  # nor such a column
        ("Thôn nào có nhiều hộ nghèo nhất?", (ROWS[0], "4 | Nà Chồ | 77 | 15 | 19,5%")),  # two are first
        ("Thôn nào có nhiều hộ nghèo nhất?", ROWS[:1]),  # one row is nothing to rank
    ],
)
def test_where_the_table_does_not_tell_nothing_is_told(question: str, rows: tuple[str, ...]) -> None:
    assert row(question, table(*rows)) is None


def test_a_paragraph_has_no_rows() -> None:
    assert row("Thôn nào có nhiều hộ nghèo nhất?", passage("Thôn Nà Lúa có 15 hộ nghèo, thôn Khe Mó 31 hộ nghèo.")) is None
