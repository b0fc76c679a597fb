"""A file's source becomes a Report, over the demo archive too."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.compile import compile_report
from ingest.read import read
from ingest.read.source import Source, TableSpan
from vectorstore.report import GAP, PassageKind, Report

DEMO = sorted((Path(__file__).parents[2] / "demo" / "reports").iterdir())


def compiled(path: Path) -> Report:
    data = path.read_bytes()
    return compile_report(path.name, data, read(path.name, data))


def test_a_report_is_known_by_its_bytes_and_keeps_its_text() -> None:
    text = "UBND XÃ NÀ HIN\n-----\nBÁO CÁO\nmùa rẫy quý I năm 2026\n-----\nXã gieo 30 ha."
    report = compile_report("a.txt", b"bytes", Source(text, "text/plain"))
    digest = hashlib.sha256(b"bytes").hexdigest()
    assert (report.id, report.sha256, report.file_name, report.text) == (digest[:16], digest, "a.txt", text)
    assert (report.title, report.issuer) == ("Báo cáo mùa rẫy quý I năm 2026", "UBND xã Nà Hin")
    assert [passage.clean(text) for passage in report.passages if passage.kind is PassageKind.BODY] == ["Xã gieo 30 ha."]


def test_pages_and_tables_come_through() -> None:
    text = "BÁO CÁO\nmùa rẫy\n-----\nThôn | Số hộ\nNà Hin | 45"
    rows = ((22, 34), (35, 46))
    report = compile_report("a.pdf", b"", Source(text, "application/pdf", (0, 22), (TableSpan(22, 46, ("Thôn", "Số hộ"), rows),)))
    table = report.passages[-1]
    assert (report.pages, table.page, table.kind, table.heads) == ((0, 22), 2, PassageKind.TABLE, ("Thôn", "Số hộ"))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.name[:2])
def test_every_demo_report_is_described(path: Path) -> None:
    report = compiled(path)
    assert report.title.startswith("Báo cáo ") and report.issuer and report.period
    assert report.issued_label and "issuer" not in report.inferred


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.name[:2])
def test_every_quote_of_a_demo_report_stands_in_its_text(path: Path) -> None:
    report = compiled(path)
    quotes = [sentence.quote(report.text) for passage in report.passages for sentence in passage.sentences]
    assert quotes and all(part in report.text for quote in quotes for part in quote.split(GAP))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.name[:2])
def test_every_footnote_of_a_demo_report_is_led_by_its_sentence(path: Path) -> None:
    assert all(passage.lead for passage in compiled(path).passages if passage.kind is PassageKind.FOOTNOTE)
