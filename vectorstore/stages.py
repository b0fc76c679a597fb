"""How long each part of the work on a question takes, for whoever listens; where nobody does, nothing is kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

_EPOCH_NS = time.time_ns() - time.perf_counter_ns()  # a clock that may be set back would make durations negative
_running: ContextVar[Timeline | None] = ContextVar("timeline", default=None)


@dataclass(frozen=True, slots=True)
class Stage:
    """A named part of the work; times are nanoseconds of the epoch."""

    name: str
    start: int
    end: int
    parent: int | None = None  # the place of the stage that it is a part of

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / 1e9


@dataclass(slots=True)
class Timeline:
    """The stages of one question in the order in which they began."""

    stages: list[Stage] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    @contextmanager
    def current(self) -> Iterator[None]:
        """Stages that run inside, in this thread, belong to this timeline."""
        token = _running.set(self)
        try:
            yield
        finally:
            _running.reset(token)

    def begin(self, name: str) -> int:
        moment = now_ns()
        self.stages.append(Stage(name, moment, moment, self._open[-1] if self._open else None))
        self._open.append(len(self.stages) - 1)
        return self._open[-1]

    def end(self, place: int) -> None:
        self._open.remove(place)
        self.stages[place] = replace(self.stages[place], end=now_ns())


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A part of the work; a decorator too."""
    timeline = _running.get()
    if timeline is None:
        yield
        return
    place = timeline.begin(name)
    try:
        yield
    finally:
        timeline.end(place)


def now_ns() -> int:
    """Nanoseconds of the epoch that never go back."""
    return _EPOCH_NS + time.perf_counter_ns()
