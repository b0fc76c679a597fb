"""A GGUF file served by a process of ours; with a real one where HOIBAOCAO_TEST_GGUF names it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistant.model import LanguageModel, ModelFailed, open_model
from assistant.model.local import LocalServer
from assistant.model.opened import LocalModel
from vectorstore.settings import Settings

pytest.importorskip("xllamacpp", reason="pip install 'hoibaocao[local-llm]'")
httpx = pytest.importorskip("httpx")

GGUF = os.environ.get("HOIBAOCAO_TEST_GGUF")
LOAD_S, GENEROUS_S = 120.0, 60.0
MESSAGES = (("system", "Bạn là thư ký."), ("user", "Thủ đô của Việt Nam là gì? Trả lời một câu ngắn."))
real = pytest.mark.skipif(not GGUF, reason="HOIBAOCAO_TEST_GGUF names no GGUF file")


def opened(path: Path | str) -> LocalModel:
    model = open_model(Settings(llm=f"gguf:{path}", llm_context=2048, llm_timeout=LOAD_S))
    assert isinstance(model, LocalModel)
    return model


@pytest.fixture(scope="module")
def model() -> Iterator[LocalModel]:
    assert GGUF
    made = opened(GGUF)
    yield made
    made.close()


def port_of(url: str) -> int:
    port = urlsplit(url).port
    assert port
    return port


def is_listened_to(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def falls_silent(port: int) -> bool:
    """Whether nobody listens to a port any longer, soon."""
    end = time.monotonic() + GENEROUS_S
    while is_listened_to(port) and time.monotonic() < end:
        time.sleep(0.05)
    return not is_listened_to(port)


# ---------------------------------------------------------------- a real file


@real
def test_it_is_not_ready_until_it_is_loaded(model: LocalModel) -> None:
    assert model.wait() and model.state.ready
    assert not model.state.remote and model.state.name == Path(GGUF or "").stem
    assert "2.048 từ tố" in model.state.detail and "GB bộ nhớ" in model.state.detail


@real
def test_it_answers(model: LocalModel) -> None:
    assert model.wait()
    assert "".join(model.stream(MESSAGES)).strip()


@real
def test_a_reader_who_leaves_makes_room_for_the_next(model: LocalModel) -> None:
    assert model.wait()
    writing = model.stream(MESSAGES)
    next(writing)
    writing.close()
    assert next(model.stream(MESSAGES))


@real
@pytest.mark.parametrize("key", [None, "khoa-sai"])
def test_nobody_is_answered_without_our_key(model: LocalModel, key: str | None) -> None:
    assert model.wait()
    asked = {"model": "m", "messages": [{"role": "user", "content": "Chào"}], "max_tokens": 1}
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    url = model.server.url
    answers = [
        httpx.post(f"{url}/chat/completions", json=asked, headers=headers, trust_env=False),
        httpx.post(f"{url}/completions", json={"prompt": "a", "max_tokens": 1}, headers=headers, trust_env=False),
        httpx.get(f"{url.removesuffix('/v1')}/slots", headers=headers, trust_env=False),
        httpx.get(f"{url.removesuffix('/v1')}/props", headers=headers, trust_env=False),
    ]
    assert {answer.status_code for answer in answers} == {401}


@real
def test_the_key_is_another_for_each_server(model: LocalModel, tmp_path: Path) -> None:
    other = LocalServer(tmp_path / "none.gguf", 2048)
    other.close()
    assert len(model.server.key) >= 32 and model.server.key != other.key


@real
@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="no /proc/net/tcp")
def test_only_this_machine_can_reach_it(model: LocalModel) -> None:
    assert model.wait()
    port = f":{port_of(model.server.url):04X}"
    tables = [Path("/proc/net/tcp"), *filter(Path.exists, [Path("/proc/net/tcp6")])]
    lines = [line.split() for table in tables for line in table.read_text().splitlines()[1:]]
    listening = [line[1] for line in lines if line[1].endswith(port) and line[3] == "0A"]
    assert listening == [f"0100007F{port}"]


@real
def test_it_ends_when_it_is_closed() -> None:
    assert GGUF
    made = opened(GGUF)
    assert made.wait()
    port = port_of(made.server.url)
    made.close()
    assert not made.state.ready and falls_silent(port)
    with pytest.raises(ModelFailed):
        list(made.stream(MESSAGES))


@real
def test_it_ends_with_the_program_that_started_it_however_that_ends() -> None:
    program = (
        "import sys; from pathlib import Path; from assistant.model.local import LocalServer\n"
        "server = LocalServer(Path(sys.argv[1]), 2048); print(server.wait() and server.url, flush=True); sys.stdin.read()"
    )
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(GGUF)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=paths
    )
    assert parent.stdin and parent.stdout
    port = port_of(parent.stdout.readline().strip())
    assert is_listened_to(port)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    assert falls_silent(port)


@real
def test_a_file_that_was_cut_off_is_no_model(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert GGUF
    with open(GGUF, "rb") as whole:
        (tmp_path / "cut.gguf").write_bytes(whole.read(1_000_000))
    _is_no_model(tmp_path / "cut.gguf", caplog)


# ---------------------------------------------------------------- a file that is none


@pytest.mark.parametrize(
    "data", [b"", b"GGUF", b"GGUF\x03\x00\x00\x00" + b"\xff" * 64, "Báo cáo".encode()], ids=("empty", "magic", "junk", "text")
)
def test_a_broken_file_costs_a_line_in_the_log_and_nothing_else(data: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken.gguf").write_bytes(data)
    _is_no_model(tmp_path / "broken.gguf", caplog)


def _is_no_model(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    made: LanguageModel = opened(path)
    try:
        assert not made.wait() and not made.state.ready
        with pytest.raises(ModelFailed, match="not loaded"):
            list(made.stream(MESSAGES))
        (line,) = [record.getMessage() for record in caplog.records if record.name == "assistant.model.local"]
        assert str(path) in line
    finally:
        made.close()


def test_it_can_be_closed_while_it_loads(tmp_path: Path) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF")
    made = opened(GGUF or tmp_path / "broken.gguf")
    made.close()
    assert not made.wait()
    made.close()
