"""The servers' stores answer the demo questions as one machine's do, in every word, citation and figure."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.measure.same_answers import DEMO, OnceEmbedder, answers, filled
from vectorstore.embedder import LocalEmbedder
from vectorstore.settings import Settings

REPORTS = ("02_quy-che-phoi-hop_quy-IV-2025.txt", "05_quy-che-phoi-hop_quy-IV-2026.txt", "12_thuong-truc-dang-uy_ban-sen_lan-8-lan-9.txt")


def questions() -> list[dict[str, Any]]:
    """Those that these reports answer, and a few that none does."""
    items = [json.loads(line) for line in (DEMO / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    held = [item for item in items if item["answerable"] and {source["file"] for source in item["sources"]} <= set(REPORTS)]
    return held + [item for item in items if not item["answerable"]][:3]


def test_the_answers_are_the_same(tmp_path: Path, empty_database: str, chroma_url: str) -> None:
    (tmp_path / "reports").mkdir()
    for name in REPORTS:
        shutil.copy(DEMO / "reports" / name, tmp_path / "reports")
    embedder = OnceEmbedder(LocalEmbedder())
    one = Settings(data=tmp_path / "one")
    many = Settings(data=tmp_path / "many", database_url=empty_database, chroma_url=chroma_url)
    asked = questions()
    assert len(asked) >= 8
    with filled(one, embedder, tmp_path / "reports") as alone, filled(many, embedder, tmp_path / "reports") as shared:
        pairs = list(zip(asked, answers(alone, asked), answers(shared, asked), strict=True))
    assert [(item["id"], there.answer) for item, _, there in pairs] == [(item["id"], here.answer) for item, here, _ in pairs]
    assert any(here.answer["answerable"] for _, here, _ in pairs) and not all(here.answer["answerable"] for _, here, _ in pairs)
