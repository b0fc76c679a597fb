"""What is read of an archive, as far as a reader may see it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

import numpy as np
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from vectorstore import versions
from vectorstore.cards import card_page, current_headers, matching_ids, row_header
from vectorstore.errors import NotFound
from vectorstore.held import Held
from vectorstore.records import PassageRow, ReportRow
from vectorstore.report import Report
from vectorstore.rows import is_one_of, row_passage, row_report
from vectorstore.settings import Settings
from vectorstore.stored import CardFilter, CardPage, ReportCard, ReportHeader, StoredFile, StoredPassage, Versions
from vectorstore.vectors import STORED, Vectors, passage_key, split_key, unpacked

NO_REPORT = "Không tìm thấy báo cáo «{}» trong kho. Có thể báo cáo đã bị xóa; xin tải lại danh sách báo cáo."
CURRENT, ANY = CardFilter(), CardFilter(versions=Versions.ALL)
HEADS = 256  # reports whose text is kept
AT_ONCE = 400  # passages that one statement names


class Reading(Held):
    """Reports, their passages and vectors; what a reader may not see is not found."""

    def __init__(self, engine: Engine, settings: Settings, lock: ExitStack) -> None:
        super().__init__(engine, settings, lock)
        self._heads = lru_cache(maxsize=HEADS)(self._load_head)

    def seen_ids(self) -> frozenset[str] | None:
        """The reports that are seen; None for all."""
        if self.sight.all_reports:
            return None
        if self._seen is None or self._seen[0] != self.seen_revision:
            self._seen = self.seen_revision, self.ids()
        return self._seen[1]

    def has(self, sha256: str) -> bool:
        return self.id_of(sha256) is not None

    def id_of(self, sha256: str) -> str | None:
        """The report with these bytes; None where none is seen."""
        with self.read() as session:
            return session.scalar(select(ReportRow.id).where(ReportRow.file_sha256 == sha256).limit(1))

    def report(self, report_id: str) -> Report:
        with self.read() as session:
            row = row_of(session, report_id)
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

    def card(self, report_id: str) -> ReportCard:
        cards = self.cards(CardFilter(report_ids=(report_id,), versions=Versions.ALL), 1).cards
        if not cards:
            raise NotFound(NO_REPORT.format(report_id))
        return cards[0]

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
            row = row_of(session, report_id)
            return row_header(row, versions.newer_version(session, report_id)), row.text

    def file(self, report_id: str) -> StoredFile:
        with self.read() as session:
            row = row_of(session, report_id)
            return StoredFile(row.file_name, row.media_type, self.files.read(session, report_id))

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
        """Every passage's key of some reports, and one row a passage; what the indexes leave out, an older version, has none."""
        columns = select(PassageRow.report_id, PassageRow.ordinal, PassageRow.embedding)
        among = (PassageRow.report_id.in_(sorted(report_ids)), versions.is_current(PassageRow.report_id))
        with self.read() as session:
            rows = session.execute(columns.where(*among)).all()
        vectors = np.frombuffer(b"".join(row[2] for row in rows), dtype=STORED).astype(np.float32)
        return [passage_key(row[0], row[1]) for row in rows], vectors.reshape(len(rows), -1 if rows else 0)

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


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))


def row_of(session: Session, report_id: str) -> ReportRow:
    """Raises NotFound."""
    row = session.get(ReportRow, report_id)
    if row is None:
        raise NotFound(NO_REPORT.format(report_id))
    return row
