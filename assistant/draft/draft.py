"""What a draft is: an outline first, then sections of sentences that each say where they are from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.answer import Citation


class DraftKind(StrEnum):
    SYNTHESIS = "synthesis"  # báo cáo tổng hợp
    HALF_YEAR = "half_year"  # sơ kết 6 tháng
    SUMMARY = "summary"  # tóm tắt một báo cáo
    COMPARISON = "comparison"  # so sánh hai kỳ
    REPLY = "reply"  # phần trả lời chất vấn


class Regime(StrEnum):
    """Whose layout a document has."""

    STATE = "state"  # Nghị định 30/2020/NĐ-CP
    PARTY = "party"  # Hướng dẫn 05-HD/VPTW, 2026


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What is to be drafted, from which reports: named ones, or those of issuers within a time."""

    kind: DraftKind
    subject: str = ""  # "phòng cháy, chữa cháy rừng và an ninh trật tự"; "" is all that the reports tell
    report_ids: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    regime: Regime = Regime.STATE


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading that is to be written, and what it is to tell; the reader may change both before anything is written."""

    heading: str
    about: str  # words that the reports are searched by
    table: bool = False  # figures of the ledger with their change from period to period


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of a draft."""

    request: DraftRequest
    title: str
    sections: tuple[OutlineSection, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a draft; without citations it is our own connecting word, unverified it is marked in every export."""

    text: str
    citations: tuple[int, ...]
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a draft's table, with the citation that its figure stands in; None for heads, and for what is computed."""

    text: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures side by side: indicator, then a column for each period or unit, then the change where there are two."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A heading with what is told below it; gaps say what the reports do not have."""

    heading: str
    statements: tuple[Statement, ...]
    table: FigureTable | None = None
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft; number, day and signature are not part of it: they are left blank in the export, never invented."""

    id: str
    title: str  # trích yếu: "Công tác phòng cháy, chữa cháy rừng 6 tháng đầu năm 2026"
    request: DraftRequest
    sections: tuple[DraftSection, ...]
    citations: tuple[Citation, ...]
    mode: str = "extractive"  # "llm" where a model wrote words that were checked
