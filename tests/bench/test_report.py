from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.report import Seen, known, ratios, regressions, write

SIZE = {"reports": 60.0, "write_s": 9.0, "lexical_rebuild_s": 4.0, "dense_rebuild_s": 3.0, "reopen_s": 4.0, "settled_s": 5.0, "right": 0.9}
MORE = {"disk": 8e6, "memory": 6e8, "ask_p50": 0.08, "ask_p95": 0.2}


@pytest.fixture
def seen() -> Seen:
    seen = Seen()
    seen.ingest = {"embed": [2.0, 2.0], "database": [0.5, 0.5]}
    seen.question = {"answer": [0.09, 0.1, 0.2], "hybrid search": [0.03, 0.02], "embed the question": [0.01, 0.01]}
    seen.quality = {"gold": {"ours": {"questions": 3, "source": 0.9, "value": 0.8, "characters": 200.0}}}
    seen.missing = {"a peer": "no weights"}
    seen.growth = [{"passages": size, "cpu_p50": size**0.5, **SIZE, **MORE} for size in (1000.0, 10000.0)]
    seen.installed = {"torch": 700_000_000}
    return seen


def test_ratios_compare_what_one_run_saw(seen: Seen) -> None:
    found = ratios(seen)
    assert found["answer / hybrid search"] == pytest.approx(5.0)
    assert found["ingest without embedding / embedding"] == pytest.approx(0.25)
    assert found["processor time at 10000 / at 1000 passages"] == pytest.approx(10**0.5)


def test_only_what_is_worse_by_more_than_a_fifth_is_a_regression() -> None:
    was = {"a": 1.0, "b": 1.0, "gone": 1.0}
    assert regressions({"a": 1.19, "b": 1.21, "new": 9.0}, was) == ["b: 1.21, was 1.00"]
    assert regressions({"a": 0.5}, was) == []


def test_the_report_says_what_was_seen_and_what_was_left_out(seen: Seen, tmp_path: Path) -> None:
    write(seen, tmp_path)
    told = (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert "| ours | 3 | 0.90 | 0.80 | 200 |" in told
    assert "left out: a peer (no weights)" in told
    assert "| of it processor time | 32 s | 100 s | 0.50 |" in told
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["ratios"] == pytest.approx(ratios(seen))


def test_a_report_is_read_back_as_it_was(seen: Seen, tmp_path: Path) -> None:
    assert known(tmp_path) == Seen()
    write(seen, tmp_path)
    assert known(tmp_path) == seen
