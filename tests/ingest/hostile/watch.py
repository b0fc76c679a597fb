"""How much memory a group of processes takes at most, where the system tells it (/proc)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_EVERY_S = 0.02


class Watch:
    """Looks at the processes of the group that `leader` names until it is closed; `peak` is in megabytes."""

    def __init__(self, leader: Callable[[], int | None]) -> None:
        self.peak = 0
        self._leader = leader
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(_EVERY_S):
            group = self._leader()
            self.peak = max([self.peak, *(_megabytes(pid) for pid in _members(group))]) if group else self.peak


def _members(group: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):  # it has ended meanwhile
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                yield int(folder.name)


def _megabytes(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) // 1024
    return 0
