"""What the page asks of the service; the composition root hands in the real thing, the tests a fake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from assistant.answer import Answer, ChatFilters
from assistant.draft.draft import Draft, DraftRequest, Outline
from assistant.model import ModelState
from vectorstore.drafts import DraftLine
from vectorstore.figure import ConflictPage, FigureFilter, LedgerPage
from vectorstore.report import Period
from vectorstore.scan import Doubt


class ReportCard(Protocol):
    """What a list and a viewer say about a report; vectorstore.report.Report is one."""

    @property
    def id(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def number(self) -> str | None: ...
    @property
    def issued_on(self) -> date | None: ...
    @property
    def issued_label(self) -> str | None: ...
    @property
    def period(self) -> Period | None: ...
    @property
    def inferred(self) -> tuple[str, ...]: ...
    @property
    def superseded_by(self) -> str | None: ...


class Job(Protocol):
    """An upload; it goes on while its state is queued or running. files holds (file name, state, message)."""

    @property
    def state(self) -> str: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def files(self) -> Sequence[tuple[str, str, str]]: ...


class Drafts(Protocol):
    """Documents made of what reports say; assistant.draft.drafting.Drafting is one."""

    def outline(self, request: DraftRequest) -> Outline: ...

    def write(self, outline: Outline) -> Draft:
        """Written and kept."""
        ...

    def get(self, id: str) -> Draft: ...

    def list(self, limit: int = 50, offset: int = 0) -> Sequence[DraftLine]:
        """The one last changed comes first."""
        ...

    def revise(self, id: str, section: int, text: str) -> Draft:
        """The reader's words in the place of a section's; 0 is the first."""
        ...

    def delete(self, id: str) -> None: ...


class Desk(Protocol):
    """Every function may raise ArchiveError, whose text the page shows as it stands."""

    @property
    def model(self) -> ModelState | None:
        """The language model that writes; None where none does."""
        ...

    @property
    def drafts(self) -> Drafts: ...

    def ask(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Answer: ...

    def stream(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Iterator[tuple[str, object]]:
        """("sources", tuple[Citation, ...]), then ("token", str) many times, then ("answer", Answer); ("rewrite", ()) between."""
        ...

    def report_text(self, report_id: str) -> str: ...

    def report_card(self, report_id: str) -> ReportCard: ...

    def doubts(self, report_id: str) -> Sequence[Doubt]:
        """The numbers of a scanned report that the machine was not sure of."""
        ...

    def reports(self, issuer: str | None, period_from: date | None, period_to: date | None, type: str | None) -> Sequence[ReportCard]: ...

    def figures(self, wanted: FigureFilter, limit: int, offset: int = 0) -> LedgerPage:
        """What reports state in numbers, the newest period first."""
        ...

    def conflicts(self, limit: int, offset: int = 0) -> ConflictPage: ...

    def submit(self, files: Sequence[Path]) -> str:
        """Hand files in; the id of the job that reads them."""
        ...

    def job(self, job_id: str) -> Job: ...

    def conversations(self, words: str = "", limit: int = 50) -> Sequence[tuple[str, str, datetime]]:
        """(id, title, updated at) of those that have all the words, the latest first."""
        ...

    def conversation(self, id: str) -> Sequence[tuple[str, Answer]]:
        """(question, answer) in the order they were asked."""
        ...

    def rename(self, id: str, title: str) -> object: ...

    def forget(self, id: str) -> None: ...

    def rate(self, message_id: str, rating: int) -> None:
        """1 is useful, -1 is not, 0 takes a rating back."""
        ...

    def suggestions(self) -> Sequence[str]: ...

    def issuers(self) -> Sequence[str]: ...

    def types(self) -> Sequence[str]: ...
