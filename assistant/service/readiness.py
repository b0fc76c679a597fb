"""What has come up so far: told by the composition root, read by every request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from assistant.service import words
from vectorstore.errors import ArchiveError
from vectorstore.index import IndexState

Loaded = TypeVar("Loaded")
Parts = Mapping[str, IndexState]

INDEXES = ("lexical", "dense")
STARTING: Parts = dict.fromkeys(("archive", "model", *INDEXES), IndexState.STARTING)


class NotReady(ArchiveError):
    """The archive, an index or the model is still loading: the same request succeeds in a few seconds."""

    code = "not_ready"


class Readiness(Generic[Loaded]):
    """The parts by name, and the loaded object once there is one."""

    def __init__(self) -> None:
        self._parts: Callable[[], Parts] = lambda: STARTING
        self._loaded: Loaded | None = None
        self._failure: str | None = None

    def provide(self, loaded: Loaded, parts: Callable[[], Parts]) -> None:
        """The archive is open; `parts` is asked anew each time how far the rest has come."""
        self._parts = parts
        self._loaded = loaded

    def fail(self, message: str) -> None:
        """It will not come up; the message says what a person must do."""
        self._failure = message

    @property
    def parts(self) -> Parts:
        return self._parts()

    @property
    def ready(self) -> bool:
        """Nothing is still starting, and questions are answered: an index that is rebuilt is stood in for by the other one."""
        parts = self.parts
        settled = IndexState.STARTING not in parts.values() and parts["model"] is IndexState.READY
        return self._loaded is not None and settled and any(parts[index] is IndexState.READY for index in INDEXES)

    def loaded(self) -> Loaded:
        """What works as soon as the archive is open: reports, files, conversations. NotReady before."""
        if self._loaded is None:
            raise self._not_ready()
        return self._loaded

    def complete(self) -> Loaded:
        """What needs the model and the indexes too: questions and search. NotReady before."""
        if not self.ready:
            raise self._not_ready()
        return self.loaded()

    def _not_ready(self) -> NotReady:
        broken = self._failure or self._broken()
        return NotReady(words.NOT_STARTED.format(reason=broken) if broken else words.NOT_READY)

    def _broken(self) -> str | None:
        """The part without which nothing is answered, and which will not come."""
        parts = self.parts
        if parts["model"] is IndexState.BROKEN:
            return words.NO_MODEL
        return words.NO_INDEX if all(parts[index] is IndexState.BROKEN for index in INDEXES) else None
