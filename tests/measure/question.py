"""Where the time of a question goes, stage by stage: python tests/measure/question.py DATA GOLD...

DATA is an archive's folder (as `hoibaocao ingest` makes it), each GOLD a file of questions (demo/questions.jsonl). All questions are asked
twice in one process: the first round shows what a question costs that nobody asked before, the second what caches save.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import desk as desks
from assistant import respond
from assistant.evaluate import GoldItem, read_gold
from assistant.ledger import answer as ledger_answers
from assistant.ledger import slots
from assistant.ledger.answer import LedgerAnswers
from ui.compose import office
from vectorstore import conversations, governments, ledger, scans
from vectorstore import search as searches
from vectorstore.archive import Archive
from vectorstore.dense import DenseIndex
from vectorstore.lexical import LexicalIndex
from vectorstore.search import HybridSearch
from vectorstore.settings import Settings

REST = "the rest: understanding, parts, order"
# What is timed, each without the stages inside it.
STAGES: Mapping[str, Sequence[tuple[Any, str]]] = {
    "reports listed": [(Archive, "cards"), (Archive, "counts"), (respond, "units_of"), (governments, "governments")],
    "follow-up made whole": [(respond, "whole"), (respond, "answered")],
    "question understood, weighed": [(respond, "retrieve"), (respond, "weighed")],
    "search: words": [(LexicalIndex, "search"), (LexicalIndex, "scores"), (LexicalIndex, "frequency"), (LexicalIndex, "frequency_in")],
    "search: the question embedded": [(HybridSearch, "_vector")],
    "search: vectors": [(DenseIndex, "search"), (Archive, "vectors")],
    "search: passages loaded": [(Archive, "passages"), (Archive, "report")],
    "search: fused": [(HybridSearch, "search"), (searches, "fuse")],
    "sentences scored": [(respond, "evidence_for")],
    "ledger: rows loaded": [(LedgerAnswers, "_load"), (ledger, "conflicts_in")],
    "ledger: rows scored": [(slots, "filled"), (ledger_answers, "filled"), (ledger_answers, "best_row")],
    "ledger: the rest": [(LedgerAnswers, name) for name in ("together", "compared", "one", "share_of_total", "of_a_place", "of_each_unit")],
    "answer composed": [(respond, name) for name in ("compose", "compose_several", "compose_compared", "compose_total", "compose_refusal")],
    "doubts, conversation, message": [
        *((desks, name) for name in ("doubted", "evidence_of", "_answer")),
        *((conversations, name) for name in ("create_conversation", "messages", "add_message")),
        (scans, "doubts"),
    ],
}

Spent = defaultdict[str, float]  # seconds by stage


class Clock:
    """Seconds of each stage of one question; time inside another stage counts there."""

    def __init__(self) -> None:
        self.spent: Spent = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def within(self, stage: str) -> Iterator[None]:
        self._count()
        self._open.append(stage)
        try:
            yield
        finally:
            self._count()
            self._open.pop()

    def _count(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.spent[self._open[-1]] += now - self._since
        self._since = now

    def timing(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            with self.within(stage):
                return function(*given, **named)

        return timed


def main(data: Path, golds: Sequence[Path]) -> None:
    items = [item for gold in golds for item in read_gold(gold)]
    clock = Clock()
    for stage, places in STAGES.items():
        for owner, name in places:
            setattr(owner, name, clock.timing(stage, getattr(owner, name)))
    with office(Settings(data=data)) as opened:
        reports, passages = opened.library.archive.counts()
        print(f"{len(items)} questions, {reports} reports, {passages} passages")
        for turn in ("asked for the first time", "asked again"):
            _told(turn, [_asked(opened.desk, item, clock) for item in items])


def _asked(desk: desks.Desk, item: GoldItem, clock: Clock) -> Spent:
    """The seconds of each stage of the last turn."""
    conversation = None
    for turn in item.turns:
        conversation = desk.ask(turn, conversation).conversation_id
    clock.spent = defaultdict(float)
    with clock.within(REST):
        answer = desk.ask(item.question, conversation)
    spent = clock.spent
    desk.forget(answer.conversation_id)
    return spent


def _told(turn: str, asked: Sequence[Spent]) -> None:
    whole = sorted(1000 * sum(spent.values()) for spent in asked)
    p50, p95 = (whole[int(len(whole) * share)] for share in (0.5, 0.95))
    print(f"\n{turn}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, worst {whole[-1]:.0f} ms, mean {statistics.mean(whole):.0f} ms")
    print(f"{'':34} {'median':>8} {'mean':>8} {'p95':>8}  share of all")
    for stage in (*STAGES, REST):
        times = sorted(1000 * spent[stage] for spent in asked)
        numbers = statistics.median(times), statistics.mean(times), times[int(len(times) * 0.95)]
        print(f"{stage:34}" + "".join(f" {number:8.1f}" for number in numbers) + f" {100 * sum(times) / sum(whole):8.0f} %")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(gold) for gold in sys.argv[2:]])
