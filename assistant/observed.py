"""Questions as those who measure see them: of what kind, how they ended, how long each stage took; never a word of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer, AnswerKind
from vectorstore.stages import Stage, Timeline, now_ns

log = logging.getLogger(__name__)

Event = tuple[str, object]


class Outcome(StrEnum):
    ANSWERED = "answered"
    REFUSED = "refused"  # not in the archive
    ASKED_BACK = "asked_back"
    LEFT = "left"  # by the reader, before the answer was whole
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was asked; times are nanoseconds of the epoch."""

    kind: AnswerKind
    outcome: Outcome
    mode: str  # "extractive" or "llm"; "" where there is no answer
    start: int
    end: int
    stages: tuple[Stage, ...]

    @property
    def answerable(self) -> bool:
        return self.outcome is Outcome.ANSWERED

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / 1e9


Listener = Callable[[Asked], None]


def observed(events: Generator[Event, None, None], listeners: Sequence[Listener]) -> Iterator[Event]:
    """The events of an answer, about which the listeners are told when it ends, however it ends."""
    timeline, start, answer, failed = Timeline(), now_ns(), None, False
    try:
        # A generator runs in whatever context asks for its next event, so the timeline is set anew each time.
        while event := _next(events, timeline):
            answer = event[1] if isinstance(event[1], Answer) else None
            yield event
    except Exception:
        failed = True
        raise
    finally:
        with timeline.current():
            events.close()
        kind, mode = (answer.kind, answer.mode) if answer else (AnswerKind.NONE, "")
        _tell(listeners, Asked(kind, _outcome(answer, failed), mode, start, now_ns(), tuple(timeline.stages)))


def _next(events: Generator[Event, None, None], timeline: Timeline) -> Event | None:
    with timeline.current():
        return next(events, None)


def _outcome(answer: Answer | None, failed: bool) -> Outcome:
    if answer is None:
        return Outcome.FAILED if failed else Outcome.LEFT
    if answer.choices:
        return Outcome.ASKED_BACK
    return Outcome.ANSWERED if answer.answerable else Outcome.REFUSED


def _tell(listeners: Sequence[Listener], asked: Asked) -> None:
    for listener in listeners:
        try:
            listener(asked)
        except Exception:
            log.exception("a question could not be measured")  # which costs nobody an answer
