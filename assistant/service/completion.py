"""OpenAI's shapes for a question and its answer."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal
from uuid import uuid4

from pydantic import BaseModel, Field

from assistant.answer import Answer, Citation
from assistant.service import words
from assistant.transcript.markdown import escaped
from vectorstore.errors import BadRequest

MODEL = "hoibaocao"
USER = "user"
EARLIER = 20  # questions of a conversation that are taken up
CHUNK_WORDS = 4
_MARK = re.compile(r"\[(\d+)\]")
# Control characters mean nothing in a question, and PostgreSQL stores no NUL.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Part(BaseModel):
    type: str = "text"
    text: str | None = None


class ChatMessage(BaseModel):
    role: str
    content: str | list[Part] | None = None

    @property
    def words(self) -> str:
        """Its text; what is no text is left out."""
        parts = self.content if isinstance(self.content, list) else [Part(text=self.content)]
        return _CONTROL.sub(" ", "\n".join(part.text for part in parts if part.type == "text" and part.text)).strip()


class StreamOptions(BaseModel):
    include_usage: bool = False


class CompletionRequest(BaseModel):
    """Of OpenAI's protocol what a question needs; everything else is ignored, as its clients expect.

    Only what the user says is read. A system prompt, an assistant's or a tool's message, a model's name or a list of tools changes nothing.
    """

    model: str = MODEL
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=1000)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None

    def questions(self) -> list[str]:
        """What the user asked, the oldest first, the last of them as it is to be answered."""
        asked = [message.words for message in self.messages if message.role == USER]
        if not asked or not asked[-1]:
            raise BadRequest(words.NO_QUESTION)
        if len(asked[-1]) > words.QUESTION_LIMIT:
            raise BadRequest(words.LONG_QUESTION)
        return [question[: words.QUESTION_LIMIT] for question in asked[-EARLIER - 1 :] if question]

    @property
    def wants_usage(self) -> bool:
        return bool(self.stream_options and self.stream_options.include_usage)


@dataclass(frozen=True, slots=True)
class UrlCitation:
    """Where in the answer a mark stands, and where the words are that it cites."""

    start_index: int
    end_index: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Annotation:
    url_citation: UrlCitation
    type: Literal["url_citation"] = "url_citation"


@dataclass(frozen=True, slots=True)
class AssistantMessage:
    content: str
    annotations: list[Annotation]
    role: Literal["assistant"] = "assistant"
    refusal: None = None


@dataclass(frozen=True, slots=True)
class Choice:
    message: AssistantMessage
    index: int = 0
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """No model reads here, so what is counted are words."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer; `hoibaocao` is the whole of it as /api/v1/chat gives it."""

    id: str
    choices: list[Choice]
    usage: Usage
    hoibaocao: Answer
    created: int = field(default_factory=lambda: int(time.time()))
    model: str = MODEL
    object: Literal["chat.completion"] = "chat.completion"


def completion(question: str, answer: Answer, base: str) -> Completion:
    """The answer as a completion; `base` is the address of this service."""
    text = content(answer, base)
    usage = _usage(question, text)
    return Completion(f"chatcmpl-{answer.message_id}", [Choice(AssistantMessage(text, annotated(answer, base)))], usage, answer)


def opening() -> dict[str, Any]:
    """The first piece of a stream; what it is called and when it began stands in each that follows."""
    head = {"id": f"chatcmpl-{uuid4().hex}", "object": "chat.completion.chunk", "created": int(time.time()), "model": MODEL}
    return head | {"choices": [_delta({"role": "assistant", "content": ""})]}


def chunks(whole: dict[str, Any], question: str, answer: Answer, base: str) -> Iterator[dict[str, Any]]:
    """The pieces that follow an opening; places in annotations are those of the whole text."""
    text = content(answer, base)
    pieces = text.split(" ")
    for at in range(0, len(pieces), CHUNK_WORDS):
        said = " ".join(pieces[at : at + CHUNK_WORDS]) + (" " if at + CHUNK_WORDS < len(pieces) else "")
        yield whole | {"choices": [_delta({"content": said})]}
    yield whole | {"choices": [_delta({"annotations": annotated(answer, base)}, "stop")], "hoibaocao": answer}


def usage_chunk(whole: dict[str, Any], question: str, answer: Answer, base: str) -> dict[str, Any]:
    """The last piece, for a client that asks for it."""
    return whole | {"choices": [], "usage": _usage(question, content(answer, base))}


def content(answer: Answer, base: str) -> str:
    """The answer, what to beware of, and a line for each source: clients that show no annotations show these."""
    beware = [warning for warning in answer.warnings if warning not in answer.answer]
    sources = [words.SOURCES, *(_source(citation, base) for citation in answer.citations)] if answer.citations else []
    return "\n\n".join(part for part in (answer.answer, "\n".join(beware), "\n".join(sources)) if part)


def annotated(answer: Answer, base: str) -> list[Annotation]:
    """One for each mark in the answer's own text; indexes count characters of the content, which begins with it."""
    cited = {str(citation.n): citation for citation in answer.citations}
    return [
        Annotation(UrlCitation(*mark.span(), cited[mark[1]].title, source_url(cited[mark[1]], base)))
        for mark in _MARK.finditer(answer.answer)
        if mark[1] in cited
    ]


def source_url(citation: Citation, base: str) -> str:
    """The page of this service that shows the report with the cited words marked."""
    return f"{base.rstrip('/')}/bao-cao/{citation.report_id}?tu={citation.start}&den={citation.end}#trich-dan"


def _source(citation: Citation, base: str) -> str:
    """A line of the list; what a report says of itself is no mark of Markdown."""
    period = citation.period.label if citation.period else None
    told = ", ".join(part for part in (citation.title, citation.issuer, period, citation.section) if part)
    return f"- [{citation.n}] {escaped(told)}: {source_url(citation, base)}"


def _delta(delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}


def _usage(question: str, text: str) -> Usage:
    asked, said = len(question.split()), len(text.split())
    return Usage(asked, said, asked + said)
