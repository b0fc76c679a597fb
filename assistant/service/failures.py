"""Errors become {"error": {"code", "message"}} with the right status; nothing of the inside leaks out."""

from __future__ import annotations

import logging
from dataclasses import dataclass
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
_HTTP = {400: ("bad_request", words.BAD_BODY), 404: ("not_found", words.NO_ROUTE), 405: ("method_not_allowed", words.NO_METHOD)}


@dataclass(frozen=True, slots=True)
class Fault:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ErrorBody:
    error: Fault


DOCUMENTED: dict[int | str, dict[str, Any]] = {status: {"model": ErrorBody} for status in (401, 403, 404, 413, 422, 500, 503)}


def failure(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The one shape of every error."""
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def status_of(error: ArchiveError) -> int:
    return _STATUS.get(error.code, 400)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    refused = cast(ArchiveError, error)
    retry = {"Retry-After": RETRY_AFTER_SECONDS} if refused.code == "not_ready" else None
    return failure(status_of(refused), refused.code, str(refused), retry)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    first = cast(RequestValidationError, error).errors()[0]
    return failure(422, "bad_request", words.bad_field(tuple(first["loc"]), first["type"], first.get("ctx") or {}))


async def _http(_: Request, error: Exception) -> JSONResponse:
    http = cast(HTTPException, error)
    if http.status_code == 413:
        return failure(413, "too_large", http.detail)
    code, message = _HTTP.get(http.status_code, ("bad_request", words.UNKNOWN_HTTP.format(status=http.status_code)))
    return failure(http.status_code, code, message, dict(http.headers or {}))


async def _broken(request: Request, error: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return failure(500, "internal", words.INTERNAL)


def register_failures(app: FastAPI) -> None:
    """Translate every error that a route can raise."""
    app.add_exception_handler(ArchiveError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
