"""POST /v1/chat/completions and GET /v1/models: the archive as a model, for any client that speaks OpenAI's protocol."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.encoders import jsonable_encoder
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from assistant.answer import Answer
from assistant.rights import Right
from assistant.service import words
from assistant.service.completion import MODEL, Completion, CompletionRequest, chunks, completion, opening, usage_chunk
from assistant.service.dependencies import AnsweringDesk, Id, needs
from assistant.service.failures import OpenAIErrorBody, body_of
from vectorstore.errors import ArchiveError, NotFound

log = logging.getLogger(__name__)
SHAPES: dict[int | str, dict[str, Any]] = {status: {"model": OpenAIErrorBody} for status in (400, 401, 403, 404, 413, 500, 503)}
router = APIRouter(tags=["openai"], dependencies=[needs(Right.ASK)], responses=SHAPES)


@dataclass(frozen=True, slots=True)
class Model:
    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


@dataclass(frozen=True, slots=True)
class Models:
    data: list[Model]
    object: Literal["list"] = "list"


@router.get("/models")
def list_models() -> Models:
    """Kho báo cáo như một mô hình, theo giao thức OpenAI."""
    return Models([Model()])


@router.get("/models/{model_id}")
def get_model(model_id: Id) -> Model:
    """Một mô hình theo tên."""
    if model_id != MODEL:
        raise NotFound(words.NO_MODEL_NAMED.format(name=MODEL))
    return Model()


@router.post("/chat/completions", response_model=Completion)
def complete(asked: CompletionRequest, desk: AnsweringDesk, request: Request) -> Any:
    """Hỏi theo giao thức OpenAI; câu hỏi trước trong cùng cuộc được hiểu, lời nhắc hệ thống và công cụ thì không có tác dụng."""
    *earlier, question = asked.questions()
    conversation = desk.recalled(earlier)
    if not asked.stream:
        return completion(question, desk.ask(question, conversation), str(request.base_url))
    events = desk.stream(question, conversation)
    next(events)  # what goes wrong in answering goes wrong here, while there is still a status to tell it by
    told = _told(question, events, asked.wants_usage, str(request.base_url))
    return StreamingResponse(told, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _told(question: str, events: Iterator[tuple[str, object]], wants_usage: bool, base: str) -> Iterator[str]:
    """The stream's lines. A model's prose may still be put aside by a check, so nothing is told before the answer stands."""
    whole = opening()
    yield _line(whole)
    try:
        answer = next(data for _, data in events if isinstance(data, Answer))
        for chunk in chunks(whole, question, answer, base):
            yield _line(chunk)
        if wants_usage:
            yield _line(usage_chunk(whole, question, answer, base))
    except ArchiveError as error:
        yield _line(body_of(500, error.code, str(error)))
    except Exception:
        log.exception("a streamed answer broke off")
        yield _line(body_of(500, "internal", words.INTERNAL))
    yield "data: [DONE]\n\n"


def _line(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(jsonable_encoder(data), ensure_ascii=False)}\n\n"


# The page answers every other path; a client of this protocol expects its own shape of "not found".
unknown = APIRouter(include_in_schema=False)


@unknown.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def _no_route(path: str) -> Response:
    raise HTTPException(404)
