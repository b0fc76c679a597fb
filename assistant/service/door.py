"""Who is let in: by the cookie of a session, or by a token; asked anew for every request and every event of the page."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

from assistant.desk import Desk
from assistant.reader import Reader, narrowed, reader_of
from assistant.service import words
from assistant.service.readiness import Readiness
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError
from vectorstore.sessions import Lifetimes, session_user
from vectorstore.tokens import token_user
from vectorstore.users import User

COOKIE = "hoibaocao"
BEARER = "bearer "
PER_MINUTE = 10  # attempts to log in from one address
MINUTE_S = 60.0
ADDRESSES = 10_000  # that are remembered


class LoggedOut(ArchiveError):
    """Nobody is logged in, or no longer."""

    code = "logged_out"


class Attempts:
    """Counts the attempts of each address in the last minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._times: dict[str, deque[float]] = {}

    def allows(self, address: str) -> bool:
        """Whether one more may be made, which then counts."""
        moment = self._clock()
        with self._lock:
            times = self._times.pop(address, deque())
            while times and moment - times[0] >= MINUTE_S:
                times.popleft()
            allowed = len(times) < PER_MINUTE
            if allowed:
                times.append(moment)
            self._times[address] = times  # the latest last
            if len(self._times) > ADDRESSES:
                del self._times[next(iter(self._times))]
            return allowed


@dataclass(frozen=True, slots=True)
class Door:
    readiness: Readiness[Desk]
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    attempts: Attempts = field(default_factory=Attempts)

    @property
    def archive(self) -> Archive:
        """Raises NotReady."""
        return self.readiness.loaded().archive

    def user(self, cookies: Mapping[str, str]) -> User | None:
        """Whose session it is."""
        secret = cookies.get(COOKIE)
        return session_user(self.archive, secret, self.lifetimes) if secret else None

    def reader(self, request: HTTPConnection) -> Reader:
        """Raises LoggedOut, and NotReady while the archive is not open."""
        authorization = request.headers.get("authorization", "")
        if authorization.lower().startswith(BEARER):
            return reader_of_token(self.archive, authorization[len(BEARER) :].strip())
        user = self.user(request.cookies)
        if user is None:
            raise LoggedOut(words.LOGGED_OUT)
        if user.must_change:
            raise LoggedOut(words.MUST_CHANGE)
        return reader_of(self.archive, user)


def reader_of_token(archive: Archive, secret: str) -> Reader:
    """Raises LoggedOut."""
    found = token_user(archive, secret)
    if found is None:
        raise LoggedOut(words.BAD_TOKEN)
    user, scope = found
    return narrowed(reader_of(archive, user), scope)
