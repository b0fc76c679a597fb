"""What the assistant asks of a language model."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

Message = tuple[str, str]  # role ("system", "user", "assistant") and text


class ModelFailed(Exception):
    """A model was slow, down, busy or talked nonsense: that costs prose, never the answer, so no reader sees this."""


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model as the reader sees it."""

    name: str
    remote: bool  # text leaves this machine
    ready: bool
    detail: str = ""  # threads, context and memory where it runs here


class LanguageModel(Protocol):
    """Turns messages into text, piece by piece."""

    @property
    def state(self) -> ModelState: ...

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The pieces of the text as they come; closing it stops the writing. Raises ModelFailed."""
        ...

    def wait(self) -> bool:
        """Whether it can be asked, once it has come up or failed to."""
        ...

    def close(self) -> None: ...
