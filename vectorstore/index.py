"""A derived index: opened when it is sound, else made again beside the old one from what SQL holds."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from vectorstore.durable import write_whole
from vectorstore.look import Look, unread_path
from vectorstore.probe import healthy
from vectorstore.report import Report
from vectorstore.seal import break_seal, drop_seal, put_seal
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from vectorstore.archive import Archive

log = logging.getLogger(__name__)
DAMAGED = "a file of {} has other bytes than were sealed"


class IndexState(StrEnum):
    STARTING = "starting"
    READY = "ready"
    REBUILDING = "rebuilding"
    BROKEN = "broken"


class Fillable(Protocol):
    """What both indexes have in common."""

    folder: Path | None

    def put(self, report: Report, embeddings: Vectors) -> None: ...
    def drop(self, report_id: str) -> None: ...
    def fill(self, archive: Archive) -> None: ...
    def count(self) -> int: ...
    def settle(self) -> None: ...
    def close(self) -> None: ...
    def discard(self) -> None: ...


I = TypeVar("I", bound=Fillable)  # noqa: E741


class Derived(Generic[I]):
    """Keeps one index true to the archive; `current` is None while there is none to ask."""

    def __init__(self, kind: str, archive: Archive, make: Callable[[str], I]) -> None:
        self.kind = kind
        self.state = IndexState.STARTING
        self.current: I | None = None
        self._archive = archive
        self._make = make  # opens the index of that name, or creates it
        self._root = archive.data / "index"
        self._root.mkdir(exist_ok=True)
        self._lock = threading.RLock()
        self._gathering = 0  # how many are bringing in many reports just now
        self._rebuilding: threading.Thread | None = None
        self._look: Look | None = None

    def start(self) -> None:
        """Open the index if it is sound and follows the archive, else rebuild it."""
        with self._lock:
            try:
                self._open()
            except BaseException:
                self.state = IndexState.BROKEN
                raise

    def _open(self) -> None:
        name = self._name()
        self._sweep(name)
        if name is None or not self._sound(name):
            self.rebuild()
            return
        index = self._make(name)
        if index.count() != self._archive.counts()[1]:  # on a Chroma server, which no child process has looked into
            index.close()
            self.rebuild()
            return
        self._seal(index, name)  # opening it may have changed its files
        self.current, self.state = index, IndexState.READY
        if self._look:
            self._look.go_on(lambda: self.fail(index, OSError(DAMAGED.format(name))))

    def _sound(self, name: str) -> bool:
        folder = self._root / name
        self._look = Look(self._seal_path(name), folder)
        revision = self._look.revision()
        if revision != self._archive.revision:
            log.warning("The %s index is at revision %s, the archive at %d", self.kind, revision, self._archive.revision)
            return False
        return not folder.is_dir() or healthy(self.kind, folder, self._archive)

    def rebuild(self) -> None:
        """Make a new index beside the old one and change over by renaming the pointer; the old one answers meanwhile."""
        with self._lock:
            self.state = IndexState.REBUILDING
            old, name = self._name(), self._next_name()
            fresh: I | None = None
            try:
                fresh = self._make(name)
                fresh.fill(self._archive)
                self._seal(fresh, name)
                write_whole(self._root / self.kind, name.encode())
            except BaseException:
                self.state = IndexState.BROKEN
                if fresh is not None:
                    fresh.close()
                self._remove(name)  # a full disk has no room for half an index
                raise
            before, self.current = self.current, fresh
            self.state = IndexState.READY
            if before is not None:
                before.discard()
            if old is not None:
                self._remove(old)

    def put(self, report: Report, embeddings: Vectors, replaced: tuple[str, ...] = ()) -> None:
        """Follow the archive after it has taken in or changed a report."""

        def change(index: I) -> None:
            for report_id in replaced:
                index.drop(report_id)
            index.put(report, embeddings)

        self._follow(change)

    def drop(self, report_id: str) -> None:
        """Follow the archive after it has deleted a report."""
        self._follow(lambda index: index.drop(report_id))

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Seal once after many changes: a seal reads every file that has changed. A process that dies before it has the index made anew."""
        with self._lock:
            self._gathering += 1
        try:
            yield
        finally:
            with self._lock:
                self._gathering -= 1
                name = self._name()
                if name and not self._seal_path(name).exists():
                    self._follow(lambda index: None)

    def _follow(self, change: Callable[[I], None]) -> None:
        with self._lock:
            name = self._name()
            if self.current is None or name is None:
                self._mend()  # what SQL holds by then goes into it
                return
            break_seal(self._seal_path(name))
            try:
                change(self.current)
                if not self._gathering:
                    self._seal(self.current, name)
            except Exception as error:
                self.fail(self.current, error)

    def fail(self, index: I, error: Exception) -> None:
        """An index that raised is not asked again; a new one is made in the background."""
        log.error("The %s index failed and is being rebuilt: %s", self.kind, error, exc_info=error)
        with self._lock:
            if index is self.current:  # not an older one that was asked just before the change-over
                self.current = None
                self.state = IndexState.BROKEN
                self._mend()

    def _mend(self) -> None:
        """Make a new index in the background where there is none and none is being made; after a full disk that is at the next change."""
        if self.state is not IndexState.BROKEN or (self._rebuilding and self._rebuilding.is_alive()):
            return
        self._rebuilding = threading.Thread(target=self._rebuild_aside, name=f"rebuild-{self.kind}", daemon=True)
        self._rebuilding.start()

    def _rebuild_aside(self) -> None:
        try:
            self.rebuild()
        except Exception:
            log.exception("The %s index could not be rebuilt; the other one answers alone until the next change or start", self.kind)

    def close(self) -> None:
        if self._look:
            self._look.close()
        with self._lock:
            if self.current is not None:
                self.current.close()
                self.current = None

    def _seal(self, index: I, name: str) -> None:
        index.settle()
        put_seal(self._seal_path(name), index.folder, self._archive.revision)

    def _seal_path(self, name: str) -> Path:
        return self._root / f"{name}.seal"

    def _name(self) -> str | None:
        pointer = self._root / self.kind
        return pointer.read_text(encoding="utf-8") if pointer.is_file() else None

    def _next_name(self) -> str:
        numbers = [int(_bare(path).rpartition("-")[2]) for path in self._root.glob(f"{self.kind}-*")]
        return f"{self.kind}-{max(numbers, default=0) + 1}"

    def _sweep(self, name: str | None) -> None:
        """Remove what an unfinished rebuild left."""
        for path in self._root.glob(f"{self.kind}-*"):
            if _bare(path) != name:
                self._remove(_bare(path))

    def _remove(self, name: str) -> None:
        drop_seal(self._seal_path(name))
        unread_path(self._seal_path(name)).unlink(missing_ok=True)
        # Windows keeps files that are still mapped; the sweep at the next start takes them.
        shutil.rmtree(self._root / name, onerror=lambda _, path, fault: log.info("%s stays for now: %s", path, fault[1]))


def _bare(path: Path) -> str:
    """dense-3 for the folder dense-3, its seal, and a seal that was never finished."""
    return path.name.partition(".")[0]
