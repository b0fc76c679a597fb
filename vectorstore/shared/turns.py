"""Who may do what at a time, among all processes on one PostgreSQL: advisory locks, which go when their holder goes."""

from __future__ import annotations

from contextlib import ExitStack
from enum import IntEnum, StrEnum

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from vectorstore.errors import ArchiveInUse

IN_USE = (
    "Kho báo cáo trên PostgreSQL đang được một tiến trình khác sử dụng. "
    "Xin tắt các dịch vụ và tiến trình nạp đang chạy trên kho này, rồi thử lại."
)
SPACE = 0x4842  # "HB": so that no other program's locks in the same database are ours


class Turn(IntEnum):
    """What only one does at a time, until its transaction ends; a transaction that takes two takes them in this order."""

    TABLES = 1
    REPORTS = 2
    LOG = 3


class Claim(StrEnum):
    """How a process holds the whole archive for as long as it runs."""

    BESIDE = "beside"  # others that do likewise
    ALONE = "alone"


def take_turn(where: Session | Connection, turn: Turn) -> None:
    """Wait until nobody else is at it; SQLite has one process with one writer anyway."""
    dialect = where.dialect if isinstance(where, Connection) else where.get_bind().dialect
    if dialect.name == "postgresql":
        where.execute(text("SELECT pg_advisory_xact_lock(:space, :turn)"), {"space": SPACE, "turn": turn.value})


def claim(engine: Engine, how: Claim) -> ExitStack:
    """Hold the archive; closing gives it back. Raises ArchiveInUse."""
    function = "pg_try_advisory_lock" if how is Claim.ALONE else "pg_try_advisory_lock_shared"
    held = ExitStack()
    # Of a connection of its own, for as long as the process runs; one that the network cut is lost with its claim.
    connection = held.enter_context(engine.connect().execution_options(isolation_level="AUTOCOMMIT"))
    if not connection.scalar(text(f"SELECT {function}(:space, 0)"), {"space": SPACE}):
        held.close()
        raise ArchiveInUse(IN_USE)
    held.callback(connection.invalidate)  # given back to the pool it would still hold the lock
    return held
