"""Blocks become passages: one paragraph or a run of short bullets under one heading, up to about 150 words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind, blocks
from vectorstore.report import Passage, PassageKind, Sentence, Span
from vectorstore.text.clean import NOTE_MARK, SUPERSCRIPTS, cleaned
from vectorstore.text.sentence import sentences

WORDS = 150  # a passage's most: the embedder reads 256 tokens
SHORT = 60  # paragraphs and bullets of up to this many words run together
_LABEL_WORDS = 30
_BARE_WORDS = 4
_CITED_WITHIN = 200  # sentences before a footnote
_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table that the reader found: its rows in the stored text and its column heads."""

    rows: tuple[Span, ...]
    heads: tuple[str, ...]


def split(text: str, body: Span, pages: tuple[int, ...] = (), tables: tuple[TableRows, ...] = ()) -> tuple[Passage, ...]:
    """The passages of a stored text; what lies outside `body` (letterhead, title, recipients) is PassageKind.HEAD."""
    rows = tuple(row for table in tables for row in table.rows)
    heads = {row.start: table.heads for table in tables for row in table.rows}
    run = _Run(text, pages, heads)
    found = blocks(text, rows)
    heading = set(_headings_of_something(found, body))
    for index, block in enumerate(found):
        run.take(block, inside=body.start <= block.start < body.end, heads=index in heading)
    run.flush()
    return tuple(run.passages)


def _headings_of_something(found: list[Block], body: Span) -> Iterator[int]:
    """The headings with text or deeper headings under them; the others are items, and text themselves."""
    for index, block in enumerate(found):
        if block.kind is BlockKind.HEADING:
            under = next((b for b in found[index + 1 :] if b.kind is not BlockKind.NOTE), None)
            if under and under.start < body.end and (under.kind is not BlockKind.HEADING or under.rank > block.rank):
                yield index


