from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.bundled import BundledEmbedder
from vectorstore.embedder import Embedder
from vectorstore.library import Library
from vectorstore.settings import Settings

hypothesis.settings.register_profile("patient", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("patient")


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    url = request.getfixturevalue("empty_database") if request.param == "postgres" else None
    return Settings(data=tmp_path / "data", database_url=url)


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
