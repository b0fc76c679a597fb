"""A stream that may stall, never end or break."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import repeat
from time import monotonic

import pytest

from assistant.model import ModelFailed
from assistant.model.deadline import within

SHORT_S, LONG_S = 0.1, 10.0


class Source:
    """Pieces that are given one by one; whether they were asked for any longer is seen."""

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self.closed = threading.Event()

    def __call__(self) -> Iterator[str]:
        try:
            yield from self.pieces
        finally:
            self.closed.set()


def test_a_stream_that_ends_is_given_whole() -> None:
    assert list(within(Source("Có ", "12 ", "cuộc"), LONG_S, 100)) == ["Có ", "12 ", "cuộc"]


def test_an_empty_stream_is_empty() -> None:
    assert list(within(Source(), LONG_S, 100)) == []


def test_a_stream_that_stalls_fails_in_time() -> None:
    held = threading.Event()

    def source() -> Iterator[str]:
        yield "Có "
        held.wait(LONG_S)

    start, pieces = monotonic(), within(source, SHORT_S, 100)
    assert next(pieces) == "Có "
    with pytest.raises(ModelFailed, match="in time"):
        next(pieces)
    held.set()
    assert monotonic() - start < LONG_S


def test_a_stream_that_drips_for_ever_fails_in_time() -> None:
    """No pause of it is long; the whole is what the reader waits for."""
    stopped = threading.Event()

    def source() -> Iterator[str]:
        while not stopped.wait(0.01):
            yield ""

    with pytest.raises(ModelFailed):
        list(within(source, SHORT_S, 100))
    stopped.set()


def test_a_stream_that_never_ends_is_cut() -> None:
    text = "".join(within(lambda: repeat("Có 12 cuộc. "), LONG_S, 100))
    assert 100 < len(text) < 120


@pytest.mark.parametrize("error", [ConnectionError("reset"), ValueError("no JSON"), RuntimeError("broken"), ModelFailed("busy")])
def test_what_breaks_the_stream_is_one_failure_with_its_cause(error: Exception) -> None:
    def source() -> Iterator[str]:
        yield "Có "
        raise error

    pieces = within(source, LONG_S, 100)
    assert next(pieces) == "Có "
    with pytest.raises(ModelFailed, match=str(error)) as failed:
        next(pieces)
    assert failed.value.__cause__ is error


def test_a_source_that_cannot_even_begin_is_a_failure_too() -> None:
    def source() -> Iterator[str]:
        raise ConnectionRefusedError("refused")

    with pytest.raises(ModelFailed, match="refused"):
        list(within(source, LONG_S, 100))


def test_a_reader_who_leaves_ends_the_source() -> None:
    endless = Source(*["Có 12 cuộc. "] * 100_000)
    pieces = within(endless, LONG_S, 10**9)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert endless.closed.wait(LONG_S)
