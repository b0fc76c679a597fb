"""An archive that is cheap to fill: made-up report files through the real readers, and vectors that need no model."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from ingest.compile import compile_report
from ingest.read import read
from vectorstore.archive import Archive
from vectorstore.embedder import Embedder
from vectorstore.library import Library
from vectorstore.report import Report
from vectorstore.settings import Settings
from vectorstore.vectors import Vectors

DIMENSION = 64
TASKS = ("trồng rừng", "làm đường liên thôn", "khám sức khỏe", "thu ngân sách", "dạy nghề", "chăn nuôi bò", "tuần tra", "cấp thẻ bảo hiểm")
HEAD = """ỦY BAN NHÂN DÂN
XÃ THÔNG REO SỐ {n}
Số: {n}/BC-UBND

BÁO CÁO
Kết quả công tác tháng {month} năm 2026 của xã Thông Reo số {n}

I. KẾT QUẢ THỰC HIỆN
"""


class WordEmbedder(Embedder):
    """Unit vectors from the words alone: texts that share words lie near each other, as with a real model."""

    # By chance alone all vectors would lie equally far apart, where a graph finds 85 in 100 of the nearest ten.
    name = "made"
    dimension = DIMENSION
    ready = True

    def load(self) -> object:
        return self

    def vectors(self, texts: list[str]) -> Vectors:
        sums = [np.sum([_of_word(word) for word in text.split()], axis=0) for text in texts]
        array = np.array(sums, dtype=np.float32).reshape(len(texts), DIMENSION)
        unit: Vectors = array / np.linalg.norm(array, axis=1, keepdims=True)
        return unit


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> Vectors:
    drawn: Vectors = np.random.default_rng(zlib.crc32(word.encode())).normal(size=DIMENSION).astype(np.float32)
    return drawn


def file_name(n: int) -> str:
    return f"bao-cao-{n:05}.txt"


def file_bytes(n: int, version: int = 0, paragraphs: int = 24) -> bytes:
    """Another version is the same report with other figures."""
    lines = [_paragraph(n, version, p) for p in range(paragraphs)]
    return (HEAD.format(n=n, month=1 + n % 12) + "\n".join(lines) + "\n").encode()


def _paragraph(n: int, version: int, p: int) -> str:
    task = TASKS[p % len(TASKS)]
    done = f"{p + 1}. Công tác {task}: Ủy ban nhân dân xã đã thực hiện {100 * n + p} lượt {task} tại thôn {p}"
    return f"{done}, tăng {version + 2} lượt so với tháng trước, kinh phí {n + p + 3},5 triệu đồng."


def report_id(n: int, version: int = 0) -> str:
    return hashlib.sha256(file_bytes(n, version)).hexdigest()[:16]


@cache
def report(n: int, version: int = 0) -> Report:
    """The report as the pipeline makes it."""
    data = file_bytes(n, version)
    return compile_report(file_name(n), data, read(file_name(n), data))


@contextmanager
def opened(data: Path) -> Iterator[Library]:
    """The library over that folder with both indexes up, closed in the end as a command closes it."""
    embedder = WordEmbedder()
    library = Library(Archive.open(Settings(data=data), embedder.name, embedder.dimension), embedder, None)
    library._start(library.lexical.start, library.dense.start)
    library.wait()
    try:
        yield library
    finally:
        library.close()
