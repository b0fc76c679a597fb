"""Figures of two reports that state the same thing, and what is kept of where they do not agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.vectorstore.made import MARCH, bring_in, made_conflict, made_ledger
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.figure import ConflictKind, FigureKind
from vectorstore.report import Period, Report

FOREST = ("Diện tích rừng quế là 30 ha.", "30", "ha", "Diện tích rừng quế")
MORE = ("Diện tích rừng quế là 35 ha.", "35", "ha", "diện tích rừng quế")
MILLS = ("Có 12 cối giã gạo.", "12", "cối", "cối giã gạo")
YEAR = Period("năm 2026", date(2026, 1, 1), date(2026, 12, 31))


def written_by(issuer: str, *stated: tuple[str, str, str, str], **more: Any) -> tuple[Report, bytes]:
    return made_ledger(*stated, issuer=issuer, file_name=f"{issuer} {more.get('title', '')}.txt", **more)


def twins(archive: Archive, report: Report) -> list[tuple[int, str, int]]:
    return [(ordinal, twin.report_id, twin.figure.ordinal) for ordinal, twin in ledger.twins(archive, report)]


def test_the_same_thing_of_the_same_unit_and_period_is_a_twin(archive: Archive) -> None:
    first, data = written_by("UBND xã Bản Sen", MILLS, FOREST)
    bring_in(archive, first, data)
    second, _ = written_by("Đảng ủy xã Bản Sen", MORE)
    assert twins(archive, second) == [(0, first.id, 1)]
    ((_, twin),) = ledger.twins(archive, second)
    assert twin.figure == first.figures[1]


@pytest.mark.parametrize(
    ("issuer", "figure", "report"),
    [
        ("UBND xã Khe Lá", {}, {}),
        ("UBND huyện Bản Sen", {}, {}),
        ("UBND xã Bản Sen", {"period": YEAR}, {}),
        ("UBND xã Bản Sen", {"kind": FigureKind.PLAN}, {}),
        ("UBND xã Bản Sen", {"kind": FigureKind.CHANGE}, {}),
        ("UBND xã Bản Sen", {"unit": "m2"}, {}),
        ("UBND xã Bản Sen", {"place": "thôn Nà Hin"}, {}),
        ("UBND xã Bản Sen", {"indicator": "Diện tích rừng"}, {}),
        ("UBND xã Bản Sen", {"part_of": 0}, {}),
        ("UBND xã Bản Sen", {}, {"period": YEAR}),
        ("UBND xã Bản Sen", {}, {"period": None}),
    ],
)
def test_what_is_no_twin(archive: Archive, issuer: str, figure: dict[str, Any], report: dict[str, Any]) -> None:
    bring_in(archive, *written_by("UBND xã Bản Sen", FOREST, title="Báo cáo đầu"))
    assert twins(archive, written_by("UBND xã Bản Sen", MORE, title="Báo cáo sau")[0]) != []
    other, _ = written_by(issuer, MORE, title="Báo cáo sau", **report)
    other = replace(other, figures=(replace(other.figures[0], **figure),))
    assert twins(archive, other) == []


def test_an_indicator_of_few_words_says_too_little(archive: Archive) -> None:
    short = ("Có 30 ha rừng.", "30", "ha", "rừng")
    bring_in(archive, *written_by("UBND xã Bản Sen", short))
    assert twins(archive, written_by("Đảng ủy xã Bản Sen", short)[0]) == []


def test_an_earlier_version_of_a_report_is_no_other_report(archive: Archive) -> None:
    bring_in(archive, *written_by("UBND xã Bản Sen", FOREST))
    newer, _ = written_by("UBND xã Bản Sen", MORE)
    assert twins(archive, newer) == []


def test_a_named_period_is_met_by_the_report_of_that_period(archive: Archive) -> None:
    march, data = written_by("UBND xã Bản Sen", FOREST)
    bring_in(archive, march, data)
    later, _ = written_by("Đảng ủy xã Bản Sen", MORE, period=YEAR)
    assert twins(archive, later) == []
    named = replace(later, figures=(replace(later.figures[0], period=MARCH),))
    assert twins(archive, named) == [(0, march.id, 0)]


# --- What is kept -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair(archive: Archive) -> tuple[Report, Report]:
    """Two reports; the second has a conflict of its own, and one with the first."""
    first, data = written_by("UBND xã Bản Sen", FOREST)
    bring_in(archive, first, data)
    second, data = written_by("Đảng ủy xã Bản Sen", MORE, MILLS)
    across = made_conflict("Hai báo cáo ghi khác nhau.", (first, 0), (second, 0))
    second = replace(second, conflicts=(made_conflict("Tổng không khớp.", (second, 0), (second, 1)), across))
    bring_in(archive, second, data)
    return first, second


def said(archive: Archive, report: Report) -> list[str]:
    return [conflict.said for conflict in ledger.conflicts_in(archive, report.id)]


def test_conflicts_come_with_their_rows(archive: Archive, pair: tuple[Report, Report]) -> None:
    first, second = pair
    page = ledger.conflicts(archive, 10)
    assert (page.total, [conflict.said for conflict in page.conflicts]) == (2, ["Tổng không khớp.", "Hai báo cáo ghi khác nhau."])
    across = page.conflicts[1]
    assert across.kind is ConflictKind.VALUES
    assert [(row.report.id, row.figure.written, row.quote) for row in across.rows] == [
        (first.id, "30", FOREST[0]),
        (second.id, "35", MORE[0]),
    ]


def test_pages_of_conflicts(archive: Archive, pair: tuple[Report, Report]) -> None:
    page = ledger.conflicts(archive, 1, 1)
    assert (page.total, [conflict.said for conflict in page.conflicts]) == (2, ["Hai báo cáo ghi khác nhau."])
    assert ledger.conflicts(archive, 5, 2).conflicts == ()


def test_either_report_has_its_part_in_a_conflict(archive: Archive, pair: tuple[Report, Report]) -> None:
    first, second = pair
    assert said(archive, first) == ["Hai báo cáo ghi khác nhau."]
    assert said(archive, second) == ["Tổng không khớp.", "Hai báo cáo ghi khác nhau."]


@pytest.mark.parametrize("gone", [0, 1])
def test_a_conflict_goes_with_either_report(archive: Archive, pair: tuple[Report, Report], gone: int) -> None:
    archive.delete(pair[gone].id)
    assert said(archive, pair[1 - gone]) == (["Tổng không khớp."] if gone == 0 else [])


def test_a_conflict_goes_with_the_version_that_it_was_in(archive: Archive, pair: tuple[Report, Report]) -> None:
    newer, data = written_by("Đảng ủy xã Bản Sen", FOREST)
    bring_in(archive, newer, data)
    assert ledger.conflicts(archive, 10).total == 0
