"""What a reader hands on: the stored text of a file and where its pages and tables lie in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vectorstore.scan import Doubt, PageImage


@dataclass(frozen=True, slots=True)
class TableSpan:
    """A table in `Source.text`: one row a line, cells joined by " | ", header rows first."""

    start: int
    end: int
    heads: tuple[str, ...]  # one for each column; () when the table has no header row
    rows: tuple[tuple[int, int], ...] = field(repr=False)  # half-open [start, end) of each line, header rows included
    head_rows: int = 1  # how many of the first rows are the header; 0 when it stands on an earlier page


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file: NFC, "\\n" line ends, no control characters but "\\n" and "\\t"."""

    text: str = field(repr=False)
    media_type: str
    pages: tuple[int, ...] = ()  # offset where each page starts; () when the format has no pages
    tables: tuple[TableSpan, ...] = ()
    scanned: tuple[int, ...] = ()  # the numbers of pages that are pictures and stay unread
    doubts: tuple[Doubt, ...] = ()  # recognised numbers that may be wrong
    images: tuple[PageImage, ...] = field(default=(), repr=False)  # of the pages that were recognised
