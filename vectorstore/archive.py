"""The archive: reports come in whole or not at all, are changed and go."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import IO, Any, Self

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vectorstore import audit, governments, ledger, meta, originals, scans, versions
from vectorstore.database import open_engine, open_reader
from vectorstore.disk import telling
from vectorstore.errors import BadRequest
from vectorstore.lock import hold, is_exclusive
from vectorstore.marks import Mark
from vectorstore.reading import Reading, row_of
from vectorstore.records import JobRow, PassageRow, ReportRow
from vectorstore.report import Report
from vectorstore.rows import identity, passage_row, report_key, report_row
from vectorstore.settings import Settings
from vectorstore.shared.turns import Claim, Turn, claim, take_turn
from vectorstore.sight import Level
from vectorstore.stored import Added, Outcome
from vectorstore.vectors import Vectors, packed

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
NO_FIELD = "Không sửa được trường «{}». Các trường sửa được: " + ", ".join(sorted(EDITABLE)) + "."
ALREADY_THERE = "Đơn vị đó đã có tệp này trong kho; xin xóa một trong hai bản rồi chuyển lại."


class Archive(Reading):
    """Reports come in, are changed and go, each in one transaction."""

    @classmethod
    def open(cls, settings: Settings, model_name: str, dimension: int, how: Claim = Claim.BESIDE, *, any_model: bool = False) -> Self:
        """Raises ArchiveInUse, and ModelMismatch unless any_model is set (which only a re-embedding does)."""
        with telling():
            (settings.data / "files").mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            if not settings.shared:
                held.enter_context(_folder_held(settings))
            engine = open_engine(settings)
            held.callback(engine.dispose)
            if settings.database_url:
                held.enter_context(claim(engine, how if settings.shared else Claim.ALONE))
            archive = cls(engine, settings, held)
            archive._settle(model_name, dimension, any_model)
            archive._read_on()
            archive._lock = held.pop_all()
        return archive

    @classmethod
    def read_only(cls, settings: Settings) -> Self:
        """Beside a running service: it holds no lock and cannot write; the tables must be of this release."""
        return cls(open_reader(settings), settings, ExitStack())

    def _settle(self, model_name: str, dimension: int, any_model: bool) -> None:
        with self.write() as session:
            take_turn(session, Turn.REPORTS)
            if not any_model:
                meta.check_model(session, model_name, dimension)
            if meta.first_time(session, "governments"):
                governments.enter(session, governments.shipped())
            if self.shared:
                meta.name_once(session)
            else:  # where there is one process, what it left cannot be under way
                for job in session.scalars(select(JobRow).where(JobRow.state == "running")):
                    job.state = "interrupted"
        self.files.settle(self)

    @contextmanager
    def _change(self) -> Iterator[Session]:
        """A write that the indexes must follow: it counts the revision up.

        It sees all, because reports share indicators: who calls it has asked before whether the report is seen.
        """
        with self._writing:
            with self.root.write() as session:
                take_turn(session, Turn.REPORTS)
                self.root._marks.next(session, Mark.REPORTS)
                self.root._marks.next(session, Mark.FIGURES)
                yield session
            self.root._marks.settled(Mark.REPORTS, Mark.FIGURES)

    def _followed(self, session: Session, report_ids: Sequence[str]) -> None:
        session.flush()
        for follow in self._followers:
            follow(session, report_ids)

    def add(self, report: Report, data: bytes, embeddings: Vectors, level: Level = Level.COMMON) -> Added:
        """Bring in a report, its file and one vector a passage, whole or not at all."""
        if len(embeddings) != len(report.passages):
            raise ValueError(f"{len(report.passages)} passages, {len(embeddings)} embeddings")
        with self._writing:
            if there := self.id_of(report.sha256):
                return Added(Outcome.ALREADY_THERE, there)
            with telling():
                self.files.keep(report.id, data)  # before the commit: a report without its file cannot be
            try:
                with self._change() as session:
                    self._require_new(session, report)
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
                    self.files.enter(session, report.id, data, older)
                    self._followed(session, (report.id, *older, *superseded))
                    about = {"report": report.id, "file": report.file_name, "replaced": list(older)}
                    audit.record(session, self.sight.author, "report added", **about)
            except _AlreadyThere as found:
                self.files.drop((report.id,))
                return Added(Outcome.ALREADY_THERE, found.report_id)
            except BaseException:
                self.files.drop((report.id,))
                raise
            self.files.drop(older)
        return Added(_outcome(report.id, newest, older, superseded), report.id, older, superseded)

    def _require_new(self, session: Session, report: Report) -> None:
        """Another process may have brought the same bytes in while this one waited for its turn."""
        own = identity(report.sha256, self.sight.home)
        if there := session.scalar(select(ReportRow.id).where(ReportRow.sha256 == own)):
            raise _AlreadyThere(there)

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
            row = row_of(session, report.id)
            fresh = report_row(report, row.media_type)
            for name in REWRITTEN:
                setattr(row, name, getattr(fresh, name))
            if embeddings is not None:
                _set_embeddings(session, report, embeddings)
            self._followed(session, (report.id,))

    def recount(self, report: Report) -> None:
        """Enter a report's figures and conflicts anew."""
        with self.root.write() as session:
            take_turn(session, Turn.REPORTS)
            row_of(session, report.id)
            ledger.erase(session, (report.id,))
            ledger.write(session, report)
            self.root._marks.next(session, Mark.FIGURES)
        self.root._marks.settled(Mark.FIGURES)

    def shelve(self, report_id: str, unit: str, level: Level) -> None:
        """Say whose a report is and who may see it."""
        with self._writing:
            self.card(report_id)
            with self.root.write() as session:
                take_turn(session, Turn.REPORTS)
                self.root._marks.next(session, Mark.SHELVES)
                row = row_of(session, report_id)
                own = identity(row.file_sha256, unit)
                if session.scalar(select(ReportRow.id).where(ReportRow.sha256 == own, ReportRow.id != report_id)):
                    raise BadRequest(ALREADY_THERE)
                row.sha256, row.unit, row.level = own, unit, level.value
                audit.record(session, self.sight.author, "report given", report=report_id, unit=unit, level=level.value)
            self.root._marks.settled(Mark.SHELVES)

    def delete(self, report_id: str) -> str | None:
        """The older version that is current again, if the report stood for one."""
        with self._writing:
            self.card(report_id)
            with self._change() as session:
                row = row_of(session, report_id)
                older = versions.bring_back(session, report_id)
                ledger.erase(session, (report_id,))
                session.delete(row)
                self.files.leave(session, (report_id,))
                self._followed(session, (report_id, older) if older else (report_id,))
                audit.record(session, self.sight.author, "report deleted", report=report_id, file=row.file_name)
            self.files.drop((report_id,))
            self.clear_log()
        return older

    def replace_embeddings(self, embeddings: dict[str, Vectors], model_name: str, dimension: int) -> None:
        """Give every report the vectors of another model, in one transaction."""
        with self._change() as session:
            for report_id, vectors in embeddings.items():
                _set_embeddings(session, self.report(report_id), vectors)
            meta.set_model(session, model_name, dimension)
            self._followed(session, tuple(embeddings))


class _AlreadyThere(Exception):
    """Raised out of a transaction that has nothing to bring in."""

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id


def _folder_held(settings: Settings) -> IO[str]:
    """Raises ArchiveInUse."""
    with telling():
        lock = hold(settings.data)
    if not is_exclusive(settings.data):
        log.warning("%s is on a drive that grants a lock twice: nothing keeps a second program from writing", settings.data)
    return lock


def _outcome(report_id: str, newest: str, older: tuple[str, ...], superseded: tuple[str, ...]) -> Outcome:
    if newest != report_id:
        return Outcome.SUPERSEDED
    if older:
        return Outcome.REPLACED
    return Outcome.SUPERSEDING if superseded else Outcome.ADDED


def _set_embeddings(session: Session, report: Report, embeddings: Vectors) -> None:
    for passage, embedding in zip(report.passages, embeddings, strict=True):
        session.get_one(PassageRow, (report.id, passage.ordinal)).embedding = packed(embedding)
