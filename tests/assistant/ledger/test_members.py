"""Which units of government a question is about together."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.ledger.members import group_of, shown, version_of
from assistant.question import Place
from tests.assistant.ledger.made import UNITS
from tests.assistant.made import header
from vectorstore.government import Government

AFTER, BEFORE = date(2026, 3, 31), date(2024, 12, 31)
ALL = ["ben go", "da bac", "suoi may", "thong reo"]


def names(text: str, day: date = AFTER, kind: str = "xa", units: tuple[Government, ...] = UNITS, *issuers: str) -> list[str]:
    reports = [header(issuer) for issuer in issuers]
    return sorted(place.name for place in group_of(text, kind, day, units, reports).members)


@pytest.mark.parametrize("text", ["các xã huyện Nậm Khe", "cac xa cum nam khe", "các xã tỉnh Sơn Bá"])
def test_a_district_or_a_province_that_is_named_has_the_units_below_it(text: str) -> None:
    assert names(text) == ALL


def test_a_district_that_is_no_more_names_the_units_made_from_its_own() -> None:
    assert group_of("các xã huyện Nậm Khe", "xa", AFTER, UNITS, []).named == "nam khe"
    assert "khe lanh" not in names("các xã huyện Nậm Khe")


def test_before_a_merger_the_old_units_stood() -> None:
    assert names("các xã huyện Nậm Khe", BEFORE) == sorted([*ALL, "khe lanh"])


def test_the_smaller_of_two_that_are_named_counts() -> None:
    other = Government("xa-lung-day", "xã", "Lủng Dậy", date(2025, 7, 1), None, "tinh-son-ba")
    assert "lung day" in names("các xã tỉnh Sơn Bá", AFTER, "xa", (*UNITS, other))
    assert "lung day" not in names("các xã huyện Nậm Khe", AFTER, "xa", (*UNITS, other))


def test_without_a_name_the_units_with_reports_and_their_neighbours_are_meant() -> None:
    assert names("các xã nuôi ong", AFTER, "xa", UNITS, "UBND xã Suối Mây") == ALL
    assert names("các xã nuôi ong") == []


def test_a_unit_that_no_table_knows_is_meant_by_its_reports() -> None:
    assert names("các xã nuôi ong", AFTER, "xa", (), "UBND xã Suối Mây", "Đảng ủy xã Thông Reo", "UBND phường Gốc Đa") == [
        "suoi may",
        "thong reo",
    ]


def test_only_units_of_the_kind_are_meant() -> None:
    assert names("các phường huyện Nậm Khe", kind="phuong") == []
    assert names("huyện nào của tỉnh Sơn Bá", BEFORE, "huyen") == ["nam khe"]


def test_units_that_lie_in_each_other_in_a_ring_end_somewhere() -> None:
    ring = (Government("a", "huyện", "Gốc Đa", parent="b"), Government("b", "tỉnh", "Sơn Bá", parent="a"))
    commune = Government("c", "xã", "Suối Mây", parent="a", predecessors=("c",))
    assert names("các xã huyện Gốc Đa", AFTER, "xa", (*ring, commune)) == ["suoi may"]


@pytest.mark.parametrize(("day", "unit"), [(BEFORE, "xa-suoi-may-cu"), (date(2025, 6, 30), "xa-suoi-may-cu"), (AFTER, "xa-suoi-may")])
def test_a_name_means_another_unit_after_a_merger(day: date, unit: str) -> None:
    for place in (Place("xa", "suoi may"), Place("", "suoi may")):
        found = version_of(place, day, UNITS)
        assert found is not None and found.id == unit


def test_a_name_of_another_kind_or_of_another_time_means_nothing() -> None:
    assert version_of(Place("huyen", "suoi may"), AFTER, UNITS) is None
    assert version_of(Place("xa", "khe lanh"), AFTER, UNITS) is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("xa", "suoi may", "Suối Mây"), "xã Suối Mây"),
        (Place("xa", "suoi may", "Xã Suối Mây"), "Xã Suối Mây"),
        (Place("", "suoi may", "Suối Mây"), "Suối Mây"),
    ],
)
def test_a_unit_is_shown_with_its_kind_once(place: Place, words: str) -> None:
    assert shown(place) == words
