"""Drafts from the outline to the file: made, kept, edited and exported; one object behind the API, the page and the chat."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import TypeAdapter

from assistant.answer import AnswerKind, ChatFilters
from assistant.draft.commission import is_commission, request_of
from assistant.draft.draft import Draft, DraftRequest, Outline, Regime
from assistant.draft.outline import outline_of
from assistant.draft.revise import revised
from assistant.draft.told import told
from assistant.draft.write import Search, drafted
from assistant.reply import Reply
from vectorstore import drafts
from vectorstore.archive import Archive
from vectorstore.drafts import DraftLine
from vectorstore.errors import BadRequest

if TYPE_CHECKING:
    from assistant.official.head import Head, NoteStyle

DRAFT = TypeAdapter(Draft)


class DraftFormat(StrEnum):
    DOCX = "docx"
    MD = "md"


class Drafting:
    """Every function may raise ArchiveError, whose text is a sentence for the reader."""

    def __init__(self, archive: Archive, search: Search) -> None:
        self._archive = archive
        self._search = search

    def outline(self, request: DraftRequest) -> Outline:
        """The headings for a request; nothing is kept."""
        return outline_of(self._archive, request)

    def write(self, outline: Outline) -> Draft:
        """Write an outline, as it came or as the reader changed it, and keep the draft."""
        draft = drafted(self._archive, self._search, outline, uuid4().hex)
        drafts.create_draft(self._archive, draft.id, draft.title, _body(draft))
        return draft

    def get(self, id: str) -> Draft:
        return DRAFT.validate_python(drafts.get_draft(self._archive, id))

    def list(self, limit: int = 50, offset: int = 0) -> list[DraftLine]:
        """The one last changed comes first."""
        return drafts.list_drafts(self._archive, limit, offset)

    def revise(self, id: str, section: int, text: str) -> Draft:
        """Put the reader's words in the place of a section's (0 is the first); what they change is checked anew."""
        draft = revised(self.get(id), section, text)
        drafts.replace_draft(self._archive, id, draft.title, _body(draft))
        return draft

    def delete(self, id: str) -> None:
        drafts.delete_draft(self._archive, id)

    def exported(self, id: str, format: DraftFormat, head: Head, notes: NoteStyle, regime: Regime | None = None) -> bytes:
        """The draft as a file; in another regime's layout where one is given."""
        return file_of(self.get(id), format, head, notes, regime)

    def asked(self, question: str, filters: ChatFilters | None) -> Reply | None:
        """The reply to a question that asks for a document: the draft is written and kept; None for any other question."""
        if not is_commission(question):
            return None
        reports = self._archive.headers()
        try:
            return told(self.write(self.outline(request_of(question, reports, filters))))
        except BadRequest as refused:  # says what to choose otherwise, which is an answer here
            return Reply(str(refused), False, AnswerKind.NONE, (), ())


def file_of(draft: Draft, format: DraftFormat, head: Head, notes: NoteStyle, regime: Regime | None = None) -> bytes:
    """A draft as a Word or a Markdown file."""
    # Reading and writing Word files takes a while to import, and few ask for one.
    from assistant.official.document import docx_of
    from assistant.official.markdown import markdown_of

    draft = replace(draft, request=replace(draft.request, regime=regime or draft.request.regime))
    return docx_of(draft, head, notes) if format is DraftFormat.DOCX else markdown_of(draft, head).encode()


def _body(draft: Draft) -> dict[str, object]:
    body: dict[str, object] = DRAFT.dump_python(draft, mode="json")
    return body
