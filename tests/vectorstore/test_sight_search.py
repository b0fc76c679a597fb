"""Both indexes over a view: nothing that is not seen is found or counted, and seeing everything costs nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.vectorstore.made import made_report
from tests.vectorstore.made_sight import MARKS, sight_of
from vectorstore.library import Library

COMMON = "Trong tháng đã tổ chức 12 cuộc kiểm tra rừng"


@pytest.fixture
def filled(library: Library) -> Library:
    for unit, mark in MARKS.items():
        view = library.seen_by(sight_of(unit))
        for n in range(3):
            report, data = made_report(
                [f"{COMMON} {mark} lần {n}.", "Không có đơn thư."], file_name=f"{mark}-{n}.txt", issuer=f"Phòng {mark}"
            )
            view.add(replace(report, id=view.archive.fresh_id(report.sha256)), data)
    return library


@pytest.mark.parametrize("query", [COMMON, "kiem tra rung", *MARKS.values()])
def test_a_view_finds_its_own_by_words_and_by_meaning(filled: Library, query: str) -> None:
    for unit, mark in MARKS.items():
        hits = filled.seen_by(sight_of(unit)).search.search(query, k=20)
        assert hits
        assert {hit.passage.report.issuer for hit in hits} == {f"Phòng {mark}"}


def test_naming_a_report_of_another_unit_finds_nothing(filled: Library) -> None:
    own, other = (filled.seen_by(sight_of(unit)) for unit in MARKS)
    assert own.search.search(COMMON, other.archive.ids()) == []
    assert own.search.search(COMMON, frozenset()) == []
    named = own.archive.ids() | other.archive.ids()
    assert {hit.passage.report.id for hit in own.search.search(COMMON, named)} <= own.archive.ids()


def test_a_word_is_counted_in_what_is_seen(filled: Library) -> None:
    own, other = (filled.seen_by(sight_of(unit)).search for unit in MARKS)
    mine, theirs = MARKS.values()
    assert [filled.search.frequency(word) for word in ("rung", mine, theirs)] == [6, 3, 3]
    assert [own.frequency(word) for word in ("rung", mine, theirs)] == [3, 3, 0]
    assert other.frequency("rung") == 3


def test_a_count_follows_what_comes_in(filled: Library) -> None:
    unit, mark = next(iter(MARKS.items()))
    view = filled.seen_by(sight_of(unit))
    assert view.search.frequency("rung") == 3
    report, data = made_report([f"Rừng {mark} mới trồng."], file_name="moi.txt")
    view.add(replace(report, id=view.archive.fresh_id(report.sha256)), data)
    assert view.search.frequency("rung") == 4
    assert filled.seen_by(sight_of(list(MARKS)[1])).search.frequency("rung") == 3


def test_who_sees_everything_searches_without_a_filter(filled: Library) -> None:
    assert filled.search._among_seen(None) is None
    assert {hit.passage.report.issuer for hit in filled.search.search(COMMON, k=20)} == {f"Phòng {mark}" for mark in MARKS.values()}
