"""Words become vectors: LangChain Embeddings, and those of a sentence-transformers model on the CPU."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.report import Passage, Report
from vectorstore.vectors import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = Path(__file__).parent / "models" / "vi-report-embedder"
BATCH = 8  # states of a larger one leave the cache
LONGEST = 256  # tokens that the bundled model reads
TAIL = 1 << 20
TITLE_WORDS, HEADING_WORDS, LEAD_WORDS = 12, 10, 20


class Embedder(Embeddings, ABC):
    """What turns passages and questions into unit vectors; its name says whose vectors they are."""

    name: str
    dimension: int

    @property
    @abstractmethod
    def ready(self) -> bool: ...

    @abstractmethod
    def load(self) -> object:
        """Make it ready; a second caller waits for the first."""

    @abstractmethod
    def vectors(self, texts: list[str]) -> Vectors:
        """One unit vector a text."""

    def embed_report(self, report: Report) -> Vectors:
        return self.vectors([embedded_text(report, passage) for passage in report.passages])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in vector] for vector in self.vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class LocalEmbedder(Embedder):
    """Knows its name and dimension at once; torch and the weights come with `load` or the first text."""

    def __init__(self, model: str | None = None) -> None:
        self._source = str(model or BUNDLED)
        self._model: SentenceTransformer | None = None
        self._loading = threading.Lock()
        folder = Path(self._source)
        if folder.is_dir():
            self.name = model_name(folder)
            self.dimension = int(json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"])
        else:  # a name in the Hugging Face cache: only the loaded model knows its dimension
            self.name = self._source
            self.dimension = int(self.load().get_embedding_dimension() or 0)

    @property
    def ready(self) -> bool:
        return self._model is not None

    def load(self) -> SentenceTransformer:
        """Load the weights once; a second caller waits for the first."""
        with self._loading:
            if self._model is None:
                import torch
                from sentence_transformers import SentenceTransformer
                from transformers.utils.logging import disable_progress_bar

                disable_progress_bar()  # type: ignore[no-untyped-call]
                torch.set_num_threads(os.cpu_count() or 1)
                # float32: half precision is slow on a CPU
                self._model = SentenceTransformer(self._source, device="cpu", model_kwargs={"dtype": torch.float32})
                self._model.max_seq_length = LONGEST
            return self._model

    def vectors(self, texts: list[str]) -> Vectors:
        """One unit vector a text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        encoded = self.load().encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, dtype=np.float32)


def embedded_text(report: Report, passage: Passage) -> str:
    """What is embedded for a passage: a short context line, then its own words."""
    # The whole context takes 105 of the 256 tokens and pushed one passage in five over the edge; cut, it is found as well and faster.
    period = report.period.label if report.period else ""
    heads = [_cut(head, HEADING_WORDS) for head in passage.section]
    parts = (report.issuer or "", period, _cut(report.title, TITLE_WORDS), *heads, _cut(passage.lead, LEAD_WORDS))
    return " › ".join(part for part in parts if part) + "\n" + passage.clean(report.text)


def _cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def model_name(folder: Path) -> str:
    """A model in a folder: its name, and which weights those are."""
    return f"{folder.name}@{_fingerprint(folder)}"


def _fingerprint(folder: Path) -> str:
    """Tells two models in folders of the same name apart: configuration, size and tail of the weights."""
    digest = hashlib.sha256((folder / "config.json").read_bytes())
    for weights in sorted(folder.glob("*.safetensors")):
        size = weights.stat().st_size
        with weights.open("rb") as file:
            file.seek(max(0, size - TAIL))
            digest.update(f"{weights.name} {size}".encode() + file.read())
    return digest.hexdigest()[:12]
