"""The command of earlier conversations: list, search, print, write to a file, and how it fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from rich.console import Console
from typer.testing import CliRunner

from tests.assistant.service.fakes import SENTENCES, stage
from ui import compose, terminal, words
from ui.cli import app

POOR, FOREST = "Có bao nhiêu hộ nghèo?", "Trồng mới bao nhiêu ha rừng?"


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, error in (("out", False), ("err", True)):
        monkeypatch.setattr(terminal, name, Console(stderr=error, highlight=False, soft_wrap=True, width=200))


@pytest.fixture
def ids(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """Of two conversations in an archive that the command opens."""
    with stage(tmp_path / "data") as staged:
        monkeypatch.setattr(compose, "archive", lambda _: _Opened(staged.archive))
        yield [staged.desk.ask(question).conversation_id for question in (POOR, FOREST)]


class _Opened:
    """An archive that is open already and stays so."""

    def __init__(self, archive: Any) -> None:
        self.archive = archive

    def __enter__(self) -> Any:
        return self.archive

    def __exit__(self, *_: object) -> None: ...


def run(*args: str) -> Any:
    return CliRunner().invoke(app, ["conversations", *args], prog_name="hoibaocao")


def test_conversations_are_listed_the_latest_first(ids: list[str]) -> None:
    result = run()
    assert result.exit_code == 0
    assert re.findall("[0-9a-f]{32}", result.output) == ids[::-1]
    assert "2 cuộc hỏi." in result.output
    assert "1 cuộc hỏi." in run("--limit", "1").output


def test_conversations_are_searched(ids: list[str]) -> None:
    assert re.findall("[0-9a-f]{32}", run("ho ngheo").output) == ids[:1]
    assert words.HISTORY_NONE in run("tàu vũ trụ").output


def test_an_archive_without_conversations_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "own"))
    assert words.HISTORY_EMPTY in run().output


def test_one_conversation_is_printed_with_its_quotes(ids: list[str]) -> None:
    output = run("--id", ids[0]).output
    assert output.startswith(f"{POOR}\n")
    assert f"“{SENTENCES[0]}”" in output
    assert "[1] Kết quả công tác tháng 3" in output


def test_one_conversation_is_written_to_a_file(ids: list[str], tmp_path: Path) -> None:
    word, markdown = tmp_path / "a[b].DOCX", tmp_path / "a.md"
    assert f"Đã ghi cuộc hỏi vào {word}." in run("--id", ids[0], "--export", str(word)).output
    assert Document(str(word)).paragraphs[0].text == POOR
    assert run("--id", ids[0], "--export", str(markdown)).exit_code == 0
    assert markdown.read_text(encoding="utf-8").startswith(f"# {POOR}\n")


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("--export", "a.docx"), 1, "--id MÃ"),
        (("--id", "zz"), 1, "Không tìm thấy cuộc trò chuyện «zz»"),
        (("--id", "ID", "--export", "a.pdf"), 1, ".docx hoặc .md"),
        (("--id", "ID", "--export", "/khong-co/a.md"), 1, "/khong-co/a.md"),
        (("--limit", "0"), 2, "«--limit»"),
    ],
)
def test_a_misuse_is_one_vietnamese_line(ids: list[str], args: tuple[str, ...], code: int, word: str) -> None:
    result = run(*(ids[0] if arg == "ID" else arg for arg in args))
    assert (result.exit_code, word in result.stderr) == (code, True)
    assert len(result.stderr.strip().splitlines()) == 1
