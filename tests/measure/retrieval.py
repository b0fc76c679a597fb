"""How often the passage with the gold quote is among the first: python tests/measure/retrieval.py GOLD REPORTS."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ingest.compile import compile_report
from ingest.read.file import read
from vectorstore.library import Library
from vectorstore.report import Report
from vectorstore.search import Hit
from vectorstore.settings import Settings
from vectorstore.text.clean import cleaned
from vectorstore.text.normalize import fold, syllables

HELD = 0.6  # share of the quote's syllable trigrams that a passage must have to hold it
DEPTH = 50


def grams(text: str) -> set[tuple[str, ...]]:
    words = syllables(cleaned(text))
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def targets(report: Report, quote: str) -> set[str]:
    """The passages that hold the quote; the one with most of it where it runs over several."""
    gold = grams(quote)
    shares = {f"{report.id}:{p.ordinal}": len(gold & grams(p.clean(report.text))) / len(gold) for p in report.passages}
    best = max(shares.values(), default=0.0)
    return {key for key, share in shares.items() if share and share >= min(HELD, best)}


def rank(hits: list[Hit], wanted: set[str]) -> int | None:
    return next((n for n, hit in enumerate(hits, 1) if hit.passage.key in wanted), None)


def question(item: dict[str, Any]) -> str:
    return " ".join([*item.get("turns", []), item["question"]])


def loaded(library: Library, folder: Path) -> dict[str, Report]:
    reports = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        reports[path.name] = compile_report(path.name, data, read(path.name, data))
        library.add(reports[path.name], data)
    return reports


def line(name: str, ranks: list[int | None]) -> str:
    within = (sum(r is not None and r <= n for r in ranks) / len(ranks) for n in (1, 3, 5, 10))
    reciprocal = sum(1 / r for r in ranks if r and r <= 10) / len(ranks)
    return f"{name:28} n={len(ranks):3}  @1/3/5/10 " + " ".join(f"{share:.3f}" for share in within) + f"  MRR@10 {reciprocal:.3f}"


def measure(library: Library, reports: dict[str, Report], items: list[dict[str, Any]]) -> None:
    first: dict[str, list[int | None]] = {}
    bare: list[int | None] = []
    took = []
    for item in items:
        wanted = set().union(*(targets(reports[s["file"]], s["quote"]) for s in item["sources"]))
        began = time.perf_counter()
        hits = library.search.search(question(item), None, DEPTH)
        took.append(time.perf_counter() - began)
        found = rank(hits, wanted)
        bare.append(rank(library.search.search(fold(question(item)), None, DEPTH), wanted))
        for group in ("all", item["category"]):
            first.setdefault(group, []).append(found)
        if found is None or found > 5:
            print(f"  {item['id']} rank {found}: {question(item)}")
    for group, ranks in first.items():
        print(line(group, ranks))
    print(line("all, without diacritics", bare))
    print(f"median {statistics.median(took) * 1000:.0f} ms, worst {max(took) * 1000:.0f} ms")


def main(gold: Path, folder: Path) -> None:
    items = [json.loads(text) for text in gold.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as data:
        library = Library.open(Settings(data=Path(data)))
        library.wait()
        reports = loaded(library, folder)
        print({name: len(report.passages) for name, report in reports.items()})
        measure(library, reports, [item for item in items if item.get("sources")])
        library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
