"""Tokens for other programs: shown once, kept as a hash, bound to an account and a scope."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import select

from vectorstore import audit
from vectorstore.access_records import TokenRow, UserRow
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest, NotFound
from vectorstore.records import now
from vectorstore.users import User, get_user

PREFIX = "hbc_"  # so that a token is known for one where it should not be
DAYS = 365
NO_TOKEN = "Không có mã truy cập «{}». Xin xem danh sách mã truy cập."
BAD_SCOPE = "Phạm vi phải là read (đọc), write (đọc và ghi), admin (quản trị) hoặc metrics (chỉ số đo của dịch vụ)."
BAD_DAYS = f"Hạn dùng phải từ 1 đến {DAYS} ngày."


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class Token:
    id: str
    user: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime


def scope_of(text: str) -> Scope:
    """Raises BadRequest."""
    try:
        return Scope(text)
    except ValueError as error:
        raise BadRequest(BAD_SCOPE) from error


def create_token(archive: Archive, user: str, name: str, scope: Scope, days: int, by: str) -> str:
    """The token itself; it is never shown again."""
    if not 1 <= days <= DAYS:
        raise BadRequest(BAD_DAYS)
    get_user(archive, user)
    secret, moment = PREFIX + secrets.token_urlsafe(32), now()
    row = TokenRow(id=uuid4().hex[:8], hash=_hash(secret), user_id=user, name=name[:200], scope=scope.value)
    row.created_at, row.expires_at = moment, moment + timedelta(days=days)
    with archive.write() as session:
        session.add(row)
        audit.record(session, by, "token made", token=row.id, user=user, scope=scope.value)
    return secret


def list_tokens(archive: Archive) -> tuple[Token, ...]:
    with archive.read() as session:
        return tuple(_token(row) for row in session.scalars(select(TokenRow).order_by(TokenRow.created_at)))


def revoke_token(archive: Archive, id: str, by: str) -> None:
    with archive.write() as session:
        row = session.get(TokenRow, id)
        if row is None:
            raise NotFound(NO_TOKEN.format(id))
        session.delete(row)
        audit.record(session, by, "token revoked", token=id)


def token_user(archive: Archive, secret: str) -> tuple[User, Scope] | None:
    """Whose token it is and what for; None for one that is unknown, past its day, or of a closed account."""
    with archive.read() as session:
        row = session.scalar(select(TokenRow).where(TokenRow.hash == _hash(secret)))
        if row is None or row.expires_at <= now() or not session.get_one(UserRow, row.user_id).enabled:
            return None
        found = _token(row)
    return get_user(archive, found.user), found.scope


def _token(row: TokenRow) -> Token:
    return Token(row.id, row.user_id, row.name, Scope(row.scope), row.created_at, row.expires_at)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
