"""A compiled file as plain data, and back; nothing that comes back is believed before it is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from ingest.apart.wire import Rubbish
from ingest.read.compose import MAX_TEXT
from ingest.read.opened import Member
from vectorstore.figure import Conflict, Figure
from vectorstore.report import Report, Span

_REPORT: TypeAdapter[Report] = TypeAdapter(Report)
_REPORT.rebuild(_types_namespace={"Figure": Figure, "Conflict": Conflict})  # which report.py only knows while types are checked


@dataclass(frozen=True, slots=True)
class Compiled:
    """The report that a file is, and the files inside it; at least one of the two is there."""

    report: Report | None
    members: tuple[Member, ...] = ()


def to_plain(compiled: Compiled) -> tuple[dict[str, Any], bytes]:
    """The head of a frame, and its body: the report as JSON, then the members' bytes one after the other."""
    report = _REPORT.dump_json(compiled.report) if compiled.report else b""
    members = [[member.name, len(member.data)] for member in compiled.members]
    return {"report": len(report), "members": members}, b"".join((report, *(member.data for member in compiled.members)))


def from_plain(head: dict[str, Any], body: bytes) -> Compiled:
    """Rubbish when a part is missing, of another type, or lies outside the text."""
    try:
        size = _place(head["report"], len(body))
        members = tuple(_members(head["members"], body, size))
        report = _REPORT.validate_json(body[:size]) if size else None
    except (KeyError, TypeError, ValueError) as error:
        raise Rubbish("not as agreed") from error
    if report is None and not members:
        raise Rubbish("nothing")
    if report and not _holds(report):
        raise Rubbish("outside the text")
    return Compiled(report, members)


def _members(listed: Any, body: bytes, at: int) -> Iterator[Member]:
    for name, size in listed:
        if not isinstance(name, str):
            raise TypeError(type(name))
        yield Member(name, body[at : at + _place(size, len(body) - at)])
        at += size


def _place(value: Any, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(value)
    return value


def _holds(report: Report) -> bool:
    """Whether all that the report points at lies in its text."""
    length = len(report.text)
    spans = (span for passage in report.passages for sentence in passage.sentences for span in sentence.spans)
    return length <= MAX_TEXT and all(_inside(span, length) for span in spans) and all(0 <= page <= length for page in report.pages)


def _inside(span: Span, length: int) -> bool:
    return 0 <= span.start <= span.end <= length
