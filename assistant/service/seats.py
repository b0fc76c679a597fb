"""What Gradio tells apart only by a name that the browser chose: a page's events, and files that were sent in.

Each belongs to the reader who was first seen with it; to any other it does not exist.
"""

from __future__ import annotations

import json
import threading
from urllib.parse import parse_qs, unquote

from starlette.types import Message, Receive, Scope, Send

from assistant.service import words
from vectorstore.errors import NotFound

KEPT = 20_000
PREFIX = "/gradio_api"
JOINED = (f"{PREFIX}/queue/join", f"{PREFIX}/cancel", f"{PREFIX}/reset", f"{PREFIX}/run", f"{PREFIX}/api", f"{PREFIX}/call")
UPLOAD = f"{PREFIX}/upload"
FILES = (f"{PREFIX}/file=", f"{PREFIX}/file/", f"{PREFIX}/stream/", f"{PREFIX}/proxy=")


class Seats:
    """Whose each name is, the latest kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: dict[str, str] = {}
        self._files: dict[str, str] = {}

    async def checked(self, reader: str, scope: Scope, receive: Receive) -> Receive:
        """The request's body again, once it has been looked at; raises NotFound for what is another's."""
        path = scope["path"]
        if path.startswith(FILES) and self._files.get(unquote(path.partition("=")[2])) != reader:
            raise NotFound(words.NO_ROUTE)
        for name in parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_hash", []):
            self._take(name, reader)
        if path.startswith(f"{PREFIX}/heartbeat/"):
            self._take(path.rpartition("/")[2], reader)
        if scope["type"] != "http" or scope["method"] != "POST" or not path.startswith(JOINED):
            return receive
        body, again = await _read(receive)
        self._take(_session_in(body), reader)
        return again

    def noting(self, reader: str, scope: Scope, send: Send) -> Send:
        """Write down whose the files are that an upload answers with."""
        if not scope["path"].startswith(UPLOAD) or scope["type"] != "http" or scope["method"] != "POST":
            return send

        async def noted(message: Message) -> None:
            for name in _strings(message.get("body") or b""):
                with self._lock:
                    _kept(self._files, name, reader)
            await send(message)

        return noted

    def _take(self, name: str, reader: str) -> None:
        if not name:
            return
        with self._lock:
            if self._pages.get(name, reader) != reader:
                raise NotFound(words.NO_ROUTE)
            _kept(self._pages, name, reader)


def _kept(names: dict[str, str], name: str, reader: str) -> None:
    names.pop(name, None)
    names[name] = reader
    if len(names) > KEPT:
        del names[next(iter(names))]


async def _read(receive: Receive) -> tuple[bytes, Receive]:
    messages: list[Message] = []
    while not messages or messages[-1].get("more_body"):
        messages.append(await receive())
    rest = iter(messages)

    async def again() -> Message:
        return next(rest, None) or await receive()

    return b"".join(message.get("body") or b"" for message in messages), again


def _session_in(body: bytes) -> str:
    try:
        found = json.loads(body)
    except ValueError:
        return ""  # which Gradio refuses by itself
    return str(found.get("session_hash") or "") if isinstance(found, dict) else ""


def _strings(body: bytes) -> list[str]:
    try:
        found = json.loads(body)
    except ValueError:
        return []
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
