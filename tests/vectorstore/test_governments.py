"""The table of units of government: shipped once, edited, brought in from CSV and given back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.made import DIMENSION
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest, NotFound
from vectorstore.government import Government
from vectorstore.governments import COLUMNS, MOST, governments, imported, put, read_csv, remove, shipped, write_csv
from vectorstore.settings import Settings
from vectorstore.text.place import KINDS

HEAD = ",".join(COLUMNS)
OLD = Government("xa-ban-sen-2020", "xã", "Bản Sen", date(2020, 3, 1), date(2025, 6, 30))
NEW = Government("xa-ban-sen-2025", "xã", "Bản Sen", date(2025, 7, 1), None, "tinh-son-ha", (OLD.id, "xa-khe-la"))

WORDS = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]), max_size=20).map(str.strip)
IDS = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)
DAYS = st.none() | st.dates()
UNITS = st.builds(
    Government,
    id=IDS,
    kind=st.sampled_from(sorted(KINDS.values())),
    name=WORDS.filter(bool),
    valid_from=DAYS,
    valid_to=DAYS,
    parent=st.none() | IDS,
    predecessors=st.lists(IDS, max_size=3).map(tuple),
).filter(lambda unit: not (unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from))


def table(*lines: str) -> str:
    return "\n".join((HEAD, *lines, ""))


# --- CSV ----------------------------------------------------------------------------------------------------------------------------


@given(st.lists(UNITS, max_size=5))
def test_units_come_back_from_their_file(units: list[Government]) -> None:
    assert read_csv(write_csv(units)) == units


def test_a_file_is_read_as_office_programs_leave_it() -> None:
    lines = [
        "\ufeff" + HEAD,
        " xa-ban-sen-2025 , Xã ,Bản Sen,2025-07-01,,tinh-son-ha, xa-ban-sen-2020 ;xa-khe-la;",
        'xa-b,xã,"Đồi ""Mây"", Bắc",,,,',
    ]
    assert read_csv("\r\n".join(lines)) == [NEW, Government("xa-b", "xã", 'Đồi "Mây", Bắc')]
    assert read_csv(f"note,{HEAD}\nx,xa-b,xã,Bê,,,,\n") == [Government("xa-b", "xã", "Bê")]


@pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2", HEAD.replace(",", ";"), HEAD.removesuffix(",predecessors"), HEAD.upper()])
def test_a_file_without_the_columns_is_told_them(text: str) -> None:
    with pytest.raises(BadRequest, match=f"dòng đầu là: {HEAD}"):
        read_csv(text)


WRONG = [
    ("Xã-Ấy,xã,Ấy,,,,", "mã chỉ gồm chữ thường không dấu"),
    (",xã,Ấy,,,,", "mã chỉ gồm"),
    (f"{'a' * 81},xã,Ấy,,,,", "mã chỉ gồm"),
    ("xa-ay,vùng,Ấy,,,,", "loại đơn vị phải là một trong: xã, huyện, tỉnh"),
    ("xa-ay,,Ấy,,,,", "loại đơn vị"),
    ("xa-ay,xã, ,,,,", "tên đơn vị còn trống"),
    ("xa-ay,xã,Ấy,01/7/2025,,,", "ngày phải theo dạng năm-tháng-ngày"),
    ("xa-ay,xã,Ấy,,2025-02-30,,", "ngày phải theo dạng"),
    ("xa-ay,xã,Ấy,2025-07-01,2025-06-30,,", "ngày hết hiệu lực đứng trước"),
    ("xa-ay,xã,Ấy,,,Huyện Đồi Mây,", "mã đơn vị cấp trên và mã đơn vị trước đó chỉ gồm"),
    (f"xa-ay,xã,Ấy,,,,xa-a;{'b' * 81}", "mã đơn vị cấp trên và mã đơn vị trước đó chỉ gồm"),
    ("xa-ay", "loại đơn vị"),
]


@pytest.mark.parametrize(("line", "why"), WRONG)
def test_a_wrong_line_is_named_with_its_reason(line: str, why: str) -> None:
    with pytest.raises(BadRequest, match=rf"^Dòng 3 của tệp đơn vị hành chính chưa đúng: {why}.*Chưa có dòng nào được nhập"):
        read_csv(table("xa-a,xã,A,,,,", line, "xa-c,xã,C,,,,"))


@pytest.mark.parametrize("before", ["", 'xa-a,xã,"A\nB",,,,'])
def test_the_line_is_that_of_the_file(before: str) -> None:
    with pytest.raises(BadRequest, match=f"^Dòng {before.count(chr(10)) + 3} "):
        read_csv(table(before, "xa-ay,vùng,Ấy,,,,"))


@pytest.mark.parametrize(
    "text",
    [table("xa-a,xã,A,,,,").replace("\n", "\r"), table("xa-a,xã,A\rB,,,,"), table(f"xa-a,xã,{'A' * 200_000},,,,")],
    ids=["old Mac", "carriage return", "long cell"],
)
def test_a_file_that_is_no_csv_is_told_in_vietnamese(text: str) -> None:
    with pytest.raises(BadRequest):
        read_csv(text)


def test_too_many_units_are_refused() -> None:
    with pytest.raises(BadRequest, match=f"quá {MOST} đơn vị"):
        read_csv(table(*(f"x-{n},xã,A,,,," for n in range(MOST + 1))))


# --- In the archive -----------------------------------------------------------------------------------------------------------------


def test_the_shipped_units_are_entered(archive: Archive) -> None:
    units = governments(archive)
    assert set(units) == set(shipped()) and len(units) > 10
    assert list(units) == sorted(units, key=lambda unit: unit.kind)


def test_the_shipped_units_name_each_other() -> None:
    units = {unit.id: unit for unit in shipped()}
    assert len(units) == len(shipped())
    for unit in units.values():
        assert unit.parent is None or unit.parent in units
        for before in (units[id] for id in unit.predecessors):
            assert unit.valid_from and before.stood(unit.valid_from - timedelta(days=1)) and not before.stood(unit.valid_from)


def test_the_shipped_units_are_entered_once(settings: Settings) -> None:
    archive = Archive.open(settings, "model", DIMENSION)
    gone, kept = governments(archive)[:2]
    remove(archive, gone.id)
    put(archive, replace(kept, name="Tên mới"))
    archive.close()
    archive = Archive.open(settings, "model", DIMENSION)
    units = {unit.id: unit for unit in governments(archive)}
    archive.close()
    assert gone.id not in units and units[kept.id].name == "Tên mới"
    assert len(units) == len(shipped()) - 1


def test_a_unit_is_put_corrected_and_removed(archive: Archive) -> None:
    put(archive, NEW)
    assert NEW in governments(archive)
    put(archive, replace(NEW, name="Bản Sến"))
    assert [unit.name for unit in governments(archive) if unit.id == NEW.id] == ["Bản Sến"]
    remove(archive, NEW.id)
    assert NEW.id not in {unit.id for unit in governments(archive)}
    with pytest.raises(NotFound, match=f"Không tìm thấy đơn vị hành chính «{NEW.id}»"):
        remove(archive, NEW.id)


@pytest.mark.parametrize("change", [{"id": "Xã A"}, {"kind": "vùng"}, {"name": ""}, {"name": "a\x00"}, {"valid_to": date(2025, 6, 30)}])
def test_a_wrong_unit_is_not_put(archive: Archive, change: dict[str, Any]) -> None:
    before = governments(archive)
    with pytest.raises(BadRequest, match="Thông tin đơn vị chưa đúng"):
        put(archive, replace(NEW, **change))
    assert governments(archive) == before


def test_many_are_brought_in_and_those_that_are_there_replaced(archive: Archive) -> None:
    known = shipped()[0]
    assert imported(archive, [OLD, NEW, replace(known, name="Tên mới")]) == 3
    units = {unit.id: unit for unit in governments(archive)}
    assert (units[OLD.id], units[NEW.id], units[known.id].name) == (OLD, NEW, "Tên mới")
    assert len(units) == len(shipped()) + 2


def test_units_of_one_name_come_in_the_order_of_their_time(archive: Archive) -> None:
    imported(archive, [NEW, OLD])
    assert [unit.id for unit in governments(archive) if unit.name == "Bản Sen"] == [OLD.id, NEW.id]
