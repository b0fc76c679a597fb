"""Units of the office, as a tree: who belongs to one sees its reports and those of the units beneath it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vectorstore import audit
from vectorstore.access_records import UnitRow, UserRow
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest, NotFound
from vectorstore.records import ReportRow

OFFICE = ""  # the office itself, above all units
BAD_UNIT = "Mã đơn vị chỉ gồm chữ thường không dấu, số và dấu gạch nối, dài nhất 40 ký tự; tên đơn vị không được để trống."
NO_UNIT = "Không có đơn vị «{}» trong cơ quan; xin xem danh sách đơn vị."
OWN_PARENT = "Một đơn vị không thể nằm dưới chính nó hay dưới đơn vị trực thuộc nó. Xin chọn đơn vị cấp trên khác."
IN_USE = "Đơn vị «{}» còn tài khoản, báo cáo hoặc đơn vị trực thuộc. Xin chuyển các mục đó sang đơn vị khác trước."
_ID = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Unit:
    id: str
    name: str
    parent: str = OFFICE  # id


def list_units(archive: Archive) -> tuple[Unit, ...]:
    with archive.read() as session:
        rows = session.scalars(select(UnitRow).order_by(UnitRow.id))
        return tuple(Unit(row.id, row.name, row.parent) for row in rows)


def put_unit(archive: Archive, unit: Unit, by: str) -> None:
    """Enter a unit, or correct the one with its id."""
    name = " ".join(unit.name.split())
    if not _ID.fullmatch(unit.id) or not name or "\x00" in name:
        raise BadRequest(BAD_UNIT)
    with archive.write() as session:
        require_unit(session, unit.parent)
        if unit.parent in beneath(list_units(archive), unit.id):
            raise BadRequest(OWN_PARENT)
        session.merge(UnitRow(id=unit.id, name=name, parent=unit.parent))
        audit.record(session, by, "unit", unit=unit.id, name=name, parent=unit.parent)


def remove_unit(archive: Archive, id: str, by: str) -> None:
    with archive.write() as session:
        row = session.get(UnitRow, id)
        if row is None:
            raise NotFound(NO_UNIT.format(id))
        used = (select(UserRow.id).where(UserRow.unit == id), select(ReportRow.id).where(ReportRow.unit == id))
        if any(session.scalar(found.limit(1)) for found in (*used, select(UnitRow.id).where(UnitRow.parent == id))):
            raise BadRequest(IN_USE.format(id))
        session.delete(row)
        audit.record(session, by, "unit removed", unit=id)


def require_unit(session: Session, id: str) -> None:
    """Raises NotFound for a unit that the office has not."""
    if id != OFFICE and session.get(UnitRow, id) is None:
        raise NotFound(NO_UNIT.format(id))


def beneath(units: Sequence[Unit], id: str) -> frozenset[str]:
    """A unit with all beneath it."""
    found, following = set[str](), [id]
    while following:
        one = following.pop()
        if one not in found:
            found.add(one)
            following += [unit.id for unit in units if unit.parent == one]
    return frozenset(found)
