"""A stream that may stall, never end or break: its pieces for as long as the reader is to wait."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue

from assistant.model.model import ModelFailed

log = logging.getLogger(__name__)

_END = object()


def within(source: Callable[[], Iterator[str]], seconds: float, most: int) -> Iterator[str]:
    """The pieces of a stream, at most `most` characters; raises ModelFailed when it breaks or `seconds` have passed.

    Every provider has timeouts of its own, mostly for the pause between two pieces; the whole is what the reader waits for.
    """
    pieces: SimpleQueue[object] = SimpleQueue()
    stopped = threading.Event()
    threading.Thread(target=_read, args=(source, pieces, stopped), name="model", daemon=True).start()
    deadline, length = time.monotonic() + seconds, 0
    try:
        while (piece := _next(pieces, deadline)) is not _END:
            if isinstance(piece, Exception):
                raise ModelFailed(str(piece)) from piece
            yield str(piece)
            length += len(str(piece))
            if length > most:
                return
    finally:
        stopped.set()


def _next(pieces: SimpleQueue[object], deadline: float) -> object:
    try:
        return pieces.get(timeout=max(0.0, deadline - time.monotonic()))
    except Empty as error:
        raise ModelFailed("no answer in time") from error


def _read(source: Callable[[], Iterator[str]], pieces: SimpleQueue[object], stopped: threading.Event) -> None:
    """Runs in a thread of its own: a provider's code may block for longer than anybody waits."""
    try:
        for piece in source():
            if stopped.is_set():
                return
            pieces.put(piece)
        pieces.put(_END)
    except Exception as error:  # whatever a provider's library raises: it is raised again where the pieces are read
        log.debug("a model's stream broke off", exc_info=True)
        pieces.put(error)
