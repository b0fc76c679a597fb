"""What a file turns out to hold: text, other files, or both (a mail with attachments)."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.read.source import Source


@dataclass(frozen=True, slots=True)
class Member:
    """A file that came inside another; its name is cleaned, its kind not yet looked at."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file, and the files inside it; at least one of the two is there."""

    source: Source | None
    members: tuple[Member, ...] = ()
