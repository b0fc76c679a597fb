"""The archive: reports whole or not at all, and everything that is read from them."""

from __future__ import annotations

import logging
import os
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import IO, Any, Self
from uuid import uuid4

import numpy as np
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from vectorstore import audit, governments, ledger, meta, originals, peace, scans, versions
from vectorstore.cards import card_page, current_headers, matching_ids, row_header
from vectorstore.database import open_engine, open_reader
from vectorstore.disk import DAMAGED, telling
from vectorstore.errors import BadRequest, DamagedArchive, NotFound
from vectorstore.lock import hold, is_exclusive
from vectorstore.records import JobRow, PassageRow, ReportRow
from vectorstore.report import Report
from vectorstore.rows import identity, is_one_of, passage_row, report_key, report_row, row_passage, row_report
from vectorstore.seal import newest_revision
from vectorstore.settings import Settings
from vectorstore.sight import EVERYTHING, Level, Sight, sighted
from vectorstore.sqlite import NAME
from vectorstore.stored import Added, CardFilter, CardPage, Outcome, ReportCard, ReportHeader, StoredFile, StoredPassage, Versions
from vectorstore.vectors import STORED, Vectors, packed, passage_key, split_key, unpacked

log = logging.getLogger(__name__)

EDITABLE = frozenset({"title", "type", "issuer", "number", "issued_on", "issued_label", "period"})
# Columns that a correction may change, with those that are derived from them.
REWRITTEN = frozenset(ReportRow.__table__.columns.keys()) - {
    "id",
    "sha256",
    "file_sha256",
    "text",
    "media_type",
    "created_at",
    "unit",
    "level",
}
NO_REPORT = "Không tìm thấy báo cáo «{}» trong kho. Có thể báo cáo đã bị xóa; xin tải lại danh sách báo cáo."
NO_FIELD = "Không sửa được trường «{}». Các trường sửa được: " + ", ".join(sorted(EDITABLE)) + "."
CURRENT, ANY = CardFilter(), CardFilter(versions=Versions.ALL)
ALREADY_THERE = "Đơn vị đó đã có tệp này trong kho; xin xóa một trong hai bản rồi chuyển lại."
AT_ONCE = 400  # passages that one statement names
VIEWS = 64  # readers whose views are kept