@dataclass(slots=True)
class _Run:
    """The passages so far, and the paragraphs that wait to be joined into the next one."""

    text: str
    pages: tuple[int, ...]
    heads: dict[int, tuple[str, ...]]
    passages: list[Passage] = field(default_factory=list)
    path: list[tuple[int, str, str]] = field(default_factory=list)  # rank, words and sign of the headings above
    waiting: list[Sentence] = field(default_factory=list)
    words: int = 0
    kind: PassageKind = PassageKind.BODY
    lead: tuple[str, str] = ("", "")  # a list's opening sentence, and the mark of the block that it stood in
    waiting_lead: str = ""
    waiting_heads: tuple[str, ...] = ()

    def take(self, block: Block, inside: bool, heads: bool) -> None:
        if not inside:
            self._add(block, PassageKind.HEAD, lead="")
        elif heads:
            self._enter(block)
        elif block.kind is BlockKind.HEADING:
            self._item(block)
        elif block.kind is BlockKind.NOTE:
            self._note(block)
        elif block.kind is BlockKind.ROW:
            self._row(block)
        else:
            self._paragraph(block)

    def _enter(self, block: Block) -> None:
        self._leave(block.rank)
        self.path.append((block.rank, cleaned(self._words(block)).rstrip(":").strip(), block.mark))

    def _leave(self, rank: int) -> None:
        """End the headings of this rank and of those under it."""
        self.flush()
        self.lead = ("", "")
        while self.path and self.path[-1][0] >= rank:
            self.path.pop()

    def _item(self, block: Block) -> None:
        if self.path and self.path[-1][0] >= block.rank:
            self._leave(block.rank)
        self._add(block, PassageKind.BODY, lead=self.lead[0])

    def _words(self, block: Block) -> str:
        return " ".join(self.text[span.start : span.end] for span in block.spans)

    def _paragraph(self, block: Block) -> None:
        mark = block.mark if block.kind is BlockKind.BULLET else ""
        if mark and self.path and self.path[-1][2] == mark:
            self.flush()
            self.path.pop()  # the next bullet of the run ends what a bullet headed
        opening, opened_by = self.lead
        if not mark or mark == opened_by:
            opening = ""
            self.lead = ("", "")
        self._add(block, PassageKind.BODY, lead=opening)
        if self._opens_list(block):
            self.lead = (_opening(self._words(block).rstrip()), mark)

    def _opens_list(self, block: Block) -> bool:
        return self._words(block).rstrip().endswith(":")

    def _row(self, block: Block) -> None:
        heads = self.heads.get(block.start, ())
        if heads != self.waiting_heads:
            self.flush()
        self.waiting_heads = heads
        self._add(block, PassageKind.TABLE, lead=self.lead[0])

    def _note(self, block: Block) -> None:
        """A footnote is a passage of its own, led by the sentence that cites it; the body runs on around it."""
        lead = self._cited_by(block)
        found = list(_sentences(self.text, block))
        for chunk in _chunks(self.text, found):
            self._emit(PassageKind.FOOTNOTE, chunk, lead, ())

    def _cited_by(self, block: Block) -> str:
        candidates = [*self.waiting[::-1], *(s for p in self.passages[::-1] if p.kind is PassageKind.BODY for s in p.sentences[::-1])]
        return next((sentence.clean(self.text) for sentence in candidates[:_CITED_WITHIN] if self._cites(sentence, block.mark)), "")

    def _cites(self, sentence: Sentence, mark: str) -> bool:
        """Whether a sentence has a footnote's superscript, or its written-out mark within or just after it."""
        written = f"[footnoteRef:{mark}]"
        marks = [match[0].translate(_TO_DIGITS) for match in NOTE_MARK.finditer(sentence.quote(self.text))]
        return mark in marks or written in self.text[sentence.start : sentence.end + len(written)]

    def _add(self, block: Block, kind: PassageKind, lead: str) -> None:
        found = list(_sentences(self.text, block))
        count = sum(_count(self.text, sentence) for sentence in found)
        if self.waiting and not self._joins(kind, lead, count):
            self.flush()
        if not self.waiting:
            self.kind, self.waiting_lead = kind, lead
        self.waiting.extend(found)
        self.words += count
        if count > SHORT and kind is PassageKind.BODY and not self._opens_list(block):
            self.flush()

    def _joins(self, kind: PassageKind, lead: str, count: int) -> bool:
        """Whether a block of `count` words runs on with the waiting ones."""
        full = count > SHORT or self.words + count > WORDS or self.words > WORDS * 2 // 3
        return kind is self.kind and (lead == self.waiting_lead or self._is_opening(lead)) and not full

    def _is_opening(self, lead: str) -> bool:
        """Whether the waiting words already end with the sentence that leads the next bullets."""
        return bool(lead) and bool(self.waiting) and lead.endswith(self.waiting[-1].clean(self.text))

    def flush(self) -> None:
        for index, chunk in enumerate(_chunks(self.text, self.waiting)):
            lead = self.waiting_lead if index == 0 or self.waiting_lead else self._label()
            self._emit(self.kind, chunk, lead, self.waiting_heads if self.kind is PassageKind.TABLE else ())
        self.waiting, self.words, self.waiting_lead = [], 0, ""

    def _label(self) -> str:
        """What a paragraph says it is about, before its first colon: context for its later parts."""
        first = self.waiting[0].clean(self.text)
        label, colon, _ = first.partition(":")
        return label.lstrip("-–+*• ") if colon and len(label.split()) <= _LABEL_WORDS else ""

    def _emit(self, kind: PassageKind, chunk: list[Sentence], lead: str, heads: tuple[str, ...]) -> None:
        section = tuple(words for _, words, _ in self.path)
        page = sum(1 for start in self.pages if start <= chunk[0].start) or None
        self.passages.append(Passage(len(self.passages), kind, section, tuple(chunk), lead, heads, page))


def _opening(words: str) -> str:
    """The last sentence of a paragraph; a closing "Trong đó:" says nothing without the sentence before it."""
    last = [words[start:end] for start, end in sentences(words)[-2:]]
    return cleaned(" ".join(last) if len(last[-1].split()) <= _BARE_WORDS else last[-1])


def _count(text: str, sentence: Sentence) -> int:
    return len(sentence.quote(text).split())


def _chunks(text: str, found: list[Sentence]) -> Iterator[list[Sentence]]:
    chunk: list[Sentence] = []
    words = 0
    for sentence in found:
        count = _count(text, sentence)
        if chunk and words + count > WORDS:
            yield chunk
            chunk, words = [], 0
        chunk.append(sentence)
        words += count
    if chunk:
        yield chunk


def _sentences(text: str, block: Block) -> Iterator[Sentence]:
    """The sentences of a block, each with the spans that it covers."""
    if block.kind is BlockKind.ROW:
        yield Sentence(block.spans)
        return
    for start, end in sentences(" ".join(text[span.start : span.end] for span in block.spans)):
        yield Sentence(tuple(_between(block.spans, start, end)))


def _between(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """The parts of `spans` that the bounds [start, end) in their words, joined by spaces, cover."""
    offset = 0
    for span in spans:
        length = span.end - span.start
        if start < offset + length and offset < end:
            yield Span(span.start + max(start - offset, 0), span.start + min(end - offset, length))
        offset += length + 1
