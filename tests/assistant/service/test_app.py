"""What holds for the whole service: health, readiness, unknown paths, the page that comes late."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import cast

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient

from assistant.desk import Desk
from assistant.service.app import create_app
from assistant.service.readiness import NotReady, Readiness
from tests.assistant.service.conftest import HERE
from tests.assistant.service.fakes import UP, Stage
from vectorstore.index import IndexState

PATHS = ("/api/v1/ready", "/api/v1/search?q=a", "/api/v1/reports")


@pytest.fixture
def starting() -> Iterator[TestClient]:
    with TestClient(create_app(Readiness()), base_url=HERE) as client:
        yield client


def test_health_answers_before_anything_is_loaded(starting: TestClient) -> None:
    assert (starting.get("/api/v1/health").status_code, starting.get("/api/v1/health").json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", PATHS)
def test_the_rest_asks_for_patience(starting: TestClient, path: str) -> None:
    reply = starting.get(path)
    assert (reply.status_code, reply.json()["error"]["code"]) == (503, "not_ready")
    assert int(reply.headers["retry-after"]) > 0
    assert "đang khởi động" in reply.json()["error"]["message"]


def test_a_question_asks_for_patience_too(starting: TestClient) -> None:
    for path in ("/api/v1/chat", "/api/v1/chat/stream"):
        assert starting.post(path, json={"question": "a"}).status_code == 503


def test_reports_are_there_before_the_model(staged: Stage) -> None:
    staged.readiness.provide(staged.desk, lambda: {**UP, "model": IndexState.STARTING})
    client = TestClient(create_app(staged.readiness), base_url=HERE)
    assert client.get("/api/v1/reports").json()["total"] == 2
    assert client.post("/api/v1/chat", json={"question": "a"}).status_code == 503


@pytest.mark.parametrize(
    ("changed", "ready"),
    [
        ({}, True),
        ({"dense": IndexState.REBUILDING}, True),
        ({"dense": IndexState.BROKEN}, True),
        ({"lexical": IndexState.REBUILDING}, True),
        ({"dense": IndexState.STARTING}, False),
        ({"dense": IndexState.BROKEN, "lexical": IndexState.REBUILDING}, False),
        ({"model": IndexState.STARTING}, False),
        ({"model": IndexState.BROKEN}, False),
    ],
)
def test_one_index_stands_in_for_the_other_but_nothing_for_the_model(changed: dict[str, IndexState], ready: bool) -> None:
    readiness: Readiness[str] = Readiness()
    readiness.provide("desk", lambda: {**UP, **changed})
    assert readiness.ready is ready


def test_a_failed_start_says_why() -> None:
    readiness: Readiness[Desk] = Readiness()
    readiness.fail("Kho đang được dùng.")
    reply = TestClient(create_app(readiness), base_url=HERE).get("/api/v1/reports")
    assert (reply.status_code, "Kho đang được dùng." in reply.json()["error"]["message"]) == (503, True)


def test_two_broken_indexes_are_told_from_a_missing_model() -> None:
    readiness: Readiness[Desk] = Readiness()
    readiness.provide(cast(Desk, object()), lambda: {**UP, "lexical": IndexState.BROKEN, "dense": IndexState.BROKEN})
    with pytest.raises(NotReady, match="chỉ mục"):
        readiness.complete()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/v1/nope", 404), ("PUT", "/api/v1/chat", 405), ("GET", "/api/v1/chat", 405), ("GET", "/nope", 404)],
)
def test_what_is_not_there_is_told(client: TestClient, method: str, path: str, status: int) -> None:
    reply = client.request(method, path)
    assert (reply.status_code, set(reply.json()["error"])) == (status, {"code", "message"})


def test_openapi_describes_every_route(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert {"/api/v1/chat", "/api/v1/chat/stream", "/api/v1/reports", "/api/v1/search", "/api/v1/ready"} <= set(description["paths"])
    refused = description["paths"]["/api/v1/chat"]["post"]["responses"]["422"]
    assert refused["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ErrorBody"}
    assert "HTTPValidationError" not in description["components"]["schemas"]


def test_the_page_comes_when_it_is_built_and_goes_with_the_service() -> None:
    gate, life = threading.Event(), []
    page = FastAPI(on_startup=[lambda: life.append("up")], on_shutdown=[lambda: life.append("down")])
    page.add_api_route("/", lambda: PlainTextResponse("trang"))

    def build() -> FastAPI:
        gate.wait(5)
        return page

    with TestClient(create_app(Readiness(), build, lambda: life.append("closed")), base_url=HERE) as client:
        waiting = client.get("/")
        assert (waiting.status_code, "đang khởi động" in waiting.text) == (503, True)
        assert client.get("/api/v1/health").status_code == 200
        gate.set()
        until = time.monotonic() + 5
        while client.get("/").text != "trang" and time.monotonic() < until:
            time.sleep(0.01)
        assert client.get("/").text == "trang"
    assert life == ["up", "down", "closed"]


def test_a_page_that_cannot_be_built_leaves_the_api() -> None:
    def build() -> FastAPI:
        raise RuntimeError("no page")

    with TestClient(create_app(Readiness(), build), base_url=HERE) as client:
        assert client.get("/api/v1/health").status_code == 200
