"""A PDF becomes blocks page by page."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.read.blocks import Block, Grid, PageStart, Paragraph
from ingest.read.characters import note_mark
from ingest.read.compose import within_limit
from ingest.read.grid import heads, width
from ingest.read.pdf.columns import Region, regions
from ingest.read.pdf.lines import Line, line_parts
from ingest.read.pdf.paragraphs import Margins, paragraphs
from ingest.read.pdf.pdfium import Glyph, PageContent, pages
from ingest.read.pdf.rules import Frame, frames, table
from vectorstore.errors import UnreadableFile

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–—\s]*(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_MARGIN = 0.12  # of the height: where running page numbers stand
_HIGHEST_SKIP = 500  # an extract can begin with page 120; a year at the foot of a page is no page number
_LEAST_GLYPHS = 8  # a page on average, below it the file is a scan with a stamp
_SMALL = 0.9
_PAGE_BORDER = 0.9  # of the height: an upright stroke as long frames the page, not a table
_NOTE = re.compile(r"(\d{1,3})\s*(?=[^\W\d_])")
_NO_WORDS = "Tệp PDF là bản vẽ hoặc bản chụp (scan) không có lớp chữ; hãy in lại ra PDF từ bản gốc hoặc nạp bản .docx."


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a page is set: the footnotes that it cites, the size of its body, where its full lines end."""

    notes: frozenset[str]
    body: float
    right: float


def pdf_blocks(data: bytes, recognised: Mapping[int, PageContent]) -> tuple[list[Block], tuple[int, ...]]:
    """The paragraphs and ruled tables of a PDF, without running page numbers; and the numbers of its pages that are pictures.

    A page that was recognised stands in the place of its picture.
    """
    blocks: list[Block] = []
    scanned: list[int] = []
    margins = Margins()
    glyphs = count = 0
    for count, shown in enumerate(pages(data), 1):
        page = recognised.get(count, shown)
        blocks.append(PageStart())
        words = sum(not glyph.text.isspace() for glyph in page.glyphs) + len(page.plain or "")
        glyphs += words
        within_limit(glyphs)
        if page.pictured and words < _LEAST_GLYPHS:
            scanned.append(count)
        blocks += page_blocks(page, count, margins, blocks)
    if glyphs < _LEAST_GLYPHS * count and not scanned and not recognised:
        raise UnreadableFile(_NO_WORDS)
    return blocks, tuple(scanned)


def page_blocks(page: PageContent, number: int, margins: Margins, before: list[Block]) -> list[Block]:
    """The paragraphs and tables of one page; `before` are the blocks of the pages before it, and its own start."""
    return _with_heads(list(_page(page, number, margins)), before)


def _page(page: PageContent, number: int, margins: Margins) -> Iterator[Block]:
    if page.plain is not None:
        yield from (Paragraph(line) for line in page.plain.splitlines() if line.strip())
        return
    tables = frames([s for s in page.segments if not s.upright or s.end - s.start < _PAGE_BORDER * page.height])
    held, free = _sorted_in(page.glyphs, tables)
    rows = _numbered_off(line_parts(free), page.height, number)
    setting = _Setting(frozenset(_notes(rows)), _body_size(rows), margins.right(page.width, rows))
    for frame, group in _between(tables, rows):
        for region in regions(group, page.width):
            yield from _region(region, setting)
        if frame and (found := table(frame, held[frame])).rows:
            yield found


def _sorted_in(glyphs: list[Glyph], tables: list[Frame]) -> tuple[dict[Frame, list[Glyph]], list[Glyph]]:
    held: dict[Frame, list[Glyph]] = {frame: [] for frame in tables}
    free: list[Glyph] = []
    for glyph in glyphs:
        frame = next((frame for frame in tables if frame.holds(glyph)), None)
        (held[frame] if frame else free).append(glyph)
    return held, free


def _between(tables: list[Frame], rows: list[list[Line]]) -> Iterator[tuple[Frame | None, list[list[Line]]]]:
    """Each table with the lines above it, last the lines below all."""

    def above(row: list[Line]) -> int:
        return sum(frame.ys[0] > row[0].base for frame in tables)

    groups = {place: list(group) for place, group in groupby(rows, above)}
    for place in range(len(tables) + 1):
        yield tables[place] if place < len(tables) else None, groups.get(place, [])


def _region(region: Region, setting: _Setting) -> Iterator[Block]:
    if isinstance(region, Grid):
        yield region
        return
    yield from (Paragraph(text) for text in paragraphs([_note(line, setting) for line in region], setting.right))


def _numbered_off(rows: list[list[Line]], height: float, number: int) -> list[list[Line]]:
    """The lines without the page number at the head or the foot."""
    for at in (0, -1):
        if rows and _is_page_number(rows[at], height, number):
            rows = rows[1:] if at == 0 else rows[:-1]
    return rows


def _is_page_number(row: list[Line], height: float, number: int) -> bool:
    match = _PAGE_NUMBER.fullmatch(row[0].text) if len(row) == 1 else None
    return (
        bool(match)
        and not _MARGIN * height < row[0].base < (1 - _MARGIN) * height
        and int(match[1] if match else 0) <= number + _HIGHEST_SKIP
    )


def _notes(rows: list[list[Line]]) -> set[str]:
    """The footnote marks in the words of the page."""
    words = "\n".join(line.text for row in rows for line in row)
    return set(re.findall(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]+", words))


def _body_size(rows: list[list[Line]]) -> float:
    """The size that most characters of the page have."""
    counts: Counter[float] = Counter()
    for row in rows:
        for line in row:
            counts[line.size] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _note(line: Line, setting: _Setting) -> Line:
    """The number before a footnote is a mark also when it is not raised: small words under the text that cites it."""
    match = _NOTE.match(line.text) if line.size < _SMALL * setting.body else None
    if not match or note_mark(int(match[1])) not in setting.notes:
        return line
    return replace(line, text=f"{note_mark(int(match[1]))} {line.text[match.end() :].lstrip()}")


def _with_heads(found: list[Block], before: list[Block]) -> list[Block]:
    """A table that goes on at the head of a page takes the heads of the one at the foot of the page before."""
    last = before[-2] if len(before) > 1 else None
    first = found[0] if found else None
    if not isinstance(last, Grid) or not isinstance(first, Grid) or width(last.rows) != width(first.rows):
        return found
    if heads(first) == heads(last):
        return found
    return [Grid(first.rows, 0, heads(last)), *found[1:]]
