"""What the reader gets: Answer, Citation, StatedFigure (the service contract's names)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AnswerKind(StrEnum):
    FIGURE = "figure"
    COMPARISON = "comparison"
    LIST = "list"
    PASSAGE = "passage"
    SUMMARY = "summary"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CitedPeriod:
    label: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Citation:
    """Word-for-word support for a claim; start and end are offsets in the stored report text."""

    n: int
    report_id: str
    file_name: str
    title: str
    issuer: str | None
    number: str | None
    issued_on: date | None
    period: CitedPeriod | None
    section: str
    page: int | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A number that the answer states; a computed one carries its formula."""

    label: str
    value: str
    unit: str
    qualifier: str | None
    computed: bool
    formula: str | None
    citation: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The response of POST /api/v1/chat."""

    conversation_id: str
    message_id: str
    answer: str
    answerable: bool
    kind: AnswerKind
    mode: str  # "extractive" or "llm"
    citations: tuple[Citation, ...]
    figures: tuple[StatedFigure, ...]
    warnings: tuple[str, ...]
    took_ms: int
    choices: tuple[str, ...] = ()  # whole questions of which one is meant, where the question is asked back


@dataclass(frozen=True, slots=True)
class ChatFilters:
    """Limits that the reader sets: they hold before anything is shown."""

    issuers: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    report_ids: tuple[str, ...] = ()
