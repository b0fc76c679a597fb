"""The tables of accounts: units of the office, users, sessions, tokens, and the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from vectorstore.records import Base


class UnitRow(Base):
    """A unit of the office, not of government: a department, a board, a union."""

    __tablename__ = "units"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str]
    parent: Mapped[str] = mapped_column(String(40))  # "" is the office itself


class UserRow(Base):
    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # what they log in by; kept for good, because the log names them
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    unit: Mapped[str] = mapped_column(String(40))
    password: Mapped[str]  # argon2id, with its salt and parameters
    must_change: Mapped[bool]
    enabled: Mapped[bool]
    failures: Mapped[int]  # in a row
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class SessionRow(Base):
    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of the cookie: who reads the table cannot enter
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]


class TokenRow(Base):
    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    scope: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class AuditRow(Base):
    """Entries are added and, when they are old, removed from the front; each hash takes in the one before it."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(40), index=True)  # ISO, UTC
    entry: Mapped[str]  # canonical JSON, with number and moment
    hash: Mapped[str] = mapped_column(String(64))
