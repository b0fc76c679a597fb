"""Accounts: who may log in, as what, for which unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vectorstore import audit, passwords
from vectorstore.access_records import SessionRow, TokenRow, UserRow
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest, NotFound
from vectorstore.records import now
from vectorstore.units import OFFICE, require_unit

FIRST = "quantri"
ATTEMPTS = 5  # wrong passwords in a row, after which an account is locked
LOCKED = timedelta(minutes=15)
BAD_LOGIN = "Tên đăng nhập gồm 2 đến 32 ký tự: chữ thường không dấu, số, dấu chấm, gạch nối hoặc gạch dưới. Xin chọn tên khác."
TAKEN = "Tên đăng nhập «{}» đã có. Xin chọn tên khác."
NO_USER = "Không có tài khoản «{}». Xin xem danh sách tài khoản."
BAD_ROLE = "Không có vai trò «{}». Các vai trò: quản trị, văn thư, cán bộ, chỉ xem."
LAST = "Đây là quản trị viên cuối cùng còn hoạt động. Xin chỉ định một quản trị viên khác trước."
SAME = "Mật khẩu mới phải khác mật khẩu đang dùng. Xin đặt mật khẩu khác."
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


class Role(StrEnum):
    ADMIN = "quản trị"
    CLERK = "văn thư"
    OFFICER = "cán bộ"
    VIEWER = "chỉ xem"


@dataclass(frozen=True, slots=True)
class User:
    id: str  # the name that they log in by
    name: str
    role: Role
    unit: str  # id of a unit of the office; "" is the office itself
    must_change: bool  # the password, before anything else
    enabled: bool
    locked_until: datetime | None

    def locked(self, moment: datetime) -> bool:
        return self.locked_until is not None and moment < self.locked_until


def role_of(text: str) -> Role:
    """Raises BadRequest."""
    try:
        return Role(text)
    except ValueError as error:
        raise BadRequest(BAD_ROLE.format(text)) from error


def list_users(archive: Archive) -> tuple[User, ...]:
    with archive.read() as session:
        return tuple(_user(row) for row in session.scalars(select(UserRow).order_by(UserRow.id)))


def get_user(archive: Archive, id: str) -> User:
    with archive.read() as session:
        return _user(_row(session, id))


def add_user(archive: Archive, id: str, name: str, role: Role, unit: str, by: str) -> str:
    """Make an account; returns its one-time password, which nothing keeps."""
    if not _LOGIN.fullmatch(id):
        raise BadRequest(BAD_LOGIN)
    password = passwords.one_time()
    with archive.write() as session:
        if session.get(UserRow, id):
            raise BadRequest(TAKEN.format(id))
        require_unit(session, unit)
        more = {"must_change": True, "enabled": True, "failures": 0, "locked_until": None, "created_at": now()}
        shown = " ".join(name.replace("\x00", "").split()) or id
        session.add(UserRow(id=id, name=shown, role=role.value, unit=unit, password=passwords.hashed(password), **more))
        audit.record(session, by, "user added", user=id, role=role.value, unit=unit)
    return password


def first_administrator(archive: Archive) -> str | None:
    """The one-time password of the account that is made where no administrator is; None where one is."""
    if _has_administrator(archive):
        return None
    try:
        return add_user(archive, FIRST, "Quản trị viên", Role.ADMIN, OFFICE, "hệ thống")
    except (BadRequest, IntegrityError):
        if _has_administrator(archive):  # another replica that came up with this one was first
            return None
        raise


def _has_administrator(archive: Archive) -> bool:
    with archive.read() as session:
        return session.scalar(select(UserRow.id).where(UserRow.role == Role.ADMIN.value).limit(1)) is not None


def assign(archive: Archive, id: str, role: Role, unit: str, by: str) -> None:
    """Give an account a role and a unit; whoever is logged in by it has to log in again."""
    with archive.write() as session:
        row = _row(session, id)
        require_unit(session, unit)
        if role is not Role.ADMIN:
            _require_another(session, row)
        row.role, row.unit = role.value, unit
        _end_sessions(session, id)
        audit.record(session, by, "user assigned", user=id, role=role.value, unit=unit)


def disable(archive: Archive, id: str, by: str) -> None:
    """Close an account: its sessions and tokens end at once; its name stays in the log."""
    with archive.write() as session:
        row = _row(session, id)
        _require_another(session, row)
        row.enabled = False
        _end_sessions(session, id)
        session.execute(delete(TokenRow).where(TokenRow.user_id == id))
        audit.record(session, by, "user disabled", user=id)


def reset(archive: Archive, id: str, by: str) -> str:
    """A new one-time password, for an account that is opened again or whose password is lost."""
    password = passwords.one_time()
    with archive.write() as session:
        row = _row(session, id)
        row.password, row.must_change, row.enabled = passwords.hashed(password), True, True
        row.failures, row.locked_until = 0, None
        _end_sessions(session, id)
        audit.record(session, by, "password reset", user=id)
    return password


def unlock(archive: Archive, id: str, by: str) -> None:
    with archive.write() as session:
        row = _row(session, id)
        row.failures, row.locked_until = 0, None
        audit.record(session, by, "user unlocked", user=id)


def change_password(archive: Archive, id: str, password: str) -> None:
    """The password that a user has chosen; every session of the account ends."""
    passwords.require_strong(password, id)
    with archive.write() as session:
        row = _row(session, id)
        if passwords.verified(password, row.password):
            raise BadRequest(SAME)
        row.password, row.must_change = passwords.hashed(password), False
        _end_sessions(session, id)
        audit.record(session, id, "password changed")


def attempt(archive: Archive, id: str, password: str, address: str = "") -> User | None:
    """Whose password it is; None for a wrong one, an unknown, closed or locked account, after the same work."""
    with archive.read() as session:
        row = session.get(UserRow, id) if _LOGIN.fullmatch(id) else None
    right = passwords.verified(password, row.password if row else None)
    if row is None:
        _note_unknown(archive, id, address)
        return None
    return _settled(archive, row.id, right, address)


def _settled(archive: Archive, id: str, right: bool, address: str) -> User | None:
    moment = now()
    with archive.write() as session:
        session.execute(select(UserRow.id).where(UserRow.id == id).with_for_update())  # no guess goes uncounted
        row = _row(session, id)
        open = row.enabled and not _user(row).locked(moment)
        if open and right:
            row.failures, row.locked_until = 0, None
            return _user(row)
        if open:
            row.failures += 1
            if row.failures >= ATTEMPTS:
                row.failures, row.locked_until = 0, moment + LOCKED
        audit.record(session, id, "login failed", address=address, locked=_user(row).locked(moment))
        return None


def _note_unknown(archive: Archive, id: str, address: str) -> None:
    # What was typed is not kept: people type their password into the wrong box.
    with archive.write() as session:
        audit.record(session, "(không rõ)", "login failed", address=address)


def _end_sessions(session: Session, id: str) -> None:
    session.execute(delete(SessionRow).where(SessionRow.user_id == id))


def _require_another(session: Session, row: UserRow) -> None:
    others = select(UserRow.id).where(UserRow.role == Role.ADMIN.value, UserRow.enabled, UserRow.id != row.id)
    if row.role == Role.ADMIN.value and row.enabled and session.scalar(others.limit(1)) is None:
        raise BadRequest(LAST)


def _row(session: Session, id: str) -> UserRow:
    row = session.get(UserRow, id)
    if row is None:
        raise NotFound(NO_USER.format(id))
    return row


def _user(row: UserRow) -> User:
    return User(row.id, row.name, Role(row.role), row.unit, row.must_change, row.enabled, row.locked_until)
