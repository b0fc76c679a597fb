"""How often things have changed, as all replicas count it: in SQL, looked at again after a tenth of a second."""

from __future__ import annotations

import threading
import time

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from vectorstore.marks import Mark
from vectorstore.records import MetaRow

FRESH_S = 0.1  # for which a replica may not notice another's change

_COUNT_UP = text(
    "INSERT INTO meta (name, value) VALUES (:name, '1')"
    " ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(meta.value AS bigint) + 1 AS text) RETURNING value"
)


class SharedMarks:
    """The same as Marks, for processes that share one PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._known: dict[str, int] = {}
        self._looked_at = 0.0

    def __getitem__(self, mark: Mark) -> int:
        with self._lock:
            if time.monotonic() - self._looked_at > FRESH_S:
                self._known = self._look()
                self._looked_at = time.monotonic()
            return self._known.get(mark.value, 0)

    def next(self, session: Session, mark: Mark) -> None:
        """Count up, in the transaction of the change."""
        session.execute(_COUNT_UP, {"name": mark.value})

    def settled(self, *_marks: Mark) -> None:
        """The change is committed: this process sees it at once."""
        with self._lock:
            self._looked_at = 0.0

    def _look(self) -> dict[str, int]:
        names = [mark.value for mark in Mark]
        with Session(self._engine) as session:
            rows = session.execute(select(MetaRow.name, MetaRow.value).where(MetaRow.name.in_(names)))
            return {name: int(value) for name, value in rows}
