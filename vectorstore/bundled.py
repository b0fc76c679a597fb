"""The bundled model by ONNX Runtime: passages in whole numbers, questions in full; neither torch nor sentence-transformers is imported."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.embedder import BUNDLED, LONGEST, Embedder, model_name
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

TOKENS = 1024  # of a batch: eight full passages, whose states stay in a core's cache
Encoded = Sequence[Sequence[int]]


class BundledEmbedder(Embedder):
    """Both graphs work with the one file of weights, and their vectors may stand side by side: the name is that of the weights."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        self._folder = folder
        self.name = model_name(folder)
        self.dimension = int(json.loads((folder / "config.json").read_bytes())["hidden_size"])
        self._loading = threading.Lock()
        self._tokenizer: Tokenizer | None = None
        self._questions: InferenceSession | None = None
        self._passages: InferenceSession | None = None

    @property
    def ready(self) -> bool:
        return self._questions is not None

    def load(self) -> InferenceSession:
        """What questions need; passages come with the first of them."""
        with self._loading:
            if self._questions is None:
                from tokenizers import Tokenizer

                self._tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                self._tokenizer.enable_truncation(LONGEST)
                self._questions = _session(self._folder / "questions.onnx")
            return self._questions

    def vectors(self, texts: list[str]) -> Vectors:
        """One unit vector a passage."""
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return found
        session = self._for_passages()
        encoded = self._encoded(texts)
        batches = list(_batches(encoded))
        # Threads of this call's own: they take over its priority, which a pool of the session's would not.
        with ThreadPoolExecutor(min(len(batches), os.cpu_count() or 1)) as threads:
            made = threads.map(lambda batch: _run(session, [encoded[n] for n in batch]), batches)
            for batch, vectors in zip(batches, made, strict=True):
                found[batch] = vectors
        return found

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in _run(self.load(), self._encoded([text]))[0]]

    def _for_passages(self) -> InferenceSession:
        self.load()
        with self._loading:
            if self._passages is None:
                self._passages = _session(self._folder / "passages.onnx")
            return self._passages

    def _encoded(self, texts: list[str]) -> Encoded:
        assert self._tokenizer is not None  # comes with the questions
        return [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]


def _session(graph: Path) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _batches(encoded: Encoded) -> Iterator[list[int]]:
    """Indexes of texts of like length, the longest first, so that hardly anything is filled up."""
    waiting = sorted(range(len(encoded)), key=lambda n: -len(encoded[n]))
    while waiting:
        count = max(1, TOKENS // len(encoded[waiting[0]]))
        yield waiting[:count]
        waiting = waiting[count:]


def _run(session: InferenceSession, encoded: Encoded) -> Vectors:
    longest = max(map(len, encoded))
    ids, mask = np.zeros((2, len(encoded), longest), dtype=np.int64)  # 0 is the token that fills up
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return np.asarray(session.run(None, {"input_ids": ids, "attention_mask": mask})[0], dtype=np.float32)
