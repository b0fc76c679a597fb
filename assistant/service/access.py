"""Nothing is served to who is not logged in: the API, the page, and every route that the page's library brings along."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.reader import Reader
from assistant.service import words
from assistant.service.door import Door, LoggedOut
from assistant.service.failures import RETRY_AFTER_SECONDS, failure, status_of
from assistant.service.policy import OWN_PAGES
from assistant.service.readiness import NotReady
from assistant.service.seats import Seats
from vectorstore.errors import ArchiveError

HEALTH = "/api/v1/health"
SOURCE = "/bao-cao/"  # where citations in other programs lead
LOGIN, ACCOUNT = OWN_PAGES


class Access:
    """ASGI middleware: puts the reader into the request, or answers in its place."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door
        self.seats = Seats()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or _is_open(scope["path"]):
            await self.app(scope, receive, send)
            return
        try:
            reader = await asyncio.to_thread(self.door.reader, HTTPConnection(scope))
            receive = await self.seats.checked(reader.id, scope, receive)
        except ArchiveError as error:
            await _refused(error, scope, receive, send)
            return
        except HTTPException as error:  # the guard counts the body as it is read, and this is outside of what translates it
            await failure(error.status_code, "too_large", error.detail, path=scope["path"])(scope, receive, send)
            return
        await self.app(_with(scope, reader), receive, self.seats.noting(reader.id, scope, send))


def _is_open(path: str) -> bool:
    """Health, and the pages that ask by themselves who it is."""
    return path == HEALTH or any(path == page or path.startswith(f"{page}/") for page in OWN_PAGES)


def _with(scope: Scope, reader: Reader) -> Scope:
    return {**scope, "state": {**scope.get("state", {}), "reader": reader}}


async def _refused(error: ArchiveError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await _answer(error, scope)(scope, receive, send)


def _answer(error: ArchiveError, scope: Scope) -> Response:
    """A reader at the page is shown where to log in; a program is told."""
    at_the_page = scope["method"] == "GET" and (scope["path"] == "/" or scope["path"].startswith(SOURCE))
    if at_the_page and isinstance(error, LoggedOut):
        return RedirectResponse(LOGIN, 303)
    if at_the_page and isinstance(error, NotReady):
        return HTMLResponse(words.STARTING_PAGE, 503, {"Retry-After": RETRY_AFTER_SECONDS})
    return failure(status_of(error), error.code, str(error), {"Cache-Control": "no-store"}, scope["path"])
