"""The model that is set, opened over LangChain's chat models."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import wording
from assistant.model.choice import LOCAL_FILE, ModelChoice, model_choice
from assistant.model.deadline import within
from assistant.model.local import LocalServer
from assistant.model.model import LanguageModel, Message, ModelFailed, ModelState
from vectorstore.address import require_allowed
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings
from vectorstore.text.number import format_number

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

OLLAMA = "http://127.0.0.1:11434"
MOST_TOKENS = 320  # of an answer
MOST_CHARACTERS = 1600
CONNECT_S = 2.0
RETRIES = 1
BUSY_S = 10.0  # how long a reader waits for another's answer to be written


def open_model(settings: Settings) -> LanguageModel | None:
    """The language model that is set; None for none. Raises BadRequest where it is set wrongly, is not installed or not allowed."""
    choice = model_choice(settings.llm)
    if choice is None:
        return None
    if choice.provider == LOCAL_FILE:
        return _local(choice, settings)
    base_url = _address(choice, settings)
    remote = require_allowed(base_url, settings.llm_allow_remote)
    key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
    chat = _chat(choice, base_url, key, settings.llm_timeout)
    return OpenedModel(ModelState(choice.name, remote, True), lambda: chat, settings.llm_timeout)


def _local(choice: ModelChoice, settings: Settings) -> LanguageModel:
    _require("xllamacpp", "local-llm")
    server = LocalServer(Path(choice.name).expanduser(), settings.llm_context)
    return LocalModel(server, settings.llm_timeout)


class OpenedModel:
    """A chat model of LangChain; one answer is written at a time, because most of these run on one machine."""

    def __init__(self, state: ModelState, chat: Callable[[], BaseChatModel], timeout: float) -> None:
        self._state, self._chat, self._timeout = state, chat, timeout
        self._writing = threading.Lock()

    @property
    def state(self) -> ModelState:
        return self._state

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        with self._turn():
            chat = self._chat()
            yield from within(lambda: _pieces(chat, messages), self._timeout, MOST_CHARACTERS)

    def wait(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing of it runs here."""

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._writing.acquire(timeout=BUSY_S):
            raise ModelFailed("the model is busy")
        try:
            yield
        finally:
            self._writing.release()


class LocalModel(OpenedModel):
    """A GGUF file that this process serves."""

    def __init__(self, server: LocalServer, timeout: float) -> None:
        super().__init__(ModelState(server.path.stem, remote=False, ready=False), lambda: self._served, timeout)
        self.server = server

    @property
    def state(self) -> ModelState:
        server = self.server
        return ModelState(server.path.stem, remote=False, ready=server.ready, detail=_detail(server.path, server.threads, server.context))

    def wait(self) -> bool:
        return self.server.wait()

    @cached_property
    def _served(self) -> BaseChatModel:
        return _chat(ModelChoice("openai", self.server.path.stem), self.server.url, self.server.key, self._timeout)

    def close(self) -> None:
        self.server.close()


def described(settings: Settings) -> str:
    """The model that is set, in a line, without opening it."""
    choice = model_choice(settings.llm)
    if choice is None:
        return wording.NO_LANGUAGE_MODEL
    if choice.provider == LOCAL_FILE:
        path = Path(choice.name).expanduser()
        return f"{path.stem} ({_detail(path, os.cpu_count() or 1, settings.llm_context)})"
    remote = require_allowed(_address(choice, settings), settings.llm_allow_remote)
    return f"{choice.name} ({wording.LEAVES if remote else wording.STAYS})"


def _address(choice: ModelChoice, settings: Settings) -> str | None:
    return settings.llm_base_url or (OLLAMA if choice.provider == "ollama" else None)


def _detail(path: Path, threads: int, context: int) -> str:
    size = f"{path.stat().st_size / 2**30:.1f}".replace(".", ",")
    return wording.LOCAL_MODEL.format(threads=threads, context=format_number(Decimal(context)), size=size)


def _pieces(chat: BaseChatModel, messages: Sequence[Message]) -> Iterator[str]:
    from langsmith import tracing_context

    with tracing_context(enabled=False):  # whatever the environment says: a trace would send the reports' words to a public server
        for chunk in chat.stream(list(messages)):
            if isinstance(chunk.content, str) and chunk.content:
                yield chunk.content


def _chat(choice: ModelChoice, base_url: str | None, key: str | None, timeout: float) -> BaseChatModel:
    """A chat model; its provider's package may have to be installed."""
    _require("langchain", "llm")
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"timeout": timeout, "max_retries": RETRIES, "temperature": 0.0}
    if base_url:
        given["base_url"] = base_url
    if key or base_url:
        given["api_key"] = key or "none"  # a server without keys takes any, the client demands one
    if choice.provider == "openai":
        given |= _openai(timeout)
    if choice.provider == "ollama":
        given = {"base_url": base_url, "temperature": 0.0, "num_predict": MOST_TOKENS}
    try:
        model: BaseChatModel = init_chat_model(choice.name, model_provider=choice.provider, **given)
    except (ImportError, ValueError) as error:
        raise BadRequest(wording.NO_PROVIDER.format(choice.provider, error)) from error
    return model


def _openai(timeout: float) -> dict[str, Any]:
    """What an OpenAI-compatible server is asked with: no proxy and no redirect may lead text to another address."""
    import httpx

    from vectorstore.pinned import PinnedTransport

    waits = httpx.Timeout(timeout, connect=CONNECT_S)
    client = httpx.Client(timeout=waits, trust_env=False, follow_redirects=False, transport=PinnedTransport())
    asked = {"timeout": waits, "use_responses_api": False, "extra_body": {"max_tokens": MOST_TOKENS}}
    return {"http_client": client, "openai_proxy": "", **asked}


def _require(package: str, extra: str) -> None:
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise BadRequest(wording.NO_PACKAGE.format(extra))
