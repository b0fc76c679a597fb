"""One row in every table of a database, whatever its revision: each column filled by its type."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Float, Integer, LargeBinary, MetaData, Table

MODEL = {"model": "model", "dimension": "384", "revision": "7"}
Rows = dict[str, list[dict[str, Any]]]


def fill_tables(connection: Connection) -> None:
    """Enter a row into every table; foreign keys point to the rows of the others."""
    for table in _tables(connection):
        if table.name == "meta":
            connection.execute(table.insert(), [{"name": name, "value": value} for name, value in MODEL.items()])
        else:
            connection.execute(table.insert(), {column.name: _value(column) for column in table.columns})


def all_rows(connection: Connection) -> Rows:
    """Every table's rows."""
    return {table.name: [dict(row._mapping) for row in connection.execute(table.select())] for table in _tables(connection)}


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _value(column: Column[Any]) -> Any:
    if column.foreign_keys:
        return _value(next(iter(column.foreign_keys)).column)
    kinds: tuple[tuple[type, Any], ...] = (
        (Boolean, True),
        (Integer, 1),
        (Float, 12.5),
        (DateTime, datetime(2026, 7, 1, 8, 30)),
        (Date, date(2026, 7, 1)),
        (JSON, ["một", 2]),
        (LargeBinary, b"\x00\x00\x80\x3f" * 384),
    )
    return next((value for kind, value in kinds if isinstance(column.type, kind)), f"{column.name}: số liệu")
