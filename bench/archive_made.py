"""A large archive, written straight into SQL: the program then makes its indexes from it as after a loss."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from bench.likeness import Seed
from ingest.compile import compile_report
from ingest.read.file import read
from vectorstore import ledger, meta
from vectorstore.archive import Archive
from vectorstore.embedder import Embedder
from vectorstore.rows import passage_row, report_row
from vectorstore.settings import Settings

AT_ONCE = 100  # reports of one transaction
DEMO = Path(__file__).parent.parent / "demo"


def seeds(embedder: Embedder) -> list[Seed]:
    """The demo's reports with the vectors of the real embedder."""
    paths = sorted((DEMO / "reports").iterdir())
    compiled = [compile_report(path.name, data, read(path.name, data)) for path in paths for data in [path.read_bytes()]]
    return [Seed(report, embedder.embed_report(report)) for report in compiled]


def write(settings: Settings, embedder: Embedder, made: Iterable[Seed]) -> tuple[int, int]:
    """Fill a new archive, and say how many reports and passages are in it; nothing of it is safe from a power cut meanwhile."""
    archive = Archive.open(settings, embedder.name, embedder.dimension)
    event.listen(archive.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    archive.engine.dispose()
    made = iter(made)
    while some := list(islice(made, AT_ONCE)):
        with archive.write() as session:
            for one in some:
                _enter(session, one, settings.data / "files")
            meta.next_revision(session)
    archive.close()
    return _counted(settings, embedder)


def _counted(settings: Settings, embedder: Embedder) -> tuple[int, int]:
    archive = Archive.open(settings, embedder.name, embedder.dimension)
    try:
        return archive.counts()
    finally:
        archive.close()


def _enter(session: Session, one: Seed, files: Path) -> None:
    report = one.report
    (files / report.id).write_text(report.text, encoding="utf-8")
    session.add(report_row(report, "text/plain"))
    session.flush()
    session.add_all(passage_row(report.id, passage, vector) for passage, vector in zip(report.passages, one.vectors, strict=True))
    session.flush()
    ledger.write(session, report)
