"""What stands below a report: who receives it, who signs it."""

from __future__ import annotations

from docx.document import Document
from docx.table import _Cell

from assistant.official.head import Head
from assistant.official.layout import Layout, Part
from assistant.official.lines import grid, write
from assistant.official.words import BLANK, RECIPIENTS, recipients


def write_closing(document: Document, layout: Layout, head: Head) -> None:
    """Recipients on the left, signature on the right, never without the last words of the report on the same page."""
    for paragraph in (document.paragraphs[-1], write(document, Part.RULE, "")):
        paragraph.paragraph_format.keep_with_next = True
    left, right = grid(document, 1, (layout.text_width / 2,) * 2).rows[0].cells
    _write_recipients(left, layout, head)
    for part, words in ((Part.AUTHORITY, head.authority.upper()), (Part.POST, head.signer_title.upper()), (Part.NAME, "")):
        write(right, part, words.strip() or BLANK)
    write(document, Part.RULE, "")  # a table cannot be the last thing of a Word document


def _write_recipients(cell: _Cell, layout: Layout, head: Head) -> None:
    write(cell, Part.RECIPIENTS, RECIPIENTS)
    for recipient in recipients(head):
        write(cell, Part.RECIPIENT, f"- {recipient}{layout.list_end}")
    write(cell, Part.RECIPIENT, layout.kept.format(blank=BLANK))
