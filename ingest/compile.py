"""A file's source becomes a Report."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ingest.count import count, find_conflicts
from ingest.describe import describe
from ingest.read.source import Source
from ingest.split import TableRows, split
from vectorstore.report import Report, Span


def compile_report(name: str, data: bytes, source: Source, id: str | None = None) -> Report:
    """The report in `data`, which `source` was read from; nothing of it is lost or filled in."""
    digest = hashlib.sha256(data).hexdigest()
    found = describe(source.text)
    tables = tuple(TableRows(tuple(Span(start, end) for start, end in table.rows), table.heads) for table in source.tables)
    report = Report(
        id=id or digest[:16],
        sha256=digest,
        file_name=name,
        title=found.title,
        type=found.type,
        issuer=found.issuer,
        number=found.number,
        issued_on=found.issued_on,
        issued_label=found.issued_label,
        period=found.period,
        text=source.text,
        passages=split(source.text, found.body, source.pages, tables),
        inferred=found.inferred,
        pages=source.pages,
        doubts=source.doubts,
        images=source.images,
    )
    return counted(report)


def counted(report: Report) -> Report:
    """The report with its figures and where they do not agree."""
    figures = count(report)
    return replace(report, figures=figures, conflicts=find_conflicts(report, figures))
