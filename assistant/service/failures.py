"""Errors become {"error": {"code", "message"}} with the right status; nothing of the inside leaks out."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.service import words
from vectorstore.errors import ArchiveError

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = "3"
_STATUS = {
    "not_found": 404,
    "forbidden": 403,
    "logged_out": 401,
    "bad_request": 422,
    "unreadable_file": 422,
    "model_mismatch": 409,
    "archive_in_use": 409,
    "not_ready": 503,
    "damaged_archive": 503,
    "disk_refused": 507,
}
OPENAI = "/v1/"
_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}
_HTTP = {400: ("bad_request", words.BAD_BODY), 404: ("not_found", words.NO_ROUTE), 405: ("method_not_allowed", words.NO_METHOD)}


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ErrorBody:
    error: Fault


DOCUMENTED: dict[int | str, dict[str, Any]] = {status: {"model": ErrorBody} for status in (401, 403, 404, 413, 422, 500, 503)}


@dataclass(frozen=True, slots=True)
class OpenAIFault:
    message: str
    type: str
    param: str | None
    code: str


@dataclass(frozen=True, slots=True)
class OpenAIErrorBody:
    error: OpenAIFault


def failure(status: int, code: str, message: str, headers: dict[str, str] | None = None, path: str = "") -> JSONResponse:
    """The one shape of every error; under /v1 it is OpenAI's, which knows no 422."""
    if not path.startswith(OPENAI):
        return JSONResponse(asdict(ErrorBody(Fault(code, message))), status, headers)
    status = 400 if status == 422 else status
    return JSONResponse(body_of(status, code, message), status, headers)


def body_of(status: int, code: str, message: str) -> dict[str, Any]:
    """An error in OpenAI's shape."""
    kind = "server_error" if status >= 500 else _OPENAI_TYPES.get(status, "invalid_request_error")
    return asdict(OpenAIErrorBody(OpenAIFault(message, kind, None, code)))


def status_of(error: ArchiveError) -> int:
    return _STATUS.get(error.code, 400)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    refused = cast(ArchiveError, error)
    retry = {"Retry-After": RETRY_AFTER_SECONDS} if refused.code == "not_ready" else None
    return failure(status_of(refused), refused.code, str(refused), retry, request.url.path)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    first = cast(RequestValidationError, error).errors()[0]
    said = words.bad_field(tuple(first["loc"]), first["type"], first.get("ctx") or {})
    return failure(422, "bad_request", said, path=request.url.path)


async def _http(request: Request, error: Exception) -> JSONResponse:
    http = cast(HTTPException, error)
    if http.status_code == 413:
        return failure(413, "too_large", http.detail, path=request.url.path)
    code, message = _HTTP.get(http.status_code, ("bad_request", words.UNKNOWN_HTTP.format(status=http.status_code)))
    return failure(http.status_code, code, message, dict(http.headers or {}), request.url.path)


async def _broken(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return failure(500, "internal", words.INTERNAL, path=request.url.path)


def register_failures(app: FastAPI) -> None:
    """Translate every error that a route can raise."""
    app.add_exception_handler(ArchiveError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
