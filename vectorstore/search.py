"""Hybrid search: words with diacritics, words without, and meaning, fused by normalised scores."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from vectorstore.archive import Archive
from vectorstore.embedder import Embedder
from vectorstore.endpoint import Reranker
from vectorstore.errors import ArchiveError
from vectorstore.indexes import Kept, Near, Words
from vectorstore.lexical import Form
from vectorstore.stages import stage
from vectorstore.stored import StoredPassage
from vectorstore.text.normalize import has_diacritics
from vectorstore.vectors import Vectors

log = logging.getLogger(__name__)

POOL = 100  # the best of each side that are fused
QUERIES = 64  # whose vectors are kept
WORDS = 4096  # whose frequency among what a view sees is kept
WIDE = 0.2  # share of the archive from which enough of the nearest of all are among the reports asked for
EXACTLY = 5000  # passages of which the nearest are found by comparing every one
SPARE = 10  # the index may still name passages that were deleted a moment ago
# Measured on questions over real reports; reciprocal ranks instead of scores lowered recall@1.
EXACT, FOLDED, DENSE = 1.0, 0.6, 0.8
NO_INDEX = "Các chỉ mục tìm kiếm đang được lập lại. Xin thử lại sau ít phút."

I = TypeVar("I")  # noqa: E741
Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score and what each side said of it: BM25 and cosine, None where a side had no say."""

    passage: StoredPassage
    score: float
    lexical: float | None
    dense: float | None


