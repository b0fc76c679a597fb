"""Accounts, units of the office, tokens and the log, for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.rights import Right
from assistant.service.dependencies import DeskDep, Id, Name, ReaderDep, needs
from vectorstore import audit, tokens, units, users
from vectorstore.tokens import Scope, Token
from vectorstore.units import Unit
from vectorstore.users import Role, User

router = APIRouter(tags=["accounts"], dependencies=[needs(Right.USERS)])
log_router = APIRouter(tags=["audit"], dependencies=[needs(Right.AUDIT)])

UnitId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,40}$")]


class Place(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Role
    unit: UnitId = ""


class NewUser(Place):
    id: Annotated[str, StringConstraints(max_length=32)]
    name: Name = ""


class UnitIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name
    parent: UnitId = ""


class NewToken(BaseModel):
    model_config = ConfigDict(extra="forbid")

    user: Name
    name: Name
    scope: Scope
    days: int = Field(default=90, ge=1, le=tokens.DAYS)


@dataclass(frozen=True, slots=True)
class UserList:
    users: list[User]


@dataclass(frozen=True, slots=True)
class UnitList:
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class TokenList:
    tokens: list[Token]


@dataclass(frozen=True, slots=True)
class OneTime:
    """A secret that is shown this once."""

    secret: str


@dataclass(frozen=True, slots=True)
class Checked:
    whole: bool
    fault: str | None
    head: str  # number and hash of the last entry, to be kept elsewhere
    checked_at: datetime


class LogFormat(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


@router.get("/users")
def list_users(desk: DeskDep) -> UserList:
    """Các tài khoản với vai trò và đơn vị."""
    return UserList(list(users.list_users(desk.archive)))


@router.post("/users", status_code=201)
def add_user(given: NewUser, desk: DeskDep, reader: ReaderDep) -> OneTime:
    """Thêm tài khoản; trả về mật khẩu dùng một lần, chỉ hiện lần này."""
    return OneTime(users.add_user(desk.archive, given.id, given.name, given.role, given.unit, reader.id))


@router.put("/users/{user_id}")
def assign_user(user_id: Id, given: Place, desk: DeskDep, reader: ReaderDep) -> User:
    """Đổi vai trò và đơn vị của một tài khoản; người đó phải đăng nhập lại."""
    users.assign(desk.archive, user_id, given.role, given.unit, reader.id)
    return users.get_user(desk.archive, user_id)


@router.post("/users/{user_id}/disable", status_code=204)
def disable_user(user_id: Id, desk: DeskDep, reader: ReaderDep) -> Response:
    """Khóa hẳn một tài khoản; phiên làm việc và mã truy cập hết hiệu lực ngay."""
    users.disable(desk.archive, user_id, reader.id)
    return Response(status_code=204)


@router.post("/users/{user_id}/reset")
def reset_user(user_id: Id, desk: DeskDep, reader: ReaderDep) -> OneTime:
    """Cấp lại mật khẩu dùng một lần, mở lại tài khoản nếu đã khóa."""
    return OneTime(users.reset(desk.archive, user_id, reader.id))


@router.post("/users/{user_id}/unlock", status_code=204)
def unlock_user(user_id: Id, desk: DeskDep, reader: ReaderDep) -> Response:
    """Mở tài khoản đang tạm khóa vì nhập sai mật khẩu nhiều lần."""
    users.unlock(desk.archive, user_id, reader.id)
    return Response(status_code=204)


@router.get("/units")
def list_units(desk: DeskDep) -> UnitList:
    """Các đơn vị trong cơ quan."""
    return UnitList(list(units.list_units(desk.archive)))


@router.put("/units/{unit_id}")
def put_unit(unit_id: Id, given: UnitIn, desk: DeskDep, reader: ReaderDep) -> Unit:
    """Thêm hoặc sửa một đơn vị; người của đơn vị cấp trên xem được báo cáo của đơn vị cấp dưới."""
    unit = Unit(unit_id, given.name, given.parent)
    units.put_unit(desk.archive, unit, reader.id)
    return unit


@router.delete("/units/{unit_id}", status_code=204)
def remove_unit(unit_id: Id, desk: DeskDep, reader: ReaderDep) -> Response:
    """Xóa một đơn vị không còn tài khoản, báo cáo hay đơn vị trực thuộc."""
    units.remove_unit(desk.archive, unit_id, reader.id)
    return Response(status_code=204)


@router.get("/tokens")
def list_tokens(desk: DeskDep) -> TokenList:
    """Các mã truy cập còn giữ (không kèm mã)."""
    return TokenList(list(tokens.list_tokens(desk.archive)))


@router.post("/tokens", status_code=201)
def create_token(given: NewToken, desk: DeskDep, reader: ReaderDep) -> OneTime:
    """Cấp mã truy cập cho chương trình khác; mã chỉ hiện lần này."""
    return OneTime(tokens.create_token(desk.archive, given.user, given.name, given.scope, given.days, reader.id))


@router.delete("/tokens/{token_id}", status_code=204)
def revoke_token(token_id: Id, desk: DeskDep, reader: ReaderDep) -> Response:
    """Thu hồi một mã truy cập."""
    tokens.revoke_token(desk.archive, token_id, reader.id)
    return Response(status_code=204)


@log_router.get("/audit", response_class=Response)
def export_audit(desk: DeskDep, format: LogFormat = LogFormat.JSONL) -> Response:
    """Toàn bộ nhật ký: ai đã hỏi, xem, sửa, xuất gì."""
    desk.note("log exported")
    found = audit.entries(desk.archive)
    if format is LogFormat.JSONL:
        return Response(audit.jsonl(found), media_type="application/x-ndjson")
    disposition = {"Content-Disposition": 'attachment; filename="nhat-ky.csv"'}
    return Response(audit.csv_table(found), media_type="text/csv; charset=utf-8", headers=disposition)


@log_router.get("/audit/check")
def check_audit(desk: DeskDep) -> Checked:
    """Nhật ký còn nguyên như khi ghi hay không."""
    fault = audit.fault(desk.archive)
    return Checked(fault is None, fault, audit.head(desk.archive), datetime.now().astimezone())
