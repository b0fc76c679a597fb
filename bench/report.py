"""What one run saw, as JSON and as Markdown, and held against what an earlier run is remembered for."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.fit import exponent, quantile

WORSE = 1.2  # a ratio that has risen by more fails
GROWING = {
    "ask_p50": "question p50",
    "cpu_p50": "of it processor time",
    "ask_p95": "question p95",
    "reopen_s": "start to first answer",
    "settled_s": "start to both indexes",
    "memory": "memory",
    "disk": "disk",
    "lexical_rebuild_s": "words indexed anew",
    "dense_rebuild_s": "vectors indexed anew",
}
BYTES = ("memory", "disk")


@dataclass(slots=True)
class Seen:
    """All of one run; seconds and bytes."""

    quality: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  # gold file, then program
    missing: dict[str, str] = field(default_factory=dict)  # programs that could not be had, and why
    ingest: dict[str, list[float]] = field(default_factory=dict)
    question: dict[str, list[float]] = field(default_factory=dict)
    peers: dict[str, list[float]] = field(default_factory=dict)  # seconds of each question
    growth: list[dict[str, float]] = field(default_factory=list)
    first_answer: list[float] = field(default_factory=list)
    installed: dict[str, int] = field(default_factory=dict)
    load: float = 0.0  # how many programs wanted the machine when the run began


def ratios(seen: Seen) -> dict[str, float]:
    """What can be compared between machines: each is a time against another of the same run; less is better."""
    found: dict[str, float] = {}
    median = {name: quantile(values, 0.5) for name, values in seen.question.items() if values}
    if "answer" in median and median.get("hybrid search"):
        found["answer / hybrid search"] = median["answer"] / median["hybrid search"]
    if median.get("embed the question"):
        found["hybrid search / embed the question"] = median.get("hybrid search", 0.0) / median["embed the question"]
    stage = {name: sum(values) for name, values in seen.ingest.items()}
    if stage.get("embed"):
        found["ingest without embedding / embedding"] = sum(value for name, value in stage.items() if name != "embed") / stage["embed"]
    if slope := exponent([row["passages"] for row in seen.growth], [row["cpu_p50"] for row in seen.growth]):
        smallest, largest = seen.growth[0]["passages"], seen.growth[-1]["passages"]
        found[f"processor time at {largest:.0f} / at {smallest:.0f} passages"] = (largest / smallest) ** slope
    return found


def regressions(now: Mapping[str, float], baseline: Mapping[str, float]) -> list[str]:
    """One line for each ratio that is remembered and has become worse by more than a fifth."""
    both = sorted(set(now) & set(baseline))
    return [f"{name}: {now[name]:.2f}, was {baseline[name]:.2f}" for name in both if now[name] > WORSE * baseline[name]]


def write(seen: Seen, folder: Path) -> None:
    (folder / "bench.json").write_text(
        json.dumps({**_plain(seen), "ratios": ratios(seen)}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (folder / "bench.md").write_text("\n".join(_lines(seen)) + "\n", encoding="utf-8")


def known(folder: Path) -> Seen:
    """What the report there says; nothing where there is none."""
    path = folder / "bench.json"
    if not path.exists():
        return Seen()
    said = json.loads(path.read_text(encoding="utf-8"))
    return Seen(**{name: said[name] for name in Seen.__slots__ if name in said})


def _plain(seen: Seen) -> dict[str, Any]:
    return {name: getattr(seen, name) for name in Seen.__slots__}


def _lines(seen: Seen) -> Iterator[str]:
    yield "# Benchmark\n"
    yield f"`make bench` on {date.today()}, {platform.machine()}, Python {platform.python_version()}; load when it began: {seen.load:.1f}."
    yield "Where the load is above the number of cores, seconds are the machine's as much as the program's: read ratios.\n"
    for gold, programs in seen.quality.items():
        yield f"## What is found: {gold}\n"
        yield "source: one piece shown has the words that the gold names; value: all that is shown has the value asked for.\n"
        yield from _table(["program", "questions", "source", "value", "characters shown"], [_quality(*row) for row in programs.items()])
    for name, why in seen.missing.items():
        yield f"- left out: {name} ({why})"
    yield "\n## Seconds by stage\n"
    rows = [*seen.ingest.items(), *seen.question.items(), *seen.peers.items()]
    yield from _table(["stage", "times", "p50 ms", "p95 ms", "p99 ms"], [_times(name, values) for name, values in rows if values])
    if seen.ingest:
        yield _speed(seen.ingest)
    if seen.growth:
        yield "\n## Growth\n"
        yield from _growth(seen.growth)
    yield "\n## Start and installation\n"
    if seen.first_answer:
        yield f"- `hoibaocao ask` over the demo, start to end: {quantile(seen.first_answer, 0.5):.1f} s"
    largest = sorted(seen.installed.items(), key=lambda one: -one[1])[:5]
    yield f"- installed: {sum(seen.installed.values()) / 1e6:.0f} MB, most of it " + ", ".join(f"{n} {s / 1e6:.0f}" for n, s in largest)
    yield "\n## Ratios\n"
    yield from _table(["ratio", "now"], [[name, f"{value:.2f}"] for name, value in ratios(seen).items()])


def _speed(ingest: Mapping[str, Sequence[float]]) -> str:
    reports = max(map(len, ingest.values()))
    without = sum(sum(values) for name, values in ingest.items() if name != "embed")
    return (
        f"\n{reports / (without + sum(ingest['embed'])):.1f} reports a second one after another, {reports / without:.1f} without embedding."
    )


def _quality(name: str, judged: Mapping[str, Any]) -> list[str]:
    return [name, str(judged["questions"]), f"{judged['source']:.2f}", f"{judged['value']:.2f}", f"{judged['characters']:.0f}"]


def _times(name: str, values: Sequence[float]) -> list[str]:
    return [name, str(len(values)), *(f"{1000 * quantile(values, share):.1f}" for share in (0.5, 0.95, 0.99))]


def _growth(rows: Sequence[Mapping[str, float]]) -> Iterator[str]:
    sizes = [row["passages"] for row in rows]
    lines = []
    for key, name in GROWING.items():
        slope = exponent(sizes, [row[key] for row in rows])
        lines.append([name, *(_amount(key, row[key]) for row in rows), "–" if slope is None else f"{slope:.2f}"])
    lines.append(["answers with the figure asked for", *(f"{row['right']:.2f}" for row in rows), "–"])
    yield from _table(["", *(f"{size:,.0f}" for size in sizes), "exponent"], lines)


def _amount(key: str, value: float) -> str:
    return f"{value / 1e6:,.0f} MB" if key in BYTES else f"{1000 * value:,.0f} ms" if value < 10 else f"{value:,.0f} s"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    yield from ("| " + " | ".join(row) + " |" for row in rows)
    yield ""
