"""The lexical index in PostgreSQL: its full-text index finds passages by their rare words, counts beside it score them.

Scores are those of `vectorstore.lexical`, which one machine has. No passage that could be among the best is left out: a term's weight is
bounded, so once enough good passages are known, those that hold only common words cannot reach them and are never looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, func, select, text
from sqlalchemy.orm import Session

from vectorstore.lexical import CONTEXT_WEIGHT, Form
from vectorstore.shared.counts import MOST, Floats, Weighed, damping, rarity, scored
from vectorstore.shared.lexical_rows import CONTEXT_MARK, fields_of, kept_terms, quoted
from vectorstore.shared.tables import LexicalRow, TermRow, TotalRow
from vectorstore.vectors import passage_key, split_key

if TYPE_CHECKING:
    from vectorstore.archive import Archive

FEW = 1500  # passages that are scored without looking for the better ones among them
SEEDS = 4  # times as many as are wanted are looked at first
AT_ONCE = 1000  # passages that are scored before it is asked whether the next could still be among the best
WORDS = 8192  # whose frequency is kept
SLACK = 1e-4  # of a score, for rounding

_HOLDERS = (
    "SELECT string_agg(int4send(held.id), ''::bytea) FROM unnest(CAST(:lexemes AS text[])) WITH ORDINALITY AS asked (lexeme, n)"
    " LEFT JOIN LATERAL (SELECT id FROM lexical_passages WHERE {column} @@ CAST(asked.lexeme AS tsquery){among}) AS held ON true"
    " GROUP BY asked.n ORDER BY asked.n"
)
_AMONG = " AND report_id = ANY(:report_ids)"
_KEYED = "(SELECT * FROM unnest(CAST(:reports AS text[]), CAST(:ordinals AS int[])))"

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Query:
    """A query's terms that the index has, the heaviest bound first, with what is needed to find and score them."""

    form: Form
    terms: tuple[Weighed, ...]
    lexemes: tuple[str, ...]
    passages: tuple[int, ...]  # that hold each term
    averages: tuple[float, ...]
    total: int  # passages in the index


class PostgresLexical:
    """The index that all replicas share."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._often = lru_cache(maxsize=WORDS)(self._look_up)

    def count(self) -> int:
        with self._reading() as session:
            return session.scalar(select(func.max(TotalRow.passages))) or 0

    def frequency(self, word: str) -> int:
        """In how many passages a folded syllable stands."""
        return self._often(word, self._archive.revision)

    def _look_up(self, word: str, _revision: int) -> int:
        of = (TermRow.field == fields_of(Form.FOLDED)[0], TermRow.term == word)
        with self._reading() as session:
            return session.scalar(select(TermRow.passages).where(*of)) or 0

    def frequency_in(self, word: str, report_ids: frozenset[str]) -> int:
        """In how many passages of these reports a folded syllable stands."""
        found = text(f"SELECT count(*) FROM lexical_passages WHERE folded @@ CAST(:lexeme AS tsquery){_AMONG}")
        with self._reading() as session:
            return int(session.scalar(found, {"lexeme": quoted(word), "report_ids": sorted(report_ids)}) or 0)

    def search(
        self, query: str, form: Form, limit: int, report_ids: frozenset[str] | None = None, without: frozenset[str] = frozenset()
    ) -> dict[str, float]:
        """The best passages' keys and BM25 scores."""
        if without:
            report_ids = (self._archive.root.current_ids() if report_ids is None else report_ids) - without
        with self._reading() as session:
            asked = _asked(session, query, form)
            if not asked.terms:
                return {}
            among = None if report_ids is None else sorted(report_ids)
            if (few := _few(session, asked, among)) is not None:
                scores = dict(zip([row.id for row in few], _scored(asked, few).tolist(), strict=True))
                rows = {row.id: row for row in few}
            else:
                scores, rows = _best(session, asked, limit, among)
        ranked = sorted((id for id, score in scores.items() if score > 0), key=lambda id: (-scores[id], id))[:limit]
        return {_key(rows[id]): scores[id] for id in ranked}

    def scores(self, query: str, form: Form, keys: Sequence[str]) -> dict[str, float]:
        """The scores of these passages; one that shares no word with the query is not among them."""
        with self._reading() as session:
            asked = _asked(session, query, form)
            parted = [split_key(key) for key in keys]
            names = {"reports": [report for report, _ in parted], "ordinals": [ordinal for _, ordinal in parted]}
            rows = _rows(session, form, f"(report_id, ordinal) IN {_KEYED}", names) if asked.terms and keys else []
        scores = {_key(row): score for row, score in zip(rows, _scored(asked, rows).tolist(), strict=True)}
        return dict(sorted(((key, score) for key, score in scores.items() if score > 0), key=lambda item: -item[1]))

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with self._archive.root.read() as session:
            # A plan that goes through all passages would unpack each one's words; compiling a plan takes longer than most searches.
            session.execute(text("SET LOCAL enable_seqscan = off; SET LOCAL jit = off"))
            yield session


def _asked(session: Session, query: str, form: Form) -> _Query:
    fields, words = fields_of(form), list(dict.fromkeys(kept_terms(query, form)))
    found = session.execute(
        text("SELECT id, field, term, passages, most, shortest FROM lexical_terms WHERE field = ANY(:fields) AND term = ANY(:terms)"),
        {"fields": list(fields), "terms": words},
    ).all()
    totals = {row.field: row for row in session.scalars(select(TotalRow).where(TotalRow.field.in_(fields)))}
    if not found or not totals:
        return _Query(form, (), (), (), (), 0)
    total = totals[fields[0]].passages
    averages = tuple(max(totals[field].terms, 1) / total for field in fields)
    ranked = sorted(((_weighed(row, fields, averages, total), row) for row in found), key=lambda pair: -pair[0].bound)
    lexemes = tuple(quoted((CONTEXT_MARK if term.part else "") + row.term) for term, row in ranked)
    return _Query(form, tuple(term for term, _ in ranked), lexemes, tuple(row.passages for _, row in ranked), averages, total)


