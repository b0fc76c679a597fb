"""Embeddings and reranking by a server, here a small one on loopback that speaks the same protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from vectorstore.bundled import BundledEmbedder
from vectorstore.embedder import BUNDLED, LocalEmbedder
from vectorstore.endpoint import BATCH, Endpoint, EndpointEmbedder, Reranker, embedder_for, reranker_for
from vectorstore.errors import ArchiveError, BadRequest
from vectorstore.settings import Settings

DIMENSION = 3


class Server(ThreadingHTTPServer):
    """Answers as told by `status`, `location`; remembers what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.location = 200, ""
        self.sent: list[tuple[str, str | None, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.sent.append((self.path, self.headers["Authorization"], body))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(json.dumps(_answer(self.path, body)).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


def _answer(path: str, body: Any) -> object:
    if path.endswith("/embeddings"):
        rows = [{"index": at, "embedding": [float(len(text)), 1.0, 0.0]} for at, text in enumerate(body["input"])]
        return {"data": rows[::-1]}  # no order is promised
    scores = [{"index": at, "relevance_score": float(text.count(body["query"]))} for at, text in enumerate(body["documents"])]
    return {"results": sorted(scores, key=lambda row: -row["relevance_score"])}


@pytest.fixture
def server() -> Iterator[Server]:
    serving = Server()
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield serving
    serving.shutdown()
    thread.join()
    serving.server_close()


def endpoint(server: Server, key: str = "") -> Endpoint:
    return Endpoint(server.url, "bge-m3", key)


def test_vectors_come_in_the_order_of_the_texts_and_are_unit_vectors(server: Server) -> None:
    embedder = EndpointEmbedder(endpoint(server, "khóa".encode().hex()))
    texts = ["a" * (1 + at) for at in range(BATCH + 3)]
    vectors = embedder.vectors(texts)
    assert (embedder.name, embedder.dimension, vectors.shape) == ("bge-m3", DIMENSION, (BATCH + 3, DIMENSION))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0)
    assert list(vectors[:, 0]) == sorted(vectors[:, 0])
    assert [len(body["input"]) for _, _, body in server.sent] == [1, BATCH, 3]
    assert {key for _, key, _ in server.sent} == {f"Bearer {'khóa'.encode().hex()}"}


def test_a_server_that_fails_is_said_in_a_sentence(server: Server) -> None:
    embedder = EndpointEmbedder(endpoint(server))
    server.status = 500
    with pytest.raises(ArchiveError, match="HOIBAOCAO_EMBEDDING_BASE_URL"):
        embedder.vectors(["một"])


def test_a_redirect_is_not_followed(server: Server) -> None:
    embedder = EndpointEmbedder(endpoint(server))
    server.status, server.location = 307, f"{server.url}/elsewhere"
    with pytest.raises(ArchiveError):
        embedder.vectors(["một"])
    assert [path for path, _, _ in server.sent] == ["/v1/embeddings"] * 2


def test_proxies_of_the_environment_are_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert EndpointEmbedder(endpoint(server)).dimension == DIMENSION


def test_a_reranker_scores_each_text(server: Server) -> None:
    assert Reranker(endpoint(server)).scores("ong", ["ong", "dê", "ong ong"]) == [1.0, 0.0, 2.0]


def test_a_reranker_that_fails_says_nothing_and_is_left_alone(server: Server) -> None:
    reranker = Reranker(endpoint(server))
    server.status = 500
    assert [reranker.scores("ong", ["ong"]) for _ in range(5)] == [None] * 5
    assert len(server.sent) == 2


def test_the_settings_say_which_is_used(server: Server) -> None:
    assert isinstance(embedder_for(Settings()), BundledEmbedder) and reranker_for(Settings()) is None
    assert isinstance(embedder_for(Settings(embedding_model=str(BUNDLED))), LocalEmbedder)
    remote = Settings(embedding_base_url=server.url, embedding_model="bge-m3", rerank_base_url=server.url)
    assert isinstance(embedder_for(remote), EndpointEmbedder) and isinstance(reranker_for(remote), Reranker)


@pytest.mark.parametrize("name", ["embedding_base_url", "rerank_base_url"])
def test_text_leaves_the_machine_only_where_that_is_allowed(name: str) -> None:
    settings = Settings(embedding_model="bge-m3").model_copy(update={name: "http://192.0.2.7:1/v1"})
    with pytest.raises(BadRequest, match="HOIBAOCAO_LLM_ALLOW_REMOTE"):
        (embedder_for if name.startswith("embedding") else reranker_for)(settings)


def test_a_server_needs_the_name_of_its_model(server: Server) -> None:
    with pytest.raises(BadRequest, match="HOIBAOCAO_EMBEDDING_MODEL"):
        embedder_for(Settings(embedding_base_url=server.url))
