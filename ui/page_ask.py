"""What happens when the reader asks, opens, rates and forgets: functions over a Desk, free of Gradio."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer import Answer, ChatFilters
from ui import words
from ui.desk import Desk
from ui.page_answer import Talk, Turn, live_html
from ui.page_lists import job_html, note_html
from ui.page_scope import limits_label
from ui.page_source import cited_html, figure_html, help_html, whole_html
from vectorstore.errors import ArchiveError
from vectorstore.figure import LedgerRow

_log = logging.getLogger(__name__)
_FRAME = 0.08  # seconds between two redraws of a streamed answer: every token would flood the browser
_UNDER_WAY = frozenset({"queued", "running"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The conversation so far and the HTML of the turn under way ("" when it is over)."""

    talk: Talk
    live: str


def said(error: Exception) -> str:
    """The sentence that the reader gets; what is not ours is logged and not shown."""
    if isinstance(error, ArchiveError) and str(error):
        return str(error)
    _log.error("the page could not do what was asked", exc_info=error)
    return words.FAILED


def asked(desk: Desk, question: str, talk: Talk, filters: ChatFilters | None) -> Iterator[Frame]:
    """Frames while the answer is written; the last one holds the finished turn."""
    limits = limits_label(filters)
    yield Frame(talk, live_html(question, words.SEARCHING, limits=limits))
    try:
        answer: Answer | None = None
        for step in _streamed(desk, question, talk, filters):
            if isinstance(step, Answer):
                answer = step
            else:
                yield Frame(talk, step)
    except Exception as error:
        yield Frame(_with(talk, Turn(question, error=said(error), limits=limits)), "")
        return
    turn = Turn(question, answer, None if answer else words.FAILED, limits=limits)
    yield Frame(_with(talk, turn), "")


def _streamed(desk: Desk, question: str, talk: Talk, filters: ChatFilters | None) -> Iterator[str | Answer]:
    """Live HTML while it comes, the Answer at the end."""
    text, below, status, drawn, limits = "", "", words.SEARCHING, 0.0, limits_label(filters)
    for event, value in desk.stream(question, talk.conversation_id, filters):
        if isinstance(value, Answer):
            yield value
            return
        if event == "sources" and isinstance(value, tuple) and value:
            status = words.FOUND_SOURCES.format(n=len(value))
        if event == "rewrite":  # a model's prose follows, and stands above what was shown at once
            text, below = "", f"\n\n{text}"
        text += str(value) if event == "token" else ""
        if event != "token" or time.monotonic() - drawn > _FRAME:
            drawn = time.monotonic()
            yield live_html(question, status, text + below, limits)


def stopped(question: str, talk: Talk) -> Talk:
    """The conversation when the reader did not wait for the answer."""
    return _with(talk, Turn(question, error=words.STOPPED))


def reopened(desk: Desk, conversation_id: str) -> Talk:
    return Talk(conversation_id, tuple(Turn(question, answer) for question, answer in desk.conversation(conversation_id)))


def opened(desk: Desk, talk: Talk, key: str) -> str:
    """The source of citation `turn:n`, looked up in what this reader was given."""
    cited = talk.citation(key)
    return _guarded(lambda: cited_html(desk, cited)) if cited else help_html()


def opened_report(desk: Desk, report_id: str) -> str:
    return _guarded(lambda: whole_html(desk, report_id))


def opened_figure(desk: Desk, row: LedgerRow | None) -> str:
    return _guarded(lambda: figure_html(desk, row)) if row else help_html()


def rated(desk: Desk, talk: Talk, key: str) -> Talk:
    """Store the rating of `turn:rating`; the same one again takes it back."""
    index, _, wanted = key.partition(":")
    if not index.isdecimal() or int(index) >= len(talk.turns) or wanted not in {"1", "-1"}:
        return talk
    turn = talk.turns[int(index)]
    if turn.answer is None:
        return talk
    rating = 0 if turn.rating == int(wanted) else int(wanted)
    desk.rate(turn.answer.message_id, rating)
    turns = list(talk.turns)
    turns[int(index)] = replace(turn, rating=rating)
    return replace(talk, turns=tuple(turns))


def submitted(desk: Desk, files: list[str] | None) -> tuple[str | None, str]:
    """(job id, HTML); no id when nothing was taken in."""
    if not files:
        return None, note_html(words.UPLOAD_NONE)
    try:
        job_id = desk.submit([Path(name) for name in files])
        return job_id, job_html(desk.job(job_id))
    except Exception as error:
        return None, note_html(said(error))


def progress(desk: Desk, job_id: str | None) -> tuple[bool, str]:
    """(still going on, HTML) of an upload."""
    if job_id is None:
        return False, ""
    try:
        job = desk.job(job_id)
        return job.state in _UNDER_WAY, job_html(job)
    except Exception as error:
        return False, note_html(said(error))


def _guarded(render: Callable[[], str]) -> str:
    try:
        return render()
    except Exception as error:
        return note_html(said(error))


def _with(talk: Talk, turn: Turn) -> Talk:
    conversation_id = turn.answer.conversation_id if turn.answer else talk.conversation_id
    return Talk(conversation_id, (*talk.turns, turn))
