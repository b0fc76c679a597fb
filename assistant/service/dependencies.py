"""What a route's signature may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from pydantic import StringConstraints

from assistant.desk import Desk
from assistant.reader import IMPLIED, Reader
from assistant.rights import Right
from assistant.service.readiness import Readiness


def _readiness(request: Request) -> Readiness[Desk]:
    readiness: Readiness[Desk] = request.app.state.readiness
    return readiness


ReadinessDep = Annotated[Readiness[Desk], Depends(_readiness)]


def _reader(request: Request) -> Reader:
    """Whom the door has let in; where there is no door everybody is the one reader of this machine."""
    return reader_of_request(request.app, request)


def reader_of_request(app: Any, request: Request) -> Reader:
    """The same outside of a route's signature."""
    if app.state.door is None:
        return IMPLIED
    reader: Reader = request.state.reader
    return reader


ReaderDep = Annotated[Reader, Depends(_reader)]


def _desk(readiness: ReadinessDep, reader: ReaderDep) -> Desk:
    return readiness.loaded().seen_by(reader)


def _answering_desk(readiness: ReadinessDep, reader: ReaderDep) -> Desk:
    return readiness.complete().seen_by(reader)


@dataclass(frozen=True, slots=True)
class Needs:
    """The right that a route asks for."""

    right: Right

    def __call__(self, reader: ReaderDep) -> None:
        reader.require(self.right)


def needs(right: Right) -> Any:
    return Depends(Needs(right))


DeskDep = Annotated[Desk, Depends(_desk)]
AnsweringDesk = Annotated[Desk, Depends(_answering_desk)]
# PostgreSQL stores no NUL, so a value that holds one names nothing.
Name = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
Id = Annotated[str, Path(max_length=100, pattern=r"^[^\x00]*$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
