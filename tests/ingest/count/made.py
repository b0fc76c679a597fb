"""Small reports of xã Suối Mây, compiled as a file would be, and their figures."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.compile import compile_report
from ingest.read import read
from tests.ingest.read.making import docx_bytes, new_document
from vectorstore.figure import ConflictKind, Figure
from vectorstore.report import Report

PERIOD = "6 tháng đầu năm 2026"
HEAD = """ỦY BAN NHÂN DÂN
XÃ SUỐI MÂY
-------
Số: 45/BC-UBND
Suối Mây, ngày 05 tháng 7 năm 2026

BÁO CÁO
Kết quả công tác {period}
-------
"""
TAIL = """
Nơi nhận:
- 12 thôn trong xã;
- Lưu: VT (03 bản).
"""
RESULTS = "I. KẾT QUẢ"
TABLE_FORMS = ("docx", "markdown", "tabs")
Rows = Sequence[Sequence[str]]


def compiled(body: str, heading: str = RESULTS, period: str = PERIOD) -> Report:
    """The report with this text under a heading."""
    text = "\n".join((HEAD.format(period=period), heading, body, TAIL))
    return compile_report("bao-cao.txt", text.encode(), read("bao-cao.txt", text.encode()))


def figures(body: str, heading: str = RESULTS, period: str = PERIOD) -> tuple[Figure, ...]:
    return compiled(body, heading, period).figures


def only(body: str, heading: str = RESULTS, period: str = PERIOD) -> Figure:
    (figure,) = figures(body, heading, period)
    return figure


def by_written(body: str, heading: str = RESULTS, period: str = PERIOD) -> dict[str, Figure]:
    return {figure.written: figure for figure in figures(body, heading, period)}


def words_at(report: Report, figure: Figure) -> str:
    """The words of the stored text that a figure points at."""
    return report.text[figure.span.start : figure.span.end]


def conflicts(report: Report) -> list[tuple[ConflictKind, list[str]]]:
    """Each conflict with the words of its figures."""
    assert all(report_id == report.id for conflict in report.conflicts for report_id, _ in conflict.figures)
    return [(c.kind, [words_at(report, report.figures[ordinal]) for _, ordinal in c.figures]) for c in report.conflicts]


def with_table(form: str, rows: Rows, before: str = "Số liệu như sau:") -> Report:
    """A report with a table, whose first row is its heads, as Word, Markdown or text with tabs."""
    name, data = {"docx": _as_docx, "markdown": _as_markdown, "tabs": _as_tabs}[form](rows, before)
    return compile_report(name, data, read(name, data))


def _as_docx(rows: Rows, before: str) -> tuple[str, bytes]:
    document = new_document()
    for line in (*HEAD.format(period=PERIOD).splitlines(), RESULTS, before):
        document.add_paragraph(line)
    table = document.add_table(len(rows), len(rows[0]))
    for row, words in enumerate(rows):
        for column, cell in enumerate(words):
            table.cell(row, column).text = cell
    for line in TAIL.splitlines():
        document.add_paragraph(line)
    return "bao-cao.docx", docx_bytes(document)


def _as_markdown(rows: Rows, before: str) -> tuple[str, bytes]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
    parts = [*HEAD.format(period=PERIOD).splitlines(), RESULTS, before, table, *TAIL.splitlines()]
    return "bao-cao.md", "\n\n".join(parts).encode()


def _as_tabs(rows: Rows, before: str) -> tuple[str, bytes]:
    parts = [HEAD.format(period=PERIOD), RESULTS, before, *("\t".join(row) for row in rows), TAIL]
    return "bao-cao.txt", "\n".join(parts).encode()
