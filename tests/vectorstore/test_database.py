"""The migrations: an archive of the first release opens, and the tables are those that the code knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, create_engine, inspect
from sqlalchemy.orm import Session

import vectorstore
from tests.vectorstore.made import DIMENSION, made_report, made_vectors
from vectorstore import ledger, meta
from vectorstore.archive import Archive
from vectorstore.conversations import list_conversations, messages
from vectorstore.database import open_engine
from vectorstore.figure import FigureFilter
from vectorstore.governments import governments, shipped
from vectorstore.records import Base
from vectorstore.report import Report
from vectorstore.rows import passage_row, report_row
from vectorstore.settings import Settings
from vectorstore.shared.tables import SharedBase

MIGRATIONS = Path(vectorstore.__file__ or "").parent / "migrations"
LEDGER = {"figures", "indicators", "indicator_words", "conflicts", "governments"}


@contextmanager
def migrated(settings: Settings, revision: str) -> Iterator[Connection]:
    """A connection to the archive's database at a revision, in one transaction."""
    settings.data.mkdir(parents=True, exist_ok=True)
    url = settings.database_url or f"sqlite:///{settings.data / 'archive.sqlite3'}"
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        command.upgrade(_config(connection), revision)
        yield connection
    engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@pytest.fixture
def report() -> Report:
    return made_report(["Toàn xã có 386 hộ nghèo.", "Trồng mới 30 ha rừng."])[0]


@pytest.fixture
def older(settings: Settings, report: Report) -> Settings:
    """An archive as the first release left it, with a report and without the tables of the ledger."""
    with migrated(settings, "0001") as connection, Session(connection) as session:
        assert not LEDGER & set(inspect(connection).get_table_names())
        meta.set_model(session, "model", DIMENSION)
        tables = MetaData()
        tables.reflect(connection, only=("reports",))
        row, reports = report_row(report, "text/plain"), tables.tables["reports"]
        values = {column.name: getattr(row, column.name) for column in reports.columns} | {"created_at": datetime(2026, 4, 3)}
        session.execute(reports.insert(), values)
        vectors = made_vectors(report)
        session.add_all(passage_row(report.id, passage, vector) for passage, vector in zip(report.passages, vectors, strict=True))
        session.commit()
    return settings


def test_an_archive_of_the_first_release_opens_with_its_reports(older: Settings, report: Report) -> None:
    archive = Archive.open(older, "model", DIMENSION)
    assert list(archive.reports()) == [report]
    assert set(inspect(archive.engine).get_table_names()) >= LEDGER
    assert ledger.figures(archive, FigureFilter(), 10).total == 0
    assert archive.counting() == 0  # its reports are still to be counted
    assert len(governments(archive)) == len(shipped())
    archive.close()


def test_an_archive_is_migrated_once(older: Settings) -> None:
    for _ in range(2):
        archive = Archive.open(older, "model", DIMENSION)
        assert archive.counts() == (1, 2)
        archive.close()


def test_conversations_of_an_earlier_release_are_found_by_their_words(settings: Settings) -> None:
    with migrated(settings, "0002") as connection:
        tables = MetaData()
        tables.reflect(connection, only=("conversations", "messages"))
        moment = datetime(2026, 7, 1, 8, 30)
        talk = {"created_at": moment, "updated_at": moment}
        connection.execute(tables.tables["conversations"].insert(), [{"id": id, "title": f"Đầu {id}", **talk} for id in ("a", "b")])
        message = {"conversation_id": "b", "answer": {"answer": "12 hộ"}, "state": {}, "rating": 1, "created_at": moment}
        questions = enumerate(("Bao nhiêu hộ nghèo?", "Còn cận nghèo?"))
        rows = [{"id": f"m{n}", "position": n, "question": question, **message} for n, question in questions]
        connection.execute(tables.tables["messages"].insert(), rows)
    archive = Archive.open(settings, "model", DIMENSION)
    assert [found.id for found in list_conversations(archive, "dau")] == ["a", "b"]
    assert [found.id for found in list_conversations(archive, "ho can ngheo")] == ["b"]
    assert [(found.answer, found.rating, found.evidence) for found in messages(archive, "b")] == [({"answer": "12 hộ"}, 1, {})] * 2
    archive.close()


def test_the_conversations_step_back_and_forth(settings: Settings) -> None:
    with migrated(settings, "0003") as connection:
        command.downgrade(_config(connection), "0002")
        assert "words" not in {column["name"] for column in inspect(connection).get_columns("conversations")}
        command.upgrade(_config(connection), "head")
        assert "evidence" in {column["name"] for column in inspect(connection).get_columns("messages")}


def test_the_migrations_make_the_tables_that_the_code_knows(settings: Settings) -> None:
    settings.data.mkdir(parents=True)
    engine = open_engine(settings)
    with engine.connect() as connection:
        known = [Base.metadata] if connection.dialect.name == "sqlite" else [Base.metadata, SharedBase.metadata]
        assert set(inspect(connection).get_table_names()) == {name for tables in known for name in tables.tables} | {"alembic_version"}
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), known)  # type: ignore[arg-type]
    engine.dispose()
    # A float is as wide in SQLite and PostgreSQL whether it is called FLOAT or DOUBLE.
    assert [difference for difference in differences if "amount" not in str(difference)] == []
