"""The command and the setting that watch a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from ingest import watch as watching
from tests.ingest.test_pipeline import REPORT, PlainLibrary
from tests.vectorstore.made import DIMENSION
from ui import compose
from ui.cli import app
from vectorstore.archive import Archive
from vectorstore.library import Library
from vectorstore.settings import Settings


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["watch", str(tmp_path / "không có")])
    assert result.exit_code == 1
    assert "Không tìm thấy thư mục" in result.output


def test_the_service_watches_the_folder_that_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY_S", 0.01)
    archive = Archive.open(Settings(data=tmp_path / "data"), "fake", DIMENSION)
    (tmp_path / "đến").mkdir()
    (tmp_path / "đến" / "a.txt").write_text(REPORT, encoding="utf-8")
    closed: list[str] = []

    class Uploads:
        def close(self) -> None:
            closed.append("uploads")

    class Closing(PlainLibrary):
        def close(self) -> None:
            closed.append("library")

    office = compose.Office(cast(Library, Closing(archive)), cast(Any, None), cast(Any, Uploads()))
    assert compose.watching(office, Settings()).watcher is None
    opened = compose.watching(office, Settings(watch=tmp_path / "đến"))
    assert opened.watcher is not None
    opened.close()
    assert closed == ["uploads", "library"]
    archive.close()
