"""Passages and questions embedded by each way, alternately, with recall@10: PYTHONPATH=. python tests/measure/embedding.py [GOLD REPORTS].

Without arguments over the demo archive. Processor seconds are told beside the clock's, because other programs do not change those much.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.compile import compile_report
from ingest.read.file import read
from tests.measure.retrieval import question, targets
from vectorstore.bundled import BundledEmbedder
from vectorstore.embedder import BUNDLED, embedded_text
from vectorstore.report import Report
from vectorstore.vectors import Vectors

DEMO = Path(__file__).parents[2] / "demo"
ROUNDS = 3
SPEED_TEXTS = 128


def main(golds: list[Path], folder: Path) -> None:
    reports = {path.name: _compiled(path) for path in sorted(folder.iterdir())}
    keys = np.array([f"{report.id}:{passage.ordinal}" for report in reports.values() for passage in report.passages])
    texts = [embedded_text(report, passage) for report in reports.values() for passage in report.passages]
    items = [json.loads(line) for gold in golds for line in gold.read_text(encoding="utf-8").splitlines()]
    asked = [(question(item), _wanted(reports, item)) for item in items if item.get("sources")]
    bundled, plain = BundledEmbedder(), _sentence_transformers()
    questions = [text for text, wanted in asked if wanted]
    wanted = [wanted for _, wanted in asked if wanted]
    exact = np.array([bundled.embed_query(text) for text in questions], dtype=np.float32)
    torch_passages, whole_passages = plain(texts), bundled.vectors(texts)
    half = np.where(np.arange(len(texts))[:, None] % 2, torch_passages, whole_passages)
    least = (torch_passages * whole_passages).sum(axis=1).min()
    print(f"{len(texts)} passages, {len(questions)} questions; cosine of both ways {least:.4f} at least")
    for name, passages, vectors in (
        ("sentence-transformers", torch_passages, plain(questions)),
        ("bundled", whole_passages, exact),
        ("half of the passages by each", half, exact),
        ("questions in whole numbers too", whole_passages, bundled.vectors(questions)),
    ):
        print(f"{name:32} recall@10 {_recall(keys, passages, vectors, wanted):.4f}")
    some = texts[:: max(1, len(texts) // SPEED_TEXTS)]
    _alternately({"sentence-transformers": lambda: plain(some), "bundled": lambda: bundled.vectors(some)}, len(some), "passages")
    one = questions[:1]
    _alternately({"sentence-transformers": lambda: plain(one), "bundled": lambda: bundled.embed_query(one[0])}, 1, "questions")


def _compiled(path: Path) -> Report:
    data = path.read_bytes()
    return compile_report(path.name, data, read(path.name, data))


def _wanted(reports: dict[str, Report], item: dict[str, list[dict[str, str]]]) -> set[str]:
    return set().union(*(targets(reports[source["file"]], source["quote"]) for source in item["sources"] if source["file"] in reports))


def _sentence_transformers() -> Callable[[list[str]], Vectors]:
    """Its defaults: batches of 32, as many threads as torch takes."""
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(BUNDLED), device="cpu", model_kwargs={"dtype": torch.float32})
    return lambda texts: np.asarray(model.encode(texts, show_progress_bar=False), dtype=np.float32)


def _recall(keys: np.ndarray, passages: Vectors, questions: Vectors, wanted: list[set[str]]) -> float:
    best = np.argsort(-(questions @ passages.T), axis=1)[:, :10]
    return float(np.mean([bool(set(keys[row]) & found) for row, found in zip(best, wanted, strict=True)]))


def _alternately(ways: dict[str, Callable[[], object]], count: int, what: str) -> None:
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            clock, processor = time.perf_counter(), time.process_time()
            way()
            took[name].append((time.perf_counter() - clock, time.process_time() - processor))
    for name, times in took.items():
        clock, processor = (statistics.median(side) for side in zip(*times, strict=True))
        print(f"{name:32} {count / clock:8.1f} {what}/s, {count / max(processor, 1e-9):8.1f} by processor seconds")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main([given[0]] if given else sorted(DEMO.glob("*questions.jsonl")), given[1] if given else DEMO / "reports")
