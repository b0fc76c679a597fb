"""The lexical index of PostgreSQL as the library holds it: it follows in the transaction of each change, so there is little to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vectorstore.index import IndexState
from vectorstore.report import Report
from vectorstore.shared import lexical_rows
from vectorstore.shared.lexical import PostgresLexical
from vectorstore.shared.turns import Turn, take_turn
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from vectorstore.archive import Archive

log = logging.getLogger(__name__)


class SharedWords:
    """What `Derived` is to the index of one machine."""

    kind = "lexical"

    def __init__(self, archive: Archive) -> None:
        self.state = IndexState.STARTING
        self.current: PostgresLexical | None = None
        self._archive = archive.root

    def start(self) -> None:
        """An archive of an earlier release has none yet."""
        index = PostgresLexical(self._archive)
        if index.count() != self._archive.counts()[1]:
            self.state = IndexState.REBUILDING
            self.rebuild()
        self.current, self.state = index, IndexState.READY

    def rebuild(self) -> None:
        """Write it anew, in one transaction: the old one answers meanwhile."""
        with self._archive.write() as session:
            take_turn(session, Turn.REPORTS)
            lexical_rows.clear(session)
            for report in self._archive.current_reports():
                lexical_rows.enter(session, report)

    def put(self, report: Report, embeddings: Vectors, replaced: tuple[str, ...] = ()) -> None:
        """It was put in with the report."""

    def drop(self, report_id: str) -> None:
        """It went with the report."""

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Each report is a transaction of its own anyway."""
        yield

    def fail(self, index: object, error: Exception) -> None:
        """It lies with the truth itself: where one does not answer, neither does the other."""
        log.error("PostgreSQL refused a search: %s", error, exc_info=error)

    def close(self) -> None:
        """Nothing is held between searches."""
