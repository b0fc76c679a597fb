"""A language model that says what it is fed with, and the reply that it is to put into words."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from assistant.answer import AnswerKind, Citation
from assistant.model import ModelState
from assistant.model.deadline import within
from assistant.model.model import Message
from assistant.model.opened import MOST_CHARACTERS
from assistant.prose import Writer, Written
from assistant.reply import Quoted, Reply, cited
from tests.assistant.made import header
from tests.assistant.model_faults import EVIDENCE, QUESTION, Ends
from vectorstore.text.figures import find_figures

PATIENCE_S = 0.1  # how long a stalled model is waited for


@dataclass(frozen=True, slots=True)
class Output:
    """What a model says when it is asked once, and how that ends."""

    chunks: tuple[str, ...] = ()
    ends: Ends = "normal"

    def pieces(self) -> Iterator[str]:
        yield from cycle(self.chunks) if self.ends == "endless" else self.chunks
        if self.ends == "raises":
            raise ConnectionError("connection reset")
        if self.ends == "stalls":
            threading.Event().wait(2 * PATIENCE_S)


class FakeModel:
    """Says the next of its outputs each time it is asked, through the deadline that every model has."""

    def __init__(self, *outputs: Output, ready: bool = True) -> None:
        self.outputs = deque(outputs)
        self.state = ModelState("fake", remote=False, ready=ready)
        self.asked: list[list[Message]] = []
        self.ended = 0  # streams that were read to their end or closed

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.asked.append(list(messages))
        try:
            yield from within(self.outputs.popleft().pieces, PATIENCE_S, MOST_CHARACTERS)
        finally:
            self.ended += 1

    def wait(self) -> bool:
        return self.state.ready

    def close(self) -> None:
        """Nothing of it runs."""


def says(*chunks: str, ends: Ends = "normal") -> Output:
    return Output(chunks, ends)


def citation(n: int, quote: str, when: str = "quý IV năm 2026", issuer: str = "UBND xã Suối Mây") -> Citation:
    return cited(n, Quoted(header(issuer, when), ("I. KẾT QUẢ",), None, quote, 0, len(quote)))


# The two sentences of the faults, as the responder would cite them.
CITATIONS = (citation(1, EVIDENCE[0]), citation(2, EVIDENCE[1], "quý III năm 2026"))
SOURCE_LINE = "Nguồn: báo cáo của UBND xã Suối Mây."


def listed(kind: AnswerKind = AnswerKind.LIST) -> Reply:
    """Both sentences, each with its mark."""
    answer = f"- {EVIDENCE[0]} [1]\n- {EVIDENCE[1]} [2]\n\n{SOURCE_LINE}"
    return Reply(answer, True, kind, CITATIONS, ())


def single(kind: AnswerKind = AnswerKind.FIGURE) -> Reply:
    """The first sentence alone."""
    return Reply(f"{EVIDENCE[0]} [1]\n\n{SOURCE_LINE}", True, kind, CITATIONS[:1], ())


def written(writer: Writer, reply: Reply, question: str = QUESTION) -> tuple[list[str], Written]:
    """What was told as it came, and what stands in the end."""
    writing, told = writer.write(question, reply), list[str]()
    while True:
        try:
            told.append(next(writing))
        except StopIteration as done:
            found: Written = done.value
            return told, found


def values(text: str) -> set[str]:
    """The figures of a text."""
    return {f"{figure.value.normalize()} {figure.unit}" for figure in find_figures(text)}
