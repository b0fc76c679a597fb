"""The two indexes as the library and the search know them, and which kind of each an archive has."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from vectorstore.dense import DenseIndex
from vectorstore.embedder import Embedder
from vectorstore.index import Derived, IndexState
from vectorstore.lexical import Form, LexicalIndex
from vectorstore.report import Report
from vectorstore.shared.dense import SharedDense, collection_name
from vectorstore.shared.words import SharedWords
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from vectorstore.archive import Archive

I_co = TypeVar("I_co", covariant=True)


class Words(Protocol):
    """Finds passages by their words."""

    def count(self) -> int: ...
    def frequency(self, word: str) -> int: ...
    def frequency_in(self, word: str, report_ids: frozenset[str]) -> int: ...
    def search(
        self, query: str, form: Form, limit: int, report_ids: frozenset[str] | None = None, without: frozenset[str] = frozenset()
    ) -> dict[str, float]: ...
    def scores(self, query: str, form: Form, keys: Sequence[str]) -> dict[str, float]: ...


class Near(Protocol):
    """Finds passages by their vectors."""

    def count(self) -> int: ...
    def search(
        self, vector: Sequence[float], limit: int, report_ids: frozenset[str] | None = None, share: float = 1.0
    ) -> dict[str, float]: ...


class Kept(Protocol[I_co]):
    """Keeps an index true to the archive; `current` is None while there is none to ask."""

    state: IndexState

    @property
    def current(self) -> I_co | None: ...
    def start(self) -> None: ...
    def rebuild(self) -> None: ...
    def put(self, report: Report, embeddings: Vectors, replaced: tuple[str, ...] = ()) -> None: ...
    def drop(self, report_id: str) -> None: ...
    def gathered(self) -> AbstractContextManager[None]: ...
    def fail(self, index: Any, error: Exception) -> None: ...
    def close(self) -> None: ...


def words_index(archive: Archive) -> Kept[Words]:
    """In PostgreSQL where the archive is there, else in the data folder."""
    if archive.engine.dialect.name != "sqlite":
        return SharedWords(archive)
    folder = archive.data / "index"
    return Derived("lexical", archive, lambda name: LexicalIndex(folder / name))


def vectors_index(archive: Archive, embedder: Embedder, chroma_url: str | None) -> Kept[Near]:
    """On a Chroma server where one is set, which only an archive in PostgreSQL shares with others; else in the data folder."""
    if archive.shared:
        return SharedDense(archive, partial(_shared, archive, embedder, chroma_url))
    folder = archive.data / "index"
    if chroma_url:
        return Derived("dense", archive, lambda name: DenseIndex(None, embedder.dimension, f"hoibaocao-{name}", chroma_url))
    return Derived("dense", archive, lambda name: DenseIndex(folder / name, embedder.dimension))


def _shared(archive: Archive, embedder: Embedder, url: str | None) -> DenseIndex:
    return DenseIndex(None, embedder.dimension, collection_name(archive, embedder.name), url)
