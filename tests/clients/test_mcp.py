"""The `mcp` client against the service and against the command: tools, a conversation, accounts, nothing but protocol on the pipe."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any

import httpx
import pytest

from tests.clients.conftest import DIALOGUE, House
from ui import compose
from vectorstore.settings import Settings
from vectorstore.tokens import Scope, create_token
from vectorstore.users import Role, add_user, change_password

pytest.importorskip("mcp", reason="mcp is not installed")
import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "ui", "mcp"]
TOOLS = {"ask", "search", "get_report", "figures"}
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
}
ACCEPTS = {"Accept": "application/json, text/event-stream"}


def at(address: str, token: str, work: Callable[[Any], Awaitable[Any]]) -> Any:
    """What comes of some work with a client of the service."""

    async def run() -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        http = httpx2.AsyncClient(headers=headers, timeout=60)
        async with http, Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client:
            return await work(client)

    return asyncio.run(run())


def piped(folder: Path, work: Callable[[Any], Awaitable[Any]], **settings: str) -> Any:
    """The same with a client of the command, over a pipe."""

    async def run() -> Any:
        command = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:], env=environment(folder, **settings))
        async with Client(command) as client:
            return await work(client)

    return asyncio.run(run())


def environment(folder: Path, **settings: str) -> dict[str, str]:
    return {**os.environ, "HOIBAOCAO_DATA": str(folder), "PYTHONPATH": str(ROOT), **settings}


async def talk(client: Any) -> list[dict[str, Any]]:
    """The dialogue, with each citation looked up by get_report."""
    assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
    answers: list[dict[str, Any]] = []
    for question, fact in DIALOGUE:
        asked = {"question": question} | ({"conversation_id": answers[-1]["conversation_id"]} if answers else {})
        result = await client.call_tool("ask", asked)
        assert not result.is_error, result.content
        answers.append(result.structured_content)
        assert fact in answers[-1]["answer"]
        for citation in answers[-1]["citations"]:
            report = (await client.call_tool("get_report", {"report_id": citation["report_id"]})).structured_content
            assert report["text"][citation["start"] : citation["end"]] == citation["quote"]
    return answers


async def search_and_figures(client: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    found = (await client.call_tool("search", {"query": "tuần tra chung", "k": 3})).structured_content
    wanted = {"indicator": "tuần tra chung", "period_from": "2026-10-01", "period_to": "2026-12-31"}
    rows = (await client.call_tool("figures", wanted)).structured_content
    return found, rows


def test_a_conversation_over_http(address: str) -> None:
    answers = at(address, "", talk)
    assert len({answer["conversation_id"] for answer in answers}) == 1
    kept = httpx.get(f"{address}/api/v1/conversations/{answers[0]['conversation_id']}").json()["messages"]
    assert [message["question"] for message in kept] == [question for question, _ in DIALOGUE]


def test_a_conversation_over_a_pipe(folder: Path) -> None:
    assert len(piped(folder, talk)) == 3


def test_passages_and_figures_come_with_their_places(address: str) -> None:
    found, rows = at(address, "", search_and_figures)
    assert len(found["hits"]) == 3 and {"report_id", "section", "start", "end", "text"} <= set(found["hits"][0])
    assert any(row["shown"] == "12" and row["unit"] == "cuộc" and "12 cuộc" in row["quote"] for row in rows["figures"])


def test_results_are_typed(address: str) -> None:
    async def schemas(client: Any) -> dict[str, Any]:
        return {tool.name: tool.output_schema for tool in (await client.list_tools()).tools}

    for name, part in (("ask", "citations"), ("search", "hits"), ("get_report", "text"), ("figures", "figures")):
        assert part in at(address, "", schemas)[name]["properties"]


@pytest.mark.parametrize(
    ("tool", "arguments", "word"),
    [
        ("ask", {"question": "  "}, "Chưa có câu hỏi"),
        ("ask", {"question": "a", "conversation_id": "khong-co"}, "Không tìm thấy cuộc trò chuyện"),
        ("get_report", {"report_id": "khong-co"}, "khong-co"),
        ("figures", {"indicator": "a", "period_from": "2026-02-01", "period_to": "2026-01-01"}, "ngày bắt đầu"),
        ("search", {"query": "a", "k": 51}, "50"),
    ],
)
def test_what_is_refused_is_told(address: str, tool: str, arguments: dict[str, Any], word: str) -> None:
    result = at(address, "", lambda client: client.call_tool(tool, arguments))
    assert result.is_error and word in result.content[0].text


def test_a_token_opens_what_its_account_may_see(house: House) -> None:
    assert len(at(house.address, house.read, talk)) == 3
    found, rows = at(house.address, house.stranger, search_and_figures)
    assert found["hits"] == [] and rows["total"] == 0
    for token, status in (("", 401), ("hbc_sai", 401), (house.metrics, 403), (house.read, 200)):
        headers = ACCEPTS | ({"Authorization": f"Bearer {token}"} if token else {})
        assert httpx.post(f"{house.address}/mcp", json=HELLO, headers=headers).status_code == status


def test_a_foreign_page_may_not_speak_to_it(address: str) -> None:
    assert httpx.post(f"{address}/mcp", json=HELLO, headers=ACCEPTS | {"Origin": "http://evil.example"}).status_code == 403
    assert httpx.post(f"{address}/mcp", json=HELLO, headers=ACCEPTS | {"Host": "evil.example"}).status_code == 403


def test_the_pipe_holds_nothing_but_protocol(folder: Path) -> None:
    ask = {"name": "ask", "arguments": {"question": DIALOGUE[0][0]}}
    sent = (
        HELLO,
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": ask},
    )
    with subprocess.Popen(COMMAND, cwd=ROOT, env=environment(folder), stdin=PIPE, stdout=PIPE, stderr=PIPE, encoding="utf-8") as process:
        assert process.stdin and process.stdout
        for message in sent:
            print(json.dumps(message), file=process.stdin, flush=True)
        lines = [process.stdout.readline() for _ in range(2)]
        process.stdin.close()
        lines += process.stdout.read().splitlines()
        assert process.wait(60) == 0
    assert [json.loads(line)["id"] for line in lines] == [1, 2]


def test_with_accounts_on_the_command_needs_a_token(folder: Path) -> None:
    env = environment(folder, HOIBAOCAO_AUTH="on")
    refused = subprocess.run(COMMAND, cwd=ROOT, env=env, stdin=DEVNULL, capture_output=True, encoding="utf-8", check=False)
    assert (refused.returncode, refused.stdout) == (1, "") and "HOIBAOCAO_TOKEN" in refused.stderr
    with compose.archive(Settings(data=folder)) as archive:
        add_user(archive, "nguoixem", "", Role.VIEWER, "", "")
        change_password(archive, "nguoixem", "bảy con ngựa phi nhanh")
        token = create_token(archive, "nguoixem", "thử", Scope.READ, 1, "")
    piped(folder, talk, HOIBAOCAO_AUTH="on", HOIBAOCAO_TOKEN=token)
