"""How often things have changed, so that what was derived or kept from before is known to be old."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from sqlalchemy.orm import Session

from vectorstore import meta


class Mark(StrEnum):
    """What is counted, under its name in the table of what the archive knows of itself."""

    REPORTS = "revision"
    FIGURES = "figures_revision"
    SHELVES = "shelves_revision"  # whose reports are, which concerns no index


class Marked(Protocol):
    """A counter for each mark."""

    def __getitem__(self, mark: Mark) -> int: ...
    def next(self, session: Session, mark: Mark) -> None: ...
    def settled(self, *marks: Mark) -> None: ...


class Marks:
    """The counters of the only process: that of the reports goes on where the last process left it."""

    def __init__(self, session: Session) -> None:
        self._counts = {Mark.REPORTS: meta.revision(session), Mark.FIGURES: 0, Mark.SHELVES: 0}

    def __getitem__(self, mark: Mark) -> int:
        return self._counts[mark]

    def next(self, session: Session, mark: Mark) -> None:
        """Count up, in the transaction of the change; the indexes bear the number of the reports' changes."""
        if mark is Mark.REPORTS:
            meta.next_revision(session)

    def settled(self, *marks: Mark) -> None:
        """The change is committed."""
        for mark in marks:
            self._counts[mark] += 1
