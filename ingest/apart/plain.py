"""A compiled file as plain data, and back; nothing that comes back is believed before it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from ingest.apart.wire import Rubbish
from ingest.read.compose import MAX_TEXT
from ingest.read.opened import Member
from ingest.read.pdf.pdfium import MAX_PAGES, PageContent
from vectorstore.figure import Conflict, Figure
from vectorstore.report import Report, Span
from vectorstore.scan import Doubt, PageImage

_REPORT: TypeAdapter[Report] = TypeAdapter(Report)
_PAGES: TypeAdapter[dict[int, PageContent]] = TypeAdapter(dict[int, PageContent])
# report.py knows these only while types are checked.
_REPORT.rebuild(_types_namespace={"Figure": Figure, "Conflict": Conflict, "Doubt": Doubt, "PageImage": PageImage})


@dataclass(frozen=True, slots=True)
class Compiled:
    """The report that a file is, the files inside it, the numbers of its pages that are pictures; at least one of them is there."""

    report: Report | None
    members: tuple[Member, ...] = ()
    scanned: tuple[int, ...] = ()


def pages_to_plain(pages: Mapping[int, PageContent]) -> bytes:
    """Recognised pages, to be read with their file."""
    return _PAGES.dump_json(dict(pages)) if pages else b""


def pages_from_plain(body: bytes) -> dict[int, PageContent]:
    return _PAGES.validate_json(body) if body else {}


def to_plain(compiled: Compiled) -> tuple[dict[str, Any], bytes]:
    """The head of a frame, and its body: the report as JSON, then the members' bytes one after the other."""
    report = _REPORT.dump_json(compiled.report) if compiled.report else b""
    members = [[member.name, len(member.data)] for member in compiled.members]
    head = {"report": len(report), "members": members, "scanned": compiled.scanned}
    return head, b"".join((report, *(member.data for member in compiled.members)))


def from_plain(head: dict[str, Any], body: bytes) -> Compiled:
    """Rubbish when a part is missing, of another type, or lies outside the text."""
    try:
        size = _place(head["report"], len(body))
        members = tuple(_members(head["members"], body, size))
        report = _REPORT.validate_json(body[:size]) if size else None
        scanned = tuple(_place(number, MAX_PAGES) for number in head["scanned"])
    except (KeyError, TypeError, ValueError) as error:
        raise Rubbish("not as agreed") from error
    if report is None and not members and not scanned:
        raise Rubbish("nothing")
    if report and not _holds(report):
        raise Rubbish("outside the text")
    return Compiled(report, members, scanned)


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
