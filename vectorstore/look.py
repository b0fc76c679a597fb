"""Whether an index's files are what was sealed.

A small index is read at once; a large one by its files' sizes and times first, and whole while it already answers.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from vectorstore.seal import break_seal, damaged_file, sealed_revision, standing_revision

log = logging.getLogger(__name__)
AT_ONCE = 128 << 20  # bytes that are read before the index is opened


def unread_path(seal: Path) -> Path:
    """There while an index is open that was not read whole. One that is left over tells of a process that died so."""
    return seal.with_suffix(".unread")


class Look:
    """One look at an index when it is opened."""

    def __init__(self, seal: Path, folder: Path) -> None:
        self._seal = seal
        self._folder = folder
        # A file that ends whoever opens it must not do so twice: after such an end every byte is read first.
        self._hurried = folder.is_dir() and _size(folder) > AT_ONCE and not unread_path(seal).exists()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def revision(self) -> int | None:
        """The revision that the index follows as far as it was looked at; None when it is not to be trusted."""
        folder = self._folder if self._folder.is_dir() else None
        if not self._hurried:
            return sealed_revision(self._seal, folder)
        unread_path(self._seal).touch()
        return standing_revision(self._seal, folder)

    def go_on(self, fail: Callable[[], None]) -> None:
        """Read the rest in the background, and tell when it is damaged."""
        if not self._hurried:
            unread_path(self._seal).unlink(missing_ok=True)
            return
        self._thread = threading.Thread(target=self._read, args=(fail,), name="look", daemon=True)
        self._thread.start()

    def _read(self, fail: Callable[[], None]) -> None:
        damaged = damaged_file(self._seal, self._folder, self._stopped.is_set)
        if damaged:
            break_seal(self._seal)  # whatever becomes of the one that is made instead
            log.error("%s of %s has other bytes than were sealed", damaged, self._folder)
            fail()
        unread_path(self._seal).unlink(missing_ok=True)

    def close(self) -> None:
        """Stop reading; the next start takes it up anew."""
        self._stopped.set()
        if self._thread:
            self._thread.join()
        unread_path(self._seal).unlink(missing_ok=True)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
