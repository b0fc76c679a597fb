"""A database of every release comes to this one with all that it held; one of a later release is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from tests.vectorstore.made import DIMENSION
from tests.vectorstore.made_rows import Rows, all_rows, fill_tables
from vectorstore import schema
from vectorstore.archive import Archive
from vectorstore.errors import NewerArchive
from vectorstore.schema import BEFORE, head, revisions
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME

OLDER = [revision for revision in revisions() if revision != head()]


def rows_of(path: Path) -> Rows:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        rows = all_rows(connection)
    engine.dispose()
    return rows


def made_at(data: Path, revision: str) -> Rows:
    """A database at that revision with a row in every table."""
    data.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{data / NAME}")
    with engine.begin() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        fill_tables(connection)
    engine.dispose()
    return rows_of(data / NAME)


def held(rows: Rows, before: Rows) -> Rows:
    """What of `before` is in the rows: its tables, its columns."""
    return {name: [{key: row.get(key) for key in old} for row, old in zip(rows[name], olds, strict=False)] for name, olds in before.items()}


@pytest.mark.parametrize("revision", OLDER)
def test_a_database_of_every_release_comes_to_this_one_with_all_its_rows(tmp_path: Path, revision: str) -> None:
    before = made_at(tmp_path, revision)
    Archive.open(Settings(data=tmp_path), "model", DIMENSION).close()
    after = rows_of(tmp_path / NAME)
    meta = {row["name"]: row["value"] for row in after.pop("meta")}
    assert meta.items() >= {row["name"]: row["value"] for row in before.pop("meta")}.items()
    assert held(after, before) == before


@pytest.mark.parametrize("revision", OLDER)
def test_an_older_database_is_copied_before_it_is_migrated(tmp_path: Path, revision: str) -> None:
    before = made_at(tmp_path, revision)
    (tmp_path / BEFORE.replace("*", "0000")).write_bytes(b"the copy of the migration before")
    for _ in range(2):  # the second time there is nothing to migrate
        Archive.open(Settings(data=tmp_path), "model", DIMENSION).close()
    (copy,) = tmp_path.glob(BEFORE)
    assert copy.name == f"archive.before-{revision}.sqlite3"
    assert rows_of(copy) == before


def test_a_new_archive_has_nothing_to_copy(tmp_path: Path) -> None:
    Archive.open(Settings(data=tmp_path), "model", DIMENSION).close()
    assert list(tmp_path.glob(BEFORE)) == []


def test_a_database_of_a_later_release_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    made_at(tmp_path, head() or "")
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = rows_of(tmp_path / NAME)
    with pytest.raises(NewerArchive, match="cài bản chương trình mới hơn"):
        Archive.open(Settings(data=tmp_path), "model", DIMENSION)
    assert rows_of(tmp_path / NAME) == before
