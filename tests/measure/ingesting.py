"""Reports a second into an archive by stage, vectors left out: PYTHONPATH=. python tests/measure/ingesting.py [FOLDER | COUNT].

Without arguments the demo archive; COUNT small reports are made up. Stages are told by the processor seconds of their process, since the
clock also counts what other programs took.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from ingest.apart import compile_apart
from ingest.compile import compile_report, counted
from ingest.describe import describe
from ingest.pipeline import ingest_paths
from ingest.read.file import read
from ingest.split import split
from tests.torture.made_files import made_folder
from vectorstore import index
from vectorstore.archive import Archive
from vectorstore.dense import DenseIndex
from vectorstore.embedder import Embedder
from vectorstore.lexical import LexicalIndex
from vectorstore.library import Library
from vectorstore.settings import Settings
from vectorstore.vectors import Vectors

DEMO = Path(__file__).parents[2] / "demo" / "reports"
DIMENSION = 384


class NoModel(Embedder):
    """Vectors by chance."""

    name, dimension, ready = "none", DIMENSION, True

    def load(self) -> object:
        return self

    def vectors(self, texts: list[str]) -> Vectors:
        vectors = np.random.default_rng(len(texts)).standard_normal((len(texts), DIMENSION)).astype(np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def main(folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    spent: dict[str, float] = defaultdict(float)
    _timed(spent, Archive, "add", "SQL and file")
    _timed(spent, LexicalIndex, "put", "Tantivy")
    _timed(spent, DenseIndex, "put", "Chroma")
    _timed(spent, index, "put_seal", "seal")
    with tempfile.TemporaryDirectory() as data:
        library = Library(Archive.open(Settings(data=Path(data)), NoModel.name, DIMENSION), NoModel(), None)
        library.lexical.start()
        library.dense.start()
        compile_apart("a.txt", b"a")  # the process that reads has come up
        spent.clear()
        clock, processor = time.perf_counter(), time.process_time()
        results = ingest_paths([folder], library)
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        library.close()
    each = 1000 * processor / len(results)
    print(f"{len(results)} reports, {len(results) / clock:.2f} a second by the clock, {each:.0f} ms of the archive's processor each")
    _reading(files, spent)
    for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{stage:32} {1000 * seconds / len(results):7.1f} ms a report")


def _reading(files: list[Path], spent: dict[str, float]) -> None:
    """What the process that reads does, here by itself."""
    for path in files:
        began = time.process_time()
        source = read(path.name, path.read_bytes())
        spent["read (in its own process)"] += (read_at := time.process_time()) - began
        found = describe(source.text)
        split(source.text, found.body, source.pages)
        spent["describe, split (there)"] += time.process_time() - read_at
    reports = [compile_report(path.name, path.read_bytes(), read(path.name, path.read_bytes())) for path in files]
    began = time.process_time()
    for report in reports:
        counted(report)
    spent["count, compare (there)"] += time.process_time() - began


def _timed(spent: dict[str, float], owner: Any, name: str, stage: str) -> None:
    plain: Callable[..., Any] = getattr(owner, name)

    def timed(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return plain(*given, **named)
        finally:
            spent[stage] += time.process_time() - began

    setattr(owner, name, timed)


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else str(DEMO)
    if what.isdigit():
        with tempfile.TemporaryDirectory() as made:
            made_folder(Path(made), int(what))
            main(Path(made))
    else:
        main(Path(what))
