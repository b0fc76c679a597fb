"""What the archive hands out: report headers, cards, stored passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from vectorstore.report import Passage, Period, Sentence


class Outcome(StrEnum):
    ADDED = "added"
    ALREADY_THERE = "already there"
    REPLACED = "replaced"
    SUPERSEDING = "superseding"  # older versions are kept and no longer searched
    SUPERSEDED = "superseded"  # kept, but a newer version was there before it


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a report that was brought in; `replaced` names the versions that it took the place of."""

    outcome: Outcome
    report_id: str
    replaced: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()  # that were current until now


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """A report without its text and passages."""

    id: str
    file_name: str
    title: str
    type: str
    issuer: str | None
    number: str | None
    issued_on: date | None
    issued_label: str | None
    period: Period | None
    inferred: tuple[str, ...] = ()
    superseded_by: str | None = None  # the newer version that stands for it


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One line of the list of reports."""

    report: ReportHeader
    media_type: str
    passages: int
    created_at: datetime
    unit: str = ""  # of the office; "" is the office itself
    level: str = "thường"


@dataclass(frozen=True, slots=True)
class CardPage:
    """One page of cards and how many there are on all pages."""

    cards: tuple[ReportCard, ...]
    total: int


class Versions(StrEnum):
    CURRENT = "current"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Every limit that is set must hold; start and end ask for a period that overlaps, or else the date of issue."""

    issuers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    title: str = ""  # words in the title, diacritics optional
    report_ids: tuple[str, ...] = ()
    versions: Versions = Versions.CURRENT


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the report it stands in."""

    key: str
    report: ReportHeader
    passage: Passage
    text: str  # the passage's own words, clean
    source: str = field(repr=False)  # the whole stored text, which all offsets point into

    def quote(self, sentence: Sentence) -> str:
        """The sentence word for word."""
        return sentence.quote(self.source)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The file as it was brought in."""

    name: str
    media_type: str
    data: bytes
