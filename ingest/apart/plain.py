"""What was opened as plain data, and back; nothing that comes back is believed before it is looked at."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ingest.apart.wire import Rubbish
from ingest.read.compose import MAX_TEXT
from ingest.read.opened import Member, Opened
from ingest.read.source import Source, TableSpan


def to_plain(opened: Opened) -> tuple[dict[str, Any], bytes]:
    """The head of a frame, and the members' bytes one after the other."""
    members = [[member.name, len(member.data)] for member in opened.members]
    source = asdict(opened.source) if opened.source else None
    return {"source": source, "members": members}, b"".join(member.data for member in opened.members)


def from_plain(head: dict[str, Any], body: bytes) -> Opened:
    """Rubbish when a part is missing, of another type, or lies outside the text."""
    try:
        members = tuple(_members(head["members"], body))
        source = None if head["source"] is None else _source(head["source"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Rubbish("not as agreed") from error
    if source is None and not members:
        raise Rubbish("nothing")
    return Opened(source, members)


def _members(listed: Any, body: bytes) -> list[Member]:
    members, at = [], 0
    for name, size in listed:
        members.append(Member(_text(name), body[at : at + _place(size, len(body) - at)]))
        at += size
    return members


def _source(plain: dict[str, Any]) -> Source:
    text = _text(plain["text"])
    pages = tuple(_place(page, len(text)) for page in plain["pages"])
    tables = tuple(_table(table, len(text)) for table in plain["tables"])
    return Source(text, _text(plain["media_type"]), pages, tables)


def _table(plain: dict[str, Any], length: int) -> TableSpan:
    start, end = _span(plain["start"], plain["end"], length)
    rows = tuple(_span(first, last, length) for first, last in plain["rows"])
    return TableSpan(start, end, tuple(map(_text, plain["heads"])), rows, _place(plain["head_rows"], len(rows)))


def _span(start: Any, end: Any, length: int) -> tuple[int, int]:
    return _place(start, _place(end, length)), end


def _place(value: Any, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise TypeError(type(value))
    return value
