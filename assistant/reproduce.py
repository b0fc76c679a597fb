"""What an answer was made from, kept with it, and whether the reports still say so."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from assistant.answer import Answer, ChatFilters, Citation
from vectorstore.archive import Archive
from vectorstore.conversations import Message, list_conversations, messages
from vectorstore.errors import NotFound
from vectorstore.report import GAP

MOVED = "Câu trả lời cho «{}»: trích dẫn {} không còn đúng chỗ trong báo cáo"
ALL = 1_000_000_000  # conversations
_CITED = TypeAdapter(tuple[Citation, ...])
_FILTERS = TypeAdapter(ChatFilters | None)


class Standing(StrEnum):
    STANDS = "stands"
    CHANGED = "changed"  # the report is there, the quote is not where it stood
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    n: int
    report_id: str
    standing: Standing
    same_text: bool | None  # of the whole report; None where that was not kept, or the report is deleted


@dataclass(frozen=True, slots=True)
class Reproduced:
    """Whether every quote of an answer still stands word for word where it stood."""

    stands: bool
    revision: int | None  # of the archive that was asked; None for answers from before it was kept
    current_revision: int
    model: str  # that wrote the words; "" for none
    citations: tuple[CheckedCitation, ...]


def evidence_of(
    archive: Archive, answer: Answer, filters: ChatFilters | None = None, model: str = "", prompt: str = "", raw: str = ""
) -> dict[str, Any]:
    """What is kept with an answer as JSON; `prompt` and `raw` are what the model was given and what it wrote."""
    texts = {report_id: _text(archive, report_id) for report_id in dict.fromkeys(cited.report_id for cited in answer.citations)}
    return {
        "revision": archive.revision,
        "filters": _FILTERS.dump_python(filters, mode="json"),
        "model": model,
        "prompt": prompt,
        "raw": raw,
        "texts": {report_id: _digest(text) for report_id, text in texts.items() if text is not None},
    }


def check(archive: Archive, message: Message) -> Reproduced:
    """Compare the citations of a stored answer with the reports as they are now."""
    kept = message.evidence
    cited = _CITED.validate_python(message.answer.get("citations", ()))
    checked = tuple(_checked(archive, citation, kept.get("texts", {})) for citation in cited)
    stands = all(citation.standing is Standing.STANDS for citation in checked)
    return Reproduced(stands, kept.get("revision"), archive.revision, kept.get("model", ""), checked)


def quote_faults(archive: Archive) -> Iterator[str]:
    """Quotes of kept answers that do not stand where they stood although their report is there, one Vietnamese line each."""
    for conversation in list_conversations(archive, limit=ALL):
        for message in messages(archive, conversation.id):
            moved = [str(cited.n) for cited in check(archive, message).citations if cited.standing is Standing.CHANGED]
            if moved:
                yield MOVED.format(message.question, ", ".join(moved))


def _checked(archive: Archive, cited: Citation, digests: Mapping[str, str]) -> CheckedCitation:
    text = _text(archive, cited.report_id)
    if text is None:
        return CheckedCitation(cited.n, cited.report_id, Standing.DELETED, None)
    digest = digests.get(cited.report_id)
    standing = Standing.STANDS if _stands(text, cited) else Standing.CHANGED
    return CheckedCitation(cited.n, cited.report_id, standing, None if digest is None else digest == _digest(text))


def _stands(text: str, cited: Citation) -> bool:
    parts = map(re.escape, cited.quote.split(GAP))
    return re.fullmatch(".*?".join(parts), text[cited.start : cited.end], re.DOTALL) is not None


def _text(archive: Archive, report_id: str) -> str | None:
    """None when the report is deleted, as it may be while a question is answered."""
    try:
        return archive.text(report_id)
    except NotFound:
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
