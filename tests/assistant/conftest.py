"""The demo archive, brought in once for all tests of answering, and every question of it asked once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from assistant.answer import Answer
from assistant.desk import Actions, Desk
from assistant.evaluate import GoldItem, read_gold
from assistant.respond import Responder
from ingest.pipeline import FileState, ingest_paths
from vectorstore import governments
from vectorstore.library import Library
from vectorstore.settings import Settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

DEMO = Path(__file__).parents[2] / "demo"
ITEMS = read_gold(DEMO / "questions.jsonl")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a conversation, the questions before it, and its answer; `item` is what is known of the last one."""

    item: GoldItem
    turns: tuple[str, ...]
    question: str
    answer: Answer

    @property
    def last(self) -> bool:
        return len(self.turns) == len(self.item.turns)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The demo archive and its units of government, with the bundled embedder."""
    library = Library.open(Settings(data=tmp_path_factory.mktemp("demo")))
    assert library.wait()
    with library.gathered():
        results = ingest_paths([DEMO / "reports"], library)
    assert {result.state for result in results} == {FileState.ADDED}
    governments.imported(library.archive, governments.read_csv((DEMO / "units.csv").read_text(encoding="utf-8")))
    yield library
    library.close()


@pytest.fixture(scope="session")
def responder(library: Library) -> Responder:
    return Responder(library.archive, library.search)


@pytest.fixture(scope="session")
def desk(library: Library, responder: Responder) -> Desk:
    actions = Actions(lambda files, level: "", lambda report_id, changes: library.update(report_id, **changes), library.delete)
    return Desk(library.archive, library.search, responder, actions)


@pytest.fixture(scope="session")
def exchanges(desk: Desk) -> list[Exchange]:
    """Every question of the demo and every turn before it, each with its answer."""
    made = []
    for item in ITEMS:
        conversation, asked = None, (*item.turns, item.question)
        for at, question in enumerate(asked):
            answer = desk.ask(question, conversation)
            conversation = answer.conversation_id
            made.append(Exchange(item, asked[:at], question, answer))
    return made
