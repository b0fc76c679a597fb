"""The stored text as blocks: headings, paragraphs, bullets, footnotes, table rows.

Follows the document and not a character count. A sentence that a page break or a footnote interrupts is one block with several spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from ingest.headings import has_sign, heading_rank, is_caps
from vectorstore.report import Span
from vectorstore.text.clean import SUPERSCRIPTS


class BlockKind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    NOTE = "note"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the stored text; `rank` orders headings (0 outermost), `mark` is a bullet's or footnote's sign."""

    kind: BlockKind
    spans: tuple[Span, ...]
    rank: int = 0
    mark: str = ""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


_DIGIT = str.maketrans(SUPERSCRIPTS, "0123456789")
_INLINE_NOTE = re.compile(r"\[(\d{1,3}):\s+(.+?)\s*\]", re.DOTALL)
_ARTEFACT = re.compile(r"\[bookmark:[^\]\n]*\]|\[footnoteRef:\d+\]")
_NOTE_LINE = re.compile(rf"([{SUPERSCRIPTS}]+)\s*(?=\S)")
_BULLET = re.compile(r"(?:-\s*\+|[-–—+•●▪*o])(?:\s+|(?=[^\W\d_]))")
_LABEL = re.compile(r"(?:\(\d{1,2}\)|[a-zđ][.)]|\d{1,2}(?:\.\d{1,2}){0,3}[.)])\s*")
_CLOSED = re.compile(rf"[.!?:;…”\")\]/*]\s*[{SUPERSCRIPTS}]*$")
_REST_OF_DATE = re.compile(r"\d{1,2}(?:/\d{1,2})?/(?:19|20)\d\d\b")
_GOES_ON_WITHIN = 200  # blocks
_LONGEST_RUN_IN = 45  # words of a bullet that only names what the paragraphs under it are about


def blocks(text: str, rows: tuple[Span, ...] = ()) -> list[Block]:
    """The blocks of a stored text in reading order; `rows` are the table rows that the reader found."""
    return list(_with_run_in_headings(text, _joined(text, list(_raw_blocks(text, rows)))))


def _with_run_in_headings(text: str, found: list[Block]) -> Iterator[Block]:
    """A short bullet without a stop before a paragraph ("- Ưu điểm") is a heading of that paragraph."""
    for block, following in zip_longest(found, found[1:]):
        words = _words(text, block)
        short = block.kind is BlockKind.BULLET and len(words.split()) <= _LONGEST_RUN_IN and words[-1] not in ".;,/"
        if short and following is not None and following.kind is BlockKind.TEXT and (words.endswith(":") or not re.search(r"\d", words)):
            yield replace(block, kind=BlockKind.HEADING, rank=8)
        else:
            yield block


def _raw_blocks(text: str, rows: tuple[Span, ...]) -> Iterator[Block]:
    notes = [(match.span(), Span(match.start(2), match.end(2)), match[1]) for match in _INLINE_NOTE.finditer(text)]
    row_starts = {trimmed.start: row for row in rows for trimmed in _trimmed(text, row.start, row.end)}  # a first cell may be empty
    covered = [(row.start, row.end) for row in rows]
    cuts = sorted([span for span, _, _ in notes] + [match.span() for match in _ARTEFACT.finditer(text)])
    for line in _lines(text):
        if line.start in row_starts:
            yield Block(BlockKind.ROW, (row_starts[line.start],))
            continue
        if any(start <= line.start < end for start, end in covered):
            continue
        pieces = tuple(_without(text, line, cuts))
        if pieces:
            yield _classified(text, pieces)
        yield from (Block(BlockKind.NOTE, (inner,), mark=mark) for outer, inner, mark in notes if line.start <= outer[0] < line.end)


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        left, right = len(line) - len(line.lstrip()), len(line.rstrip())
        if left < right:
            yield Span(match.start() + left, match.start() + right)


