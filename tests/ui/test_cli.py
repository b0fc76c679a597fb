"""The commands: what they print, and how they fail."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from assistant.prose import Writer
from ingest.pipeline import FileResult, FileState
from tests.assistant.service.fakes import SENTENCES, Stage, stage
from tests.ui.fake_desk import FOREST
from ui import compose, terminal
from ui.cli import app
from ui.compose import Office
from vectorstore.settings import Settings

COMMANDS = (
    "ingest", "watch", "worker", "ask", "search", "serve", "demo", "status", "reports", "figures",
    "conflicts", "governments", "conversations", "draft", "doctor", "eval", "reindex",
    "backup", "restore", "verify", "purge",
    "users", "tokens", "audit", "mcp",
)  # fmt: skip
POOR = "Có bao nhiêu hộ nghèo?"
RESULTS = [
    FileResult("a.txt", FileState.ADDED, "Đã nạp: 3 đoạn.", "1"),
    FileResult("b.txt", FileState.ALREADY_THERE, "Đã có trong kho.", "2"),
    FileResult("c[1].pdf", FileState.FAILED, "Tệp hỏng."),
]


class FakeOffice:
    """An office whose files have been read already."""

    def __init__(self, staged: Stage) -> None:
        self.desk = staged.desk
        self.writer: Writer | None = None
        self.results = RESULTS
        self.paths: list[Path] = []
        self.closed = False

    def close(self) -> None:
        self.closed = True

    def ingest(
        self, paths: Sequence[Path], progress: Callable[[FileResult, int, int], None], stopped: Callable[[], bool]
    ) -> list[FileResult]:
        self.paths += paths
        for done, result in enumerate(self.results, start=1):
            progress(result, done, len(self.results))
        return self.results


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOffice]:
    with stage(tmp_path / "data") as staged:
        fake = FakeOffice(staged)

        @contextmanager
        def opened(_: Settings, writer: Writer | None = None) -> Iterator[Office]:
            fake.writer = writer
            yield cast(Office, fake)

        monkeypatch.setattr(compose, "office", opened)
        yield fake


class ComingUp:
    """A model that has to come up before it can be asked."""

    def __init__(self) -> None:
        self.waited = False

    def wait(self) -> bool:
        self.waited = True
        return True


@pytest.fixture(autouse=True)
def _consoles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Consoles that write to wherever the runner has put stdout and stderr."""
    for name, error in (("out", False), ("err", True)):
        console = Console(stderr=error, highlight=False, soft_wrap=True, width=200)
        monkeypatch.setattr(terminal, name, console)
    monkeypatch.setattr("ui.cli.out", terminal.out)
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("COLUMNS", "200")


def run(*args: str) -> Any:
    return CliRunner().invoke(app, list(args), prog_name="hoibaocao")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Ví dụ: hoibaocao {command}" in result.output
    assert "Show this message" not in result.output


def test_the_help_names_every_command() -> None:
    group = typer.main.get_command(app)
    assert set(group.list_commands(typer.Context(group))) == set(COMMANDS)  # type: ignore[attr-defined]
    assert run("--help").exit_code == 0


def test_ingest_prints_a_line_a_file_and_a_summary(office: FakeOffice, tmp_path: Path) -> None:
    result = run("ingest", str(tmp_path))
    assert result.exit_code == 1  # one of them failed
    assert "✓ a.txt: Đã nạp: 3 đoạn." in result.output
    assert "✗ c[1].pdf: Tệp hỏng." in result.output
    assert "Xong: 1 tệp mới, 1 tệp đã có, 1 tệp lỗi." in result.output
    assert office.paths == [tmp_path]


def test_ingest_succeeds_when_no_file_fails(office: FakeOffice) -> None:
    office.results = RESULTS[:2]
    assert run("ingest", "x").exit_code == 0


def test_ask_prints_answer_and_citations(office: FakeOffice) -> None:
    result = run("ask", POOR)
    assert result.exit_code == 0
    assert result.output.startswith(f"{SENTENCES[0]} [1]")
    for part in ("UBND xã Suối Mây", "tháng 3 năm 2026", "I. KẾT QUẢ", "bao-cao.txt", f"“{SENTENCES[0]}”"):
        assert part in result.output


def test_ask_prints_the_contract_as_json(office: FakeOffice) -> None:
    body = json.loads(run("ask", "--json", POOR).stdout)
    assert (body["answerable"], body["citations"][0]["quote"]) == (True, SENTENCES[0])


def test_ask_numbers_the_questions_that_may_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_answer(replace(FOREST, answer="Của đơn vị nào?", citations=(), warnings=(), choices=("Xã A?", "Xã [B]?")))
    assert capsys.readouterr().out == "Của đơn vị nào?\n  1. Xã A?\n  2. Xã [B]?\n"


def test_search_prints_passages(office: FakeOffice) -> None:
    assert SENTENCES[1] in run("search", "kiểm tra", "-k", "1").output
    assert "Không thấy" in run("search", "zzz").output


