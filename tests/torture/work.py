"""What the processes do that are killed, and the one that looks at what they left; each runs in a process of its own."""

from __future__ import annotations

import hashlib
import importlib
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ingest.pipeline import ingest_path, ingest_paths
from tests.torture.made import WordEmbedder, file_bytes, file_name, opened, report, report_id
from vectorstore import index
from vectorstore.archive import Archive
from vectorstore.lexical import Form, terms
from vectorstore.library import Library
from vectorstore.records import FigureRow, PassageRow
from vectorstore.report import Report
from vectorstore.settings import Settings
from vectorstore.vectors import passage_key

MODEL_DIMENSION = 384
Step = tuple[Any, ...]  # ("add", n, version), ("many", ((n, version), …)), ("edit", n, version, number), ("delete", n, version), ("purge",)


@dataclass(frozen=True, slots=True)
class Deadly:
    """The call of a function, named "module:path", that kills its process: before it does its work, or after."""

    target: str
    call: int
    after: bool

    def arm(self) -> None:
        module, _, path = self.target.partition(":")
        *owners, name = path.split(".")
        owner: Any = importlib.import_module(module)
        for part in owners:
            owner = getattr(owner, part)
        setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        calls = 0

        def counted(*args: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == self.call and not self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = function(*args, **named)
            if calls >= self.call and self.after:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted


def work(data: Path, steps: list[Step], journal: Path, deadly: Deadly | None) -> None:
    """Do the steps; every one is written down before it begins ("?") and when it is acknowledged ("!")."""
    _quiet()
    spared: Any = index  # its child processes take most of the time, and `look` has asked for every vector
    spared.healthy = lambda kind, folder, archive: True
    with journal.open("ab", buffering=0) as file:

        def note(mark: str, *words: object) -> None:
            file.write((" ".join(map(str, (mark, *words))) + "\n").encode())

        if deadly and deadly.target.endswith("rebuild"):  # only when the archive opens
            deadly.arm()
        with opened(data) as library:
            note("up")
            if deadly:
                deadly.arm()
            for step in steps:
                _do(library, data.parent / "in", step, note)
    note_done = journal.with_name("done")
    note_done.touch()


def migrate(data: Path, deadly: Deadly) -> None:
    """Open an older archive, which brings its tables to this release."""
    _quiet()
    deadly.arm()
    Archive.open(Settings(data=data), "model", MODEL_DIMENSION).close()


def _do(library: Library, inbox: Path, step: Step, note: Callable[..., None]) -> None:
    kind, *what = step
    if kind == "add":
        note("?", *step)
        ingest_path(_written(inbox, *what), library)
        note("!", *step)
    elif kind == "many":
        _do_many(library, inbox, what[0], note)
    elif kind == "purge":
        library.purge()
    elif kind == "wait":
        time.sleep(600)
    else:
        note("?", *step)
        n, version, *more = what
        if kind == "edit":
            library.update(report_id(n, version), number=more[0])
        else:
            library.delete(report_id(n, version))
        note("!", *step)


def _do_many(library: Library, inbox: Path, wanted: list[tuple[int, int]], note: Callable[..., None]) -> None:
    """One gathered ingest; a file is acknowledged when its progress is told."""
    for pair in wanted:
        note("?", "add", *pair)
    pending = iter(wanted)
    ingest_paths([_written(inbox, *pair) for pair in wanted], library, lambda result, done, total: note("!", "add", *next(pending)))


def _written(inbox: Path, n: int, version: int) -> Path:
    inbox.mkdir(exist_ok=True)
    path = inbox / file_name(n)
    path.write_bytes(file_bytes(n, version))
    return path


def _quiet() -> None:
    import logging

    logging.disable(logging.CRITICAL)


# --- Looking at what is there -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """What an opened archive holds: the fingerprint of each report, what is wrong with the indexes, and how long the opening took."""

    reports: dict[str, str]
    faults: list[str]
    seconds: float
    added: list[str]  # files that a second ingest of everything brought in


def look(data: Path, again: list[tuple[int, int]]) -> Seen:
    """Open the archive, compare SQL, files and every vector of both indexes; then ingest those files again."""
    _quiet()
    start = time.perf_counter()
    with opened(data) as library:
        seconds = time.perf_counter() - start
        faults = [*_file_faults(library.archive), *_index_faults(library)]
        reports = {id: fingerprint(library.archive, id) for id in sorted(library.archive.ids())}
        if again:
            results = ingest_paths([_written(data.parent / "in", *pair) for pair in again], library)
            added = [result.name for result in results if result.state == "added" or result.state == "replaced"]
            faults += [f"not ingested: {result}" for result in results if result.report_id is None]
            faults += _count_faults(library)
        else:
            added = []
    return Seen(reports, faults, seconds, added)


def fingerprint(archive: Archive, id: str) -> str:
    """Of everything that the archive keeps of a report: its row, passages, vectors, figures and file."""
    kept = archive.report(id)
    with archive.read() as session:
        figures = session.scalars(select(FigureRow.written).where(FigureRow.report_id == id).order_by(FigureRow.ordinal)).all()
        blobs = session.scalars(select(PassageRow.embedding).where(PassageRow.report_id == id).order_by(PassageRow.ordinal)).all()
    return _digest(kept, list(figures), b"".join(blobs), archive.file(id).data)


def expected(n: int, version: int, number: str | None = None) -> str:
    """The fingerprint that the report should have."""
    made = report(n, version)
    if number is not None:
        made = replace(made, number=number, inferred=tuple(name for name in made.inferred if name != "number"))
    vectors = WordEmbedder().embed_report(made)
    return _digest(made, [figure.written for figure in made.figures], vectors.astype("<f4").tobytes(), file_bytes(n, version))


def _digest(kept: Report, figures: list[str], vectors: bytes, data: bytes) -> str:
    plain = replace(kept, figures=(), conflicts=())
    parts = (repr(plain), plain.text, repr(plain.passages), repr(figures))
    return hashlib.sha256("\0".join(parts).encode() + vectors + data).hexdigest()


def _file_faults(archive: Archive) -> list[str]:
    files = {path.name for path in (archive.data / "files").iterdir()}
    database = sqlite3.connect(archive.data / "archive.sqlite3")
    said = database.execute("PRAGMA integrity_check").fetchone()[0]
    database.close()
    faults = [f"integrity: {said}"] if said != "ok" else []
    return faults + [f"file without report, or report without file: {name}" for name in files ^ archive.ids()]


def _index_faults(library: Library) -> list[str]:
    """Every vector and every text asks for itself."""
    faults = _count_faults(library)
    dense = library.dense.current
    if faults or dense is None:
        return faults
    for id, keys, vectors in library.archive.all_embeddings():
        found = [near[0] for near in dense._collection.query(query_embeddings=vectors, n_results=1, include=[])["ids"]]  # type: ignore[attr-defined]
        faults += [f"dense does not find {key} but {other}" for key, other in zip(keys, found, strict=True) if key != other]
        faults += [f"lexical does not find {key}" for key in _unheard(library, id)]
    return faults


def _count_faults(library: Library) -> list[str]:
    lexical, dense = library.lexical.current, library.dense.current
    if lexical is None or dense is None:
        return [f"lexical {library.lexical.state}, dense {library.dense.state}"]
    total = library.archive.counts()[1]
    return [f"{index.count()} in the index, SQL has {total}" for index in (lexical, dense) if index.count() != total]


def _unheard(library: Library, id: str) -> list[str]:
    made = library.archive.report(id)
    texts = {passage_key(id, passage.ordinal): passage.clean(made.text)[:60] for passage in made.passages}
    index = library.lexical.current
    return [key for key, text in texts.items() if terms(text, Form.EXACT) and index and key not in index.scores(text, Form.EXACT, [key])]


def fill(data: Path, reports: int) -> int:
    """Make an archive of so many reports; how many passages it has."""
    _quiet()
    with opened(data) as library:
        ingest_paths([_written(data.parent / "in", n, 0) for n in range(reports)], library)
        return library.archive.counts()[1]


QUESTIONS = ("trồng rừng thôn 3", "kham suc khoe", "kinh phí thu ngân sách", "tuần tra xã Thông Reo số 7", "107 lượt")
Tops = list[tuple[list[str], ...]]


def answers(data: Path) -> Tops:
    """The top ten of some questions: by the words, by their vectors, and by both together."""
    _quiet()
    with opened(data) as library:
        lexical, dense = library.lexical.current, library.dense.current
        assert lexical and dense
        tops: Tops = []
        for question in QUESTIONS:
            vector = library.embedder.embed_query(question)
            both = [hit.passage.key for hit in library.search.search(question)]
            tops.append((_top(lexical.search(question, Form.FOLDED, 50)), _top(dense.search(vector, 10)), both))
        return tops


def _top(scores: dict[str, float]) -> list[str]:
    """The ten best, equals by name: their order in an index is by chance."""
    best = sorted(scores.items(), key=lambda item: (-round(item[1], 4), item[0]))
    return [key for key, _ in best[:10]]
