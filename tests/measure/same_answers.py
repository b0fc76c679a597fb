"""Whether the servers' stores answer as one machine's do: every question put to both, the answers compared word for word.

Usage: PYTHONPATH=. python tests/measure/same_answers.py [GOLD] [REPORTS]. It starts PostgreSQL and Chroma in temporary folders.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.desk import ANSWER, Desk
from assistant.respond import Responder
from ingest.pipeline import ingest_paths
from tests import servers
from vectorstore.archive import Archive
from vectorstore.embedder import Embedder, LocalEmbedder
from vectorstore.library import Library
from vectorstore.settings import Settings
from vectorstore.vectors import Vectors

DEMO = Path(__file__).parents[2] / "demo"
PASSING = frozenset({"conversation_id", "message_id", "took_ms"})


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered to one question, without what is another each time, and how long it took."""

    answer: dict[str, Any]
    seconds: float


class OnceEmbedder(Embedder):
    """A model whose vectors are kept, so that the second archive is filled quickly with the very same."""

    ready = True

    def __init__(self, model: Embedder) -> None:
        self._model, self._kept = model, dict[str, Vectors]()
        self.name, self.dimension = model.name, model.dimension

    def load(self) -> object:
        return self._model.load()

    def vectors(self, texts: list[str]) -> Vectors:
        import numpy as np

        fresh = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if fresh:
            self._kept.update(zip(fresh, self._model.vectors(fresh), strict=True))
        return np.stack([self._kept[text] for text in texts])


@contextmanager
def filled(settings: Settings, embedder: Embedder, reports: Path) -> Iterator[Desk]:
    """A desk over an archive of these reports."""
    library = Library(Archive.open(settings, embedder.name, embedder.dimension), embedder, settings.chroma_url)
    library._start(library.lexical.start, library.dense.start)
    try:
        assert library.wait()
        begun = time.perf_counter()
        ingest_paths([reports], library)
        print(f"{library.archive.counts()} reports and passages in {time.perf_counter() - begun:.1f} s", file=sys.stderr)
        unused: Any = None
        yield Desk(library.archive, library.search, Responder(library.archive, library.search), unused)
    finally:
        library.close()


def answers(desk: Desk, items: Sequence[dict[str, Any]]) -> list[Said]:
    """The last answer of each item's conversation."""
    return [_last(desk, [*(item.get("turns") or []), item["question"]]) for item in items]


def _last(desk: Desk, questions: Sequence[str]) -> Said:
    conversation = None
    for question in questions:
        begun = time.perf_counter()
        answer = desk.ask(question, conversation)
        seconds, conversation = time.perf_counter() - begun, answer.conversation_id
    said = ANSWER.dump_python(answer, mode="json")
    return Said({name: value for name, value in said.items() if name not in PASSING}, seconds)


def main(gold: Path, reports: Path) -> None:
    items = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    embedder = OnceEmbedder(LocalEmbedder())
    with tempfile.TemporaryDirectory() as folder, servers.postgres() as database, servers.chroma() as chroma:
        one = Settings(data=Path(folder) / "one")
        many = Settings(data=Path(folder) / "many", database_url=database, chroma_url=chroma)
        with filled(one, embedder, reports) as alone, filled(many, embedder, reports) as shared:
            pairs = list(zip(items, answers(alone, items), answers(shared, items), strict=True))
    for item, here, there in pairs:
        if here.answer != there.answer:
            print(f"- {item['id']} {item['question']}\n  one machine: {here.answer['answer']!r}\n  servers:     {there.answer['answer']!r}")
    words = sum(here.answer["answer"] == there.answer["answer"] for _, here, there in pairs)
    whole = sum(here.answer == there.answer for _, here, there in pairs)
    p50 = [statistics.median(said.seconds for said in side) for side in ([one for _, one, _ in pairs], [other for *_, other in pairs])]
    print(
        f"{len(pairs)} questions: {words} answers with the same words, {whole} the same in everything; p50 {p50[0]:.3f} and {p50[1]:.3f} s"
    )


if __name__ == "__main__":
    main(*[Path(given) for given in sys.argv[1:]] + [DEMO / "questions.jsonl", DEMO / "reports"][len(sys.argv) - 1 :])
