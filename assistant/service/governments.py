"""Units of government with the time for which they exist: listed, corrected, taken in from a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Body, Path, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import DeskDep, needs
from assistant.service.reports import Line
from vectorstore.errors import BadRequest
from vectorstore.government import Government

router = APIRouter(tags=["governments"], dependencies=[needs(Right.ASK)])

_ID = r"^[a-z0-9-]{1,80}$"
GovernmentId = Annotated[str, StringConstraints(pattern=_ID)]
PathId = Annotated[str, Path(pattern=_ID)]


@dataclass(frozen=True, slots=True)
class GovernmentOut:
    id: str
    kind: str
    name: str
    full_name: str
    valid_from: date | None
    valid_to: date | None
    parent: str | None
    predecessors: list[str]


@dataclass(frozen=True, slots=True)
class GovernmentList:
    total: int
    governments: list[GovernmentOut]


@dataclass(frozen=True, slots=True)
class Imported:
    imported: int


class GovernmentIn(BaseModel):
    """The whole unit: a field that is not sent is empty."""

    model_config = ConfigDict(extra="forbid")

    kind: Line
    name: Line
    valid_from: date | None = None
    valid_to: date | None = None
    parent: GovernmentId | None = None
    predecessors: list[GovernmentId] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise BadRequest(words.BAD_RANGE)
        return self

    def unit(self, id: str) -> Government:
        if id in (self.parent, *self.predecessors):
            raise BadRequest(words.OWN_KIN)
        return Government(id, self.kind, self.name, self.valid_from, self.valid_to, self.parent, tuple(self.predecessors))


@router.get("/governments")
def list_governments(desk: DeskDep) -> GovernmentList:
    """Các đơn vị hành chính với thời gian tồn tại; cùng tên trước và sau sáp nhập là hai đơn vị."""
    found = [_out(government) for government in desk.governments()]
    return GovernmentList(len(found), found)


@router.post("/governments/import", dependencies=[needs(Right.GOVERN)])
def import_governments(table: Annotated[bytes, Body(media_type="text/csv")], desk: DeskDep) -> Imported:
    """Nhận bảng CSV (UTF-8) với các cột id,kind,name,valid_from,valid_to,parent,predecessors."""
    return Imported(desk.import_governments(_text(table)))


@router.put("/governments/{government_id}", dependencies=[needs(Right.GOVERN)])
def put_government(government_id: PathId, sent: GovernmentIn, desk: DeskDep) -> GovernmentOut:
    """Thêm một đơn vị hành chính, hoặc thay thông tin của đơn vị đã có."""
    government = sent.unit(government_id)
    desk.put_government(government)
    return _out(government)


@router.delete("/governments/{government_id}", status_code=204, dependencies=[needs(Right.GOVERN)])
def remove_government(government_id: PathId, desk: DeskDep) -> Response:
    """Xóa một đơn vị hành chính khỏi danh mục."""
    desk.remove_government(government_id)
    return Response(status_code=204)


def _text(table: bytes) -> str:
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(words.NOT_UTF8) from error
    if "\x00" in text:  # UTF-16, which decodes without complaint
        raise BadRequest(words.NOT_UTF8)
    return text


def _out(government: Government) -> GovernmentOut:
    return GovernmentOut(
        id=government.id,
        kind=government.kind,
        name=government.name,
        full_name=government.full_name,
        valid_from=government.valid_from,
        valid_to=government.valid_to,
        parent=government.parent,
        predecessors=list(government.predecessors),
    )
