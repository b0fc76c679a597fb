"""`HOIBAOCAO_LLM` read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model.choice import ModelChoice, model_choice
from vectorstore.errors import BadRequest


@pytest.mark.parametrize("setting", ["none", "", "  ", "None", " NONE "])
def test_none_is_no_model(setting: str) -> None:
    assert model_choice(setting) is None


@pytest.mark.parametrize(
    ("setting", "provider", "name"),
    [
        ("openai:qwen2.5", "openai", "qwen2.5"),
        ("ollama:qwen2.5:1.5b", "ollama", "qwen2.5:1.5b"),
        (" openai:Qwen/Qwen2.5-1.5B ", "openai", "Qwen/Qwen2.5-1.5B"),
        ("google_genai:gemini", "google_genai", "gemini"),
    ],
)
def test_a_provider_and_what_it_calls_the_model_stand_around_the_first_colon(setting: str, provider: str, name: str) -> None:
    assert model_choice(setting) == ModelChoice(provider, name)


@pytest.mark.parametrize("setting", ["qwen", "openai:", ":qwen", "Open AI:qwen", "open-ai:qwen", "/a/b.gguf", "http://127.0.0.1:8080"])
def test_what_cannot_be_read_is_refused_in_vietnamese(setting: str) -> None:
    with pytest.raises(BadRequest, match="Xin đặt HOIBAOCAO_LLM") as refused:
        model_choice(setting)
    assert setting in str(refused.value)


def test_a_file_is_chosen_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mô hình: nhỏ.gguf"
    path.write_bytes(b"GGUF")
    assert model_choice(f"gguf:{path}") == ModelChoice("gguf", str(path))


def test_a_file_is_found_below_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert model_choice("gguf:~/model.gguf") == ModelChoice("gguf", "~/model.gguf")


@pytest.mark.parametrize("name", ["missing.gguf", "."])
def test_a_file_that_is_not_there_is_refused_in_vietnamese(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="Không có tệp mô hình"):
        model_choice(f"gguf:{tmp_path / name}")
