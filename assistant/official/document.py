"""A draft as an official document in a Word file."""

from __future__ import annotations

from io import BytesIO

from assistant.draft.draft import Draft
from assistant.official.blank import blank
from assistant.official.closing import write_closing
from assistant.official.content import write_content
from assistant.official.head import Head, NoteStyle
from assistant.official.layout import LAYOUTS
from assistant.official.letterhead import write_letterhead, write_title
from assistant.official.notes import Notes


def docx_of(draft: Draft, head: Head, notes: NoteStyle) -> bytes:
    """A .docx in the layout of the draft's regime, each citation a note; number, day and signature are blank."""
    layout = LAYOUTS[draft.request.regime]
    document = blank(layout, draft.title)
    cited = Notes(document, notes, draft.citations)
    write_letterhead(document, layout, head)
    write_title(document, layout, draft.title)
    write_content(document, layout, draft, cited)
    write_closing(document, layout, head)
    file = BytesIO()
    document.save(file)
    return file.getvalue()
