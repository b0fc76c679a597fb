"""A page becomes blocks in the order in which it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from ingest.read.blocks import Block, Paragraph
from ingest.read.characters import raised
from ingest.read.decode import decode
from ingest.read.fonts import by_font
from ingest.read.html.tree import Node, tree
from ingest.read.tables import MAX_ROWSPAN, MAX_SPAN, LooseCell, LooseRow, is_title, spanned, table_blocks

_BLOCK_TAGS = (
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav"
    " ol p pre section ul caption title"
)
_DROPPED_TAGS = (
    "script style head template noscript svg math object embed applet iframe frame select textarea button input audio video canvas noframes"
)
_BLOCKS, _DROPPED = frozenset(_BLOCK_TAGS.split()), frozenset(_DROPPED_TAGS.split())
_ROWS = frozenset({"thead", "tbody", "tfoot"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0*[01](?:\.\d+)?(?:pt|px)?\s*(?:;|$)", re.IGNORECASE
)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]{1,60})", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


class _Break:
    """A paragraph ends here."""


_END = _Break()
Token = str | _Break | Block


def html_blocks(data: bytes, charset: str = "") -> list[Block]:
    """The paragraphs and tables of a page; `charset` is what stands outside of it, in a mail."""
    reader = _Reader()
    return list(reader.blocks(tree(_text(data, charset))))


def _text(data: bytes, charset: str) -> str:
    """UTF-8 when it is, whatever the page says of itself; else as it says; else as a text file."""
    declared = _CHARSET.search(data[:2048])
    for name in ("utf-8-sig", charset, declared[1].decode("ascii") if declared else ""):
        try:
            return data.decode(name) if name else decode(data)
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data)


class _Reader:
    """Walks one page; knows whether the title has been passed, before which a table may be the letterhead."""

    def __init__(self) -> None:
        self._titled = False
        self._items: Counter[int] = Counter()  # of each numbered list, how many have been read

    def blocks(self, node: Node) -> Iterator[Block]:
        line = ""
        for token in chain(self._tokens(node, ""), [_END]):
            if isinstance(token, str):
                line = _appended(line, token)
                continue
            yield from self._paragraph(line)
            line = ""
            if not isinstance(token, _Break):
                yield token

    def _paragraph(self, line: str) -> Iterator[Block]:
        text = line.strip()
        if text:
            self._titled = self._titled or is_title(text)
            yield Paragraph(text)

    def _tokens(self, node: Node, font: str) -> Iterator[Token]:
        for child in node.children:
            if isinstance(child, str):
                yield by_font(font, child if node.tag == "pre" else _SPACE.sub(" ", child))
            elif child.tag not in _DROPPED and not _is_hidden(child):
                yield from self._element(child, node, _font(child) or font)

    def _element(self, node: Node, parent: Node, font: str) -> Iterator[Token]:
        if node.tag == "br":
            yield "\n"
        elif node.tag == "table":
            yield _END
            yield from self._table(node)
        elif node.tag == "sup":
            yield raised("", _words(node).strip())
        elif node.tag in _BLOCKS:
            yield _END
            yield self._marker(node, parent)
            yield from self._tokens(node, font)
            yield _END
        else:
            yield from self._tokens(node, font)

    def _marker(self, node: Node, parent: Node) -> str:
        """What the browser draws before an item of a list."""
        if node.tag != "li":
            return ""
        if parent.tag != "ol":
            return "- "
        self._items[id(parent)] += 1
        return f"{spanned(parent.attributes.get('start'), 99_999) + self._items[id(parent)] - 1}. "

    def _table(self, table: Node) -> Iterator[Block]:
        rows = list(_rows(table))
        heads = sum(1 for row in rows if all(cell.tag == "th" for cell in _cells(row)) and any(_cells(row)))
        for child in table.children:
            if isinstance(child, Node) and child.tag == "caption":
                yield from self.blocks(child)
        yield from table_blocks([self._row(row) for row in rows], self._titled, heads)

    def _row(self, row: Node) -> LooseRow:
        return tuple(
            LooseCell(
                tuple(self.blocks(cell)),
                spanned(cell.attributes.get("colspan"), MAX_SPAN),
                spanned(cell.attributes.get("rowspan"), MAX_ROWSPAN),
            )
            for cell in _cells(row)
        )


def _appended(line: str, more: str) -> str:
    """Two runs of spaces are one; a break eats those around it."""
    if more == "\n":
        return line.rstrip(" ") + more
    return line + (more.lstrip(" ") if line.endswith((" ", "\n")) else more)


def _rows(table: Node) -> Iterator[Node]:
    for child in table.children:
        if isinstance(child, Node) and child.tag == "tr" and not _is_hidden(child):
            yield child
        elif isinstance(child, Node) and child.tag in _ROWS:
            yield from _rows(child)


def _cells(row: Node) -> Iterator[Node]:
    return (child for child in row.children if isinstance(child, Node) and child.tag in ("td", "th"))


def _words(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _words(child) for child in node.children)


def _is_hidden(node: Node) -> bool:
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style", "")))


def _font(node: Node) -> str:
    """The font that an element sets, where it sets one."""
    match = _FAMILY.search(node.attributes.get("style", ""))
    return match[1] if match else node.attributes.get("face", "")
