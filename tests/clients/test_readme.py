"""The examples of the README, run as they stand there; only the address is another."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

mcp = pytest.importorskip("mcp", reason="mcp is not installed")  # here: it takes the stderr that it finds for that of its children

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
LINES = 5


def blocks(language: str) -> list[str]:
    """The code of the section on other tools."""
    section = README.partition("## Dùng trong công cụ khác")[2].partition("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def block_of(language: str, word: str) -> str:
    (found,) = [block for block in blocks(language) if word in block]
    assert len([line for line in found.splitlines() if line]) <= LINES
    return found


EXAMPLES = [
    ("openai", "from openai", "12 cuộc"),
    ("mcp", "import asyncio, mcp", "12 cuộc"),
    ("vectorstore", "from vectorstore", "tuần tra chung"),
]


@pytest.mark.parametrize(("client", "word", "said"), EXAMPLES)
def test_an_example_prints_what_it_promises(address: str, client: str, word: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip(client)
    code = block_of("python", word).replace(ADDRESS, address)
    exec(compile(code, "README.md", "exec"), {})
    assert said in capsys.readouterr().out


def test_every_example_is_one_of_those() -> None:
    assert [len(blocks(language)) for language in ("python", "json", "yaml", "bash")] == [3, 1, 1, 1]


def test_prometheus_finds_what_the_example_says(address: str) -> None:
    (job,) = yaml.safe_load(block_of("yaml", "scrape_configs"))["scrape_configs"]
    (target,) = job["static_configs"][0]["targets"]
    assert f"http://{target}" == ADDRESS and "metrics_path" not in job  # which is /metrics then
    headers = {"Authorization": f"Bearer {job['authorization']['credentials']}"}
    assert "hoibaocao_questions" in httpx.get(f"{address}/metrics", headers=headers).text


def test_an_assistant_starts_the_command_of_the_example(folder: Path) -> None:
    server = json.loads(block_of("json", "mcpServers"))["mcpServers"]["hoibaocao"]
    assert server["command"] == "hoibaocao" and server["env"] == {"HOIBAOCAO_DATA": "demo-data"}
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOIBAOCAO_DATA": str(folder)}

    async def tools() -> Any:
        command = mcp.StdioServerParameters(command=sys.executable, args=["-m", "ui", *server["args"]], env=env)
        async with mcp.Client(command) as client:
            return (await client.list_tools()).tools

    assert {tool.name for tool in asyncio.run(tools())} == {"ask", "search", "get_report", "figures"}
