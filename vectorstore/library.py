"""The archive, its two indexes, the embedder and the search over them, opened and closed together."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, Self

import numpy as np

from vectorstore.archive import Archive
from vectorstore.embedder import Embedder
from vectorstore.endpoint import Reranker, embedder_for, reranker_for
from vectorstore.index import IndexState
from vectorstore.indexes import vectors_index, words_index
from vectorstore.purge import clear
from vectorstore.report import Report
from vectorstore.search import HybridSearch
from vectorstore.settings import Settings
from vectorstore.shared.turns import Claim
from vectorstore.sight import Level, Sight
from vectorstore.stored import Added, Outcome
from vectorstore.vectors import Vectors, passage_key

log = logging.getLogger(__name__)


class Library:
    """What the rest of the program holds; SQL first, then both indexes follow."""

    def __init__(self, archive: Archive, embedder: Embedder, chroma_url: str | None, reranker: Reranker | None = None) -> None:
        self.archive = archive
        self.embedder = embedder
        self.lexical = words_index(archive)
        self.dense = vectors_index(archive, embedder, chroma_url)
        self.search = HybridSearch(archive, self.lexical, self.dense, embedder, reranker)
        self._changing = threading.Lock()
        self._starting: list[threading.Thread] = []

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Returns at once; the model and both indexes come up side by side (`ready`, `wait`)."""
        embedder = embedder_for(settings)
        library = cls(Archive.open(settings, embedder.name, embedder.dimension), embedder, settings.chroma_url, reranker_for(settings))
        library._start(library.lexical.start, library.dense.start, embedder.load)
        return library

    def _start(self, *steps: Callable[[], object]) -> None:
        self._starting = [threading.Thread(target=_logged(step), daemon=True) for step in steps]
        for thread in self._starting:
            thread.start()

    @property
    def ready(self) -> bool:
        """Whether questions are answered: the model is loaded and at least one index stands."""
        return self.embedder.ready and IndexState.READY in (self.lexical.state, self.dense.state)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until everything that was started has come up or failed."""
        for thread in self._starting:
            thread.join(timeout)
        return self.ready

    def seen_by(self, sight: Sight) -> Self:
        """The same library as far as a reader may see and change it."""
        view = copy(self)
        view.archive = self.archive.seen_by(sight)
        view.search = self.search.over(view.archive)
        return view

    def add(self, report: Report, data: bytes, level: Level = Level.COMMON) -> Added:
        """Bring in a report; it is findable when this returns."""
        if there := self.archive.id_of(report.sha256):
            return Added(Outcome.ALREADY_THERE, there)
        embeddings = self.embedder.embed_report(report)
        with self._changing:
            added = self.archive.add(report, data, embeddings, level)
            self._follow(added, report, embeddings)
        return added

    def _follow(self, added: Added, report: Report, embeddings: Vectors) -> None:
        """Bring both indexes to where the archive is now."""
        if added.outcome is Outcome.ALREADY_THERE:
            return
        for index in (self.lexical, self.dense):
            if added.outcome is Outcome.SUPERSEDED:
                index.drop(report.id)
            else:
                index.put(report, embeddings, (*added.replaced, *added.superseded))

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """For bringing in many reports: the indexes are sealed once, at the end."""
        with self.lexical.gathered(), self.dense.gathered():
            yield

    def update(self, report_id: str, **changes: Any) -> Report:
        """Correct what a report says of itself."""
        with self._changing:
            embeddings = self.embedder.embed_report(self.archive.changed(report_id, **changes))
            report = self.archive.update(report_id, embeddings, **changes)
            for index in (self.lexical, self.dense):
                if report.superseded_by:
                    index.drop(report_id)  # it is in neither, but both follow every change
                else:
                    index.put(report, embeddings)
        return report

    def delete(self, report_id: str) -> None:
        with self._changing:
            older = self.archive.delete(report_id)
            self.lexical.drop(report_id)
            self.dense.drop(report_id)
            if older:
                self._bring_back(older)

    def _bring_back(self, report_id: str) -> None:
        """A report whose newer version is gone is searched again."""
        report = self.archive.report(report_id)
        keys = [passage_key(report_id, passage.ordinal) for passage in report.passages]
        stored = self.archive.vectors(keys)
        embeddings = np.stack([stored[key] for key in keys])
        self.lexical.put(report, embeddings)
        self.dense.put(report, embeddings)

    def purge(self) -> None:
        """Leave nothing of a deleted report in any file: the database and both indexes are written anew."""
        with self._changing:
            clear(self.archive)
            self.lexical.rebuild()
            self.dense.rebuild()

    def close(self) -> None:
        self.wait()
        self.lexical.close()
        self.dense.close()
        self.archive.close()


def reindex(settings: Settings, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Embed every report again with the model that is set, then make the indexes anew at the next start."""
    embedder = embedder_for(settings)
    archive = Archive.open(settings, embedder.name, embedder.dimension, Claim.ALONE, any_model=True)
    try:
        total, _ = archive.counts()
        embeddings = {}
        for done, report in enumerate(archive.reports(), start=1):
            embeddings[report.id] = embedder.embed_report(report)
            progress(done, total)
        archive.replace_embeddings(embeddings, embedder.name, embedder.dimension)
    finally:
        archive.close()


def _logged(step: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            step()
        except Exception:
            log.exception("A part of the archive did not come up")

    return run
