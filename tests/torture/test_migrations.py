"""A migration that is killed at any statement is done again from the beginning, with all rows."""

from __future__ import annotations

import signal
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from tests.torture.conftest import sized
from tests.torture.work import MODEL_DIMENSION, Deadly, migrate
from tests.vectorstore.test_schema import OLDER, held, made_at, rows_of
from vectorstore.archive import Archive
from vectorstore.settings import Settings
from vectorstore.sqlite import NAME

STATEMENTS = range(1, sized(40, 120), sized(13, 3))
KILLED = [
    *(Deadly("sqlalchemy.engine.default:DefaultDialect.do_execute", call, after=False) for call in STATEMENTS),
    Deadly("sqlalchemy.engine.default:DefaultDialect.do_commit", 1, after=False),
    Deadly("sqlalchemy.engine.default:DefaultDialect.do_commit", 1, after=True),
    Deadly("vectorstore.schema:copy_database", 1, after=False),
    Deadly("vectorstore.schema:copy_database", 1, after=True),
    Deadly("vectorstore.sqlite:flush_folder", 1, after=False),
]


@pytest.mark.parametrize("revision", OLDER)
def test_a_killed_migration_loses_no_row(tmp_path: Path, processes: ForkServerContext, revision: str) -> None:
    for n, deadly in enumerate(KILLED):
        data = tmp_path / str(n)
        before = made_at(data, revision)
        process = processes.Process(target=migrate, args=(data, deadly))
        process.start()
        process.join()
        assert process.exitcode in (0, -signal.SIGKILL)
        Archive.open(Settings(data=data), "model", MODEL_DIMENSION).close()
        after = rows_of(data / NAME)
        del after["meta"], before["meta"]
        assert held(after, before) == before, deadly
