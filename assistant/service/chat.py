"""POST /chat and /chat/stream."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter
from fastapi.encoders import jsonable_encoder
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from assistant.answer import Answer, ChatFilters
from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import AnsweringDesk, Name, needs
from vectorstore.errors import ArchiveError, BadRequest

log = logging.getLogger(__name__)
router = APIRouter(tags=["chat"], dependencies=[needs(Right.ASK)])

# Control characters mean nothing in a question, and PostgreSQL stores no NUL.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _without_control(text: object) -> object:
    return _CONTROL.sub(" ", text) if isinstance(text, str) else text


Question = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=words.QUESTION_LIMIT),
    BeforeValidator(_without_control),
]


class Filters(BaseModel):
    """Limits that hold before anything is shown; an empty list limits nothing."""

    issuers: list[Name] = Field(default=[], max_length=100)
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    report_ids: list[Name] = Field(default=[], max_length=1000)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise BadRequest(words.BAD_RANGE)
        return self

    def value(self) -> ChatFilters:
        return ChatFilters(tuple(self.issuers), self.start, self.end, tuple(self.report_ids))


class ChatRequest(BaseModel):
    question: Question
    conversation_id: Name | None = None
    filters: Filters | None = None

    def chat_filters(self) -> ChatFilters | None:
        return self.filters.value() if self.filters else None


@router.post("/chat")
def chat(request: ChatRequest, desk: AnsweringDesk) -> Answer:
    """Trả lời một câu hỏi, kèm trích dẫn nguyên văn."""
    return desk.ask(request.question, request.conversation_id, request.chat_filters())


@router.post("/chat/stream", response_class=EventSourceResponse)
def chat_stream(request: ChatRequest, desk: AnsweringDesk) -> Iterator[ServerSentEvent]:
    """Như /chat, gửi dần: sources, token, answer; lỗi giữa chừng là error."""
    try:
        for event, data in desk.stream(request.question, request.conversation_id, request.chat_filters()):
            yield _event(event, data)
    except ArchiveError as error:
        yield _failed(error.code, str(error))
    except Exception:
        # The status line is long sent: an event is the only way left to tell the reader.
        log.exception("a streamed answer broke off")
        yield _failed("internal", words.INTERNAL)


def _failed(code: str, message: str) -> ServerSentEvent:
    return _event("error", {"error": {"code": code, "message": message}})


def _event(name: str, data: object) -> ServerSentEvent:
    # FastAPI's own encoding writes every Vietnamese letter as six characters.
    return ServerSentEvent(event=name, raw_data=json.dumps(jsonable_encoder(data), ensure_ascii=False))
