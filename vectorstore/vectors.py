"""Vectors and the names of the passages they stand for, without any database behind them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
STORED = np.dtype("<f4")


def packed(embedding: Vectors) -> bytes:
    return embedding.astype(STORED).tobytes()


def unpacked(blob: bytes) -> Vectors:
    return np.frombuffer(blob, dtype=STORED).astype(np.float32)


def passage_key(report_id: str, ordinal: int) -> str:
    """The name of a passage in both indexes."""
    return f"{report_id}:{ordinal}"


def split_key(key: str) -> tuple[str, int]:
    report_id, _, ordinal = key.rpartition(":")
    return report_id, int(ordinal)
