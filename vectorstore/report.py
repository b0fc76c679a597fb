"""The archive's value types: Report, Passage, Sentence, Period.

Offsets are indexes into `Report.text`, the stored text (NFC, Python code points).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from vectorstore.text.clean import cleaned, cleaned_at

if TYPE_CHECKING:
    from vectorstore.figure import Conflict, Figure
    from vectorstore.scan import Doubt, PageImage

GAP = " […] "  # joins the parts of a quote that a footnote or a page break interrupts


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a report covers; `inferred` when it is not written in its head."""

    label: str
    start: date
    end: date
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open [start, end) in the stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one table row, as the spans of the stored text that make it up."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    def quote(self, text: str) -> str:
        """The words as they stand in the stored text, parts joined by GAP."""
        return GAP.join(text[span.start : span.end] for span in self.spans)

    def clean(self, text: str) -> str:
        """The words without footnote marks and with single spaces, for search and reading."""
        return cleaned(" ".join(text[span.start : span.end] for span in self.spans))

    def located(self, text: str) -> tuple[str, list[int]]:
        """`clean`, and for each of its characters the offset in the stored text."""
        pieces = [text[span.start : span.end] for span in self.spans]
        offsets = [[*range(span.start, span.end), span.end] for span in self.spans]
        words, at = cleaned_at(" ".join(pieces))
        joined = [offset for piece in offsets for offset in piece]
        return words, [joined[index] for index in at]


class PassageKind(StrEnum):
    BODY = "body"
    FOOTNOTE = "footnote"
    TABLE = "table"
    HEAD = "head"  # letterhead, title, signature, recipients: searchable, seldom quoted


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or a run of short bullets under one heading, up to about 150 words."""

    ordinal: int
    kind: PassageKind
    section: tuple[str, ...]  # heading path, outermost first, as written
    sentences: tuple[Sentence, ...]
    lead: str = ""  # the words that introduce it: a list's opening sentence, the sentence a footnote belongs to
    heads: tuple[str, ...] = ()  # column heads when kind is TABLE; a row's cells are parted by " | "
    page: int | None = None

    def clean(self, text: str) -> str:
        """The passage's own words, for search and reading."""
        return " ".join(sentence.clean(text) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Report:
    """One report: what it is, its stored text and its passages."""

    id: str  # first 16 hex digits of the sha256 of the file
    sha256: str
    file_name: str
    title: str
    type: str  # "Báo cáo", "Kế hoạch", …
    issuer: str | None
    number: str | None
    issued_on: date | None
    issued_label: str | None  # as far as it is written: "tháng 04 năm 2026", "năm 2021"
    period: Period | None
    text: str = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    inferred: tuple[str, ...] = ()  # names of the fields that are concluded, not written
    pages: tuple[int, ...] = field(default=(), repr=False)  # offset where each page starts, when the file has pages
    figures: tuple[Figure, ...] = field(default=(), repr=False)  # every stated quantity, in reading order
    conflicts: tuple[Conflict, ...] = field(default=(), repr=False)  # where figures do not agree
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)  # recognised numbers that may be wrong
    superseded_by: str | None = None  # the newer version that stands for it
    images: tuple[PageImage, ...] = field(default=(), repr=False)  # of the pages that were recognised

    def context(self, passage: Passage) -> str:
        """The line that is indexed with a passage and never quoted."""
        period = self.period.label if self.period else ""
        return " › ".join(part for part in (self.issuer or "", period, self.title, *passage.section, passage.lead) if part)
