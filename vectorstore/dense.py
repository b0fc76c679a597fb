"""The dense index: vectors in Chroma, which holds keys and no words, so a deleted report leaves no text behind in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma

from vectorstore.report import Report
from vectorstore.vectors import Vectors, passage_key, split_key

if TYPE_CHECKING:
    from vectorstore.archive import Archive

BATCH = 1000  # well under the client's own limit of 5,461
EF_SEARCH = 200
SYNC = 1000  # vectors after which Chroma writes its whole graph, as it does by itself
SYNCS = 10  # of a collection that is filled
# Chroma's filter costs more the more it lets through (2%: 35 ms, 71%: 222 ms at 100,000 vectors, none: 2 ms); what is left of a longer
# list without it may be short, but the words find the rest, and every passage found by either is compared exactly afterwards.
NARROW = 0.005
OVERFETCH_LIMIT = 1000
ENOUGH = 20  # passages that are not looked for again by a filter: more than are shown or answered from


class DenseIndex:
    """One Chroma collection: in its own folder, or on a server by its name."""

    def __init__(self, folder: Path | None, dimension: int, name: str = "passages", url: str | None = None) -> None:
        self.folder = folder
        self._dimension = dimension
        self._name = name
        self._client = _http_client(url) if url else _folder_client(folder)
        self._open()
        self._batch = min(BATCH, self._client.get_max_batch_size())

    def _open(self) -> None:
        self._collection = self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": EF_SEARCH}},
        )
        self._chroma = Chroma(collection_name=self._name, client=self._client, create_collection_if_not_exists=False)

    def put(self, report: Report, embeddings: Vectors) -> None:
        """Index the report's vectors in place of what it had before."""
        self.drop(report.id)
        self._add([passage_key(report.id, passage.ordinal) for passage in report.passages], embeddings)

    def drop(self, report_id: str) -> None:
        self._collection.delete(where={"report_id": report_id})

    def fill(self, archive: Archive) -> None:
        if self.count():  # a server may still have a collection of that name from a data folder that is gone
            self.clear()
        with self._few_syncs(archive.counts()[1]):
            self._fill(archive)

    @contextmanager
    def _few_syncs(self, passages: int) -> Iterator[None]:
        """A graph of a million written after every thousand would be written a thousand times."""
        self._sync_every(max(SYNC, passages // SYNCS))
        try:
            yield
        finally:
            self._sync_every(SYNC)

    def _sync_every(self, vectors: int) -> None:
        if self.folder is not None:  # a server writes by its own settings
            self._collection.modify(configuration={"hnsw": {"sync_threshold": vectors}})

    def _fill(self, archive: Archive) -> None:
        keys: list[str] = []
        parts: list[Vectors] = []
        for _, some, embeddings in archive.all_embeddings():
            keys += some
            parts.append(embeddings)
            if len(keys) >= self._batch:  # few large writes: Chroma commits each
                self._add(keys, np.concatenate(parts))
                keys, parts = [], []
        if keys:
            self._add(keys, np.concatenate(parts))

    def enter(self, keys: list[str], embeddings: Vectors) -> None:
        """Put vectors in under their passages' keys."""
        self._add(keys, embeddings)

    def keys(self) -> Iterator[str]:
        """The keys of all passages."""
        for start in range(0, self.count(), BATCH):
            yield from self._collection.get(limit=BATCH, offset=start, include=[])["ids"]

    def clear(self) -> None:
        """Make the collection anew."""
        self._client.delete_collection(self._name)
        self._open()

    def _add(self, keys: list[str], embeddings: Vectors) -> None:
        # Through the collection, because LangChain's add_documents would embed the words again.
        for start in range(0, len(keys), self._batch):
            part = keys[start : start + self._batch]
            metadata = [{"report_id": split_key(key)[0]} for key in part]
            self._collection.upsert(ids=part, embeddings=embeddings[start : start + self._batch], metadatas=list(metadata), documents=part)

    def count(self) -> int:
        return self._collection.count()

    def settle(self) -> None:
        """Bring the files to rest: Chroma loads its graph, and touches a file of it, at the first query."""
        if self.folder is not None and self.count():
            self._nearest([1.0] + [0.0] * (self._dimension - 1), 1, None)

    def close(self) -> None:
        self._client.close()

    def discard(self) -> None:
        """Take the collection off its server; a folder is removed by its owner."""
        if self.folder is None:
            self._client.delete_collection(self._name)
        self.close()

    def search(self, vector: Sequence[float], limit: int, report_ids: frozenset[str] | None = None, share: float = 1.0) -> dict[str, float]:
        """Keys and cosine similarities of the nearest passages; `share` is how much of the archive the reports make up."""
        if report_ids is None:
            return self._nearest(vector, limit, None)
        if share >= NARROW:
            fetched = self._nearest(vector, min(OVERFETCH_LIMIT, math.ceil(2 * limit / share)), None)
            allowed = {key: score for key, score in fetched.items() if split_key(key)[0] in report_ids}
            if len(allowed) >= min(limit, ENOUGH):
                return dict(list(allowed.items())[:limit])
        return self._nearest(vector, limit, report_ids)

    def _nearest(self, vector: Sequence[float], limit: int, report_ids: frozenset[str] | None) -> dict[str, float]:
        # None, never {}: Chroma refuses an empty filter, and an empty "$in" too.
        where = None if report_ids is None else {"report_id": {"$in": sorted(report_ids)}}
        found = self._chroma.similarity_search_by_vector_with_relevance_scores(list(vector), k=limit, filter=where)  # type: ignore[arg-type]
        return {str(document.id): 1.0 - distance for document, distance in found}


def _folder_client(folder: Path | None) -> Client:
    if folder is None:
        raise ValueError("neither a folder nor the address of a Chroma server")
    folder.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    return cast(Client, client)


def _http_client(url: str) -> Client:
    address = urlsplit(url)
    ssl = address.scheme == "https"
    port = address.port or (443 if ssl else 8000)
    client = chromadb.HttpClient(address.hostname or "localhost", port, ssl=ssl, settings=ChromaSettings(anonymized_telemetry=False))
    return cast(Client, client)
