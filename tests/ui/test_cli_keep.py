"""The commands that keep an archive: what they print, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from tests.vectorstore.made import made_report, made_vectors
from ui import cli_keep, compose, terminal
from ui.cli import app
from vectorstore import lock
from vectorstore.conversations import add_message, create_conversation
from vectorstore.settings import Settings

REPORT, DATA = made_report(["Toàn xã có 386 hộ nghèo.", "Trồng mới 30 ha rừng."])


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, error in (("out", False), ("err", True)):
        monkeypatch.setattr(terminal, name, Console(stderr=error, highlight=False, soft_wrap=True, width=200))
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "data"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive of one report."""
    settings = Settings(data=tmp_path / "data")
    with compose.archive(settings) as opened:
        opened.add(REPORT, DATA, made_vectors(REPORT))
    return settings


def run(*args: str) -> Any:
    return CliRunner().invoke(app, list(args), prog_name="hoibaocao")


def test_an_archive_is_backed_up_lost_and_restored(settings: Settings, tmp_path: Path) -> None:
    file = str(tmp_path / "kho.zip")
    saved = run("backup", file)
    assert (saved.exit_code, "Đã sao lưu 1 báo cáo" in saved.output) == (0, True)
    refused = run("restore", file)
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    (settings.data / "files" / REPORT.id).unlink()
    assert (run("verify").exit_code, "mất tệp gốc" in run("verify").stderr) == (1, True)
    restored = run("restore", file, "--replace")
    assert (restored.exit_code, "Thư mục cũ còn ở" in restored.output) == (0, True)
    assert "Kho toàn vẹn: 1 báo cáo, 2 đoạn." in run("verify").output
    assert len(list(tmp_path.glob("data-truoc-*"))) == 1


def test_a_quote_that_was_moved_is_named(settings: Settings) -> None:
    unknown: dict[str, object] = dict.fromkeys(("issuer", "number", "issued_on", "period", "page"))
    unknown |= dict.fromkeys(("file_name", "title", "section"), "")
    cited = {"n": 1, "report_id": REPORT.id, "quote": "Toàn xã có 386 hộ nghèo.", "start": 1, "end": 25}
    with compose.archive(settings) as opened:
        conversation = create_conversation(opened, "Bao nhiêu hộ nghèo?")
        add_message(opened, conversation.id, "Bao nhiêu hộ nghèo?", {"citations": [unknown | cited]}, {})
    said = run("verify")
    assert (said.exit_code, "trích dẫn 1 không còn đúng chỗ" in said.stderr) == (1, True)


def test_a_running_service_is_backed_up_and_verified(settings: Settings, tmp_path: Path) -> None:
    with compose.archive(settings):
        assert run("backup", str(tmp_path / "kho.zip")).exit_code == 0
        verified = run("verify")
        assert (verified.exit_code, "chưa kiểm tra chỉ mục" in verified.output) == (0, True)
        assert run("purge", "--yes").exit_code == 1
        assert run("restore", str(tmp_path / "kho.zip"), "--replace").exit_code == 1


def test_a_damaged_original_is_told_when_the_backup_is_made(settings: Settings, tmp_path: Path) -> None:
    (settings.data / "files" / REPORT.id).write_bytes(b"\0")
    saved = run("backup", str(tmp_path / "kho.zip"))
    assert (saved.exit_code, REPORT.id in saved.stderr, (tmp_path / "kho.zip").exists()) == (1, True, True)


def test_a_purge_asks_first(settings: Settings) -> None:
    asked = CliRunner().invoke(app, ["purge"], input="n\n", prog_name="hoibaocao")
    assert (asked.exit_code, "Chưa xóa gì" in asked.stderr) == (1, True)
    done = run("purge", "--yes")
    assert (done.exit_code, "Đã xóa hẳn" in done.output) == (0, True)


def test_the_status_tells_that_one_process_writes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with compose.archive(settings):
        assert cli_keep.database_line(settings).endswith("một tiến trình ghi")
        monkeypatch.setattr(lock, "_lock", lambda descriptor: None)
        assert "không giữ được khóa" in cli_keep.database_line(settings)
    assert cli_keep.database_line(Settings(database_url="postgresql://localhost/kho")) == "PostgreSQL"
