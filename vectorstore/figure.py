"""The ledger's value types: a Figure is one stated quantity, a Conflict is where figures do not agree.

Offsets are indexes into `Report.text`, the stored text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from vectorstore.report import Period, Span

if TYPE_CHECKING:
    from vectorstore.stored import ReportHeader

COUNTED = 1000  # rows up to which a total is counted


class FigureKind(StrEnum):
    FLOW = "flow"  # counted over a period: "06 cuộc tuần tra"
    STOCK = "stock"  # as it stands on a day: "386 hộ", "9.412 con"
    SHARE = "share"  # a percentage or a rate: "62,07%", "54,5 tạ/ha"
    PLAN = "plan"  # what is aimed at: "phấn đấu đạt 95%"
    CHANGE = "change"  # by how much something rose or fell: "tăng 12 vụ"


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated quantity with its place in the text.

    `value` is in base units (1 tỷ đồng is 1000000000 đồng); of a range it is the lower bound and `upper` the other;
    of "8/10 xã" it is 8 and `of` is 10. `period` is None where the words name none: then the report's own holds.
    """

    ordinal: int  # in the report, in reading order
    passage: int  # ordinal of the passage
    sentence: int  # index in the passage
    span: Span  # qualifier, number and unit
    indicator: str  # what is counted, in the report's own words
    words: str  # the phrase that states it, with its row and column heads in a table
    value: Decimal
    written: str  # the number word for word, with its scale ("1 tỷ 897,8 triệu")
    unit: str
    kind: FigureKind
    qualifier: str | None = None
    upper: Decimal | None = None
    of: Decimal | None = None
    place: str = ""  # the place or group that it is about, where it is not the report's: "thôn Nà Hin", "dân tộc Dao"
    period: Period | None = None
    part_of: int | None = None  # ordinal of the figure that this is a part of ("trong đó")


class ConflictKind(StrEnum):
    SUM = "sum"  # parts that do not add up to their total
    VALUES = "values"  # one indicator, unit and period with two values
    SHARE = "share"  # a percentage that cannot be


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that do not agree; `said` is a Vietnamese sentence. The first figure is the total, or the earlier one."""

    kind: ConflictKind
    said: str
    figures: tuple[tuple[str, int], ...]  # (report id, ordinal of the figure)


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Every limit that is set must hold. start and end ask for a period that overlaps."""

    words: str = ""  # of the indicator, diacritics optional
    issuers: tuple[str, ...] = ()
    government: str = ""  # a unit of government: "xã Bản Sen", "Bản Sen"
    start: date | None = None
    end: date | None = None
    unit: str = ""  # of measure: "ha", "cuộc"
    kinds: tuple[FigureKind, ...] = ()
    report_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure with the report that states it; `period` is the one that it holds for."""

    figure: Figure
    report: ReportHeader
    government: str  # "xã Bản Sen"; "" where the issuer is not of a unit of government
    section: tuple[str, ...]
    page: int | None
    period: Period | None
    quote: str  # the sentence or table row word for word
    start: int  # of the quote in the stored text
    end: int


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """One page of rows, and how many there are on all pages, from 1,000 on at least so many."""

    rows: tuple[LedgerRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class StoredConflict:
    """A conflict with the rows that it is between."""

    kind: ConflictKind
    said: str
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class ConflictPage:
    conflicts: tuple[StoredConflict, ...]
    total: int
