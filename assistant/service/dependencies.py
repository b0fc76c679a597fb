"""What a route's signature may ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import StringConstraints

from assistant.desk import Desk
from assistant.service.readiness import Readiness


def _readiness(request: Request) -> Readiness[Desk]:
    readiness: Readiness[Desk] = request.app.state.readiness
    return readiness


ReadinessDep = Annotated[Readiness[Desk], Depends(_readiness)]


def _desk(readiness: ReadinessDep) -> Desk:
    return readiness.loaded()


def _answering_desk(readiness: ReadinessDep) -> Desk:
    return readiness.complete()


DeskDep = Annotated[Desk, Depends(_desk)]
AnsweringDesk = Annotated[Desk, Depends(_answering_desk)]
# PostgreSQL stores no NUL, so a value that holds one names nothing.
Name = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
Id = Annotated[str, Path(max_length=100, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
