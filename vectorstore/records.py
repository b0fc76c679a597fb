"""The tables; SQL is the truth, everything else in the data folder can be made again from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, ForeignKey, Index, LargeBinary, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HANOI = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no daylight saving since 1975; Windows has no zone table

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment: stored as UTC without a zone (SQLite keeps none), read in Vietnam's time."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC).astimezone(HANOI)


def now() -> datetime:
    """This moment in Vietnam's time."""
    return datetime.now(HANOI)


class Exact(TypeDecorator[Decimal]):
    """A decimal as it is, kept as text: SQLite would make it a float."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant, str: Text, dict[str, Any]: JSON, list[Any]: JSON}


class ReportRow(Base):
    __tablename__ = "reports"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    # What is there once: the file's hash, with that of the unit it was brought in by, so that no unit learns what another has.
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    key: Mapped[str] = mapped_column(String(64), index=True)  # the same report in another version has the same key
    file_name: Mapped[str]
    media_type: Mapped[str]
    title: Mapped[str]
    title_folded: Mapped[str]  # so that a title is found without diacritics
    type: Mapped[str]
    issuer: Mapped[str | None]
    number: Mapped[str | None]
    issued_on: Mapped[date | None]
    issued_label: Mapped[str | None]
    period_label: Mapped[str | None]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    period_inferred: Mapped[bool]
    text: Mapped[str]
    inferred: Mapped[list[Any]]
    pages: Mapped[list[Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)
    unit: Mapped[str] = mapped_column(String(40), index=True, default="")  # of the office; "" is the office itself
    level: Mapped[str] = mapped_column(String(16), default="thường")


class PassageRow(Base):
    __tablename__ = "passages"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16))
    section: Mapped[list[Any]]
    lead: Mapped[str]
    heads: Mapped[list[Any]]
    page: Mapped[int | None]
    sentences: Mapped[list[Any]]  # one list of [start, end] pairs for each sentence
    embedding: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)  # float32, little-endian


class DoubtRow(Base):
    """A recognised number that may be wrong."""

    __tablename__ = "doubts"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    start: Mapped[int]
    end: Mapped[int]
    page: Mapped[int]
    sure: Mapped[int]  # thousandths
    box: Mapped[dict[str, Any]]  # left, top, right, bottom in shares of the page


class PageImageRow(Base):
    """The picture of a page that was recognised."""

    __tablename__ = "page_images"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class SupersededRow(Base):
    """A report that a newer version stands for; gone with either, so that the older one is current again without the newer."""

    __tablename__ = "superseded"

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)


class WatchedRow(Base):
    """A file of a watched folder as it was when it was last tried."""

    __tablename__ = "watched"

    path: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    modified: Mapped[int] = mapped_column(BigInteger)  # nanoseconds since 1970
    state: Mapped[str] = mapped_column(String(16), index=True)
    message: Mapped[str]
    tried_at: Mapped[datetime]


class IndicatorRow(Base):
    """What figures count, each once; its words are what it is found by."""

    __tablename__ = "indicators"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)  # hash of the folded words
    name: Mapped[str]


class IndicatorWordRow(Base):
    __tablename__ = "indicator_words"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)  # folded
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id", ondelete="CASCADE"), primary_key=True, index=True)


class FigureRow(Base):
    """One stated quantity; what is asked for in queries stands here again, so that no query reads the reports."""

    __tablename__ = "figures"
    __table_args__ = (
        Index("ix_figures_indicator", "indicator_id", "period_end"),
        Index("ix_figures_place", "government", "period_end", "report_id"),
        Index("ix_figures_newest", "period_end", "report_id"),
    )

    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    passage: Mapped[int]
    sentence: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicators.id"))
    words: Mapped[str]
    value: Mapped[Decimal] = mapped_column(Exact)
    amount: Mapped[float]  # the same for ordering
    written: Mapped[str]
    unit: Mapped[str]
    unit_folded: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(8))
    qualifier: Mapped[str | None]
    upper: Mapped[Decimal | None] = mapped_column(Exact)
    of: Mapped[Decimal | None] = mapped_column(Exact)
    place: Mapped[str]
    named_period: Mapped[bool]  # in the figure's own words; else the report's
    period_label: Mapped[str | None]
    period_start: Mapped[date | None]
    period_end: Mapped[date]  # the first day of all days where there is no period
    period_inferred: Mapped[bool]
    government: Mapped[str] = mapped_column(String(80))  # folded: "xa ban sen"
    part_of: Mapped[int | None]


class ConflictRow(Base):
    """Figures that do not agree; gone with either report."""

    __tablename__ = "conflicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    said: Mapped[str]
    figures: Mapped[list[Any]]  # [report id, ordinal] pairs


class GovernmentRow(Base):
    """A unit of government with the time for which it exists."""

    __tablename__ = "governments"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    parent: Mapped[str | None] = mapped_column(String(80))
    predecessors: Mapped[list[Any]]


class MetaRow(Base):
    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str]


class ConversationRow(Base):
    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str]
    words: Mapped[str]  # of title and questions, each once: folded, a space before each
    owner: Mapped[str] = mapped_column(String(32), index=True, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)


class MessageRow(Base):
    __tablename__ = "messages"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]  # two messages may share a moment, not a place
    question: Mapped[str]
    answer: Mapped[dict[str, Any]]  # the whole response of the service contract
    state: Mapped[dict[str, Any]]  # what a follow-up takes over: subject, unit, period
    evidence: Mapped[dict[str, Any]]  # what the answer was made from
    rating: Mapped[int]
    created_at: Mapped[datetime]


class DraftRow(Base):
    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    title: Mapped[str]
    body: Mapped[dict[str, Any]]  # the whole draft
    owner: Mapped[str] = mapped_column(String(32), index=True, default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)


class JobRow(Base):
    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    owner: Mapped[str] = mapped_column(String(32), index=True, default="")
    created_at: Mapped[datetime]
    files: Mapped[list[Any]]