class Archive:
    """Holds the engine and the data folder of one process."""

    def __init__(self, engine: Engine, settings: Settings, lock: IO[str]) -> None:
        self.engine = engine
        self.data = settings.data
        self._lock = lock
        self._writing = threading.RLock()
        self._heads = lru_cache(maxsize=256)(self._load_head)
        self.sight = EVERYTHING
        self.root = self  # the whole archive, which every view shares
        self._views = lru_cache(maxsize=VIEWS)(self._view)
        self._seen: tuple[tuple[int, int], frozenset[str]] | None = None
        self._counted: tuple[tuple[int, int], tuple[int, int]] | None = None
        self._headed: tuple[tuple[int, int], tuple[ReportHeader, ...]] | None = None
        self._current: tuple[tuple[ReportHeader, ...], frozenset[str]] | None = None
        with self.read() as session:
            self._revision = meta.revision(session)
        self._reading: peace.Reading | None = None
        self._damaged = False
        self._ledger_revision = 0
        self._shelved = 0

    @classmethod
    def open(cls, settings: Settings, model_name: str, dimension: int, *, any_model: bool = False) -> Self:
        """Raises ArchiveInUse, and ModelMismatch unless any_model is set (which only a re-embedding does)."""
        with telling():
            (settings.data / "files").mkdir(parents=True, exist_ok=True)
            lock = hold(settings.data)
        if not is_exclusive(settings.data):
            log.warning("%s is on a drive that grants a lock twice: nothing keeps a second program from writing", settings.data)
        try:
            archive = cls(open_engine(settings), settings, lock)
            archive._settle(model_name, dimension, any_model)
            archive._read_on()
        except BaseException:
            lock.close()
            raise
        return archive

    @classmethod
    def read_only(cls, settings: Settings) -> Self:
        """Beside a running service: it holds no lock and cannot write; the tables must be of this release."""
        return cls(open_reader(settings), settings, open(os.devnull, encoding="utf-8"))

    def seen_by(self, sight: Sight) -> Archive:
        """The same archive as far as a reader may see and change it."""
        return self.root if sight == EVERYTHING else self.root._views(sight)

    def _view(self, sight: Sight) -> Archive:
        view = copy(self)
        view.sight, view._seen, view._counted, view._headed, view._current = sight, None, None, None, None
        return view

    @property
    def revision(self) -> int:
        """How many changes of reports the archive has seen."""
        return self.root._revision

    @property
    def seen_revision(self) -> tuple[int, int]:
        """Changes with the reports and with whose they are; the latter concerns no index."""
        return self.root._revision, self.root._shelved

    @property
    def ledger_revision(self) -> int:
        """Counted up by every change of figures while this process runs."""
        return self.root._ledger_revision

    def seen_ids(self) -> frozenset[str] | None:
        """The reports that are seen; None for all."""
        if self.sight.all_reports:
            return None
        if self._seen is None or self._seen[0] != self.seen_revision:
            self._seen = self.seen_revision, self.ids()
        return self._seen[1]

    def fresh_id(self, sha256: str) -> str:
        """The id for a new report. One that is made of the bytes would tell who sees a part whether another has them too."""
        return sha256[:16] if self.sight == EVERYTHING else uuid4().hex[:16]

    def _settle(self, model_name: str, dimension: int, any_model: bool) -> None:
        with self.write() as session:
            if not any_model:
                meta.check_model(session, model_name, dimension)
            if meta.first_time(session, "governments"):
                governments.enter(session, governments.shipped())
            for job in session.scalars(select(JobRow).where(JobRow.state == "running")):
                job.state = "interrupted"
        self._settle_files()

    def _settle_files(self) -> None:
        """A database that went back behind its indexes has lost reports, or is an older copy: then a file without a report is kept."""
        if newest_revision(self.data / "index") > self.revision:
            originals.set_aside(self.data / "files", self.ids(), self.data / originals.ASIDE)
        else:
            originals.drop_orphans(self.data / "files", self.ids())

    def _read_on(self) -> None:
        database = self.data / NAME
        if self.engine.dialect.name == "sqlite" and database.stat().st_size > peace.AT_ONCE:
            self._reading = peace.Reading(database, self._refuse)

    def _refuse(self) -> None:
        log.critical("the database is damaged; nothing more is written into it")
        self._damaged = True

    def close(self) -> None:
        if self._reading:
            self._reading.close()
        self.engine.dispose()
        if self._reading and not self._damaged:  # who only reads beside a service has none
            peace.leave_stamp(self.data / NAME)
        self._lock.close()

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield sighted(session, self.sight)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction; one writer at a time, because SQLite before 3.51.3 can lose a WAL to two."""
        if self.root._damaged:
            raise DamagedArchive(DAMAGED)
        with self._writing, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield sighted(session, self.sight)

    @contextmanager
    def _change(self) -> Iterator[Session]:
        """A write that the indexes must follow: it counts the revision up.

        It sees all, because reports share indicators: who calls it has asked before whether the report is seen.
        """
        with self._writing:
            with self.root.write() as session:
                revision = meta.next_revision(session)
                yield session
            self.root._revision = revision
            self.root._ledger_revision += 1

    def add(self, report: Report, data: bytes, embeddings: Vectors, level: Level = Level.COMMON) -> Added:
        """Bring in a report, its file and one vector a passage, whole or not at all."""
        if len(embeddings) != len(report.passages):
            raise ValueError(f"{len(report.passages)} passages, {len(embeddings)} embeddings")
        with self._writing:
            if there := self.id_of(report.sha256):
                return Added(Outcome.ALREADY_THERE, there)
            with telling():
                originals.keep(self.data / "files", report.id, data)  # before the commit: a report without its file cannot be
            try:
                with self._change() as session:
                    same = (ReportRow.key == report_key(report), ReportRow.unit == self.sight.home)
                    older = tuple(session.scalars(select(ReportRow.id).where(*same)))
                    ledger.erase(session, older)
                    session.add(report_row(report, originals.media_type_of(report.file_name), self.sight.home, level.value))
                    session.flush()
                    versions.hand_over(session, older, report.id)
                    session.execute(delete(ReportRow).where(ReportRow.id.in_(older)))
                    session.add_all(passage_row(report.id, p, e) for p, e in zip(report.passages, embeddings, strict=True))
                    session.flush()
                    ledger.write(session, report)
                    scans.write(session, report)
                    newest, superseded = versions.settle(session, report.id)
                    about = {"report": report.id, "file": report.file_name, "replaced": list(older)}
                    audit.record(session, self.sight.author, "report added", **about)
            except BaseException:
                originals.drop(self.data / "files", (report.id,))
                raise
            originals.drop(self.data / "files", older)
        return Added(_outcome(report.id, newest, older, superseded), report.id, older, superseded)

    def has(self, sha256: str) -> bool:
        return self.id_of(sha256) is not None

    def id_of(self, sha256: str) -> str | None:
        """The report with these bytes; None where none is seen."""
        with self.read() as session:
            return session.scalar(select(ReportRow.id).where(ReportRow.file_sha256 == sha256).limit(1))

    def report(self, report_id: str) -> Report:
        with self.read() as session:
            row = _row(session, report_id)
            passages = session.scalars(select(PassageRow).where(PassageRow.report_id == report_id).order_by(PassageRow.ordinal))
            whole = row_report(row, tuple(row_passage(passage) for passage in passages))
            return replace(whole, superseded_by=versions.newer_version(session, report_id))

    def reports(self) -> Iterator[Report]:
        """Every report, one in memory at a time; one that is deleted meanwhile is passed over."""
        for report_id in sorted(self.ids()):
            try:
                yield self.report(report_id)
            except NotFound:
                continue

    def current_reports(self) -> Iterator[Report]:
        """Every report for which no newer version stands."""
        return (report for report in self.reports() if report.superseded_by is None)

    def ids(self, wanted: CardFilter = ANY) -> frozenset[str]:
        with self.read() as session:
            return matching_ids(session, wanted)

    def cards(self, wanted: CardFilter = CURRENT, limit: int = 50, offset: int = 0) -> CardPage:
        with self.read() as session:
            return card_page(session, wanted, limit, offset)

    def headers(self) -> tuple[ReportHeader, ...]:
        """All current reports, the newest first; read once for each state of the archive."""
        if self._headed is None or self._headed[0] != self.seen_revision:
            revision = self.seen_revision
            with self.read() as session:
                self._headed = revision, current_headers(session)
        return self._headed[1]

    def current_ids(self) -> frozenset[str]:
        """The ids of all current reports."""
        headers = self.headers()
        if self._current is None or self._current[0] is not headers:
            self._current = headers, frozenset(header.id for header in headers)
        return self._current[1]

    def header(self, report_id: str) -> ReportHeader:
        return self._head(report_id)[0]

    def text(self, report_id: str) -> str:
        return self._head(report_id)[1]

    def _head(self, report_id: str) -> tuple[ReportHeader, str]:
        seen = self.seen_ids()
        if seen is not None and report_id not in seen:
            raise NotFound(NO_REPORT.format(report_id))
        return self.root._heads(report_id, self.revision)

    def _load_head(self, report_id: str, _revision: int) -> tuple[ReportHeader, str]:
        # The revision is part of the cache's key, so a reader that began before a change leaves nothing stale behind.
        with self.read() as session:
            row = _row(session, report_id)
            return row_header(row, versions.newer_version(session, report_id)), row.text

    def file(self, report_id: str) -> StoredFile:
        with self.read() as session:
            row = _row(session, report_id)
        return StoredFile(row.file_name, row.media_type, (self.data / "files" / report_id).read_bytes())

    def changed(self, report_id: str, **changes: Any) -> Report:
        """The report as `update` would make it; what a person has set is no longer inferred."""
        for name in changes.keys() - EDITABLE:
            raise BadRequest(NO_FIELD.format(name))
        report = self.report(report_id)
        return replace(report, **changes, inferred=tuple(name for name in report.inferred if name not in changes))

    def update(self, report_id: str, embeddings: Vectors | None = None, **changes: Any) -> Report:
        """Correct what the report says of itself; its passages' context changes with it, hence the new embeddings."""
        with self._writing:
            report = self.changed(report_id, **changes)
            self._rewrite(report, embeddings, sorted(changes))
        return report

    def _rewrite(self, report: Report, embeddings: Vectors | None, fields: list[str]) -> None:
        with self._change() as session:
            audit.record(session, self.sight.author, "report changed", report=report.id, fields=fields)
            row = _row(session, report.id)
            fresh = report_row(report, row.media_type)
            for name in REWRITTEN:
                setattr(row, name, getattr(fresh, name))
            if embeddings is not None:
                _set_embeddings(session, report, embeddings)

    def recount(self, report: Report) -> None:
        """Enter a report's figures and conflicts anew."""
        with self.root.write() as session:
            _row(session, report.id)
            ledger.erase(session, (report.id,))
            ledger.write(session, report)
        self.root._ledger_revision += 1

    def counting(self) -> int:
        """The way of counting that the ledger was made by."""
        with self.read() as session:
            return meta.counting(session)

    def set_counting(self, version: int) -> None:
        with self.write() as session:
            meta.set_counting(session, version)

    def shelve(self, report_id: str, unit: str, level: Level) -> None:
        """Say whose a report is and who may see it."""
        with self._writing:
            self.card(report_id)
            with self.root.write() as session:
                row = _row(session, report_id)
                own = identity(row.file_sha256, unit)
                if session.scalar(select(ReportRow.id).where(ReportRow.sha256 == own, ReportRow.id != report_id)):
                    raise BadRequest(ALREADY_THERE)
                row.sha256, row.unit, row.level = own, unit, level.value
                audit.record(session, self.sight.author, "report given", report=report_id, unit=unit, level=level.value)
            self.root._shelved += 1

    def card(self, report_id: str) -> ReportCard:
        cards = self.cards(CardFilter(report_ids=(report_id,), versions=Versions.ALL), 1).cards
        if not cards:
            raise NotFound(NO_REPORT.format(report_id))
        return cards[0]

    def delete(self, report_id: str) -> str | None:
        """The older version that is current again, if the report stood for one."""
        with self._writing:
            self.card(report_id)
            with self._change() as session:
                row = _row(session, report_id)
                older = versions.bring_back(session, report_id)
                ledger.erase(session, (report_id,))
                session.delete(row)
                audit.record(session, self.sight.author, "report deleted", report=report_id, file=row.file_name)
            originals.drop(self.data / "files", (report_id,))
            self.clear_log()
        return older

    def clear_log(self) -> None:
        """Empty SQLite's log: what was deleted must not stay readable there."""
        if self.engine.dialect.name != "sqlite":
            return
        with self._writing, self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def compact(self) -> None:
        """Write the database anew without the room that deleted rows took."""
        with self._writing, self.engine.connect() as connection:
            full = "VACUUM" if self.engine.dialect.name == "sqlite" else "VACUUM FULL"
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(full)
        self.clear_log()

    def passages(self, keys: Sequence[str]) -> list[StoredPassage]:
        """In the order of the keys; a key whose report is gone is left out."""
        with self.read() as session:
            found = {
                passage_key(row.report_id, row.ordinal): row
                for some in _parts(keys)
                for row in session.scalars(select(PassageRow).where(is_one_of(PassageRow, map(split_key, some))))
            }
        return [self._stored(key, found[key]) for key in keys if key in found]

    def _stored(self, key: str, row: PassageRow) -> StoredPassage:
        header, text = self._head(row.report_id)
        passage = row_passage(row)
        return StoredPassage(key, header, passage, passage.clean(text), text)

    def counts(self) -> tuple[int, int]:
        """How many current reports and how many passages of them there are."""
        if self._counted is None or self._counted[0] != self.seen_revision:  # every question asks, and it costs a look at every passage
            revision = self.seen_revision
            self._counted = revision, self._count()
        return self._counted[1]

    def _count(self) -> tuple[int, int]:
        reports = select(func.count()).select_from(ReportRow).where(versions.is_current(ReportRow.id))
        passages = select(func.count()).select_from(PassageRow).where(versions.is_current(PassageRow.report_id))
        with self.read() as session:
            return session.scalar(reports) or 0, session.scalar(passages) or 0

    def vectors(self, keys: Sequence[str]) -> dict[str, Vectors]:
        columns = select(PassageRow.report_id, PassageRow.ordinal, PassageRow.embedding)
        with self.read() as session:
            rows = (row for some in _parts(keys) for row in session.execute(columns.where(is_one_of(PassageRow, map(split_key, some)))))
            return {passage_key(report_id, ordinal): unpacked(blob) for report_id, ordinal, blob in rows}

    def embeddings_of(self, report_ids: frozenset[str]) -> tuple[list[str], Vectors]:
        """Every passage's key of some reports, and one row a passage."""
        columns = select(PassageRow.report_id, PassageRow.ordinal, PassageRow.embedding).where(PassageRow.report_id.in_(sorted(report_ids)))
        with self.read() as session:
            rows = session.execute(columns).all()
        vectors = np.frombuffer(b"".join(row[2] for row in rows), dtype=STORED).astype(np.float32)
        return [passage_key(row[0], row[1]) for row in rows], vectors.reshape(len(rows), -1)

    def sample_keys(self, size: int) -> list[str]:
        """Of as many reports, each drawn with an equal chance: to draw among all passages, all would have to be gone through."""
        with self.read() as session:
            reports = session.scalars(
                select(ReportRow.id).where(versions.is_current(ReportRow.id)).order_by(func.random()).limit(size)
            ).all()
            found = session.execute(select(PassageRow.report_id, PassageRow.ordinal).where(PassageRow.report_id.in_(reports)))
            keys = [passage_key(*row) for row in found]
        return random.sample(keys, min(size, len(keys)))

    def keys(self) -> list[str]:
        with self.read() as session:
            rows = session.execute(select(PassageRow.report_id, PassageRow.ordinal).order_by(PassageRow.report_id, PassageRow.ordinal))
            return [passage_key(*row) for row in rows]

    def all_embeddings(self) -> Iterator[tuple[str, list[str], Vectors]]:
        """(report id, passage keys, one row a passage) for each current report, as of one moment."""
        columns = select(PassageRow.report_id, PassageRow.ordinal, PassageRow.embedding).where(versions.is_current(PassageRow.report_id))
        with self.read() as session:
            rows = session.execute(columns.order_by(PassageRow.report_id, PassageRow.ordinal).execution_options(yield_per=1000))
            for report_id, group in groupby(rows, key=lambda row: str(row[0])):
                members = list(group)
                yield report_id, [passage_key(report_id, m[1]) for m in members], np.stack([unpacked(m[2]) for m in members])

    def replace_embeddings(self, embeddings: dict[str, Vectors], model_name: str, dimension: int) -> None:
        """Give every report the vectors of another model, in one transaction."""
        with self._change() as session:
            for report_id, vectors in embeddings.items():
                _set_embeddings(session, self.report(report_id), vectors)
            meta.set_model(session, model_name, dimension)


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))


def _row(session: Session, report_id: str) -> ReportRow:
    row = session.get(ReportRow, report_id)
    if row is None:
        raise NotFound(NO_REPORT.format(report_id))
    return row


def _outcome(report_id: str, newest: str, older: tuple[str, ...], superseded: tuple[str, ...]) -> Outcome:
    if newest != report_id:
        return Outcome.SUPERSEDED
    if older:
        return Outcome.REPLACED
    return Outcome.SUPERSEDING if superseded else Outcome.ADDED


def _set_embeddings(session: Session, report: Report, embeddings: Vectors) -> None:
    for passage, embedding in zip(report.passages, embeddings, strict=True):
        session.get_one(PassageRow, (report.id, passage.ordinal)).embedding = packed(embedding)
