"""Blocks become the stored text with its offsets."""

from collections.abc import Iterable

from ingest.read.blocks import Block, Grid, PageStart
from ingest.read.characters import plain
from ingest.read.grid import head_rows, heads, row_line, width
from ingest.read.legacy import reviver
from ingest.read.source import Source, TableSpan
from vectorstore.errors import UnreadableFile

MAX_TEXT = 20_000_000


class _Draft:
    """The text under construction; every piece is final when it is added, so offsets stay true."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pages: list[int] = []
        self.tables: list[TableSpan] = []

    def line(self, text: str) -> tuple[int, int]:
        start = self.length
        self.parts += [text, "\n"]
        self.length += len(text) + 1
        return start, self.length - 1

    def gap(self) -> None:
        """A blank line, unless one is there."""
        if self.parts and self.parts[-2:] != ["", "\n"]:
            self.line("")

    def page(self) -> None:
        self.gap()
        self.pages.append(self.length)

    def table(self, grid: Grid) -> None:
        self.gap()
        columns = width(grid.rows)
        rows = tuple(self.line(row_line(row, columns)) for row in grid.rows)
        self.tables.append(TableSpan(rows[0][0], rows[-1][1], heads(grid), rows, head_rows(grid)))
        self.gap()


def within_limit(characters: int) -> None:
    """Refuse more text than an archive entry may hold, before any work is spent on it."""
    if characters > MAX_TEXT:
        raise UnreadableFile("Tài liệu có quá nhiều chữ (hơn 20 triệu ký tự); hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại.")


def compose(blocks: Iterable[Block], media_type: str, scanned: tuple[int, ...] = ()) -> Source:
    """One line a paragraph; a blank line around tables and between pages. Without words only where pages are `scanned`."""
    blocks = list(blocks)
    within_limit(sum(map(len, _texts(blocks))) + sum(map(_places, blocks)))
    revive = reviver("\n".join(_texts(blocks)))
    draft = _Draft()
    for block in blocks:
        final = block.map(lambda text: plain(revive(text)))
        if isinstance(final, PageStart):
            draft.page()
        elif isinstance(final, Grid):
            draft.table(final)
        else:
            draft.line(final.text)
    text = "".join(draft.parts).rstrip("\n")
    if not text.strip() and not scanned:
        raise UnreadableFile("Tệp không có chữ nào để đọc; hãy kiểm tra lại nội dung tệp rồi nạp lại.")
    return Source(text, media_type, tuple(min(page, len(text)) for page in draft.pages), tuple(draft.tables), scanned)


def _places(block: Block) -> int:
    """How many places a table has, empty ones too: each takes a bar."""
    return len(block.rows) * width(block.rows) if isinstance(block, Grid) else 0


def _texts(blocks: list[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        elif not isinstance(block, PageStart):
            yield block.text
