from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.service.app import create_app
from tests.assistant.service.fakes import UP, Stage, stage
from tests.assistant.service.house import House, housed

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def staged(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path / "data") as made:
        yield made


@pytest.fixture
def house(staged: Stage) -> Iterator[House]:
    """The service with accounts on."""
    with housed(staged) as made:
        yield made


@pytest.fixture
def client(staged: Stage) -> Iterator[TestClient]:
    """The service with everything up."""
    staged.readiness.provide(staged.desk, lambda: UP)
    with TestClient(create_app(staged.readiness), base_url=HERE, raise_server_exceptions=False) as client:
        yield client
