"""A stored report as HTML, with the quoted words marked; everything is escaped here, gr.HTML does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ui import words
from vectorstore.report import GAP, Span

# Short lines that open a part of a report: "Phần thứ nhất", "I.", "1.2.", "Điều 4", "B -", but no sentence.
_HEADING = re.compile(r"(?:Phần|Chương|Mục|Điều)\s|[IVXLC]{1,6}\s*[.\-–/)]|[A-Z]\s*[.\-–]\s|\d{1,2}\.(?:\d{1,2}\.?)*\s")
_HEADING_LIMIT = 160
_SENTENCE_LIMIT = 90  # a longer line that ends in a full stop is a sentence
_CELL = " | "
_HIT, _EXACT = "hit", "hit exact"
_RULE = re.compile(r"^[\s\-_*–—.=]{3,}$")
# Marks that a converter left in the words: a footnote's number, a footnote's own text, a bookmark, asterisks for bold.
_MARK = re.compile(r"\[footnoteRef:(?P<note>\d+)\]|\[bookmark:[^\]\n]*\]|\*\*|\[(?P<own>\d+):\s+")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    kind: str  # "head", "row", "rule" or "text"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    css: str


def quote_spans(text: str, quote: str, start: int, end: int) -> tuple[Span, ...]:
    """Where the words of a quote stand: each part between gaps is looked for inside [start, end), in order."""
    start, end = max(0, start), min(len(text), end)
    if start >= end:
        return ()
    spans: list[Span] = []
    at = start
    for part in quote.split(GAP):
        found = text.find(part.strip(), at, end) if part.strip() else -1
        if found >= 0:
            at = found + len(part.strip())
            spans.append(Span(found, at))
    return tuple(spans) or (Span(start, end),)


def report_html(text: str, marked: Sequence[Span] = (), exact: Span | None = None) -> str:
    """The whole report as paragraphs, headings and tables; `exact`, or else the first marked piece, has the id `hit`."""
    if not text.strip():
        return f'<p class="muted">{words.REPORT_EMPTY}</p>'
    marks = list(_marks(marked, exact)) if exact else [_Mark(span.start, span.end, _HIT) for span in marked]
    blocks = groupby(_lines(text), key=lambda line: line.kind)
    page = "".join(_block(kind, list(lines), text, marks) for kind, lines in blocks)
    first = f'<mark class="{_EXACT if exact else _HIT}"'
    return page.replace(first, f'{first} id="hit" tabindex="-1"', 1)


def _marks(marked: Sequence[Span], exact: Span) -> Iterator[_Mark]:
    """The marked spans less the exact one, which stands between what is left of them."""
    before = (_Mark(span.start, min(span.end, exact.start), _HIT) for span in marked)
    after = (_Mark(max(span.start, exact.end), span.end, _HIT) for span in marked)
    cut = (*before, _Mark(exact.start, exact.end, _EXACT), *after)
    yield from (mark for mark in cut if mark.start < mark.end)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        words_end = at + len(raw.rstrip())
        words_start = at + len(raw) - len(raw.lstrip())
        if words_start < words_end:
            yield _Line(words_start, words_end, _kind(text[words_start:words_end]))
        at += len(raw)


def _kind(line: str) -> str:
    if _CELL in line:
        return "row"
    if _RULE.match(line):
        return "rule"
    return "head" if _is_capitals(line) or _opens_a_part(line) else "text"


def _opens_a_part(line: str) -> bool:
    limit = _SENTENCE_LIMIT if line.endswith(".") else _HEADING_LIMIT
    return len(line) <= limit and line[-1] not in ";," and _HEADING.match(line) is not None


def _is_capitals(line: str) -> bool:
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) >= 3 and all(sign.isupper() for sign in letters)


def _block(kind: str, lines: list[_Line], text: str, marks: Sequence[_Mark]) -> str:
    if kind == "rule":
        return "<hr>"
    if kind == "row" and len(lines) > 1:
        rows = "".join(_row(line, text, marks) for line in lines)
        return f'<div class="table" tabindex="0" role="group"><table>{rows}</table></div>'
    tag = "h3" if kind == "head" else "p"
    return "".join(f"<{tag}>{_piece(text, line.start, line.end, marks)}</{tag}>" for line in lines)


def _row(line: _Line, text: str, marks: Sequence[_Mark]) -> str:
    cells, at = [], line.start
    for cell in text[line.start : line.end].split(_CELL):
        cells.append(f"<td>{_piece(text, at, at + len(cell), marks)}</td>")
        at += len(cell) + len(_CELL)
    return f"<tr>{''.join(cells)}</tr>"


def _piece(text: str, start: int, end: int, marks: Sequence[_Mark]) -> str:
    """text[start:end] cut at the borders of the marks."""
    html, at = [], start
    for mark in marks:
        left, right = max(mark.start, at), min(mark.end, end)
        if left < right:
            html.append(_plain(text[at:left]))
            html.append(f'<mark class="{mark.css}">{_plain(text[left:right])}</mark>')
            at = right
    html.append(_plain(text[at:end]))
    return "".join(html)


def _plain(piece: str) -> str:
    """Escaped words; a converter's footnote marks become superscripts, its bookmarks go."""
    html, at = [], 0
    for mark in _MARK.finditer(piece):
        html.append(escape(piece[at : mark.start()]))
        number = mark["note"] or mark["own"]
        html.append(f"[<sup>{number}</sup> " if mark["own"] else f"<sup>{number}</sup>" if number else "")
        at = mark.end()
    html.append(escape(piece[at:]))
    return "".join(html)