def _without(text: str, line: Span, cuts: list[tuple[int, int]]) -> Iterator[Span]:
    at = line.start
    for start, end in cuts:
        if end <= at or start >= line.end:
            continue
        yield from _trimmed(text, at, start)
        at = max(at, end)
    yield from _trimmed(text, at, line.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield Span(start + left, start + right)


def _classified(text: str, pieces: tuple[Span, ...]) -> Block:
    line = " ".join(text[piece.start : piece.end] for piece in pieces)
    if note := _NOTE_LINE.match(line):
        return Block(BlockKind.NOTE, pieces, mark=note[1].translate(_DIGIT))
    if (rank := heading_rank(line)) is not None:
        return Block(BlockKind.HEADING, pieces, rank=rank)
    if bullet := _BULLET.match(line):
        return Block(BlockKind.BULLET, pieces, mark=bullet[0].strip())
    if label := _LABEL.match(line):
        return Block(BlockKind.BULLET, pieces, mark=re.sub(r"\d+", "1", label[0].strip()))
    return Block(BlockKind.TEXT, pieces)


def _joined(text: str, raw: list[Block]) -> list[Block]:
    """Join what a line break, a page break or a footnote interrupts."""
    done: list[Block] = []
    for index, block in enumerate(raw):
        target = _continues(text, done, block, raw[index + 1] if index + 1 < len(raw) else None)
        if target is None:
            done.append(block)
        else:
            done[target] = _still(text, replace(done[target], spans=_merged(text, (*done[target].spans, *block.spans))))
    return done


def _still(text: str, block: Block) -> Block:
    """A heading whose rest makes it a sentence was a numbered paragraph that the page broke."""
    if block.kind is BlockKind.HEADING and heading_rank(" ".join(_words(text, block).split())) is None:
        return replace(block, kind=BlockKind.BULLET, mark="1.")
    return block


def _continues(text: str, done: list[Block], block: Block, following: Block | None) -> int | None:
    """Index of the block that `block` goes on with, if it is the rest of one."""
    if not done:
        return None
    if block.kind is BlockKind.HEADING:
        return len(done) - 1 if _is_rest_of_heading(_words(text, done[-1]), done[-1], _words(text, block)) else None
    if block.kind is not BlockKind.TEXT:
        return None
    note = _open_note(text, done)
    before_note = following is not None and following.kind is BlockKind.NOTE
    if before_note and note == len(done) - 1:
        return note
    if _is_rest_of_sentence(_words(text, block)):
        body = _open_body(text, done)
        return note if body is None else body
    return note if before_note else None


def _is_rest_of_sentence(words: str) -> bool:
    return words[0].islower() or words[0] in ",;)" or bool(_REST_OF_DATE.match(words))


def _open_body(text: str, done: list[Block]) -> int | None:
    """The last block that is no footnote, when its words break off."""
    index = next((i for i in _latest(done) if done[i].kind is not BlockKind.NOTE), None)
    return index if index is not None and _is_open(text, done[index]) and done[index].kind is not BlockKind.ROW else None


def _is_rest_of_heading(words: str, last: Block, line: str) -> bool:
    if last.kind is not BlockKind.HEADING or has_sign(line) or not is_caps(line):
        return False
    return is_caps(words.rsplit("\n", 1)[-1]) or (last.rank <= 1 and len(words.split()) <= 4)


def _open_note(text: str, done: list[Block]) -> int | None:
    """The last footnote, when its words break off."""
    index = next((i for i in _latest(done) if done[i].kind is BlockKind.NOTE), None)
    return index if index is not None and _is_open(text, done[index]) else None


def _latest(done: list[Block]) -> range:
    """Where a block that goes on can have begun, nearest first; all the way back would cost the square of a long text."""
    return range(len(done) - 1, max(-1, len(done) - 1 - _GOES_ON_WITHIN), -1)


def _words(text: str, block: Block) -> str:
    return " ".join(text[span.start : span.end] for span in block.spans)


def _is_open(text: str, block: Block) -> bool:
    return not _CLOSED.search(text[block.spans[-1].start : block.end])


def _merged(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans with nothing but white space between them become one."""
    merged: list[Span] = []
    for span in spans:
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)
