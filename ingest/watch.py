"""A folder whose new and changed reports are taken in; looked at again and again, because network drives tell nothing."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.pipeline import FileResult, FileState, ingest_path, walk
from vectorstore import watched
from vectorstore.watched import Seen

if TYPE_CHECKING:
    from vectorstore.library import Library

log = logging.getLogger(__name__)

EVERY_S = 5.0
QUIET_LOOKS = 2  # for which a file must stay as it is: what is still being copied grows or is touched meanwhile

Told = Callable[[FileResult], None]


class Watch:
    """What was seen of one folder; files that were tried are remembered in SQL, so a restart begins where it stopped."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._tried = watched.tried(library.archive)
        self._quiet: dict[Path, tuple[Seen, int]] = {}  # as a file was last seen, and in how many looks it was the same

    def look(self, told: Told = lambda result: None, stopped: Callable[[], bool] = lambda: False) -> list[FileResult]:
        """Look once, and take in what is new or changed and has come to rest."""
        ready = self._ready(_seen(self._folder))
        results: list[FileResult] = []
        if not ready:
            return results
        with self._library.gathered():
            for path, seen in ready:
                if stopped():
                    break
                taken = self._taken(path, seen)
                results += taken
                for result in taken:
                    told(result)
        return results

    def _ready(self, now: dict[Path, Seen]) -> list[tuple[Path, Seen]]:
        """The files to try; what was tried as it is now stays out."""
        fresh = {path: seen for path, seen in now.items() if self._tried.get(_key(path)) != seen}
        self._quiet = {path: (seen, self._looks(path, seen)) for path, seen in fresh.items()}
        return [(path, seen) for path, (seen, looks) in self._quiet.items() if looks >= QUIET_LOOKS]

    def _looks(self, path: Path, seen: Seen) -> int:
        before, looks = self._quiet.get(path, (None, 0))
        return looks + 1 if before == seen else 0

    def _taken(self, path: Path, seen: Seen) -> list[FileResult]:
        """What became of the file and of those in it; it is remembered by the first that failed, else by itself."""
        results = ingest_path(path, self._library)
        worst = next((result for result in results if result.state is FileState.FAILED), results[0])
        watched.note(self._library.archive, _key(path), seen, worst.state.value, worst.message)
        self._tried[_key(path)] = seen
        return results


class Watcher:
    """Watches a folder in a thread of its own until it is closed."""

    def __init__(self, folder: Path, library: Library, every: float = EVERY_S) -> None:
        self._stopping = threading.Event()
        self._watch = Watch(folder, library)
        self._every = every
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish the file that is being read."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        watch_until(self._stopping, self._watch, _logged, self._every)


def watch_until(stopping: threading.Event, watch: Watch, told: Told, every: float = EVERY_S) -> None:
    """Look at the folder until told to stop; a look that fails is tried again."""
    while not stopping.is_set():
        try:
            watch.look(told, stopping.is_set)
        except Exception:
            log.exception("the watched folder could not be looked at; it is tried again")
        stopping.wait(every)


def _logged(result: FileResult) -> None:
    log.info("%s: %s", result.name, result.message)


def _seen(folder: Path) -> dict[Path, Seen]:
    """The report files there now; none while the folder is away, as a network drive may be for a while."""
    if not folder.is_dir():
        log.warning("The watched folder is not there just now")
        return {}
    return _stats(list(walk([folder])))


def _stats(files: Sequence[Path]) -> dict[Path, Seen]:
    found = {}
    for path in files:
        try:
            stat = path.stat()
        except OSError as error:  # gone or locked between the listing and now
            log.info("%s cannot be looked at just now: %s", path, error)
            continue
        found[path] = Seen(stat.st_size, stat.st_mtime_ns)
    return found


def _key(path: Path) -> str:
    """A name may hold bytes that are no text; the archive keeps text."""
    return os.fsencode(path.absolute()).decode("utf-8", "replace")
