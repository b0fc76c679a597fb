"""The row of a report's table that has most or least: "lĩnh vực nào trễ hạn nhiều nhất", "thôn nào ít hộ nghèo nhất"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.evidence import Evidence
from assistant.ledger.operation import top_of
from assistant.match import Asked, credits, share, words_of
from assistant.question import Question
from vectorstore.report import PassageKind
from vectorstore.stored import StoredPassage
from vectorstore.text.normalize import fold
from vectorstore.text.number import parse_number

HELD = 0.3  # share of what is ranked by that a column's head must hold
LEADING = 6  # first sentences among which a row of the table is
_WHICH = re.compile(r"\b((?:\w+ )?\w+) nao\b")
_TOTAL = re.compile(r"(?:tong|cong|chung|toan)\b")
_SHARE = re.compile(r"\bti le\b|%|\bphan tram\b")
_CELL = re.compile(r" ?\| ?")
_VALUE = re.compile(r"(\d+(?:[.,]\d+)*) ?%?")

Tables = Callable[[StoredPassage], Sequence[StoredPassage]]  # the passages under the same heading
Weigh = Callable[[frozenset[str]], Asked]  # the terms of the question without some folded phrases


@dataclass(frozen=True, slots=True)
class _Row:
    value: Decimal
    evidence: Evidence


def highest_row(question: Question, evidence: Sequence[Evidence], weigh: Weigh, tables: Tables) -> Evidence | None:
    """The row that is asked for; None where no table found has such rows and a column to rank them by, or two rows are equal."""
    flat = fold(question.text)
    which, most = _WHICH.search(flat), top_of(flat)
    if which is None or most is None:
        return None
    for one in evidence[:LEADING]:
        named = _column_named(one.passage, which[1])
        if named is None:
            continue
        by = _column_of(one.passage, named[0], weigh(frozenset([named[1]])), flat)
        rows = sorted(_rows(one, tables(one.passage), named[0], by), key=lambda row: row.value, reverse=most) if by is not None else []
        if len(rows) > 1 and rows[0].value != rows[1].value:
            return rows[0].evidence
    return None


def _column_named(stored: StoredPassage, noun: str) -> tuple[int, str] | None:
    """The column whose head is what "nào" asks for, and the folded words that call it so."""
    if stored.passage.kind is not PassageKind.TABLE:
        return None
    heads = [fold(head) for head in stored.passage.heads]
    calls = dict.fromkeys((noun, noun.rpartition(" ")[2]))
    return next(((at, call) for call in calls for at, head in enumerate(heads) if re.search(rf"\b{re.escape(call)}\b", head)), None)


def _column_of(stored: StoredPassage, names: int, asked: Asked, flat: str) -> int | None:
    """The column whose head holds most of what is asked; where a share is asked for, that or the one beside it that has shares."""
    heads = stored.passage.heads
    held = [0.0 if at == names else share(asked, credits(asked, words_of(head))) for at, head in enumerate(heads)]
    best = max(range(len(held)), key=lambda at: held[at])
    if not asked.total or held[best] < HELD:
        return None
    if not _SHARE.search(flat):
        return best
    return next((at for at in (best, best + 1) if at < len(heads) and _SHARE.search(fold(heads[at]))), None)


def _rows(one: Evidence, passages: Sequence[StoredPassage], names: int, by: int) -> Iterator[_Row]:
    """The rows of one table with their figures; its total is no row."""
    for stored in passages:
        if stored.passage.heads != one.passage.passage.heads:
            continue
        for sentence in stored.passage.sentences:
            text = sentence.clean(stored.source)
            cells = [cell.strip() for cell in _CELL.split(text)]
            value = _VALUE.fullmatch(cells[by]) if len(cells) == len(stored.passage.heads) else None
            if value and not any(_TOTAL.match(fold(cell)) for cell in cells[: names + 1]):
                yield _Row(parse_number(value[1]), replace(one, passage=stored, sentence=sentence, text=text))
