"""Other ways to find the same: each is given the reports' texts and shows its first four pieces for a question."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorstore.embedder import Embedder
from vectorstore.text.normalize import syllables

TOP = 4  # pieces, as in the quickstart
SIZE, OVERLAP = 1000, 200  # characters of its pieces
OUTSIDE = Path(__file__).parent / "outside"  # scripts that run in an environment of their own
LIMIT_S = 600

Find = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Peer:
    """What it showed for each question, and its seconds; `missing` says why it could not be asked."""

    name: str
    shown: tuple[tuple[str, ...], ...] = ()
    fill_s: float = 0.0
    ask_s: tuple[float, ...] = ()
    missing: str = ""


def quickstart_pieces(texts: Sequence[str]) -> list[str]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    return [piece for text in texts for piece in splitter.split_text(text)]


def quickstart(embedder: Embedder, name: str) -> Callable[[Sequence[str]], Find]:
    """Recursive pieces, vectors and Chroma with all that it sets by itself."""

    def filled(texts: Sequence[str]) -> Find:
        from langchain_chroma import Chroma

        pieces = quickstart_pieces(texts)
        store = Chroma.from_texts(pieces, embedder, collection_name=name)
        return lambda question: [document.page_content for document in store.similarity_search(question, k=TOP)]

    return filled


def bm25_alone(texts: Sequence[str]) -> Find:
    """The same pieces by BM25 over syllables."""
    import bm25s

    pieces = quickstart_pieces(texts)
    index = bm25s.BM25()
    index.index([syllables(piece) for piece in pieces], show_progress=False)

    def find(question: str) -> list[str]:
        found, _ = index.retrieve([syllables(question)], k=min(TOP, len(pieces)), show_progress=False)
        return [pieces[int(at)] for at in found[0]]

    return find


def asked(name: str, filled: Callable[[Sequence[str]], Find], texts: Sequence[str], questions: Sequence[str]) -> Peer:
    """Fill it and ask it everything; one that cannot be had here says so."""
    try:
        begun = time.perf_counter()
        find = filled(texts)
        fill_s = time.perf_counter() - begun
        timed = [_timed(find, question) for question in questions]
    except (ImportError, OSError) as error:
        return Peer(name, missing=f"{type(error).__name__}: {str(error).splitlines()[0][:120]}")
    return Peer(name, tuple(pieces for pieces, _ in timed), fill_s, tuple(took for _, took in timed))


def _timed(find: Find, question: str) -> tuple[tuple[str, ...], float]:
    begun = time.perf_counter()
    pieces = tuple(find(question))
    return pieces, time.perf_counter() - begun


def asked_outside(name: str, python: Path, texts: Sequence[str], questions: Sequence[str]) -> Peer:
    """The same in another environment's Python, so that its packages change none of ours."""
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "given.json", Path(folder) / "told.json"
        given.write_text(json.dumps({"texts": list(texts), "questions": list(questions), "top": TOP}), encoding="utf-8")
        command = [str(python), str(OUTSIDE / f"ask_{name}.py"), str(given), str(told)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            return Peer(name, missing=type(error).__name__)
        if done.returncode or not told.exists():
            return Peer(name, missing=(done.stderr.strip().splitlines() or ["no answer"])[-1][:120])
        said = json.loads(told.read_text(encoding="utf-8"))
    return Peer(name, tuple(map(tuple, said["shown"])), said["fill_s"], tuple(said["ask_s"]))
