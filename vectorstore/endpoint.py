"""Embeddings and reranking by an OpenAI-compatible server: POST /embeddings and /rerank (as llama.cpp, vLLM and Jina have it)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np

from vectorstore.address import require_allowed
from vectorstore.breaker import Breaker
from vectorstore.bundled import BundledEmbedder
from vectorstore.embedder import Embedder, LocalEmbedder
from vectorstore.errors import ArchiveError, BadRequest
from vectorstore.settings import Settings
from vectorstore.vectors import Vectors

log = logging.getLogger(__name__)

BATCH = 64
TIMEOUT_S = 60.0
RERANK_S = 3.0  # a reader waits for it
DOWN = "Không lấy được véc-tơ từ máy chủ {} ({}). Xin kiểm tra máy chủ và HOIBAOCAO_EMBEDDING_BASE_URL."
NO_NAME = "Xin đặt HOIBAOCAO_EMBEDDING_MODEL là tên mô hình tại HOIBAOCAO_EMBEDDING_BASE_URL."


def embedder_for(settings: Settings) -> Embedder:
    """The embedder that is set: a server's, or else a model that runs here."""
    if settings.embedding_base_url is None:
        return LocalEmbedder(settings.embedding_model) if settings.embedding_model else BundledEmbedder()
    if not settings.embedding_model:
        raise BadRequest(NO_NAME)
    require_allowed(settings.embedding_base_url, settings.llm_allow_remote)
    return EndpointEmbedder(Endpoint(settings.embedding_base_url, settings.embedding_model, _key(settings)))


def reranker_for(settings: Settings) -> Reranker | None:
    """The reranker that is set; None for none."""
    if settings.rerank_base_url is None:
        return None
    require_allowed(settings.rerank_base_url, settings.llm_allow_remote)
    return Reranker(Endpoint(settings.rerank_base_url, settings.rerank_model, _key(settings)))


def _key(settings: Settings) -> str:
    return settings.embedding_api_key.get_secret_value() if settings.embedding_api_key else ""


class Endpoint:
    """A model at an address: neither a proxy of the environment nor a redirect leads text elsewhere."""

    def __init__(self, url: str, model: str, key: str) -> None:
        import httpx

        from vectorstore.pinned import PinnedTransport

        self.url, self.model = url.rstrip("/"), model
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(
            headers=headers, timeout=TIMEOUT_S, trust_env=False, follow_redirects=False, transport=PinnedTransport()
        )

    def post(self, path: str, body: dict[str, Any], seconds: float = TIMEOUT_S) -> Any:
        """What the server answers; raises ArchiveError."""
        import httpx

        try:
            answer = self._client.post(f"{self.url}/{path}", json={"model": self.model, **body}, timeout=seconds)
            answer.raise_for_status()
            return answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise ArchiveError(DOWN.format(self.url, type(error).__name__)) from error


class EndpointEmbedder(Embedder):
    """A server's embeddings; it has to answer when the archive is opened, because only it knows their dimension."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.name = endpoint.model
        self.dimension = len(self._batch(["thử"])[0])

    @property
    def ready(self) -> bool:
        return True

    def load(self) -> object:
        return self._endpoint

    def vectors(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = [vector for at in range(0, len(texts), BATCH) for vector in self._batch(texts[at : at + BATCH])]
        vectors = np.asarray(found, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)

    def _batch(self, texts: list[str]) -> list[list[float]]:
        answer = self._endpoint.post("embeddings", {"input": texts})
        try:
            rows = sorted(answer["data"], key=lambda row: row["index"])
            found = [[float(x) for x in row["embedding"]] for row in rows]
        except (KeyError, TypeError, ValueError) as error:
            raise ArchiveError(DOWN.format(self._endpoint.url, type(error).__name__)) from error
        if len(found) != len(texts):
            raise ArchiveError(DOWN.format(self._endpoint.url, len(found)))
        return found


class Reranker:
    """A server that says how well texts answer a question; one that fails changes nothing and is left alone for a while."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._breaker = Breaker()

    def scores(self, query: str, texts: Sequence[str]) -> list[float] | None:
        """A score a text, higher is better; None where it cannot say."""
        if not texts or not self._breaker.allows():
            return None
        try:
            answer = self._endpoint.post("rerank", {"query": query, "documents": list(texts)}, RERANK_S)
            scores = {int(row["index"]): float(row["relevance_score"]) for row in answer["results"]}
            found = [scores[index] for index in range(len(texts))]
        except (ArchiveError, KeyError, TypeError, ValueError) as error:
            log.warning("the reranker failed: %s", error)
            self._breaker.failed()
            return None
        self._breaker.succeeded()
        return found