def _weighed(row: Row[Any], fields: tuple[int, int], averages: Sequence[float], total: int) -> Weighed:
    part = fields.index(row.field)
    weight = rarity(row.passages, total) * np.float32(CONTEXT_WEIGHT if part else 1)
    most = min(row.most, MOST)
    return Weighed(row.id, part, weight, float(weight * most / (most + damping(row.shortest, averages[part]))))


def _few(session: Session, asked: _Query, among: list[str] | None) -> Sequence[Row[Any]] | None:
    """All passages that are searched, where they are few enough to be scored; else None."""
    if among is None:
        return _rows(session, asked.form, "true", {}) if asked.total <= FEW else None
    where, names = "report_id = ANY(:report_ids)", {"report_ids": among}
    some = select(LexicalRow.id).where(text(where)).limit(FEW + 1)
    return _rows(session, asked.form, where, names) if len(session.scalars(some, names).all()) <= FEW else None


def _best(session: Session, asked: _Query, limit: int, among: list[str] | None) -> tuple[dict[int, float], dict[int, Row[Any]]]:
    """Scores and rows of the best passages, and of others that were looked at on the way."""
    bounds = np.array([term.bound for term in asked.terms])
    first = _enough(asked.passages, SEEDS * limit)
    held = _holders(session, asked, 0, first, among)
    scores: dict[int, float] = {}
    rows: dict[int, Row[Any]] = {}
    ids, reach = _reach(held, bounds)
    _score(session, asked, ids[np.argsort(-reach, kind="stable")][: SEEDS * limit], scores, rows)
    needed = _needed(bounds, _floor(scores, limit), first)
    held += _holders(session, asked, first, needed, among)
    ids, reach = _reach(held, bounds)
    reach = reach + bounds[needed:].sum()
    order = np.argsort(-reach, kind="stable")
    ids, reach = ids[order], reach[order]
    for start in range(0, len(ids), AT_ONCE):
        floor = _floor(scores, limit)
        part = ids[start : start + AT_ONCE][reach[start : start + AT_ONCE] >= floor * (1 - SLACK)]
        if not len(part):
            break
        _score(session, asked, np.array([id for id in part.tolist() if id not in scores], np.int32), scores, rows)
    return scores, rows


def _enough(passages: Sequence[int], wanted: int) -> int:
    """How many of the terms, from the rarest on, stand in so many passages."""
    gathered = np.cumsum(passages)
    return min(len(passages), int(np.searchsorted(gathered, wanted)) + 1)


def _needed(bounds: NDArray[np.float64], floor: float, at_least: int) -> int:
    """How many of the terms a passage must hold one of to reach the floor."""
    rest = bounds.sum() - np.cumsum(bounds)  # what all later terms add together
    below = np.flatnonzero(rest < floor * (1 - SLACK))
    return max(at_least, int(below[0]) + 1 if len(below) else len(bounds))


def _floor(scores: dict[int, float], limit: int) -> float:
    """What a passage must score to be among the best of those that are known."""
    return sorted(scores.values(), reverse=True)[limit - 1] if len(scores) >= limit else 0.0


def _holders(session: Session, asked: _Query, start: int, end: int, among: list[str] | None) -> list[Ids]:
    """The passages that hold each of these terms."""
    if start >= end:
        return []
    statement = text(_HOLDERS.format(column=asked.form.value, among="" if among is None else _AMONG))
    names: dict[str, Any] = {"lexemes": list(asked.lexemes[start:end])} | ({} if among is None else {"report_ids": among})
    return [np.frombuffer(blob or b"", ">i4").astype(np.int32) for blob in session.scalars(statement, names)]


def _reach(held: Sequence[Ids], bounds: NDArray[np.float64]) -> tuple[Ids, NDArray[np.float64]]:
    """Each passage with what its terms, as far as they were looked for, add up to at the most."""
    ids, place = np.unique(np.concatenate([*held, np.empty(0, np.int32)]), return_inverse=True)
    each = np.repeat(bounds[: len(held)], [len(some) for some in held])
    return ids.astype(np.int32), np.bincount(place, each, minlength=len(ids)).astype(np.float64)


def _score(session: Session, asked: _Query, ids: Ids, scores: dict[int, float], rows: dict[int, Row[Any]]) -> None:
    if not len(ids):
        return
    found = _rows(session, asked.form, "id = ANY(:ids)", {"ids": ids.tolist()})
    scores.update(zip([row.id for row in found], _scored(asked, found).tolist(), strict=True))
    rows.update((row.id, row) for row in found)


def _rows(session: Session, form: Form, where: str, names: dict[str, Any]) -> Sequence[Row[Any]]:
    return session.execute(
        text(f"SELECT id, report_id, ordinal, {form.value}_counts AS counts FROM lexical_passages WHERE {where}"), names
    ).all()


def _scored(asked: _Query, rows: Sequence[Row[Any]]) -> Floats:
    return scored([row.counts for row in rows], asked.terms, asked.averages)


def _key(row: Row[Any]) -> str:
    return passage_key(row.report_id, row.ordinal)
