"""The model that is set, opened over LangChain and asked over real connections."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from pydantic import SecretStr

from assistant import wording
from assistant.model import LanguageModel, ModelFailed, ModelState, described, open_model, opened
from assistant.model.opened import MOST_CHARACTERS, MOST_TOKENS
from tests.assistant.model.server import Answering, breaks_off, fails, hangs, never_ends, redirects, serving, streams, talks_nonsense
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

pytest.importorskip("langchain_openai", reason="pip install 'hoibaocao[llm]'")

MESSAGES = (("system", "Bạn là thư ký."), ("user", "Có bao nhiêu cuộc?"))
PATIENCE_S, GENEROUS_S = 5.0, 30.0
PROXIES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy", "OPENAI_PROXY")


def settings(url: str | None = None, llm: str = "openai:m", timeout: float = PATIENCE_S, **more: Any) -> Settings:
    return Settings(llm=llm, llm_base_url=url, llm_timeout=timeout, **more)


def opened_at(url: str, timeout: float = PATIENCE_S, **more: Any) -> LanguageModel:
    model = open_model(settings(url, timeout=timeout, **more))
    assert model
    return model


def said(answer: Answering, timeout: float = PATIENCE_S) -> str:
    with serving(answer) as server:
        return "".join(opened_at(server.url, timeout).stream(MESSAGES))


# ---------------------------------------------------------------- what is asked and what comes back


def test_text_comes_piece_by_piece() -> None:
    with serving(streams("Có ", "12 ", "cuộc [1].")) as server:
        assert list(opened_at(server.url).stream(MESSAGES)) == ["Có ", "12 ", "cuộc [1]."]


def test_the_messages_and_the_limits_are_what_is_asked() -> None:
    with serving(streams("Có.")) as server:
        model = opened_at(server.url, llm_api_key=SecretStr("khoa"))
        list(model.stream(MESSAGES))
    (request,) = server.asked
    assert request.body["messages"] == [{"role": role, "content": text} for role, text in MESSAGES]
    assert (request.body["model"], request.body["stream"], request.body["temperature"]) == ("m", True, 0.0)
    assert request.body["max_tokens"] == MOST_TOKENS
    assert (request.handler.path, request.key) == ("/v1/chat/completions", "khoa")


def test_a_model_has_a_name_and_says_whether_text_leaves_the_machine() -> None:
    model = opened_at("http://127.0.0.1:9/v1")
    assert model.state == ModelState("m", remote=False, ready=True)
    assert model.wait()
    assert opened_at("http://192.0.2.1/v1", llm_allow_remote=True).state.remote
    model.close()


# ---------------------------------------------------------------- what may go wrong on the way


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_an_error_of_the_server_is_a_failure(status: int) -> None:
    with pytest.raises(ModelFailed):
        said(fails(status))


@pytest.mark.parametrize("answer", [breaks_off, talks_nonsense])
def test_an_answer_that_breaks_off_is_a_failure(answer: Answering) -> None:
    with pytest.raises(ModelFailed):
        said(answer)


def test_a_server_that_is_not_there_is_a_failure() -> None:
    with serving(streams("Có.")) as server:
        model = opened_at(server.url)
    with pytest.raises(ModelFailed):
        list(model.stream(MESSAGES))


@pytest.mark.parametrize("answer", [hangs(), hangs("Có ")], ids=("says nothing", "says no more"))
def test_a_server_that_hangs_is_a_failure_in_time(answer: Answering) -> None:
    start = monotonic()
    with pytest.raises(ModelFailed):
        said(answer, timeout=0.3)
    assert monotonic() - start < GENEROUS_S


def test_a_server_that_never_ends_is_cut() -> None:
    text = said(never_ends, timeout=GENEROUS_S)
    assert MOST_CHARACTERS < len(text) < MOST_CHARACTERS + 100


def test_a_reader_who_leaves_ends_the_request() -> None:
    with serving(never_ends) as server:
        writing = opened_at(server.url).stream(MESSAGES)
        next(writing)
        writing.close()
        assert server.left.wait(GENEROUS_S)


def test_one_answer_is_written_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "BUSY_S", 0.05)
    with serving(never_ends) as server:
        model = opened_at(server.url)
        first = model.stream(MESSAGES)
        next(first)
        with pytest.raises(ModelFailed, match="busy"):
            next(model.stream(MESSAGES))
        first.close()
        assert next(model.stream(MESSAGES))  # the turn was given back


def test_a_failure_gives_the_turn_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "BUSY_S", 0.05)
    with serving(fails(400)) as server:
        model = opened_at(server.url)
        for _ in range(2):
            with pytest.raises(ModelFailed, match="400"):
                list(model.stream(MESSAGES))


# ---------------------------------------------------------------- text goes nowhere else


def test_a_redirect_to_another_address_is_not_followed() -> None:
    with serving(streams("Có.")) as other, serving(redirects(other.url)) as server:
        with pytest.raises(ModelFailed):
            list(opened_at(server.url).stream(MESSAGES))
        assert server.asked and not other.asked


@pytest.fixture
def lured(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What reaches the address that the environment names for everything else."""
    with serving(streams("Có.")) as other:
        for name in PROXIES:
            monkeypatch.setenv(name, f"http://127.0.0.1:{other.port}")
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
            monkeypatch.setenv(name, other.url)
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT"):
            monkeypatch.setenv(name, other.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "khoa")
        monkeypatch.setenv("OPENAI_API_KEY", "bi-mat")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        yield other.asked


