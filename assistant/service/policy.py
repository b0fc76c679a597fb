"""What a page may load and run: a Content-Security-Policy with a new nonce for each page that is sent."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# 'unsafe-eval': Gradio makes the functions of its HTML parts from text that the page itself was built with.
# 'unsafe-inline' for styles only: Gradio writes style attributes everywhere, and those cannot bear a nonce.
PAGE = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
OWN = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
REST = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
OWN_PAGES = ("/dang-nhap", "/tai-khoan")
HEADER = "content-security-policy"
_SCRIPT = re.compile(rb"<script(?=[\s>])")


class Policy:
    """ASGI middleware; the page's own scripts get the nonce, whatever is put into the page later has none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Policed(scope["path"], send))


class _Policed:
    def __init__(self, path: str, send: Send) -> None:
        self._path = path
        self._send = send
        self._nonce = ""
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is None:
            await self._send(message)
        else:
            await self._gather(message)

    async def _begin(self, message: Message) -> None:
        headers = Headers(raw=message["headers"])
        if _is_page(self._path, headers):
            self._nonce, self._start = secrets.token_urlsafe(16), message
            return
        MutableHeaders(scope=message).setdefault(HEADER, OWN if self._path.startswith(OWN_PAGES) else REST)
        await self._send(message)

    async def _gather(self, message: Message) -> None:
        """The whole page, with the nonce in its scripts."""
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = _SCRIPT.sub(f'<script nonce="{self._nonce}"'.encode(), self._body)
        headers = MutableHeaders(scope=self._start)
        headers[HEADER] = PAGE.format(nonce=self._nonce)
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(path: str, headers: Headers) -> bool:
    html = headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
    return html and not path.startswith((*OWN_PAGES, "/api/"))
