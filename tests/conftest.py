"""What every test runs under: no setting of the developer's own, and no library that calls home."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests import servers

QUIET = {"ANONYMIZED_TELEMETRY": "False", "GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
OWN_SETTINGS = [name for name in os.environ if name.startswith("HOIBAOCAO_") and not name.startswith("HOIBAOCAO_TEST_")]

os.environ.update(QUIET)  # read at import, so before any test module


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server: the one that HOIBAOCAO_TEST_DATABASE_URL names, else one that is started for the tests."""
    if named := os.environ.get("HOIBAOCAO_TEST_DATABASE_URL"):
        yield named
        return
    if not servers.postgres_programs():
        pytest.skip("PostgreSQL is not installed")
    with servers.postgres() as url:
        yield url


@pytest.fixture
def empty_database(postgres_url: str) -> str:
    """A database without any table."""
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgres_url


@pytest.fixture(scope="session")
def chroma_url() -> Iterator[str]:
    """A Chroma server that is started for the tests."""
    if not servers.chroma_program():
        pytest.skip("the chroma console script is not installed")
    with servers.chroma() as url:
        yield url


@pytest.fixture(autouse=True)
def _no_settings_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OWN_SETTINGS:
        monkeypatch.delenv(name, raising=False)
