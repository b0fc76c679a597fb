"""The bundled model: small, deterministic, Vietnamese."""

from __future__ import annotations

import numpy as np
import pytest

from tests.vectorstore.made import made_report
from vectorstore.embedder import Embedder, LocalEmbedder, embedded_text


def test_name_and_dimension_are_known_before_the_weights() -> None:
    embedder = LocalEmbedder()
    assert embedder.name.startswith("vi-report-embedder@")
    assert embedder.dimension == 384
    assert not embedder.ready


def test_vectors_are_unit_vectors_of_the_dimension(embedder: Embedder) -> None:
    vectors = embedder.vectors(["Xã có 127 hộ nghèo.", "từ " * 1000, ""])
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    assert embedder.vectors([]).shape == (0, 384)


def test_a_question_is_nearest_to_its_answer(embedder: Embedder) -> None:
    answers = embedder.vectors(["Trồng mới 30 ha rừng phòng hộ.", "Trạm y tế khám bệnh cho 412 lượt người."])
    for question in ("Trồng được bao nhiêu rừng?", "trong duoc bao nhieu rung"):
        assert np.argmax(answers @ np.array(embedder.embed_query(question))) == 0


def test_both_tone_placements_are_one(embedder: Embedder) -> None:
    old, new = embedder.embed_documents(["hoà giải ở cơ sở", "hòa giải ở cơ sở"])
    assert old == pytest.approx(new, abs=1e-5)


def test_the_words_of_a_passage_are_not_pushed_out_by_its_context() -> None:
    report, _ = made_report(["Xã có 127 hộ nghèo."], title="kết quả " * 200)
    words = embedded_text(report, report.passages[0]).split()
    assert len(words) < 50
    assert words[-5:] == ["Xã", "có", "127", "hộ", "nghèo."]
