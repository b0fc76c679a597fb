"""python -m bench: everything, side by side, in one run. `check` holds the ratios against the stored ones."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.evaluate import GoldItem, read_gold
from bench import peers
from bench.archive_made import DEMO
from bench.growth import measured, room_for
from bench.judge import judged
from bench.plots import OURS, draw
from bench.report import Seen, known, regressions, write
from bench.stages import ingested, questioned
from bench.startup import first_answers, installed
from ui.compose import Office, office
from vectorstore.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
BASELINE = Path(__file__).parent / "baseline.json"
SIZES = (1_000, 10_000)
MILLION = 1_000_000

app = typer.Typer(add_completion=False, help=__doc__)


@app.command()
def run(
    gold: Annotated[list[Path] | None, typer.Option(help="more questions over the demo's reports")] = None,
    outside: Annotated[Path | None, typer.Option(help="the Python of an environment with haystack-ai and txtai")] = None,
    work: Annotated[Path | None, typer.Option(help="where archives are made")] = None,
    docs: Annotated[Path, typer.Option(help="where the report goes")] = DOCS,
) -> None:
    """Quality, speed and start, side by side; what was seen of growth stays in the report."""
    seen = Seen(load=os.getloadavg()[0], growth=known(docs).growth)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=work) as folder:
        with office(Settings(data=Path(folder))) as opened:
            _side_by_side(seen, opened, [DEMO / "questions.jsonl", *(gold or [])], outside)
        seen.first_answer = first_answers(Path(folder))
    seen.installed = installed()
    _told(seen, docs)


@app.command()
def grow(
    size: Annotated[list[int] | None, typer.Option(help="passages; may be given several times")] = None,
    million: Annotated[bool, typer.Option(help="also a million passages: hours, and 12 GB of disk twice over")] = False,
    work: Annotated[Path | None, typer.Option(help="where archives are made")] = None,
    docs: Annotated[Path, typer.Option(help="where the report goes")] = DOCS,
) -> None:
    """Growth, one size after another; each takes the place of what was seen of it before."""
    seen = known(docs)
    for passages in [*(size or SIZES), *([MILLION] if million else [])]:
        if not room_for(passages, work or Path(tempfile.gettempdir())):
            raise typer.BadParameter(f"too little room on the disk for {passages} passages")
        fresh = asdict(measured(passages, work))
        seen.growth = sorted([fresh, *(row for row in seen.growth if row["reports"] != fresh["reports"])], key=lambda row: row["passages"])
        _told(seen, docs)  # a long run that is stopped leaves what it has seen


@app.command()
def check(docs: Path = DOCS) -> None:
    """Fail where a ratio of the last run is worse than the stored one by more than a fifth."""
    now = json.loads((docs / "bench.json").read_text(encoding="utf-8"))["ratios"]
    worse = regressions(now, json.loads(BASELINE.read_text(encoding="utf-8")))
    for line in worse:
        print(line, file=sys.stderr)
    raise typer.Exit(1 if worse else 0)


@app.command()
def keep(docs: Path = DOCS) -> None:
    """Store the ratios of the last run as those to hold later ones against."""
    now = json.loads((docs / "bench.json").read_text(encoding="utf-8"))["ratios"]
    BASELINE.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _told(seen: Seen, docs: Path) -> None:
    write(seen, docs)
    draw(seen, docs)


def _side_by_side(seen: Seen, opened: Office, gold: list[Path], outside: Path | None) -> None:
    stages, reports = ingested(opened, sorted((DEMO / "reports").iterdir()))
    seen.ingest = stages.seconds
    items = {path.name: [item for item in read_gold(path) if not item.turns] for path in gold}
    questions = [item.question for part in items.values() for item in part]
    stages, answers = questioned(opened, questions)
    seen.question = stages.seconds
    found = [[hit.passage.text for hit in opened.library.search.search(question, None, peers.TOP)] for question in questions]
    shown = {OURS: [[answer.answer, *(citation.quote for citation in answer.citations)] for answer in answers]}
    shown[f"{OURS}: search alone"] = found
    texts = [report.text for report in reports]
    for peer in _peers(opened, texts, questions, outside):
        if peer.missing:
            seen.missing[peer.name] = peer.missing
        else:
            shown[peer.name] = [list(pieces) for pieces in peer.shown]
            seen.peers[peer.name] = list(peer.ask_s)
    _judge(seen, items, shown)


def _peers(opened: Office, texts: list[str], questions: list[str], outside: Path | None) -> list[peers.Peer]:
    embedder = opened.library.embedder
    here = [
        peers.asked("LangChain quickstart, our embedder", peers.quickstart(embedder, "ours"), texts, questions),
        peers.asked("BM25 alone", peers.bm25_alone, texts, questions),
    ]
    english = peers.Peer("LangChain quickstart, English MiniLM", missing="its weights are downloaded at first use; none are here")
    there = [peers.asked_outside(name, outside, texts, questions) for name in ("haystack", "txtai")] if outside else []
    return [*here, english, *there]


def _judge(seen: Seen, items: dict[str, list[GoldItem]], shown: dict[str, list[list[str]]]) -> None:
    at = 0
    for gold, part in items.items():
        seen.quality[gold] = {name: asdict(judged(part, all_shown[at : at + len(part)])) for name, all_shown in shown.items()}
        at += len(part)


if __name__ == "__main__":
    app()
