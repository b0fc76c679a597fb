"""One engine for SQLite or PostgreSQL, its durability and its migrations."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from vectorstore.disk import tell
from vectorstore.peace import take_stamp
from vectorstore.schema import migrate
from vectorstore.settings import Settings
from vectorstore.shared.turns import Turn, take_turn
from vectorstore.sqlite import NAME, reading, require_sound

# FULL: a committed report survives a power cut, not only a killed process.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000", "secure_delete=ON")


def open_engine(settings: Settings) -> Engine:
    """The engine with all migrations applied; raises DamagedArchive and NewerArchive before anything is written."""
    path = None if settings.database_url else settings.data / NAME
    engine = _sqlite(path) if path else _postgres(settings.database_url or "")
    with engine.begin() as connection:
        if path is None:
            take_turn(connection, Turn.TABLES)
        migrate(connection, path)
    return engine


def open_reader(settings: Settings) -> Engine:
    """An engine that only reads, beside a service that writes; nothing is migrated."""
    if settings.database_url:
        return _postgres(settings.database_url)
    engine = create_engine("sqlite://", creator=lambda: reading(settings.data / NAME), poolclass=QueuePool)
    event.listen(engine, "handle_error", tell)
    return engine


def _postgres(url: str) -> Engine:
    scheme, _, rest = url.partition("://")
    driver = "postgresql+psycopg" if scheme in ("postgres", "postgresql") else scheme
    return create_engine(f"{driver}://{rest}", pool_pre_ping=True)


def _sqlite(path: Path) -> Engine:
    if path.exists() and not take_stamp(path):
        require_sound(path)
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "handle_error", tell)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Python's driver would commit before DDL; with None we begin by hand and a migration is whole or not at all.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":  # VACUUM stands outside of any transaction
        connection.exec_driver_sql("BEGIN")
