"""Look into an index from a child process, because a broken one may end the process that opens it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vectorstore.archive import Archive

log = logging.getLogger(__name__)
SAMPLE = 32
TIMEOUT_S = 60
SAME = 0.999  # cosine of a vector with itself, less what rounding takes


def healthy(kind: str, folder: Path, archive: Archive) -> bool:
    """Whether the index has as many passages as SQL and finds a sample of them."""
    fault = fault_of(kind, folder, archive, archive.sample_keys(SAMPLE))
    if fault:
        log.warning("The probe of %s failed: %s", folder, fault)
    return fault is None


def fault_of(kind: str, folder: Path, archive: Archive, keys: Sequence[str]) -> str | None:
    """What is wrong with an index that should hold all passages and find these; None when nothing is."""
    question: dict[str, Any] = {"kind": kind, "folder": str(folder), "count": archive.counts()[1]}
    if kind == "dense":
        question["sample"] = {key: vector.tolist() for key, vector in archive.vectors(keys).items()}
    else:
        question["sample"] = {passage.key: passage.text for passage in archive.passages(keys)}
    return _ask(question)


def _ask(question: dict[str, Any]) -> str | None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "vectorstore.probe"],
            input=json.dumps(question).encode(),
            capture_output=True,
            env=environment,
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {TIMEOUT_S} s"
    return f"{child.stderr.decode(errors='replace')[-500:]} ({child.returncode})" if child.returncode else None


def _answer(question: dict[str, Any]) -> str | None:
    """What is wrong with the index, None when nothing is."""
    look = _look_dense if question["kind"] == "dense" else _look_lexical
    count, missing = look(Path(question["folder"]), question["sample"])
    if count != question["count"]:
        return f"{count} passages, SQL has {question['count']}"
    return f"not found: {missing}" if missing else None


def _look_dense(folder: Path, sample: dict[str, list[float]]) -> tuple[int, list[str]]:
    from vectorstore.dense import DenseIndex

    index = DenseIndex(folder, len(next(iter(sample.values()), [])))
    # Equal passages have equal vectors, so the nearest need not be the passage itself.
    missing = [key for key, vector in sample.items() if max(index.search(vector, 1).values(), default=0.0) < SAME]
    return index.count(), missing


def _look_lexical(folder: Path, sample: dict[str, str]) -> tuple[int, list[str]]:
    from vectorstore.lexical import Form, LexicalIndex, terms

    index = LexicalIndex(folder)
    missing = [key for key, text in sample.items() if terms(text, Form.EXACT) and key not in index.scores(text, Form.EXACT, [key])]
    return index.count(), missing


if __name__ == "__main__":
    fault = _answer(json.loads(sys.stdin.buffer.read()))
    if fault:
        sys.exit(fault)
