"""The tables that only PostgreSQL has: the lexical index, the originals, what the dense index has yet to follow, and files that wait."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, LargeBinary, MetaData, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from vectorstore.records import NAMES


class SharedBase(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        list[Any]: JSONB,
        dict[str, Any]: JSONB,
        datetime: TIMESTAMP(timezone=True),
    }


class TermRow(SharedBase):
    """A term of a field: in how many passages it stands, and what bounds its weight in any of them."""

    __tablename__ = "lexical_terms"
    __table_args__ = (UniqueConstraint("field", "term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[int] = mapped_column(SmallInteger)
    term: Mapped[str]
    passages: Mapped[int]
    most: Mapped[int] = mapped_column(SmallInteger)  # times that it stood in one passage, at the most so far
    shortest: Mapped[int]  # field of a passage that it stood in, in terms


class LexicalRow(SharedBase):
    """A passage: its words for PostgreSQL's full-text index, and how often each stands in it."""

    __tablename__ = "lexical_passages"
    __table_args__ = (
        UniqueConstraint("report_id", "ordinal"),
        Index("ix_lexical_passages_exact", "exact", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_lexical_passages_folded", "folded", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(String(16))
    ordinal: Mapped[int]
    exact: Mapped[Any] = mapped_column(TSVECTOR)
    folded: Mapped[Any] = mapped_column(TSVECTOR)
    exact_counts: Mapped[bytes] = mapped_column(LargeBinary)  # see counts.py
    folded_counts: Mapped[bytes] = mapped_column(LargeBinary)


class TotalRow(SharedBase):
    """How long a field is in all passages together, and how many they are."""

    __tablename__ = "lexical_totals"

    field: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    terms: Mapped[int] = mapped_column(BigInteger)
    passages: Mapped[int]


class OriginalRow(SharedBase):
    """A file as it was brought in."""

    __tablename__ = "originals"

    report_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class UnfollowedRow(SharedBase):
    """A report that has changed since the dense index last followed it; one row a change."""

    __tablename__ = "unfollowed"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    report_id: Mapped[str] = mapped_column(String(16), index=True)


class UploadRow(SharedBase):
    """A file that was handed in: waiting, in the hands of a worker until a moment, or done and without its bytes."""

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    job_id: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str]
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # None once it is done
    level: Mapped[str] = mapped_column(String(16))
    sight: Mapped[dict[str, Any]]  # of whoever handed it in
    lines: Mapped[list[Any]]  # of the job, as far as this file goes
    worker: Mapped[str]
    held_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(SmallInteger)
