"""A small server on this machine that speaks as OpenAI's does, or fails to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answering = Callable[["Request"], None]


@dataclass(slots=True)
class Request:
    """One request and the means to answer it."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    server: Server

    @property
    def key(self) -> str:
        return self.handler.headers.get("Authorization", "").removeprefix("Bearer ")

    def head(self, status: int, **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in {"Connection": "close", **headers}.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def write(self, text: str) -> None:
        self.handler.wfile.write(text.encode())
        self.handler.wfile.flush()

    def piece(self, text: str) -> None:
        delta = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [delta]}
        self.write(f"data: {json.dumps(chunk)}\n\n")


@dataclass(slots=True)
class Server:
    """What was asked of it, whether a reader left half-way, and when it is over."""

    answer: Answering
    asked: list[Request] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


@contextmanager
def serving(answer: Answering) -> Iterator[Server]:
    """A server on a free loopback port for as long as it is needed."""
    server = Server(answer)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    listening.daemon_threads = True
    server.port = listening.server_address[1]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        listening.shutdown()
        listening.server_close()
        thread.join()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            request = Request(self, json.loads(body) if body.startswith(b"{") else {}, server)
            server.asked.append(request)
            try:
                server.answer(request)
            except (BrokenPipeError, ConnectionResetError):
                server.left.set()

        do_GET = do_CONNECT = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Into no log."""

    return Handler


def streams(*pieces: str) -> Answering:
    """Text piece by piece, and the end mark."""

    def answer(request: Request) -> None:
        request.head(200, Content_Type="text/event-stream")
        for piece in pieces:
            request.piece(piece)
        request.write("data: [DONE]\n\n")

    return answer


def fails(status: int) -> Answering:
    return lambda request: request.head(status)


def redirects(url: str) -> Answering:
    return lambda request: request.head(307, Location=f"{url}/chat/completions")


def hangs(*pieces: str) -> Answering:
    """Pieces, and then nothing more while the connection stays open; without pieces not even a head."""

    def answer(request: Request) -> None:
        if pieces:
            request.head(200, Content_Type="text/event-stream")
        for piece in pieces:
            request.piece(piece)
        request.server.over.wait()

    return answer


def never_ends(request: Request) -> None:
    request.head(200, Content_Type="text/event-stream")
    while not request.server.over.wait(0.005):
        request.piece("Có 12 cuộc. ")


def breaks_off(request: Request) -> None:
    """Says how much will come, and sends less."""
    request.head(200, Content_Type="text/event-stream", Content_Length="100000")
    request.piece("Có ")


def talks_nonsense(request: Request) -> None:
    request.head(200, Content_Type="text/event-stream")
    request.write("data: {không phải JSON\n\n")
