"""The table of units of government: shipped, edited, brought in from CSV, and asked which unit a name meant on a day."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from vectorstore.errors import BadRequest, NotFound
from vectorstore.government import Government
from vectorstore.records import GovernmentRow
from vectorstore.text.normalize import fold
from vectorstore.text.place import KINDS

if TYPE_CHECKING:
    from vectorstore.archive import Archive

COLUMNS = ("id", "kind", "name", "valid_from", "valid_to", "parent", "predecessors")
PARTED = ";"
MOST = 100_000  # units in one file
NO_COLUMNS = f"Tệp đơn vị hành chính phải có dòng đầu là: {','.join(COLUMNS)}."
BAD_LINE = "Dòng {line} của tệp đơn vị hành chính chưa đúng: {why}. Chưa có dòng nào được nhập; xin sửa lại rồi nhập lại cả tệp."
NO_UNIT = "Không tìm thấy đơn vị hành chính «{}»; xin xem danh sách đơn vị."
BAD_ID = "mã chỉ gồm chữ thường không dấu, số và dấu gạch nối"
BAD_CSV = "dòng không đúng dạng CSV (ký tự xuống dòng lạ hoặc ô quá dài)"
BAD_LINK = "mã đơn vị cấp trên và mã đơn vị trước đó chỉ gồm chữ thường không dấu, số và dấu gạch nối, dài nhất 80 ký tự"
BAD_KIND = "loại đơn vị phải là một trong: " + ", ".join(KINDS.values())
BAD_NAME = "tên đơn vị còn trống"
BAD_DAY = "ngày phải theo dạng năm-tháng-ngày, ví dụ 2025-07-01"
BAD_ORDER = "ngày hết hiệu lực đứng trước ngày có hiệu lực"
TOO_MANY = f"Tệp có quá {MOST} đơn vị; xin chia nhỏ tệp."
_ID = re.compile(r"[a-z0-9-]{1,80}")


def shipped() -> list[Government]:
    """The units that come with the program."""
    return read_csv((files("vectorstore") / "governments.csv").read_text(encoding="utf-8"))


def governments(archive: Archive) -> tuple[Government, ...]:
    """All units, by kind, name and time."""
    with archive.read() as session:
        rows = list(session.scalars(select(GovernmentRow)))
    units = [Government(row.id, row.kind, row.name, row.valid_from, row.valid_to, row.parent, tuple(row.predecessors)) for row in rows]
    return tuple(sorted(units, key=lambda unit: (unit.kind, fold(unit.name), unit.valid_from or date.min)))


def put(archive: Archive, unit: Government) -> None:
    """Enter a unit, or correct the one with its id."""
    if why := _wrong(unit):
        raise BadRequest(f"Thông tin đơn vị chưa đúng: {why}.")
    with archive.write() as session:
        session.merge(_row(unit))


def remove(archive: Archive, unit_id: str) -> None:
    with archive.write() as session:
        row = session.get(GovernmentRow, unit_id)
        if row is None:
            raise NotFound(NO_UNIT.format(unit_id))
        session.delete(row)


def imported(archive: Archive, units: Sequence[Government]) -> int:
    """Enter many units; one that is there under the same id is replaced. Returns how many."""
    with archive.write() as session:
        enter(session, units)
    return len(units)


def enter(session: Session, units: Iterable[Government]) -> None:
    """The same, in a transaction that is under way."""
    for unit in units:
        session.merge(_row(unit))


def read_csv(text: str) -> list[Government]:
    """The units of a CSV file; BadRequest names the first line that is wrong."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        return _read_all(reader)
    except csv.Error as error:  # a stray carriage return, a cell without an end
        raise BadRequest(BAD_LINE.format(line=reader.line_num, why=BAD_CSV)) from error


def _read_all(reader: csv.DictReader[str]) -> list[Government]:
    if reader.fieldnames is None or set(COLUMNS) - set(reader.fieldnames):
        raise BadRequest(NO_COLUMNS)
    units: list[Government] = []
    for cells in reader:
        if len(units) == MOST:
            raise BadRequest(TOO_MANY)
        units.append(_read(reader.line_num, {name: (cells[name] or "").strip() for name in COLUMNS}))
    return units


def write_csv(units: Iterable[Government]) -> str:
    """The same file back."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in units:
        days = (day.isoformat() if day else "" for day in (unit.valid_from, unit.valid_to))
        writer.writerow([unit.id, unit.kind, unit.name, *days, unit.parent or "", PARTED.join(unit.predecessors)])
    return target.getvalue()


def _read(line: int, cells: dict[str, str]) -> Government:
    try:
        start, end = (date.fromisoformat(cells[name]) if cells[name] else None for name in ("valid_from", "valid_to"))
    except ValueError as error:
        raise BadRequest(BAD_LINE.format(line=line, why=BAD_DAY)) from error
    before = tuple(part.strip() for part in cells["predecessors"].split(PARTED) if part.strip())
    unit = Government(cells["id"], cells["kind"].lower(), cells["name"], start, end, cells["parent"] or None, before)
    if why := _wrong(unit):
        raise BadRequest(BAD_LINE.format(line=line, why=why))
    return unit


def _wrong(unit: Government) -> str | None:
    """Why a unit cannot be entered, in Vietnamese; None when it can."""
    if not _ID.fullmatch(unit.id):
        return BAD_ID
    if unit.kind not in KINDS.values():
        return BAD_KIND
    if not unit.name or "\x00" in unit.name:
        return BAD_NAME
    if not all(_ID.fullmatch(other) for other in (*([unit.parent] if unit.parent else []), *unit.predecessors)):
        return BAD_LINK
    return BAD_ORDER if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from else None


def _row(unit: Government) -> GovernmentRow:
    return GovernmentRow(
        id=unit.id,
        kind=unit.kind,
        name=unit.name,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        parent=unit.parent,
        predecessors=list(unit.predecessors),
    )