class HybridSearch:
    """Asks both indexes; while one is being made the other answers."""

    def __init__(
        self,
        archive: Archive,
        lexical: Kept[Words],
        dense: Kept[Near],
        embedder: Embedder,
        reranker: Reranker | None = None,
    ) -> None:
        self._archive = archive
        self._reranker = reranker
        self._lexical = lexical
        self._dense = dense
        self._embedder = embedder
        # One question is searched several times: in each report, unit or period that it sets side by side.
        self._embedded = lru_cache(maxsize=QUERIES)(embedder.embed_query)
        self._often = lru_cache(maxsize=WORDS)(self._often_seen)

    def over(self, archive: Archive) -> HybridSearch:
        """The same search over what a view of the archive sees."""
        search = copy(self)
        search._archive = archive
        search._often = lru_cache(maxsize=WORDS)(search._often_seen)
        return search

    @stage("search")
    def search(self, query: str, report_ids: frozenset[str] | None = None, k: int = 10) -> list[Hit]:
        """The k best passages among these reports (None: all that are seen)."""
        report_ids = self._among_seen(report_ids)
        if not query.strip() or (report_ids is not None and not report_ids):
            return []
        words = _asked(self._lexical, lambda index: self._word_scores(index, query, *self._limits(report_ids)))
        vector = self._vector(query)
        near = None if vector is None else self._near(vector, report_ids)
        if words is None and near is None:
            raise ArchiveError(NO_INDEX)
        exact, folded = words or ({}, {})
        keys = list({**exact, **folded, **(near or {})})
        if words is not None:
            exact, folded = self._completed(query, keys, exact, folded)
        if near is not None and vector is not None:
            near = self._all_near(vector, keys, near)
        fused = fuse(keys, exact, folded, near or {}, has_diacritics(query))
        ranked = sorted(keys, key=lambda key: -fused[key])[: k + SPARE]
        passages = [p for p in self._archive.passages(ranked) if report_ids is None or p.report.id in report_ids]
        heard = exact if has_diacritics(query) else folded
        hits = [Hit(p, fused[p.key], heard.get(p.key), near.get(p.key) if near else None) for p in passages]
        return self._reranked(query, hits)[:k]

    @stage("embed")
    def _vector(self, query: str) -> Vectors | None:
        """None while the model loads, and where a server that embeds does not answer: the words are still searched."""
        if not self._embedder.ready:
            return None
        try:
            return np.asarray(self._embedded(query), dtype=np.float32)
        except ArchiveError:
            log.warning("the question could not be embedded", exc_info=True)
            return None

    def _reranked(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits by their fused score and that of a reranker together, where there is one that answers."""
        texts = [f"{hit.passage.report.title}\n{hit.passage.text}" for hit in hits]
        said = self._reranker.scores(query, texts) if self._reranker else None
        if said is None:
            return list(hits)
        keys = [hit.passage.key for hit in hits]
        own, other = (dict(zip(keys, side, strict=True)) for side in ([hit.score for hit in hits], said))
        together = dict(zip(keys, (_standard(keys, own) + _standard(keys, other)).tolist(), strict=True))
        return sorted((replace(hit, score=together[hit.passage.key]) for hit in hits), key=lambda hit: -hit.score)

    def frequency(self, word: str) -> int:
        """In how many of the passages that are seen a folded syllable stands; 0 while the lexical index is being made."""
        seen = self._archive.seen_ids()
        if seen is not None:
            return self._often(word, self._archive.seen_revision)
        return _asked(self._lexical, lambda index: index.frequency(word)) or 0

    def _often_seen(self, word: str, _revision: tuple[int, int]) -> int:
        seen = self._archive.seen_ids() or frozenset()
        return _asked(self._lexical, lambda index: index.frequency_in(word, seen)) or 0

    def _among_seen(self, report_ids: frozenset[str] | None) -> frozenset[str] | None:
        seen = self._archive.seen_ids()
        if seen is None or report_ids is None:
            return seen if report_ids is None else report_ids
        return seen & report_ids

    def _word_scores(self, index: Words, query: str, report_ids: frozenset[str] | None, without: frozenset[str]) -> tuple[Scores, Scores]:
        exact, folded = (index.search(query, form, POOL, report_ids, without) for form in (Form.EXACT, Form.FOLDED))
        return exact, folded

    def _limits(self, report_ids: frozenset[str] | None) -> tuple[frozenset[str] | None, frozenset[str]]:
        """Which reports the index is limited to, or else which it leaves out: whichever names fewer."""
        if report_ids is None:
            return None, frozenset()
        every = self._archive.root.current_ids()
        if 2 * len(report_ids) < len(every):
            return report_ids, frozenset()
        return None, every - report_ids

    def _near(self, vector: Vectors, report_ids: frozenset[str] | None) -> Scores | None:
        """Of few reports the exact nearest, from SQL: Chroma's own filter takes longer the larger the archive is."""
        share = self._share(report_ids)
        if report_ids is not None and share < WIDE and share * self._archive.root.counts()[1] <= EXACTLY:
            keys, vectors = self._archive.embeddings_of(report_ids)
            scores = vectors @ vector if keys else np.zeros(0)
            return {keys[at]: float(scores[at]) for at in np.argsort(-scores)[:POOL]}
        return _asked(self._dense, lambda index: index.search(vector.tolist(), POOL, report_ids, share))

    def _completed(self, query: str, keys: Sequence[str], exact: Scores, folded: Scores) -> tuple[Scores, Scores]:
        """Each side's score of what only another side has found, so that absence from a pool is not taken for a zero."""

        def complete(index: Words) -> tuple[Scores, Scores]:
            return index.scores(query, Form.EXACT, keys), index.scores(query, Form.FOLDED, keys)

        return _asked(self._lexical, complete) or (exact, folded)

    def _all_near(self, vector: Vectors, keys: Sequence[str], near: Scores) -> Scores:
        rest = [key for key in keys if key not in near]
        return near | {key: float(stored @ vector) for key, stored in self._archive.vectors(rest).items()}

    def _share(self, report_ids: frozenset[str] | None) -> float:
        if report_ids is None:
            return 1.0
        return len(report_ids) / max(len(report_ids), self._archive.root.counts()[0])


def fuse(keys: Sequence[str], exact: Scores, folded: Scores, near: Scores, marked: bool) -> Scores:
    """The weighted sum of z-scores; `marked` says that the query was typed with diacritics."""
    # Without diacritics an exact match is chance ("ban" the word, "ban" for "bản"): any weight for it lowered the recall.
    sides = ((exact, EXACT if marked else 0.0), (folded, FOLDED if marked else EXACT), (near, DENSE))
    total = sum((weight * _standard(keys, scores) for scores, weight in sides if scores), np.zeros(len(keys)))
    return dict(zip(keys, total.tolist(), strict=True))


def _standard(keys: Sequence[str], scores: Scores) -> Vectors:
    values = np.array([scores.get(key, 0.0) for key in keys], dtype=np.float32)
    spread = float(values.std())
    return (values - values.mean()) / spread if spread else values * 0.0


T = TypeVar("T")


def _asked(derived: Kept[I], question: Callable[[I], T]) -> T | None:
    """The answer, or None when that index cannot give one now."""
    index = derived.current
    if index is None:
        return None
    try:
        return question(index)
    except Exception as error:  # whatever Chroma or Tantivy raise, the other side still answers
        derived.fail(index, error)
        return None
