"""The lexical index in PostgreSQL as it is written: in the transaction of the change that it follows, by one writer at a time."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from vectorstore.lexical import Form, terms
from vectorstore.records import PassageRow, ReportRow
from vectorstore.report import Report
from vectorstore.rows import row_passage, row_report
from vectorstore.shared.counts import LENGTHS, MOST, lengths_in, numbers_in, packed_counts
from vectorstore.shared.tables import LexicalRow, TermRow, TotalRow
from vectorstore.versions import is_current

LONGEST = 200  # characters of a term: PostgreSQL takes lexemes of 2 KB
CONTEXT_MARK = "_"  # before a term of the context, among the lexemes of its form; no term begins with it

_ENTER_TERMS = text(
    "INSERT INTO lexical_terms (field, term, passages, most, shortest)"
    " SELECT * FROM unnest(CAST(:fields AS smallint[]), CAST(:terms AS text[]), CAST(:passages AS int[]),"
    " CAST(:most AS smallint[]), CAST(:shortest AS int[]))"
    " ON CONFLICT (field, term) DO UPDATE SET passages = lexical_terms.passages + excluded.passages,"
    " most = greatest(lexical_terms.most, excluded.most), shortest = least(lexical_terms.shortest, excluded.shortest)"
    " RETURNING field, term, id"
)
_LEAVE_TERMS = text(
    "UPDATE lexical_terms SET passages = passages - gone.times"
    " FROM unnest(CAST(:ids AS int[]), CAST(:times AS int[])) AS gone (id, times) WHERE lexical_terms.id = gone.id"
)
_DROP_TERMS = text("DELETE FROM lexical_terms WHERE id = ANY(:ids) AND passages = 0")
_ADD_TOTALS = text(
    "INSERT INTO lexical_totals (field, terms, passages)"
    " SELECT field, terms, :passages FROM unnest(CAST(:fields AS smallint[]), CAST(:terms AS bigint[])) AS more (field, terms)"
    " ON CONFLICT (field) DO UPDATE SET terms = lexical_totals.terms + excluded.terms,"
    " passages = lexical_totals.passages + excluded.passages"
)

Key = tuple[int, str]  # field, term


def fields_of(form: Form) -> tuple[int, int]:
    """The numbers of a form's fields: words, context."""
    first = LENGTHS * list(Form).index(form)
    return first, first + 1


def kept_terms(said: str, form: Form) -> list[str]:
    """`terms`, as long as PostgreSQL takes them; a longer one is told by its hash."""
    return [term if len(term) <= LONGEST else _hashed(term) for term in terms(said, form)]


def _hashed(term: str) -> str:
    return f"{term[:LONGEST]}{hashlib.sha256(term.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class _Passage:
    """The terms of a passage's fields with how often each stands there."""

    report_id: str
    ordinal: int
    fields: tuple[Counter[str], ...]


def follow(session: Session, report_ids: Sequence[str]) -> None:
    """Bring the index to what these reports are now: the current ones are in it, the others are not."""
    leave(session, report_ids)
    for report in _current(session, report_ids):
        enter(session, report)


def enter(session: Session, report: Report) -> None:
    """Put a report's passages in."""
    passages = [_counted(report, ordinal) for ordinal in range(len(report.passages))]
    if not passages:
        return
    numbers = _entered_terms(session, passages)
    session.execute(insert(LexicalRow), [_values(passage, numbers) for passage in passages])
    totals = [sum(passage.fields[field].total() for passage in passages) for field in range(LENGTHS * len(Form))]
    session.execute(_ADD_TOTALS, {"fields": list(range(len(totals))), "terms": totals, "passages": len(passages)})


def leave(session: Session, report_ids: Sequence[str]) -> None:
    """Take reports out, and the words that no other report has: nothing of a deleted report stays."""
    rows = session.execute(select(LexicalRow.exact_counts, LexicalRow.folded_counts).where(LexicalRow.report_id.in_(report_ids))).all()
    if not rows:
        return
    ids, times = np.unique(np.concatenate([numbers_in(blob) for row in rows for blob in row]), return_counts=True)
    session.execute(_LEAVE_TERMS, {"ids": ids.tolist(), "times": times.tolist()})
    session.execute(_DROP_TERMS, {"ids": ids.tolist()})
    lengths = np.array([np.concatenate([lengths_in(blob) for blob in row]) for row in rows], np.int64)
    totals: list[int] = (-lengths.sum(axis=0)).tolist()
    session.execute(_ADD_TOTALS, {"fields": list(range(len(totals))), "terms": totals, "passages": -len(rows)})
    session.execute(delete(LexicalRow).where(LexicalRow.report_id.in_(report_ids)))


def clear(session: Session) -> None:
    for row in (LexicalRow, TermRow, TotalRow):
        session.execute(delete(row))


def _current(session: Session, report_ids: Sequence[str]) -> Iterator[Report]:
    rows = session.scalars(select(ReportRow).where(ReportRow.id.in_(report_ids), is_current(ReportRow.id))).all()
    for row in rows:
        passages = session.scalars(select(PassageRow).where(PassageRow.report_id == row.id).order_by(PassageRow.ordinal))
        yield row_report(row, tuple(row_passage(passage) for passage in passages))


def _counted(report: Report, at: int) -> _Passage:
    passage = report.passages[at]
    said = (passage.clean(report.text), report.context(passage))
    return _Passage(report.id, passage.ordinal, tuple(Counter(kept_terms(part, form)) for form in Form for part in said))


def _entered_terms(session: Session, passages: Iterable[_Passage]) -> dict[Key, int]:
    """The number of each term; new ones get one."""
    found: dict[Key, list[tuple[int, int]]] = defaultdict(list)  # how often, in how long a field
    for passage in passages:
        for field, counts in enumerate(passage.fields):
            length = counts.total()
            for term, count in counts.items():
                found[field, term].append((count, length))
    keys = sorted(found)  # in one order everywhere
    values = {
        "fields": [field for field, _ in keys],
        "terms": [term for _, term in keys],
        "passages": [len(found[key]) for key in keys],
        "most": [min(MOST, max(count for count, _ in found[key])) for key in keys],
        "shortest": [min(length for _, length in found[key]) for key in keys],
    }
    return {(row.field, row.term): row.id for row in session.execute(_ENTER_TERMS, values)}


def _values(passage: _Passage, numbers: dict[Key, int]) -> dict[str, object]:
    values: dict[str, object] = {"report_id": passage.report_id, "ordinal": passage.ordinal}
    for form in Form:
        fields = fields_of(form)
        counts = {numbers[field, term]: count for field in fields for term, count in passage.fields[field].items()}
        values[f"{form.value}_counts"] = packed_counts([passage.fields[field].total() for field in fields], counts)
        values[form.value] = _lexemes(*(passage.fields[field] for field in fields))
    return values


def _lexemes(words: Iterable[str], context: Iterable[str]) -> str:
    """The text of a tsvector; terms are letters, digits, marks of numbers and "_"."""
    return " ".join(quoted(lexeme) for lexeme in (*words, *(CONTEXT_MARK + term for term in context)))


def quoted(lexeme: str) -> str:
    """As it stands in the text of a tsvector or a tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
