"""A worker: takes files that any replica was handed, from PostgreSQL, one at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ingest.pipeline import BROKEN, MAX_BYTES, PAGES_DONE, TOO_LARGE, FileResult, FileState, give_way, ingest_files
from ingest.recount import recount_older
from vectorstore.jobs import JobFile
from vectorstore.shared import uploads
from vectorstore.shared.uploads import HandedIn, Taken
from vectorstore.sight import EVERYTHING, Level, Sight

if TYPE_CHECKING:
    from vectorstore.library import Library

log = logging.getLogger(__name__)

EVERY_S = 1.0  # looks for a file that waits
MOST_TRIES = 3  # of a file whose worker died of it
WAITING = "Đang chờ tiến trình nạp (hoibaocao worker)."

Told = Callable[[FileResult], None]


class SharedUploads:
    """Keeps what is handed in where the workers find it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def submit(self, files: Sequence[Path], level: Level = Level.COMMON, sight: Sight = EVERYTHING) -> str:
        """Keep the files as one job; returns its id."""
        return uploads.submit(self._library.seen_by(sight).archive, [_handed_in(file) for file in files], level)

    def close(self) -> None:
        """What waits is in PostgreSQL."""


def _handed_in(file: Path) -> HandedIn:
    if file.stat().st_size > MAX_BYTES:
        return HandedIn(file.name, None, JobFile(file.name, FileState.FAILED, TOO_LARGE))
    return HandedIn(file.name, file.read_bytes(), JobFile(file.name, FileState.QUEUED, WAITING))


def work_until(stopping: threading.Event, library: Library, told: Told, every: float = EVERY_S) -> None:
    """Take in whatever waits, until told to stop; the file that is being read is finished."""
    give_way()
    recount_older(library.archive, stopping.is_set)
    name = uuid4().hex
    while not stopping.is_set():
        try:
            if not work_once(library, name, told):
                stopping.wait(every)
        except Exception:
            log.exception("a file could not be taken in; it is tried again")
            stopping.wait(every)


def work_once(library: Library, name: str, told: Told) -> bool:
    """Take in the file that waits longest; False where none does."""
    taken = uploads.take(library.archive, name)
    if taken is None:
        return False
    if taken.tries > MOST_TRIES:
        results = [FileResult(taken.name, FileState.FAILED, BROKEN)]
    else:
        with _held(library, taken):
            view = library.seen_by(taken.sight)
            results = ingest_files(taken.name, taken.data, view, taken.level, partial(_tell_pages, library, taken))
    uploads.finish(library.archive, taken, [JobFile(one.name, one.state, one.message, one.report_id) for one in results])
    for result in results:
        told(result)
    return True


def _tell_pages(library: Library, taken: Taken, done: int, total: int) -> None:
    uploads.tell(library.archive, taken, [JobFile(taken.name, FileState.READING, PAGES_DONE.format(done=done, total=total))])


@contextmanager
def _held(library: Library, taken: Taken) -> Iterator[None]:
    """The file is this worker's for as long as it reads it, and not much longer if it is killed."""
    uploads.tell(library.archive, taken, [JobFile(taken.name, FileState.READING)])
    done = threading.Event()
    thread = threading.Thread(target=_hold_on, args=(library, taken, done), name="hold", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _hold_on(library: Library, taken: Taken, done: threading.Event) -> None:
    while not done.wait(uploads.HELD.total_seconds() / 4):
        try:
            uploads.hold_on(library.archive, taken)
        except Exception:
            log.exception("the hold on a file could not be renewed; it is tried again")
