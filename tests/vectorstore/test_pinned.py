"""Forty addresses that no model stands at, however they are written: none is connected to."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from vectorstore.endpoint import Endpoint
from vectorstore.errors import ArchiveError
from vectorstore.pinned import checked

METADATA = "169.254.169.254"
REACHED: dict[str, str] = {  # a host as written, and what a resolver makes of it
    METADATA: METADATA,
    "169.254.0.1": "169.254.0.1",
    "2852039166": METADATA,
    "0xa9fea9fe": METADATA,
    "0xa9.0xfe.0xa9.0xfe": METADATA,
    "0251.0376.0251.0376": METADATA,
    "169.254.43518": METADATA,
    "metadata.google.internal": METADATA,
    "169.254.169.254.nip.example": METADATA,
    "[::ffff:169.254.169.254]": "::ffff:169.254.169.254",
    "[::ffff:a9fe:a9fe]": "::ffff:a9fe:a9fe",
    "[64:ff9b::a9fe:a9fe]": "64:ff9b::a9fe:a9fe",
    "[64:ff9b::7f00:1]": "64:ff9b::7f00:1",
    "[64:ff9b:1::a9fe:a9fe]": "64:ff9b:1::a9fe:a9fe",
    "[64:ff9b::808:808]": "64:ff9b::808:808",
    "[2002:a9fe:a9fe::]": "2002:a9fe:a9fe::",
    "[2002:7f00:1::]": "2002:7f00:1::",
    "[::ffff:127.0.0.1]": "::ffff:127.0.0.1",
    "[::ffff:10.0.0.5]": "::ffff:10.0.0.5",
    "[fe80::1]": "fe80::1",
    "[fd00:ec2::254]": "fd00:ec2::254",
    "[::]": "::",
    "[ff02::1]": "ff02::1",
    "0.0.0.0": "0.0.0.0",
    "0": "0.0.0.0",
    "224.0.0.1": "224.0.0.1",
    "255.255.255.255": "255.255.255.255",
    "240.0.0.1": "240.0.0.1",
    "100.100.100.200": "100.100.100.200",
    "2130706433": "127.0.0.1",
    "0x7f000001": "127.0.0.1",
    "0177.0.0.1": "127.0.0.1",
    "127.1": "127.0.0.1",
    "localtest.example": "127.0.0.1",
    "loopback6.example": "::1",
    "127.0.0.1.nip.example": "127.0.0.1",
}
WRITTEN = ("file:///etc/passwd", "gopher://127.0.0.1:70/x", "http://user@169.254.169.254", "http://127.0.0.1@169.254.169.254")


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a connection was opened to."""
    found: list[str] = []

    def connect(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        found.append(request.url.host)
        return httpx.Response(200, json={})

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", connect)
    return found


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """A resolver that gives one answer after the other, the last for good."""
    left = list(answers)

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("host", REACHED)
def test_an_address_that_no_model_stands_at_is_not_reached(host: str, reached: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, REACHED[host])
    with pytest.raises(ArchiveError):
        Endpoint(f"http://{host}/v1", "m", "").post("embeddings", {})
    assert reached == []


@pytest.mark.parametrize("url", WRITTEN)
def test_what_is_no_web_address_reaches_nothing(url: str, reached: list[str]) -> None:
    with pytest.raises(ArchiveError):
        Endpoint(url, "m", "").post("embeddings", {})
    assert reached == []


def test_a_name_that_changes_its_address_reaches_the_first(reached: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "10.0.0.5", METADATA)
    endpoint = Endpoint("http://may-chu.example/v1", "m", "")
    endpoint.post("embeddings", {})
    assert reached == ["10.0.0.5"]
    with pytest.raises(ArchiveError):
        endpoint.post("embeddings", {})
    assert reached == ["10.0.0.5"]


def test_one_bad_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("10.0.0.5", METADATA)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: both)
    with pytest.raises(httpx.ConnectError):
        checked("may-chu.example", 80)


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("::1", "::1"), ("may-chu", "10.0.0.5")]
)
def test_this_machine_and_one_of_the_house_are_reached(host: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, address)
    assert checked(host, 80) == address
