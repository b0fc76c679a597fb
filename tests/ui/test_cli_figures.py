"""The commands of the ledger: tables, files, and how they fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.console import Console
from typer.testing import CliRunner

from assistant.export import LIMIT
from tests.assistant.made_ledger import FakeLedger
from tests.ui.fake_ledger import fake_ledger
from ui import terminal, words
from ui.cli import app
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.figure import ConflictPage, FigureFilter, LedgerPage

TABLE = "id,kind,name,valid_from,valid_to,parent,predecessors\nxa-a-2025,xã,Ấy,2025-07-01,,,xa-a;xa-b\nxa-a,xã,Ấy,,2025-06-30,,\n"


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, error in (("out", False), ("err", True)):
        monkeypatch.setattr(terminal, name, Console(stderr=error, highlight=False, soft_wrap=True, width=200))
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "own"))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeLedger:
    fake = fake_ledger()

    def figures(_: Archive, wanted: FigureFilter, limit: int, offset: int = 0) -> LedgerPage:
        return fake.figures(wanted, limit, offset)

    def conflicts(_: Archive, limit: int, offset: int = 0) -> ConflictPage:
        return fake.conflicts(limit, offset)

    monkeypatch.setattr(ledger, "figures", figures)
    monkeypatch.setattr(ledger, "conflicts", conflicts)
    return fake


def run(*args: str) -> Any:
    return CliRunner().invoke(app, list(args), prog_name="hoibaocao")


def cells(output: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in output.splitlines() if line.startswith("│")]


def test_figures_are_a_table(fake: FakeLedger) -> None:
    result = run("figures", "hộ nghèo", "--government", "Bản Sen", "--from", "2026-01-01", "--limit", "5")
    assert result.exit_code == 0
    assert cells(result.output)[0][:5] == ["6 tháng đầu năm 2026", "xã Bản Sen", "hộ nghèo", "1.318", "hộ"]
    assert "1/1 số liệu." in result.output
    assert fake.asked[0][1] == 5


def test_figures_of_nothing_say_so(fake: FakeLedger) -> None:
    assert words.NO_FIGURES in run("figures", "tàu vũ trụ").output


def test_figures_are_written_to_files(fake: FakeLedger, tmp_path: Path) -> None:
    csv, xlsx = tmp_path / "a[b].csv", tmp_path / "a.xlsx"
    result = run("figures", "hộ nghèo", "--csv", str(csv), "--xlsx", str(xlsx))
    assert result.exit_code == 0
    assert f"Đã ghi 4 số liệu vào {csv}." in result.output
    assert csv.read_text(encoding="utf-8-sig").count(",hộ nghèo,") == 4
    assert load_workbook(xlsx).active.max_row == 5
    assert fake.asked[0][1] == LIMIT


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("figures", "--from", "hôm qua"), 2, "«--from»"),
        (("figures", "--limit", "0"), 2, "«--limit»"),
        (("figures", "--from", "2026-02-01", "--to", "2026-01-01"), 1, "ngày bắt đầu"),
        (("figures", "--csv", "/khong-co/a.csv"), 1, "/khong-co/a.csv"),
        (("governments", "--import", "khong-co.csv"), 1, "khong-co.csv"),
    ],
)
def test_a_misuse_is_one_vietnamese_line(fake: FakeLedger, args: tuple[str, ...], code: int, word: str) -> None:
    result = run(*args)
    assert (result.exit_code, word in result.stderr) == (code, True)
    assert len(result.stderr.strip().splitlines()) == 1


def test_conflicts_name_their_figures(fake: FakeLedger) -> None:
    output = run("conflicts", "--limit", "1").output
    assert "Hai giá trị khác nhau: Xã Suối Vàng, hộ nghèo cuối năm 2025" in output
    assert "214 hộ — 100.txt: “Cuối năm, toàn xã còn 214 hộ nghèo.”" in output
    assert "1/27 chỗ mâu thuẫn." in output


def test_an_archive_without_conflicts_says_so() -> None:
    assert words.NO_CONFLICTS in run("conflicts").output


def test_governments_are_taken_in_listed_and_written_back(tmp_path: Path) -> None:
    source, target = tmp_path / "vào.csv", tmp_path / "ra.csv"
    source.write_text(TABLE, encoding="utf-8-sig")
    assert "Đã nhận 2 đơn vị hành chính." in run("governments", "--import", str(source)).output
    listed = run("governments").output
    assert ["xa-a-2025", "xã Ấy", "01/07/2025", "", "", "xa-a, xa-b"] in cells(listed)
    assert run("governments", "--export", str(target)).exit_code == 0
    assert set(TABLE.splitlines()) <= set(target.read_text(encoding="utf-8-sig").splitlines())


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "vào.csv"
    source.write_bytes(TABLE.encode("utf-16"))
    result = run("governments", "--import", str(source))
    assert (result.exit_code, "UTF-8" in result.stderr) == (1, True)
