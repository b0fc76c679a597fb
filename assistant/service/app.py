"""The application factory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, Request
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.routing import Match

from assistant.desk import Desk
from assistant.service import (
    accounts,
    admin,
    chat,
    conversations,
    drafts,
    figures,
    governments,
    health,
    login,
    metrics,
    openai,
    pages,
    reports,
    search,
    source_page,
    toolbox,
)
from assistant.service.access import Access
from assistant.service.door import Door
from assistant.service.failures import DOCUMENTED, register_failures
from assistant.service.guard import UPLOAD_LIMIT, Guard
from assistant.service.late import Build, LatePage
from assistant.service.policy import Policy
from assistant.service.readiness import Readiness

PREFIX = "/api/v1"
# FastAPI would send addresses, with the words that are searched for in them, wherever a variable of the environment says.
UNTRACED: TelemetryConfig = {"auto_configure": False, "tracing": False, "metrics": False, "logs": False}
DESCRIPTION = "Hỏi đáp trên kho báo cáo hành chính; mỗi ý, mỗi con số đều dẫn về nguyên văn."


def create_app(
    readiness: Readiness[Desk],
    build_page: Build = lambda: None,
    close: Callable[[], None] = lambda: None,
    hosts: Iterable[str] = (),
    upload_limit: int = UPLOAD_LIMIT,
    door: Door | None = None,
) -> FastAPI:
    """The service; with a door nobody comes in who is not logged in.

    `build_page` runs in a thread once the service listens; `close` runs after the last request.
    """
    page = LatePage(build_page)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        running = asyncio.create_task(page.run())
        yield
        page.close()
        await running
        await asyncio.to_thread(close)

    # No /docs: its page loads scripts from a public server, and this one runs without internet.
    app = FastAPI(
        title="Hỏi Báo Cáo",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses=DOCUMENTED,
        telemetry=UNTRACED,
    )
    app.state.readiness, app.state.door = readiness, door
    app.state.measures = measures = metrics.measures_of(readiness)
    register_failures(app)
    for module in (health, chat, reports, pages, search, figures, drafts, governments, conversations, accounts):
        app.include_router(module.router, prefix=PREFIX)
    app.include_router(accounts.log_router, prefix=PREFIX)
    app.include_router(_unknown, prefix="/api")
    app.include_router(openai.router, prefix="/v1")
    app.include_router(openai.unknown, prefix="/v1")
    for module in (source_page, metrics, toolbox):
        app.include_router(module.router)
    if door:
        app.include_router(login.router)
        app.include_router(admin.router)
        app.add_middleware(Access, door=door)
    app.mount("/", page)
    app.add_middleware(Policy)
    app.add_middleware(Guard, hosts=tuple(hosts), upload_limit=upload_limit)
    app.add_middleware(metrics.Counting, measures=measures)
    return app


_unknown = APIRouter()


# The page answers every other path, so the API's own unknown paths, and known ones with a wrong method, end here.
@_unknown.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
def _no_route(request: Request) -> None:
    known = any(route.matches(request.scope)[0] is Match.PARTIAL for route in request.app.routes)
    raise HTTPException(405 if known else 404)
