"""The page at /: built after the service already answers, because its libraries take seconds to import."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.service import words
from assistant.service.failures import RETRY_AFTER_SECONDS, failure

log = logging.getLogger(__name__)

Build = Callable[[], FastAPI | None]


class LatePage:
    """An ASGI app that shows a waiting page until `run` has built the real one."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._page: ASGIApp | None = None
        self._closing = asyncio.Event()
        self.awaited = True  # until the page is there, or is known not to come

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._page is not None:
            await self._page(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
        else:
            await self._placeholder(Request(scope))(scope, receive, send)

    async def run(self) -> None:
        """Build in a thread, then hold the page's own lifespan open, in this one task, until `close`."""
        try:
            page = await asyncio.to_thread(self._build)
        except Exception:
            log.exception("the page could not be built; the API goes on without it")
            page = None
        self.awaited = False
        if page is not None:
            async with page.router.lifespan_context(page):
                self._page = page
                await self._closing.wait()
                self._page = None

    def close(self) -> None:
        self._closing.set()

    def _placeholder(self, request: Request) -> ASGIApp:
        if self.awaited and request.method == "GET" and request.url.path == "/":
            return HTMLResponse(words.STARTING_PAGE, 503, {"Retry-After": RETRY_AFTER_SECONDS})
        return failure(404, "not_found", words.NO_ROUTE)