def test_eval_prints_shares_and_leaves_no_conversation(office: FakeOffice, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    good = {"id": "g1", "category": "lookup", "question": POOR, "answerable": True, "must_contain": [["45 hộ"]]}
    good["sources"] = [{"file": "bao-cao.txt", "quote": SENTENCES[0]}]
    bad = {"id": "b1", "category": "none", "question": "Có mấy cuộc kiểm tra?", "answerable": False}
    file.write_text("\n".join(json.dumps(item) for item in (good, bad)), encoding="utf-8")
    result = run("eval", str(file), "--show")
    assert result.exit_code == 0
    lines = {
        line.split("│")[1].strip(): [cell.strip() for cell in line.split("│")[2:-1]] for line in result.output.splitlines() if "│" in line
    }
    assert lines["lookup"] == ["1", "1.00", "1.00", "–", "1.00", "1.00", "1.00"]
    assert lines["tổng"][:2] == ["2", "0.50"]
    assert "✗ b1" in result.output
    assert office.desk.conversations() == []


def test_reports_prints_a_table_of_the_archive(tmp_path: Path) -> None:
    result = run("reports", "--from", "2026-01-01", "--to", "31/12/2026")
    assert (result.exit_code, "0/0 báo cáo" in result.output) == (0, True)


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("ask",), 2, "«CÂU_HỎI»"),
        (("askk",), 2, "hoibaocao --help"),
        (("--foo",), 2, "«--foo»"),
        (("reports", "--from", "hôm qua"), 2, "«--from»"),
        (("search", "a", "-k", "0"), 2, "«-k»"),
        (("ask", "  "), 1, "còn trống"),
        (("eval", "khong-co.jsonl"), 1, "khong-co.jsonl"),
    ],
)
def test_a_misuse_is_one_vietnamese_line(office: FakeOffice, args: tuple[str, ...], code: int, word: str) -> None:
    result = run(*args)
    assert result.exit_code == code
    assert word in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_unforeseen_error_is_one_line_unless_debug_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Settings) -> None:
        raise ValueError("secret")

    monkeypatch.setattr(compose, "office", broken)
    result = run("ask", POOR)
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)
    assert "secret" not in result.stderr
    assert "Traceback" in run("--debug", "ask", POOR).stderr


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIBAOCAO_PORT", "tám nghìn")
    result = run("reports")
    assert (result.exit_code, "HOIBAOCAO_PORT" in result.stderr) == (1, True)


def test_a_data_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "tệp" / "kho"))
    result = run("reports")
    assert (result.exit_code, "tệp" in result.stderr, len(result.stderr.strip().splitlines())) == (1, True, 1)


def test_a_data_folder_in_use_is_told(tmp_path: Path) -> None:
    with compose.archive(Settings(data=tmp_path / "own")):
        result = run("reports")
    assert (result.exit_code, "đang được một tiến trình khác" in result.stderr) == (1, True)


def test_a_service_that_cannot_open_its_archive_ends(tmp_path: Path) -> None:
    with compose.archive(Settings(data=tmp_path / "own")), socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        result = run("serve", "--port", str(port))
    assert (result.exit_code, "đang được một tiến trình khác" in result.stderr) == (1, True)
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_service_whose_data_folder_cannot_be_made_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    monkeypatch.setenv("HOIBAOCAO_DATA", str(tmp_path / "tệp" / "kho"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        result = run("serve", "--port", str(port))
    assert (result.exit_code, "tệp" in result.stderr, len(result.stderr.strip().splitlines())) == (1, True, 1)


def test_a_port_in_use_is_told_before_anything_is_loaded() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert (result.exit_code, "Không mở được cổng" in result.stderr) == (1, True)


def test_ask_waits_for_the_model_that_is_set(monkeypatch: pytest.MonkeyPatch, office: FakeOffice) -> None:
    coming = ComingUp()
    monkeypatch.setattr(compose, "open_writer", lambda settings: coming)
    assert run("ask", POOR).exit_code == 0
    assert coming.waited and office.writer is cast(Writer, coming)


@pytest.mark.parametrize(
    ("setting", "said"),
    [("openai", "Không hiểu thiết đặt"), ("gguf:/khong/co.gguf", "Không có tệp mô hình"), ("openai:x", "HOIBAOCAO_LLM_ALLOW_REMOTE=true")],
)
def test_a_model_that_is_set_wrongly_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, office: FakeOffice, setting: str, said: str
) -> None:
    monkeypatch.setenv("HOIBAOCAO_LLM", setting)
    result = run("ask", POOR)
    assert result.exit_code == 1 and said in result.stderr and "Traceback" not in result.stderr


def test_demo_asks_for_a_free_port_before_it_reads_anything() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("demo", "--port", str(taken.getsockname()[1]))
    assert (result.exit_code, "Không mở được cổng" in result.stderr, "Nạp" in result.stdout) == (1, True, False)


def test_demo_ingests_the_packaged_archive_and_then_serves(monkeypatch: pytest.MonkeyPatch, office: FakeOffice, tmp_path: Path) -> None:
    office.results = RESULTS[:2]
    seen: list[object] = []
    monkeypatch.delenv("HOIBAOCAO_DATA")
    monkeypatch.chdir(tmp_path)

    def opened(settings: Settings, writer: Writer | None) -> FakeOffice:
        assert writer is None
        seen.append(settings.data)
        return office

    monkeypatch.setattr(compose, "open_office", opened)
    monkeypatch.setattr(compose, "run_service", lambda settings, announce, opened: seen.append(opened))
    monkeypatch.setattr(compose, "require_port", lambda settings: None)
    result = run("demo")
    assert result.exit_code == 0
    assert seen == [Path("demo-data"), office]
    assert office.closed
    assert office.paths == [compose.DEMO_REPORTS]
    assert "Nạp kho báo cáo mẫu vào demo-data" in result.output
