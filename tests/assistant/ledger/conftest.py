"""A small archive of fictional reports with its units of government, and what answers from it without a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.respond import Responder
from tests.assistant.ledger.made import DIMENSION, REPORTS, UNITS, bring_in
from tests.assistant.made import Shelf
from vectorstore import governments
from vectorstore.archive import Archive
from vectorstore.settings import Settings


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = Archive.open(Settings(data=tmp_path_factory.mktemp("small")), "fake", DIMENSION)
    bring_in(archive, REPORTS)
    governments.imported(archive, UNITS)
    yield archive
    archive.close()


@pytest.fixture(scope="session")
def asking(small: Archive) -> Responder:
    keys = [f"{report.id}:{passage.ordinal}" for report in REPORTS for passage in report.passages]
    return Responder(small, Shelf(*small.passages(keys)))
