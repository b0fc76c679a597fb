"""Hosts, origins, sizes and headers, over a tiny ASGI app that misbehaves as Gradio does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from assistant.service.guard import Guard

FOREIGN = "http://evil.example"


async def echo(request: Request) -> PlainTextResponse:
    body = await request.body()
    reflected = {"Access-Control-Allow-Origin": request.headers.get("origin", "*"), "Access-Control-Allow-Credentials": "true"}
    return PlainTextResponse(str(len(body)), headers=reflected)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": {"message": error.detail}}, error.status_code)


PATHS = ("/api/v1/chat", "/api/v1/reports", "/page")


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route(path, echo, methods=["GET", "POST"]) for path in PATHS], exception_handlers={HTTPException: _refused})
    return TestClient(Guard(app, hosts=["baocao.example"], upload_limit=5_000_000), base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize(
    "origin", [FOREIGN, "null", "http://127.0.0.1:9000", "http://127.0.0.1", "http://[", "https://127.0.0.1:8000.evil.example"]
)
@pytest.mark.parametrize("path", PATHS)
def test_a_foreign_page_changes_nothing(client: TestClient, path: str, origin: str) -> None:
    reply = client.post(path, headers={"Origin": origin}, content=b"x")
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "foreign_origin")


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "https://127.0.0.1:8000"])
def test_the_own_page_and_programs_without_an_origin_pass(client: TestClient, origin: str) -> None:
    assert client.post("/api/v1/chat", headers={"Origin": origin}, content=b"x").text == "1"
    assert client.post("/api/v1/chat", content=b"xy").text == "2"


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "192.168.1.20:8000", "[::1]:8000", "localhost:8000", "may-chu:8000", "may-chu.local", "BaoCao.example"]
)
def test_names_of_the_office_network_are_served(client: TestClient, host: str) -> None:
    assert client.get("/page", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "a.local.evil.example"]
)
def test_a_name_that_is_pointed_at_this_machine_reads_nothing(client: TestClient, host: str) -> None:
    reply = client.get("/page", headers={"Host": host})
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "foreign_host")


def test_headers_are_hardened_and_cors_is_stripped(client: TestClient) -> None:
    headers = client.get("/page", headers={"Origin": FOREIGN}).headers
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "size", "status"), [("/api/v1/chat", 1_000_001, 413), ("/api/v1/reports", 4_999_999, 200), ("/api/v1/reports", 5_000_001, 413)]
)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_its_limit_is_refused(client: TestClient, path: str, size: int, status: int, chunked: bool) -> None:
    def chunks() -> Iterator[bytes]:
        yield from (b"x" * min(65536, size - at) for at in range(0, size, 65536))

    reply = client.post(path, content=chunks() if chunked else b"x" * size)
    assert reply.status_code == status
    assert status == 200 or "quá lớn" in reply.json()["error"]["message"]
