"""The command that drafts: from options to a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document
from rich.console import Console
from typer.testing import CliRunner

from assistant.draft.draft import Draft, DraftKind, Regime
from assistant.draft.drafting import DraftFormat, file_of
from assistant.official.head import Head, NoteStyle
from tests.assistant.made_ledger import header
from tests.ui.fake_drafts import FOREST, FakeDrafts
from tests.ui.fake_reports import H1, REPORTS
from ui import compose, terminal
from ui.cli import app


class Drafts(FakeDrafts):
    """The fake with real files."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[NoteStyle] = []

    def exported(self, id: str, format: DraftFormat, head: Head, notes: NoteStyle, regime: Regime | None = None) -> bytes:
        self.notes.append(notes)
        return file_of(self.get(id), format, head, notes, regime)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Drafts:
    for name, error in (("out", False), ("err", True)):
        monkeypatch.setattr(terminal, name, Console(stderr=error, highlight=False, soft_wrap=True, width=200))
    drafts = Drafts()
    cards = tuple(SimpleNamespace(report=header(report)) for report in REPORTS.values())
    archive = SimpleNamespace(cards=lambda wanted, limit: SimpleNamespace(cards=cards))

    @contextmanager
    def office(settings: object) -> Iterator[Any]:
        yield SimpleNamespace(library=SimpleNamespace(archive=archive), desk=SimpleNamespace(drafts=drafts))

    monkeypatch.setattr(compose, "office", office)
    return drafts


def run(*args: str) -> Any:
    return CliRunner().invoke(app, ["draft", *args], prog_name="hoibaocao")


def only(fake: Drafts) -> Draft:
    (draft,) = fake.kept.values()
    return draft


def test_options_become_a_request_and_the_draft_a_word_file(fake: Drafts, tmp_path: Path) -> None:
    file = tmp_path / "so-ket.docx"
    result = run(
        "--kind", "half_year", "--subject", " trồng  rừng ", "--issuer", "UBND xã Suối Vàng", "--from", "2026-01-01", "--to", "2026-06-30",
        "--regime", "party", "--notes", "endnotes", "-o", str(file),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    request = only(fake).request
    assert (request.kind, request.subject, request.issuers) == (DraftKind.HALF_YEAR, "trồng rừng", ("UBND xã Suối Vàng",))
    assert (request.start, request.end, request.regime) == (date(2026, 1, 1), date(2026, 6, 30), Regime.PARTY)
    assert fake.notes == [NoteStyle.ENDNOTES]
    assert FOREST in "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    assert "2 mục, 3 trích dẫn" in result.output
    assert "Còn thiếu: Chưa có số liệu về <b>hạn chế</b>" in result.output


def test_a_report_is_named_by_its_file_or_its_id(fake: Drafts, tmp_path: Path) -> None:
    file = tmp_path / "tom-tat.md"
    for name in (H1.id, H1.file_name[:5]):
        assert run("--kind", "summary", "--report", name, "-o", str(file)).exit_code == 0
    assert [request.report_ids for request in fake.requests] == [(H1.id,)] * 2
    assert FOREST in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "x.pdf"), ".docx hoặc .md"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "Khoảng thời gian"),
        (("--report", "khong-co"), "Không có báo cáo nào khớp"),
        (("--report", "0"), "Xin ghi dài hơn"),
        (("--kind", "summary"), "Chưa có báo cáo nào"),
    ],
)
def test_what_cannot_be_drafted_is_said_in_one_line(fake: Drafts, args: tuple[str, ...], said: str) -> None:
    result = run(*args)
    assert result.exit_code == 1
    assert said in result.output
    assert not fake.kept
