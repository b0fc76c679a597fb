"""Another model: refused first, then the whole archive embedded again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.vectorstore.made import DIMENSION, made_report, made_vectors
from vectorstore.archive import Archive
from vectorstore.dense import DenseIndex
from vectorstore.embedder import BUNDLED, Embedder
from vectorstore.errors import ModelMismatch
from vectorstore.library import Library, reindex
from vectorstore.settings import Settings


def test_reindex_makes_the_archive_the_new_model_s(tmp_path: Path, embedder: Embedder) -> None:
    shutil.copytree(BUNDLED, tmp_path / "renamed")
    report, data = made_report(["Xã có 127 hộ nghèo.", "Trồng mới 30 ha rừng."])
    archive = Archive.open(Settings(data=tmp_path / "data"), "some other model", DIMENSION)
    archive.add(report, data, made_vectors(report))
    archive.close()
    settings = Settings(data=tmp_path / "data", embedding_model=str(tmp_path / "renamed"))
    with pytest.raises(ModelMismatch, match="some other model"):
        Library.open(settings)
    seen: list[tuple[int, int]] = []
    reindex(settings, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]
    library = Library.open(settings)
    assert library.wait()
    assert library.search.search("hộ nghèo")[0].passage.text == "Xã có 127 hộ nghèo."
    stored = library.archive.vectors([f"{report.id}:0"])[f"{report.id}:0"]
    assert float(stored @ embedder.embed_report(report)[0]) > 0.97  # the one by torch, the other in whole numbers
    library.close()


@pytest.mark.parametrize("share", [0.01, 0.5, 1.0])
def test_the_dense_filter_holds_narrow_and_wide(tmp_path: Path, share: float) -> None:
    index = DenseIndex(tmp_path, DIMENSION)
    reports = [made_report([f"Câu {n} của báo cáo {r}." for n in range(5)], file_name=f"{r}.txt")[0] for r in range(8)]
    for report in reports:
        index.put(report, made_vectors(report))
    allowed = frozenset(report.id for report in reports[:2])
    found = index.search(made_vectors(reports[7])[0].tolist(), 10, allowed, share)
    assert len(found) == 10
    assert {key.partition(":")[0] for key in found} == allowed
    index.close()
