"""The dense index on a Chroma server, shared by all processes: made true to SQL report by report, by whoever comes first.

A change of a report leaves a row in its own transaction. Whoever then brings the index to what SQL says of the report takes the row away;
doing so twice changes nothing, and a row that a killed process left is found by all others.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from vectorstore import meta
from vectorstore.index import IndexState
from vectorstore.records import PassageRow
from vectorstore.report import Report
from vectorstore.shared.tables import UnfollowedRow
from vectorstore.shared.turns import SPACE
from vectorstore.vectors import Vectors, passage_key, split_key, unpacked
from vectorstore.versions import is_current

if TYPE_CHECKING:
    from vectorstore.archive import Archive
    from vectorstore.dense import DenseIndex

log = logging.getLogger(__name__)

EVERY_S = 2.0  # looks for what others left
AT_ONCE = 50  # reports in one look


def collection_name(archive: Archive, model: str) -> str:
    """One collection for each archive and embedder: another model's vectors are never among them."""
    with archive.read() as session:
        own = meta.note(session, "archive") or ""
    return f"hoibaocao-{own[:12]}-{hashlib.sha256(model.encode()).hexdigest()[:12]}"


class SharedDense:
    """Keeps the collection true to the archive; `current` is None while it is far from it, or does not answer."""

    kind = "dense"

    def __init__(self, archive: Archive, make: Callable[[], DenseIndex]) -> None:
        self.state = IndexState.STARTING
        self.current: DenseIndex | None = None
        self._archive = archive.root
        self._make = make
        self._index: DenseIndex | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Open the collection, bring it up to date, and keep it there."""
        self._look()
        self._thread = threading.Thread(target=self._run, name="dense", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopping.wait(EVERY_S):
            self._look()

    def _look(self) -> None:
        """Follow whatever is to be followed; a server that does not answer is asked again at the next look."""
        try:
            if self._index is None:
                self._index = self._make()
            if self.current is None:
                self._compare(self._index)
            while self._unfollowed() and not self._stopping.is_set():
                if not self._follow(self._unfollowed()):
                    break  # others are at it
            self.current, self.state = self._index, IndexState.READY
        except Exception as error:
            self._lost(error)

    def put(self, report: Report, embeddings: Vectors, replaced: tuple[str, ...] = ()) -> None:
        """Follow the archive after it has taken in or changed a report."""
        self._follow_now((report.id, *replaced))

    def drop(self, report_id: str) -> None:
        """Follow the archive after it has deleted a report."""
        self._follow_now((report_id,))

    def _follow_now(self, report_ids: tuple[str, ...]) -> None:
        """What cannot be done now is done at a later look, by this process or another."""
        try:
            if self._index is not None:
                self._follow(report_ids)
        except Exception as error:
            self._lost(error)

    def _follow(self, report_ids: tuple[str, ...]) -> int:
        """Bring the index to what SQL says of these reports; how many were not in others' hands."""
        assert self._index is not None
        return sum(self._followed(self._index, report_id) for report_id in dict.fromkeys(report_ids))

    def _followed(self, index: DenseIndex, report_id: str) -> bool:
        with Session(self._archive.engine) as session, session.begin():
            if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:space, hashtext(:id))"), {"space": SPACE + 1, "id": report_id}):
                return False
            # In this order: what changes afterwards leaves a row that stays.
            seen = session.scalars(select(UnfollowedRow.id).where(UnfollowedRow.report_id == report_id)).all()
            if seen:
                _bring(index, report_id, *_stored(session, report_id))
                session.execute(delete(UnfollowedRow).where(UnfollowedRow.id.in_(seen)))
        return True

    def _unfollowed(self) -> tuple[str, ...]:
        with self._archive.read() as session:
            oldest = select(UnfollowedRow.report_id).order_by(UnfollowedRow.id).limit(AT_ONCE)
            return tuple(dict.fromkeys(session.scalars(oldest)))

    def _compare(self, index: DenseIndex) -> None:
        """Note every report of which the server has more or less than SQL; it may have been wiped, or restored from an older copy."""
        if index.count() == self._archive.counts()[1]:
            return
        self.state = IndexState.REBUILDING
        wanted = {key for _, keys, _ in self._archive.all_embeddings() for key in keys}
        differing = sorted({split_key(key)[0] for key in wanted ^ set(index.keys())})
        if differing:
            with self._archive.write() as session:
                session.execute(insert(UnfollowedRow), [{"report_id": report_id} for report_id in differing])

    def rebuild(self) -> None:
        """Make the collection anew, with nothing in it of what was deleted."""
        with self._lock:
            if self._index is None:
                self._index = self._make()
            self._index.clear()
            self.current = None
            self._look()

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Nothing is gained by waiting: a change costs its own vectors alone."""
        yield

    def fail(self, index: object, error: Exception) -> None:
        """An index that raised is not asked until it answers again."""
        if index is self.current:
            self._lost(error)

    def _lost(self, error: Exception) -> None:
        log.warning("The Chroma server does not answer as it should; the words are searched alone until it does: %s", error)
        self.current, self._index, self.state = None, None, IndexState.BROKEN

    def close(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        if self._index is not None:
            self._index.close()


def _bring(index: DenseIndex, report_id: str, keys: list[str], embeddings: Vectors | None) -> None:
    index.drop(report_id)
    if embeddings is not None:
        index.enter(keys, embeddings)


def _stored(session: Session, report_id: str) -> tuple[list[str], Vectors | None]:
    """The keys and vectors of a current report; none of one that is gone, or that a newer version stands for."""
    of = (PassageRow.report_id == report_id, is_current(PassageRow.report_id))
    rows = session.execute(select(PassageRow.ordinal, PassageRow.embedding).where(*of).order_by(PassageRow.ordinal)).all()
    keys = [passage_key(report_id, ordinal) for ordinal, _ in rows]
    return keys, np.stack([unpacked(blob) for _, blob in rows]) if rows else None
