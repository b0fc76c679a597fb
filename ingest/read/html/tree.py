"""The tags of a page become a tree; what is not closed is closed, what is nested too deep lies flat."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from ingest.read.package import BOMB
from vectorstore.errors import UnreadableFile

MAX_NODES = 1_000_000
DEEPEST = 100
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TAGS.split())
_CELLS = frozenset({"td", "th"})
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"}) | _CELLS
_TABLE_PARTS = (_TABLE - {"table"}) | {"caption", "colgroup", "col"}
# What a tag that opens ends, and what it does not reach beyond.
_ENDS = {
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    "td": _CELLS | {"p"},
    "th": _CELLS | {"p"},
    "tr": _CELLS | {"tr", "p"},
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
}
_BOUNDS = frozenset({"table", "ul", "ol", "dl", "body", "div"})


@dataclass(slots=True)
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


def tree(text: str) -> Node:
    """The root of the page; UnreadableFile when it has more tags than a report."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]
        self._nodes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise UnreadableFile(BOMB)
        self._close_before(tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._holder(tag).children.append(node)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._open[-1].tag == tag and tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag == "table":
                return  # nothing inside a table closes what lies around it

    def handle_data(self, data: str) -> None:
        (self._holder("") if data.strip() else self._open[-1]).children.append(data)

    def _holder(self, tag: str) -> Node:
        """Where a tag or a word goes: what stands in a table outside its cells is moved before it, as browsers do."""
        if tag in _TABLE_PARTS:
            return self._open[-1]
        return next(node for node in reversed(self._open) if node.tag not in _TABLE or node.tag in _CELLS)

    def _close_before(self, tag: str) -> None:
        ends = _ENDS.get(tag)
        if not ends:
            return
        first = None
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in _BOUNDS:
                break
            first = at if self._open[at].tag in ends else first
        if first:
            del self._open[first:]
