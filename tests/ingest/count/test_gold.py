"""The figures of five real reports against those that were marked by hand; the reports themselves stay outside the repository.

HOIBAOCAO_TEST_REPORTS names the folder that they are in. gold.jsonl has for each figure the report, the offset of its number in the
stored text, its value (with `upper` and `of`) and its unit; `optional` marks what may as well be left out.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.compile import compile_report
from ingest.read import read
from vectorstore.figure import ConflictKind, Figure
from vectorstore.report import Report

FOLDER = os.environ.get("HOIBAOCAO_TEST_REPORTS")
PRECISION, RECALL, UNITS = 0.98, 0.95, 0.95
MOST_CONFLICTS = 10

pytestmark = pytest.mark.skipif(not FOLDER, reason="HOIBAOCAO_TEST_REPORTS")

Gold = dict[tuple[str, int], dict[str, Any]]
Found = dict[tuple[str, int], Figure]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The reports by the first three characters of their names."""
    paths = sorted(Path(FOLDER or "").glob("*.txt"))
    return {path.name[:3]: compile_report(path.name, path.read_bytes(), read(path.name, path.read_bytes())) for path in paths}


@pytest.fixture(scope="module")
def found(reports: dict[str, Report]) -> Found:
    return {(name, _offset(report, figure)): figure for name, report in reports.items() for figure in report.figures}


@pytest.fixture(scope="module")
def gold() -> Gold:
    lines = (Path(__file__).parent / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {(row["report"], row["offset"]): row for row in map(json.loads, lines)}


def _offset(report: Report, figure: Figure) -> int:
    """Where the number begins, behind its qualifier."""
    return report.text.index(figure.written[:3].strip(), figure.span.start)


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def test_every_report_is_there(reports: dict[str, Report], gold: Gold) -> None:
    assert set(reports) == {name for name, _ in gold}


def test_what_is_entered_is_a_figure(found: Found, gold: Gold) -> None:
    wrong = found.keys() - gold.keys()
    assert 1 - len(wrong) / len(found) >= PRECISION, sorted(wrong)


def test_what_is_a_figure_is_entered(found: Found, gold: Gold) -> None:
    wanted = {key for key, row in gold.items() if not row.get("optional")}
    missing = wanted - found.keys()
    assert 1 - len(missing) / len(wanted) >= RECALL, sorted(missing)


def test_no_value_is_wrong(found: Found, gold: Gold) -> None:
    both = found.keys() & gold.keys()
    values = {key: (found[key].value, found[key].upper, found[key].of) for key in both}
    assert values == {key: tuple(_number(gold[key].get(name)) for name in ("value", "upper", "of")) for key in both}


def test_units_are_those_marked(found: Found, gold: Gold) -> None:
    both = found.keys() & gold.keys()
    wrong = {key: (found[key].unit, gold[key]["unit"]) for key in both if found[key].unit.lower() != gold[key]["unit"].lower()}
    assert 1 - len(wrong) / len(both) >= UNITS, wrong


def test_the_known_contradictions_are_found(reports: dict[str, Report]) -> None:
    said = [conflict.said for conflict in reports["001"].conflicts if conflict.kind is ConflictKind.SUM]
    for added, total in ((19, 15), (699, 696)):
        assert any(f" {added} " in words.split("(")[0] and f" {total} " in words.split(")")[1] for words in said), (added, total)


def test_few_conflicts_are_told(reports: dict[str, Report]) -> None:
    assert sum(len(report.conflicts) for report in reports.values()) <= MOST_CONFLICTS
