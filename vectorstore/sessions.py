"""Sessions of logged-in users: SQL holds only the hash of what the browser holds."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from vectorstore import audit
from vectorstore.access_records import SessionRow, UserRow
from vectorstore.archive import Archive
from vectorstore.records import now
from vectorstore.users import User, get_user

TOUCHED = timedelta(seconds=60)  # how exactly the last use is kept: not every request is a write


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a session lasts: unused, and at most."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)


def open_session(archive: Archive, user: User, address: str = "") -> str:
    """The secret for the browser's cookie."""
    secret, moment = secrets.token_urlsafe(32), now()
    with archive.write() as session:
        session.add(SessionRow(id=_hash(secret), user_id=user.id, created_at=moment, used_at=moment))
        audit.record(session, user.id, "login", address=address)
    return secret


def session_user(archive: Archive, secret: str, lifetimes: Lifetimes, moment: datetime | None = None) -> User | None:
    """Whose session it is; None for one that is unknown, too old, or of a closed account."""
    moment = moment or now()
    with archive.read() as session:
        row = session.get(SessionRow, _hash(secret))
        if row is None or moment - row.used_at > lifetimes.idle or moment - row.created_at > lifetimes.absolute:
            return None
        enabled, user_id, stale = session.get_one(UserRow, row.user_id).enabled, row.user_id, moment - row.used_at > TOUCHED
    if not enabled:
        return None
    if stale:
        _touch(archive, secret, moment)
    return get_user(archive, user_id)


def close_session(archive: Archive, secret: str) -> None:
    with archive.write() as session:
        row = session.get(SessionRow, _hash(secret))
        if row is not None:
            session.delete(row)
            audit.record(session, row.user_id, "logout")


def drop_old(archive: Archive, lifetimes: Lifetimes) -> None:
    """Remove the sessions that have ended by themselves."""
    moment = now()
    old = or_(SessionRow.used_at < moment - lifetimes.idle, SessionRow.created_at < moment - lifetimes.absolute)
    with archive.write() as session:
        session.execute(delete(SessionRow).where(old))


def form_token(secret: str) -> str:
    """What a form of this session carries: a foreign page cannot make it."""
    return hashlib.sha256(f"form\x1f{secret}".encode()).hexdigest()


def _touch(archive: Archive, secret: str, moment: datetime) -> None:
    with archive.write() as session:
        row = session.get(SessionRow, _hash(secret))
        if row is not None:
            row.used_at = moment


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
