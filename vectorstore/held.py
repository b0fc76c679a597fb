"""An archive as a process holds it: its sessions, what a reader's view of it is limited to, and how often things have changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from functools import lru_cache
from typing import Self, cast
from uuid import uuid4

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from vectorstore import meta, peace
from vectorstore.disk import DAMAGED
from vectorstore.errors import DamagedArchive
from vectorstore.files import files_of
from vectorstore.marks import Mark, Marked, Marks
from vectorstore.settings import Settings
from vectorstore.shared.following import followers
from vectorstore.shared.marks import SharedMarks
from vectorstore.sight import EVERYTHING, Sight, sighted
from vectorstore.sqlite import NAME
from vectorstore.stored import ReportHeader

log = logging.getLogger(__name__)

VIEWS = 64  # readers whose views are kept


class Held:
    """Holds the engine and the data folder of one process."""

    root: Self  # the whole archive, which every view shares
    _views: Callable[[Sight], Self]

    def __init__(self, engine: Engine, settings: Settings, lock: ExitStack) -> None:
        self.engine = engine
        self.data = settings.data
        self.shared = settings.shared
        self.files = files_of(engine, settings.data)
        self._followers = followers(engine, settings)
        self._lock = lock
        self._writing = threading.RLock()
        self.sight = EVERYTHING
        self.root = cast(Self, self)
        self._views = cast(Callable[[Sight], Self], lru_cache(maxsize=VIEWS)(self._view))
        self._forget()
        self._reading: peace.Reading | None = None
        self._damaged = False
        with self.read() as session:
            self._marks: Marked = Marks(session) if engine.dialect.name == "sqlite" else SharedMarks(engine)

    def _forget(self) -> None:
        """Nothing is kept yet of what is read once for each state of the archive."""
        self._seen: tuple[tuple[int, int], frozenset[str]] | None = None
        self._counted: tuple[tuple[int, int], tuple[int, int]] | None = None
        self._headed: tuple[tuple[int, int], tuple[ReportHeader, ...]] | None = None
        self._current: tuple[tuple[ReportHeader, ...], frozenset[str]] | None = None

    def _read_on(self) -> None:
        """Go on reading a large database that was opened without it."""
        database = self.data / NAME
        if self.engine.dialect.name == "sqlite" and database.stat().st_size > peace.AT_ONCE:
            self._reading = peace.Reading(database, self._refuse)

    def _refuse(self) -> None:
        log.critical("the database is damaged; nothing more is written into it")
        self._damaged = True

    def seen_by(self, sight: Sight) -> Self:
        """The same archive as far as a reader may see and change it."""
        return self.root if sight == EVERYTHING else self.root._views(sight)

    def _view(self, sight: Sight) -> Self:
        view = copy(self)
        view.sight = sight
        view._forget()
        return view

    @property
    def revision(self) -> int:
        """How many changes of reports the archive has seen."""
        return self.root._marks[Mark.REPORTS]

    @property
    def seen_revision(self) -> tuple[int, int]:
        """Changes with the reports and with whose they are; the latter concerns no index."""
        return self.root._marks[Mark.REPORTS], self.root._marks[Mark.SHELVES]

    @property
    def ledger_revision(self) -> int:
        """Counted up by every change of figures while this process runs."""
        return self.root._marks[Mark.FIGURES]

    def fresh_id(self, sha256: str) -> str:
        """The id for a new report. One that is made of the bytes would tell who sees a part whether another has them too."""
        return sha256[:16] if self.sight == EVERYTHING else uuid4().hex[:16]

    def close(self) -> None:
        if self._reading:
            self._reading.close()
        self.engine.dispose()
        if self._reading and not self._damaged:  # who only reads beside a service has none
            peace.leave_stamp(self.data / NAME)
        self._lock.close()

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield sighted(session, self.sight)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction; one writer at a time, because SQLite before 3.51.3 can lose a WAL to two."""
        if self.root._damaged:
            raise DamagedArchive(DAMAGED)
        with self._writing, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield sighted(session, self.sight)

    def counting(self) -> int:
        """The way of counting that the ledger was made by."""
        with self.read() as session:
            return meta.counting(session)

    def set_counting(self, version: int) -> None:
        with self.write() as session:
            meta.set_counting(session, version)

    def clear_log(self) -> None:
        """Empty SQLite's log: what was deleted must not stay readable there."""
        if self.engine.dialect.name != "sqlite":
            return
        with self._writing, self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def compact(self) -> None:
        """Write the database anew without the room that deleted rows took."""
        with self._writing, self.engine.connect() as connection:
            full = "VACUUM" if self.engine.dialect.name == "sqlite" else "VACUUM FULL"
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(full)
        self.clear_log()
