"""The lexical index: syllables and their pairs in Tantivy, once with diacritics and once without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tantivy import Document, Index, Occur, Query, SchemaBuilder, Searcher

from vectorstore.report import Report
from vectorstore.text.normalize import folded_syllables, syllables
from vectorstore.vectors import Vectors, passage_key

if TYPE_CHECKING:
    from vectorstore.archive import Archive

HEAP = 64_000_000  # bytes that the writer gathers before it writes a segment
CONTEXT_WEIGHT = 0.5


class Form(StrEnum):
    """In which form words are compared; each has a field for a passage's own words and one for its context line."""

    EXACT = "exact"
    FOLDED = "folded"


def terms(text: str, form: Form) -> list[str]:
    """Syllables, then pairs of neighbours joined by "_": two syllables are what Vietnamese mostly calls a word."""
    single = syllables(text) if form is Form.EXACT else folded_syllables(text)
    return single + [f"{left}_{right}" for left, right in pairwise(single)]


def _builder() -> SchemaBuilder:
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("report_id", tokenizer_name="raw", index_option="basic")
    for form in Form:
        for field in (form.value, _context(form)):
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder


def _context(form: Form) -> str:
    return f"{form.value}_context"


class LexicalIndex:
    """One folder of Tantivy segments."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder: Path | None = folder
        self._schema = _builder().build()
        self._index = Index(self._schema, path=str(folder), reuse=True)
        self._index.config_reader("manual")

    def put(self, report: Report, embeddings: Vectors) -> None:
        """Index the report's passages in place of what it had before."""
        self._write([report], replacing=(report.id,))

    def drop(self, report_id: str) -> None:
        self._write([], replacing=(report_id,))

    def fill(self, archive: Archive) -> None:
        self._write(archive.current_reports(), replacing=())

    def _write(self, reports: Iterable[Report], replacing: Sequence[str]) -> None:
        writer = self._index.writer(HEAP, 1)
        for report_id in replacing:
            writer.delete_documents_by_term("report_id", report_id)
        for report in reports:
            for document in _documents(report):
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()  # afterwards the files stand still and can be sealed
        self._index.reload()

    def count(self) -> int:
        return self._index.searcher().num_docs

    def frequency(self, word: str) -> int:
        """In how many passages a folded syllable stands."""
        return int(self._index.searcher().doc_freq(Form.FOLDED.value, word))

    def frequency_in(self, word: str, report_ids: frozenset[str]) -> int:
        """In how many passages of these reports a folded syllable stands."""
        if not report_ids:
            return 0
        among = Query.term_set_query(self._schema, "report_id", sorted(report_ids))
        holds = Query.term_query(self._schema, Form.FOLDED.value, word, "basic")
        both = Query.boolean_query([(Occur.Must, holds), (Occur.Must, among)])
        found = self._index.searcher().search(both, 1, count=True)
        return int(found.count or 0)  # type: ignore[attr-defined]

    def settle(self) -> None:
        """The files stand still already: every write waits for its merges."""

    def close(self) -> None:
        """Nothing is held between writes; Tantivy lets its files go with the object."""

    def discard(self) -> None:
        """The folder is removed by its owner."""

    def search(
        self, query: str, form: Form, limit: int, report_ids: frozenset[str] | None = None, without: frozenset[str] = frozenset()
    ) -> dict[str, float]:
        """The best passages' keys and BM25 scores, among some reports or among all but some."""
        only = None if report_ids is None else ("report_id", sorted(report_ids))
        return self._scores(query, form, limit, only, without)

    def scores(self, query: str, form: Form, keys: Sequence[str]) -> dict[str, float]:
        """The scores of these passages; one that shares no word with the query is not among them."""
        return self._scores(query, form, max(1, len(keys)), ("key", list(keys)))

    def _scores(
        self, query: str, form: Form, limit: int, only: tuple[str, list[str]] | None, without: frozenset[str] = frozenset()
    ) -> dict[str, float]:
        words = self._words(query, form)
        if without:
            others = Query.term_set_query(self._schema, "report_id", sorted(without))
            words = Query.boolean_query([(Occur.Must, words), (Occur.MustNot, others)])
        if only is not None:
            among = Query.const_score_query(Query.term_set_query(self._schema, *only), 0.0)
            words = Query.boolean_query([(Occur.Must, words), (Occur.Must, among)])
        searcher = self._index.searcher()
        return {_key(searcher, address): float(score) for score, address in searcher.search(words, limit, count=False).hits}

    def _words(self, query: str, form: Form) -> Query:
        fields = ((form.value, 1.0), (_context(form), CONTEXT_WEIGHT))
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.term_query(self._schema, field, term, "freq"), weight))
                for term in dict.fromkeys(terms(query, form))
                for field, weight in fields
            ]
        )


def _documents(report: Report) -> Iterable[Document]:
    for passage in report.passages:
        words, context = passage.clean(report.text), report.context(passage)
        document = Document(key=passage_key(report.id, passage.ordinal), report_id=report.id)
        for form in Form:
            document.add_text(form.value, " ".join(terms(words, form)))
            document.add_text(_context(form), " ".join(terms(context, form)))
        yield document


def _key(searcher: Searcher, address: object) -> str:
    return str(searcher.doc(address).get_first("key"))  # type: ignore[arg-type]
