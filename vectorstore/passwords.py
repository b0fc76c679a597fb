"""Passwords: argon2id by pwdlib, and what makes one too weak."""

from __future__ import annotations

import secrets
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from vectorstore.errors import BadRequest
from vectorstore.text.normalize import fold

LEAST = 12  # characters
MOST = 200
MEMORY_KIB, ROUNDS, LANES = 19 * 1024, 2, 1  # OWASP's least for argon2id
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that are taken for each other on paper
WEAK = f"Mật khẩu phải có từ {LEAST} đến {MOST} ký tự, không chứa tên đăng nhập và không chỉ lặp lại vài ký tự. Xin đặt mật khẩu khác."

_HASHER = PasswordHash((Argon2Hasher(time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES),))


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def verified(password: str, against: str | None) -> bool:
    """Whether it is the password; where there is no account it takes as long to say no."""
    right = _HASHER.verify(password[:MOST], against or _nobodys())
    return right and against is not None


def require_strong(password: str, login: str) -> None:
    """Raises BadRequest."""
    if not LEAST <= len(password) <= MOST or fold(login) in fold(password) or len(set(password)) < 5:
        raise BadRequest(WEAK)


def one_time() -> str:
    """A password to be written down once and changed at the first login."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe())
