"""`HOIBAOCAO_LLM` read: "none", "gguf:/path/model.gguf", "openai:MODEL", or any provider of LangChain's `init_chat_model`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from assistant import wording
from vectorstore.errors import BadRequest

LOCAL_FILE = "gguf"
_PROVIDER = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A provider and what it calls the model: a path for "gguf"."""

    provider: str
    name: str


def model_choice(setting: str) -> ModelChoice | None:
    """The model that is set; None for "none". Raises BadRequest where the setting cannot be read."""
    if setting.strip().lower() in ("", "none"):
        return None
    provider, colon, name = setting.strip().partition(":")
    if not colon or not name or name.startswith("//") or not _PROVIDER.fullmatch(provider):
        raise BadRequest(wording.BAD_MODEL.format(setting))
    if provider == LOCAL_FILE and not Path(name).expanduser().is_file():
        raise BadRequest(wording.NO_MODEL_FILE.format(name))
    return ModelChoice(provider, name)
