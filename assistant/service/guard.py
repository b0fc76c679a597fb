"""Who may send what: hosts, origins, sizes; and the headers that every response carries.

The service has no cross-origin use at all, so the rules are plain: a foreign page may neither change the archive (Origin must
match Host) nor read it by pointing its own name at this machine (DNS rebinding: Host must be a name that an attacker cannot own).
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service import words
from assistant.service.failures import failure

BODY_LIMIT = 1_000_000
UPLOAD_LIMIT = 500_000_000
UPLOAD_PATHS = ("/api/v1/reports",)
PROGRAMS = ("/api/", "/v1/", "/mcp", "/metrics")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Names that no public DNS serves, so no foreign page can be loaded under them.
LAN_SUFFIXES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # Not no-referrer: under it browsers send "Origin: null" with same-origin forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FRAME_POLICY = "frame-ancestors 'self'"  # of what the guard refuses by itself


class Guard:
    """ASGI middleware around everything, the mounted page included."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), upload_limit: int = UPLOAD_LIMIT) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in (*hosts, socket.gethostname(), socket.getfqdn()))
        self.upload_limit = upload_limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, _counted(receive, self._limit(scope)), _hardened(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, _hardened(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._own_host(host):
            return failure(403, "foreign_host", words.FOREIGN_HOST, path=scope["path"])
        # A websocket starts with a GET, and no same-origin policy holds for it.
        changes = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
        if changes and origin is not None and not _same(origin, host):
            return failure(403, "foreign_origin", words.FOREIGN_ORIGIN, path=scope["path"])
        length, limit = headers.get("content-length", ""), self._limit(scope)
        if length.isdecimal() and int(length) > limit:
            return failure(413, "too_large", words.too_large(limit), path=scope["path"])
        return None

    def _limit(self, scope: Scope) -> int:
        """Bytes of a request body; the page's own requests may carry files."""
        path = scope["path"]
        return BODY_LIMIT if path.startswith(PROGRAMS) and path not in UPLOAD_PATHS else self.upload_limit

    def _own_host(self, header: str) -> bool:
        name = _host_name(header)
        return name is not None and (name in self.hosts or "." not in name or name.endswith(LAN_SUFFIXES) or _is_address(name))


def _counted(receive: Receive, limit: int) -> Receive:
    """A chunked body has no length in its head, so it is counted as it comes."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body") or b"")
        if seen > limit:
            raise HTTPException(413, words.too_large(limit))
        return message

    return counted


def _host_name(header: str) -> str | None:
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _same(origin: str, host: str) -> bool:
    """The scheme is left out: behind a proxy that ends TLS the service sees http where the browser sees https."""
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _hardened(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            # Gradio reflects any Origin with credentials.
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", FRAME_POLICY)
        await send(message)

    return sending
