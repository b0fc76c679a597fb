"""Where the time of an ingest and of a question goes, stage by stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from assistant.answer import Answer
from ingest.compile import compile_report
from ingest.read.file import read
from ui.compose import Office
from vectorstore.lexical import Form
from vectorstore.report import Report
from vectorstore.search import POOL

T = TypeVar("T")


@dataclass(slots=True)
class Stages:
    """Seconds of each stage, one number for each time it ran."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.seconds.setdefault(name, []).append(time.perf_counter() - begun)


def ingested(office: Office, paths: Sequence[Path]) -> tuple[Stages, list[Report]]:
    """Bring files in, each through every stage by itself."""
    stages, reports, library = Stages(), [], office.library
    for path in paths:
        data = path.read_bytes()
        with stages.stage("read and compile"):
            report = compile_report(path.name, data, read(path.name, data))
        with stages.stage("embed"):
            embeddings = library.embedder.embed_report(report)
        with stages.stage("database"):
            added = library.archive.add(report, data, embeddings)
        gone = (*added.replaced, *added.superseded)
        with stages.stage("lexical index"):
            library.lexical.put(report, embeddings, gone)
        with stages.stage("dense index"):
            library.dense.put(report, embeddings, gone)
        reports.append(report)
    return stages, reports


def questioned(office: Office, questions: Sequence[str]) -> tuple[Stages, list[Answer]]:
    """Each question whole, and its parts by themselves over the same archive."""
    stages, library = Stages(), office.library
    answers = [_answered(stages, lambda text=text: office.desk.ask(text)) for text in questions]  # type: ignore[misc]
    for text in questions:
        with stages.stage("embed the question"):
            vector = library.embedder.embed_query(text)
        if library.lexical.current and library.dense.current:
            with stages.stage("words"):
                library.lexical.current.search(text, Form.EXACT, POOL)
            with stages.stage("vectors"):
                library.dense.current.search(vector, POOL)
        with stages.stage("hybrid search"):
            library.search.search(text)
    return stages, answers


def _answered(stages: Stages, ask: Callable[[], T]) -> T:
    with stages.stage("answer"):
        return ask()
