"""Whether all that the archive holds is as it was brought in: SQL, originals, offsets, and every vector of both indexes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from sqlalchemy import select

from vectorstore import meta
from vectorstore.archive import Archive
from vectorstore.probe import fault_of
from vectorstore.records import FigureRow, PassageRow
from vectorstore.report import Report
from vectorstore.seal import break_seal, sealed_revision
from vectorstore.vectors import unpacked

DATABASE = "Cơ sở dữ liệu không toàn vẹn: {}"
NO_FILE = "{}: mất tệp gốc"
OTHER_FILE = "{}: tệp gốc không còn như lúc nạp"
EXTRA_FILE = "Tệp «{}» trong thư mục files không thuộc báo cáo nào"
BAD_OFFSETS = "{}: đoạn {} chỉ ra ngoài văn bản"
BAD_VECTOR = "{}: véc-tơ của đoạn {} bị hỏng"
BAD_FIGURE = "{}: số liệu {} không nằm đúng chỗ trong văn bản"
BAD_INDEX = "Chỉ mục {} không tìm lại được mọi đoạn, sẽ được lập lại ở lần mở tới: {}"
KEYS = 2000  # vectors that one child process is asked for


def faults(archive: Archive) -> Iterator[str]:
    """What is wrong with SQL and the originals, one Vietnamese line each."""
    yield from _database_faults(archive)
    with archive.read() as session:
        files = frozenset(archive.files.names(session))
    for name in sorted(files - archive.ids()):
        yield EXTRA_FILE.format(name)
    for report in archive.reports():
        yield from _file_faults(archive, report)
        yield from _passage_faults(archive, report)
        yield from _figure_faults(archive, report)


def index_faults(archive: Archive, kinds: Sequence[str]) -> Iterator[str]:
    """What the indexes do not find of their own; only for who holds the archive, since Chroma bears one process.

    One that is missing or behind is no fault: it is made anew when the archive is opened, as is one that is found to be at fault here.
    """
    for kind in kinds:
        folder = _folder(archive, kind)
        fault = folder and _index_fault(archive, kind, folder)
        if folder and fault:
            break_seal(_seal(folder))
            yield BAD_INDEX.format(kind, fault)


def _index_fault(archive: Archive, kind: str, folder: Path) -> str | None:
    keys = iter(archive.keys())
    while chunk := list(islice(keys, KEYS)):
        if fault := fault_of(kind, folder, archive, chunk):
            return fault
    return None


def _database_faults(archive: Archive) -> Iterator[str]:
    if archive.engine.dialect.name != "sqlite":
        return  # PostgreSQL's pages are for amcheck, by who runs the server
    with archive.engine.connect() as connection:
        said = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    yield from (DATABASE.format(line) for line in said if line != "ok")
    yield from (DATABASE.format(tuple(row)) for row in loose)


def _file_faults(archive: Archive, report: Report) -> Iterator[str]:
    try:
        data = archive.file(report.id).data
    except FileNotFoundError:
        yield NO_FILE.format(report.file_name)
        return
    if hashlib.sha256(data).hexdigest() != report.sha256:
        yield OTHER_FILE.format(report.file_name)


def _passage_faults(archive: Archive, report: Report) -> Iterator[str]:
    for passage in report.passages:
        spans = [span for sentence in passage.sentences for span in sentence.spans]
        if not all(0 <= span.start < span.end <= len(report.text) for span in spans):
            yield BAD_OFFSETS.format(report.file_name, passage.ordinal)
    dimension, vectors = _vectors(archive, report.id)
    for ordinal, blob in vectors:
        if len(blob) != 4 * dimension or not np.isfinite(unpacked(blob)).all():
            yield BAD_VECTOR.format(report.file_name, ordinal)


def _vectors(archive: Archive, report_id: str) -> tuple[int, list[tuple[int, bytes]]]:
    """The dimension that vectors must have, and each passage's as it is stored."""
    with archive.read() as session:
        rows = session.execute(select(PassageRow.ordinal, PassageRow.embedding).where(PassageRow.report_id == report_id))
        return meta.dimension(session), [(ordinal, blob) for ordinal, blob in rows]


def _figure_faults(archive: Archive, report: Report) -> Iterator[str]:
    columns = (FigureRow.ordinal, FigureRow.start, FigureRow.end, FigureRow.written)
    with archive.read() as session:
        rows = session.execute(select(*columns).where(FigureRow.report_id == report.id)).all()
    for ordinal, start, end, written in rows:
        if not 0 <= start < end <= len(report.text):
            yield BAD_FIGURE.format(report.file_name, f"{ordinal} ({written})")


def _folder(archive: Archive, kind: str) -> Path | None:
    """The index's folder, if it is whole and follows the archive."""
    root = archive.data / "index"
    pointer = root / kind
    if not pointer.is_file():
        return None
    folder = root / pointer.read_text(encoding="utf-8")
    return folder if folder.is_dir() and sealed_revision(_seal(folder), folder) == archive.revision else None


def _seal(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.seal")
