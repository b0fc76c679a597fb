"""The command that examines the machine: what it finds, what it advises, when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from ui import cli_doctor, terminal
from ui.cli import app
from ui.cli_doctor import PROGRAMS, State, examined


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(terminal, "out", Console(highlight=False, soft_wrap=True, width=200))
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "chua-co" / "data"))


def installed(*names: str) -> Callable[[str], Path | None]:
    return lambda name: Path("/usr/bin") / name if name in names else None


def test_a_bare_machine_is_told_what_to_install_and_what_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_doctor, "program", installed())
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    for wanted in PROGRAMS:
        assert wanted.purpose in result.stdout and wanted.debian in result.stdout and wanted.windows in result.stdout
    assert cli_doctor.SOME_MISSING in result.stdout


def test_a_whole_machine_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_doctor, "program", installed(*(wanted.program for wanted in PROGRAMS)))
    monkeypatch.setattr(cli_doctor, "_languages", lambda _: frozenset({"eng", "vie"}))
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0 and result.stdout.rstrip().endswith(cli_doctor.ALL_FINE)


def test_tesseract_without_vietnamese_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_doctor, "program", installed("tesseract"))
    monkeypatch.setattr(cli_doctor, "_languages", lambda _: frozenset({"eng"}))
    assert "tesseract-ocr-vie" in CliRunner().invoke(app, ["doctor"]).stdout


def test_a_folder_that_cannot_be_written_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1 and "HOIBAOCAO_DATA" in result.stdout


def test_a_full_disk_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_doctor, "LEAST_FREE", 10**18)
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 1


def test_the_folder_is_examined_without_being_made(tmp_path: Path) -> None:
    findings = list(examined(tmp_path / "moi" / "data"))
    assert not (tmp_path / "moi").exists()
    assert all(finding.state is not State.TROUBLE for finding in findings if finding.name == cli_doctor.FOLDER)


@pytest.mark.parametrize(
    ("version", "faulty"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((3, 6, 23), False),
    ],
)
def test_the_versions_of_sqlite_with_the_fault(version: tuple[int, int, int], faulty: bool) -> None:
    assert bool(cli_doctor._sqlite(version).advice) is faulty
