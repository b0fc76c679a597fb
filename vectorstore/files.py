"""Where the originals are: a file each in the data folder, or in PostgreSQL, where every replica finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from vectorstore import originals
from vectorstore.seal import newest_revision
from vectorstore.shared import originals as shared
from vectorstore.shared.tables import OriginalRow

if TYPE_CHECKING:
    from vectorstore.archive import Archive


class Files(Protocol):
    """Each is kept before its report is committed or with it, and goes after it or with it."""

    def keep(self, report_id: str, data: bytes) -> None: ...  # before the transaction
    def enter(self, session: Session, report_id: str, data: bytes, older: Sequence[str]) -> None: ...  # within it
    def leave(self, session: Session, report_ids: Sequence[str]) -> None: ...  # within it
    def drop(self, report_ids: tuple[str, ...]) -> None: ...  # after it
    def read(self, session: Session, report_id: str) -> bytes: ...  # raises FileNotFoundError
    def names(self, session: Session) -> Iterator[str]: ...
    def settle(self, archive: Archive) -> None: ...  # when the archive opens


@dataclass(frozen=True, slots=True)
class InFolder:
    """In the data folder of the only process."""

    data: Path

    @property
    def folder(self) -> Path:
        return self.data / "files"

    def keep(self, report_id: str, data: bytes) -> None:
        originals.keep(self.folder, report_id, data)

    def enter(self, session: Session, report_id: str, data: bytes, older: Sequence[str]) -> None:
        """It is there already."""

    def leave(self, session: Session, report_ids: Sequence[str]) -> None:
        """It goes once its report is gone for certain."""

    def drop(self, report_ids: tuple[str, ...]) -> None:
        originals.drop(self.folder, report_ids)

    def read(self, session: Session, report_id: str) -> bytes:
        return (self.folder / report_id).read_bytes()

    def names(self, session: Session) -> Iterator[str]:
        return (path.name for path in self.folder.iterdir())

    def settle(self, archive: Archive) -> None:
        """A database that went back behind its indexes has lost reports, or is an older copy: then a file without a report is kept."""
        if newest_revision(self.data / "index") > archive.revision:
            originals.set_aside(self.folder, archive.ids(), self.data / originals.ASIDE)
        else:
            originals.drop_orphans(self.folder, archive.ids())


@dataclass(frozen=True, slots=True)
class InPostgres:
    """In a table, whole in the transaction of their report."""

    data: Path

    def keep(self, report_id: str, data: bytes) -> None:
        """In the transaction."""

    def enter(self, session: Session, report_id: str, data: bytes, older: Sequence[str]) -> None:
        shared.drop(session, older)
        shared.keep(session, report_id, data)

    def leave(self, session: Session, report_ids: Sequence[str]) -> None:
        shared.drop(session, report_ids)

    def drop(self, report_ids: tuple[str, ...]) -> None:
        """In the transaction."""

    def read(self, session: Session, report_id: str) -> bytes:
        return shared.read(session, report_id)

    def names(self, session: Session) -> Iterator[str]:
        return iter(session.scalars(select(OriginalRow.report_id)).all())

    def settle(self, archive: Archive) -> None:
        """Earlier releases kept them in the data folder."""
        with archive.write() as session:
            shared.take_over(session, self.data / "files")


def files_of(engine: Engine, data: Path) -> Files:
    return InFolder(data) if engine.dialect.name == "sqlite" else InPostgres(data)
