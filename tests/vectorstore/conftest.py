from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.bundled import BundledEmbedder
from vectorstore.embedder import Embedder
from vectorstore.library import Library
from vectorstore.records import Base
from vectorstore.settings import Settings

hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("patient")

POSTGRES = os.environ.get("HOIBAOCAO_TEST_DATABASE_URL")


def fresh(settings: Settings) -> Settings:
    """The settings, with all tables gone when they name a database."""
    if settings.database_url:
        from sqlalchemy import text

        from vectorstore.database import open_engine

        engine = open_engine(settings)
        with engine.begin() as connection:
            Base.metadata.drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))
        engine.dispose()
    return settings


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.skipif(not POSTGRES, reason="HOIBAOCAO_TEST_DATABASE_URL"))])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    return fresh(Settings(data=tmp_path / "data", database_url=POSTGRES if request.param == "postgres" else None))


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    archive = Archive.open(settings, "model", DIMENSION)
    yield archive
    archive.close()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled model, loaded once for all tests."""
    embedder = BundledEmbedder()
    embedder.load()
    return embedder


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr("vectorstore.library.embedder_for", lambda settings: embedder)
    library = Library.open(Settings(data=tmp_path / "data"))
    library.wait()
    yield library
    library.close()
