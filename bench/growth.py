"""How the program bears a growing archive; each size is measured in a process of its own, which says what it saw as JSON."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answer import ChatFilters
from assistant.service.suggest import Candidate, candidates_of
from bench.fit import quantile
from bench.likeness import grown
from vectorstore.settings import Settings
from vectorstore.stored import ReportHeader

QUESTIONS = 60
LIMIT_S = 6 * 3600


@dataclass(frozen=True, slots=True)
class Grown:
    """What was seen at one size; seconds and bytes, `cpu` of the asking thread alone."""

    passages: float
    reports: float
    write_s: float
    lexical_rebuild_s: float
    dense_rebuild_s: float
    reopen_s: float  # until the first answer, imports and model included
    settled_s: float  # until both indexes answer
    disk: float
    memory: float
    ask_p50: float
    ask_p95: float
    cpu_p50: float
    right: float  # share of the answers that state the figure asked for


def measured(passages: int, root: Path | None) -> Grown:
    """Make an archive of that size, lose nothing of it, ask it; the folder is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="grown-", dir=root) as folder:
        made = _said(["made", folder, str(passages)])
        return Grown(**made, **_said(["asked", folder]))


def _said(arguments: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.growth", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=LIMIT_S, check=True)
    said: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return said


def make(data: Path, passages: int) -> dict[str, float]:
    """The archive in SQL, then both indexes, one after the other so that each has the machine to itself."""
    from bench.archive_made import seeds, write
    from vectorstore.archive import Archive
    from vectorstore.embedder import LocalEmbedder
    from vectorstore.library import Library

    embedder = LocalEmbedder()
    first = seeds(embedder)
    begun = time.perf_counter()
    reports, written = write(Settings(data=data), embedder, grown(first, passages))
    took = time.perf_counter() - begun
    library = Library(Archive.open(Settings(data=data), embedder.name, embedder.dimension), embedder, None)
    rebuilt = [_timed(index.start) for index in (library.lexical, library.dense)]
    library.close()
    return {
        "passages": written,
        "reports": reports,
        "write_s": took,
        "lexical_rebuild_s": rebuilt[0],
        "dense_rebuild_s": rebuilt[1],
        "disk": sum(path.stat().st_size for path in data.rglob("*") if path.is_file()),
    }


def _timed(step: object) -> float:
    begun = time.perf_counter()
    step()  # type: ignore[operator]
    return time.perf_counter() - begun


def ask(data: Path, begun: float) -> dict[str, float]:
    """Open it as a fresh process does, and put questions whose figures are known, each within a period or an issuer."""
    from ui.compose import open_office

    office = open_office(Settings(data=data))
    archive = office.library.archive
    questions = list(_questions(archive.headers(), archive.report))
    while not office.library.ready:
        time.sleep(0.01)
    office.desk.ask(questions[0][0].question, None, questions[0][1])
    first = time.time() - begun
    office.library.wait()
    settled = time.time() - begun
    wall, cpu, right = [], [], []
    for candidate, filters in questions:
        started, spent = time.perf_counter(), time.thread_time()
        answer = office.desk.ask(candidate.question, None, filters)
        wall.append(time.perf_counter() - started)
        cpu.append(time.thread_time() - spent)
        right.append(candidate.value in answer.answer)
    memory = _peak_memory()
    office.close()
    return {
        "reopen_s": first,
        "settled_s": settled,
        "memory": memory,
        "ask_p50": quantile(wall, 0.5),
        "ask_p95": quantile(wall, 0.95),
        "cpu_p50": quantile(cpu, 0.5),
        "right": sum(right) / len(right),
    }


def _questions(reports: Sequence[ReportHeader], load: object) -> Iterator[tuple[Candidate, ChatFilters]]:
    dice = random.Random(3)
    asked = 0
    for header in dice.sample(reports, len(reports)):
        found = list(candidates_of(load(header.id))) if header.issuer and header.period else []  # type: ignore[operator]
        if found and header.period:
            year = header.period.end.year
            by_year = ChatFilters(start=date(year, 1, 1), end=date(year, 12, 31))
            yield dice.choice(found), ChatFilters(issuers=(header.issuer or "",)) if asked % 2 else by_year
            asked += 1
        if asked == QUESTIONS:
            return


def _peak_memory() -> int:
    """Bytes of this process at its highest; mapped files of the indexes count as far as they were read."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(arguments: Sequence[str]) -> None:
    """`made FOLDER PASSAGES` or `asked FOLDER`; the last line is what was seen."""
    begun = time.time()
    what, folder = arguments[0], Path(arguments[1])
    seen = make(folder, int(arguments[2])) if what == "made" else ask(folder, begun)
    print(json.dumps(seen))


def room_for(passages: int, root: Path) -> bool:
    """Whether the disk takes an archive of that size (12 kB a passage, twice over while an index is made)."""
    return shutil.disk_usage(root).free > 2 * 12_000 * passages


if __name__ == "__main__":
    main(sys.argv[1:])
