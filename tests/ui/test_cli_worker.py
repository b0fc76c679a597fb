"""The command that takes in what replicas were handed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app


@pytest.mark.parametrize(
    "named", [{}, {"HOIBAOCAO_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, {"HOIBAOCAO_CHROMA_URL": "http://127.0.0.1:1"}]
)
def test_an_archive_of_one_machine_has_no_workers(named: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (named | {"HOIBAOCAO_DATA": str(tmp_path / "data")}).items():
        monkeypatch.setenv(name, value)
    said = CliRunner().invoke(app, ["worker"])
    assert said.exit_code != 0
    assert "HOIBAOCAO_CHROMA_URL" in said.output or "HOIBAOCAO_CHROMA_URL" in str(said.exception)
    assert not (tmp_path / "data").exists()
