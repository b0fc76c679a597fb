"""The bundled model by ONNX Runtime: the vectors of its weights, sooner than torch makes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from vectorstore.bundled import TOKENS, BundledEmbedder, _batches
from vectorstore.embedder import BUNDLED, LocalEmbedder

SENTENCES = [
    "UBND xã Mường Vân › tháng 3 năm 2026 › Kết quả công tác\nToàn xã còn 127 hộ nghèo, giảm 12 hộ so với cùng kỳ.",
    "Trồng mới 30 ha rừng phòng hộ, đạt 102% kế hoạch năm.",
    "hoà giải ở cơ sở",
    "trong duoc bao nhieu rung",
    "Trạm y tế khám bệnh cho 412 lượt người. " * 40,  # more than is read
    "",
]


@pytest.fixture(scope="module")
def bundled() -> BundledEmbedder:
    embedder = BundledEmbedder()
    embedder.load()
    return embedder


@pytest.fixture(scope="module")
def plain() -> LocalEmbedder:
    return LocalEmbedder()


def test_questions_have_the_vectors_that_sentence_transformers_gives(bundled: BundledEmbedder, plain: LocalEmbedder) -> None:
    asked = np.array([bundled.embed_query(text) for text in SENTENCES])
    assert asked == pytest.approx(plain.vectors(SENTENCES), abs=1e-4)


def test_passages_have_nearly_the_same(bundled: BundledEmbedder, plain: LocalEmbedder) -> None:
    cosines = (bundled.vectors(SENTENCES) * plain.vectors(SENTENCES)).sum(axis=1)
    assert cosines.min() > 0.97


def test_both_ways_are_one_model_so_that_an_older_archive_opens(bundled: BundledEmbedder, plain: LocalEmbedder) -> None:
    assert (bundled.name, bundled.dimension) == (plain.name, plain.dimension)


def test_vectors_are_unit_vectors_in_the_order_of_their_texts(bundled: BundledEmbedder) -> None:
    texts = [f"Thôn {n} có {n} hộ nghèo. " * (1 + n % 5) for n in range(40)]
    vectors = bundled.vectors(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    assert [int(np.argmax(vectors @ np.array(bundled.embed_query(texts[n])))) for n in (0, 13, 39)] == [0, 13, 39]
    assert bundled.vectors([]).shape == (0, 384)


def test_batches_hold_texts_of_like_length_and_each_once() -> None:
    encoded = [[1] * length for length in (200, 3, 180, 4, 2 * TOKENS, 190)]
    batches = list(_batches(encoded))
    assert batches[0] == [4]
    assert sorted(n for batch in batches for n in batch) == list(range(6))
    assert all(len(batch) == 1 or len(batch) * len(encoded[batch[0]]) <= TOKENS for batch in batches)


def test_neither_torch_nor_sentence_transformers_is_imported() -> None:
    code = (
        "import sys; from vectorstore.bundled import BundledEmbedder; e = BundledEmbedder(); e.embed_query('a'); e.vectors(['b']);"
        "sys.exit(', '.join(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 0, done.stderr


def test_the_shipped_graphs_are_those_that_are_drawn() -> None:
    pytest.importorskip("onnx")
    from vectorstore.models.graphs import Exact, Quantised, drawn

    for name, kind in (("questions", Exact), ("passages", Quantised)):
        assert drawn(BUNDLED, kind).SerializeToString() == (BUNDLED / f"{name}.onnx").read_bytes()
