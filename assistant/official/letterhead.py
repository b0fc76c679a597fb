"""What stands above a report: who issues it, of which state or Party, its number, place and title."""

from __future__ import annotations

import re

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell

from assistant.official.head import Head
from assistant.official.layout import OFFICE, RULE, STATE_SIDE, Layout, Part
from assistant.official.lines import grid, rule, width_of, write
from assistant.official.words import BLANK, TYPE, date_line, subject, symbol_of
from vectorstore.text.place import KINDS

_BELOW_TITLE = Pt(10)
_UNIT = re.compile(rf"\s+(?=(?:{'|'.join(KINDS.values())})\s)", re.IGNORECASE)


def write_letterhead(document: Document, layout: Layout, head: Head) -> None:
    """Two columns; number and date stand on one line."""
    above, below = grid(document, 2, (OFFICE, STATE_SIDE)).rows
    _write_issuer(above.cells[0], layout, head)
    _write_masthead(above.cells[1], layout)
    write(below.cells[0], Part.NUMBER, layout.number.format(body=symbol_of(head.issuer)))
    write(below.cells[1], Part.PLACE, date_line(head))


def write_title(document: Document, layout: Layout, title: str) -> None:
    """The type of document, what it is about, and the mark below."""
    write(document, Part.TYPE, TYPE)
    about = subject(title)
    write(document, Part.TITLE, about)
    _end(document, Part.TITLE, layout.below_title, width_of(about, layout.looks[Part.TITLE].size), layout.text_width)
    document.paragraphs[-1].paragraph_format.space_after = _BELOW_TITLE


def _write_issuer(cell: _Cell, layout: Layout, head: Head) -> None:
    size = layout.looks[Part.ISSUER].size
    if head.superior.strip():
        write(cell, Part.SUPERIOR, head.superior.upper())
    names = _parted(head.issuer.upper(), size) if head.issuer.strip() else [BLANK]
    for name in names:
        write(cell, Part.ISSUER, name)
    _end(cell, Part.ISSUER, layout.below_issuer, max(width_of(name, size) for name in names), OFFICE)


def _parted(name: str, size: float) -> list[str]:
    """A name that is too long for one line, its unit of government on a line of its own."""
    return _UNIT.split(name, maxsplit=1) if width_of(name, size) > OFFICE else [name]


def _end(into: Document | _Cell, part: Part, mark: str, above: float, column: float) -> None:
    """What parts a name from what follows: a sign, or a rule of a third to a half of the line above, all in mm."""
    if mark:
        write(into, part, mark)
        return
    rule(into, RULE * min(above, column), column)


def _write_masthead(cell: _Cell, layout: Layout) -> None:
    parts = (Part.MASTHEAD, Part.MOTTO)[: len(layout.masthead)]
    for part, words in zip(parts, layout.masthead, strict=True):
        write(cell, part, words)
    rule(cell, width_of(layout.masthead[-1], layout.looks[parts[-1]].size), STATE_SIDE)
