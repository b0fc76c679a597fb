"""/mcp: the tools of assistant.toolbox over streamable HTTP, for whoever may ask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assistant.desk import Desk
from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import needs, reader_of_request
from assistant.service.failures import failure

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

router = APIRouter(include_in_schema=False, dependencies=[needs(Right.ASK)])


# Not in the description of the API: what goes through here is JSON-RPC, which describes itself.
@router.post("/mcp")
async def speak(request: Request) -> Response:
    server = _server(request.app)
    return Spoken(server) if server else failure(501, "not_installed", words.NO_MCP)


@router.api_route("/mcp", methods=["GET", "DELETE"])
def keep_nothing_open() -> None:
    """No stream that waits and no session to end: nothing is ever sent that was not asked for."""
    raise HTTPException(405)


class Spoken(Response):
    """Hands the request on; it is answered by itself, with its own reader, and nothing is kept between two of them."""

    def __init__(self, server: MCPServer[Any]) -> None:
        super().__init__()
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from mcp.server.transport_security import TransportSecuritySettings

        guarded = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # the guard has looked at Host and Origin
        self._server.streamable_http_app(json_response=True, stateless_http=True, transport_security=guarded)
        manager = self._server.session_manager  # of this call: one cannot be run twice
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _server(app: Any) -> MCPServer[Any] | None:
    """Made at the first request, because the library takes a second to import; None where it is not installed."""
    if not hasattr(app.state, "toolbox"):
        try:
            from assistant.toolbox import toolbox
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] not in ("mcp", "mcp_types"):
                raise
            app.state.toolbox = None
        else:
            app.state.toolbox = toolbox(partial(_desk, app))
    server: MCPServer[Any] | None = app.state.toolbox
    return server


def _desk(app: Any, request: Request) -> Desk:
    desk: Desk = app.state.readiness.complete()
    return desk.seen_by(reader_of_request(app, request))