def test_neither_proxy_nor_address_nor_key_of_the_environment_is_used(lured: list[Any]) -> None:
    with serving(streams("Có.")) as server:
        assert list(opened_at(server.url).stream(MESSAGES)) == ["Có."]
    assert [request.key for request in server.asked] == ["none"]
    assert not lured


# ---------------------------------------------------------------- what is set


def test_no_model_is_opened_where_none_is_set() -> None:
    assert open_model(settings(llm="none")) is None


@pytest.mark.parametrize("url", [None, "http://192.168.1.20:8080/v1"])
def test_a_model_elsewhere_has_to_be_allowed(url: str | None) -> None:
    with pytest.raises(BadRequest, match="HOIBAOCAO_LLM_ALLOW_REMOTE"):
        open_model(settings(url))
    with pytest.raises(BadRequest, match="HOIBAOCAO_LLM_ALLOW_REMOTE"):
        described(settings(url))


@pytest.mark.parametrize("provider", ["khong_co", "anthropic"])
def test_a_provider_that_is_unknown_or_not_installed_is_refused_in_vietnamese(provider: str) -> None:
    with pytest.raises(BadRequest, match="Không dùng được nhà cung cấp"):
        open_model(settings("http://127.0.0.1:9/v1", llm=f"{provider}:m"))


@pytest.mark.parametrize(("llm", "extra"), [("openai:m", "llm"), ("gguf:", "local-llm")])
def test_a_library_that_is_missing_is_named(llm: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(BadRequest) as refused:
        open_model(settings("http://127.0.0.1:9/v1", llm=f"{llm}{path}" if llm.endswith(":") else llm))
    assert f"hoibaocao[{extra}]" in str(refused.value)


def test_what_is_set_is_told_in_a_line_without_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "nho.gguf"
    path.write_bytes(b"GGUF")
    assert described(settings(llm="none")) == wording.NO_LANGUAGE_MODEL
    assert described(settings("http://127.0.0.1:9/v1")) == f"m ({wording.STAYS})"
    assert described(settings("http://192.0.2.1/v1", llm_allow_remote=True)) == f"m ({wording.LEAVES})"
    assert described(settings(llm="ollama:m")) == f"m ({wording.STAYS})"
    line = described(settings(llm=f"gguf:{path}"))
    assert line.startswith("nho (") and "4.096 từ tố" in line and "0,0 GB" in line
