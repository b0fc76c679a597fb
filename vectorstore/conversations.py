"""Conversations and their messages, over the archive's engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from vectorstore import audit
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest, NotFound
from vectorstore.records import ConversationRow, MessageRow, now
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.writable import writable

NO_CONVERSATION = "Không tìm thấy cuộc trò chuyện «{}». Có thể nó đã bị xóa; xin bắt đầu một cuộc trò chuyện mới."
NO_MESSAGE = "Không tìm thấy câu trả lời «{}». Có thể cuộc trò chuyện đã bị xóa; xin tải lại trang."
TITLE_LIMIT = 200  # characters
ALIKE = 20  # conversations that began alike, the latest, in which questions are looked for
NO_TITLE = f"Tên cuộc trò chuyện phải có từ 1 đến {TITLE_LIMIT} ký tự. Xin đặt tên khác."
NO_RATING = "Đánh giá phải là -1 (chưa đúng), 0 (bỏ đánh giá) hoặc 1 (đúng)."


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    title: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A question with the whole response that it got."""

    id: str
    conversation_id: str
    question: str
    answer: dict[str, Any]
    state: dict[str, Any]  # what a follow-up takes over: subject, unit, period
    evidence: dict[str, Any]  # what the answer was made from
    rating: int
    created_at: datetime


def create_conversation(archive: Archive, title: str) -> Conversation:
    moment = now()
    row = ConversationRow(
        id=uuid4().hex, title=title, words=_words((title,)), created_at=moment, updated_at=moment, owner=archive.sight.author
    )
    with archive.write() as session:
        session.add(row)
    return _conversation(row)


def list_conversations(archive: Archive, words: str = "", limit: int = 50, offset: int = 0) -> list[Conversation]:
    """Those that have every one of the words in title or questions, diacritics optional; the one last used comes first."""
    order = (ConversationRow.updated_at.desc(), ConversationRow.id)
    found = select(ConversationRow).where(*_having(words)).order_by(*order).limit(limit).offset(offset)
    with archive.read() as session:
        return [_conversation(row) for row in session.scalars(found)]


def conversation_of(archive: Archive, title: str, questions: Sequence[str]) -> str | None:
    """The latest conversation of this title in which exactly these questions were asked, in this order."""
    titled = select(ConversationRow.id).where(ConversationRow.title == title).order_by(ConversationRow.updated_at.desc()).limit(ALIKE)
    with archive.read() as session:
        for id in session.scalars(titled).all():
            asked = select(MessageRow.question).where(MessageRow.conversation_id == id).order_by(MessageRow.position)
            if session.scalars(asked).all() == list(questions):
                return id
    return None


def get_conversation(archive: Archive, conversation_id: str) -> Conversation:
    with archive.read() as session:
        return _conversation(_row(session, conversation_id))


def rename_conversation(archive: Archive, conversation_id: str, title: str) -> Conversation:
    title = " ".join(writable(title).split())
    if not 0 < len(title) <= TITLE_LIMIT:
        raise BadRequest(NO_TITLE)
    with archive.write() as session:
        row = _row(session, conversation_id)
        row.title = title
        row.words = _words((title, *session.scalars(select(MessageRow.question).where(MessageRow.conversation_id == conversation_id))))
    return _conversation(row)


def delete_conversation(archive: Archive, conversation_id: str) -> None:
    with archive.write() as session:
        session.delete(_row(session, conversation_id))
        audit.record(session, archive.sight.author, "conversation deleted", conversation=conversation_id)
    archive.clear_log()


def add_message(
    archive: Archive,
    conversation_id: str,
    question: str,
    answer: dict[str, Any],
    state: dict[str, Any],
    message_id: str | None = None,
    evidence: dict[str, Any] | None = None,
) -> Message:
    """Append to a conversation; the id may be given, because the answer itself names it."""
    with archive.write() as session:
        session.execute(select(ConversationRow.id).where(ConversationRow.id == conversation_id).with_for_update())  # two places at once
        conversation = _row(session, conversation_id)
        conversation.updated_at = now()
        conversation.words = _words((question,), conversation.words.split())
        position = session.scalar(select(func.count()).where(MessageRow.conversation_id == conversation_id)) or 0
        row = MessageRow(
            id=message_id or uuid4().hex,
            conversation_id=conversation_id,
            position=position,
            question=question,
            answer=answer,
            state=state,
            evidence=evidence or {},
            rating=0,
            created_at=now(),
        )
        session.add(row)
        seen = sorted({cited["report_id"] for cited in answer.get("citations", ())})
        audit.record(session, archive.sight.author, "asked", conversation=conversation_id, question=question, reports=seen)
    return _message(row)


def messages(archive: Archive, conversation_id: str) -> list[Message]:
    """All messages, oldest first."""
    with archive.read() as session:
        _row(session, conversation_id)
        rows = session.scalars(select(MessageRow).where(MessageRow.conversation_id == conversation_id).order_by(MessageRow.position))
        return [_message(row) for row in rows]


def get_message(archive: Archive, conversation_id: str, message_id: str) -> Message:
    with archive.read() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.conversation_id != conversation_id:
            raise NotFound(NO_MESSAGE.format(message_id))
        return _message(row)


def rate(archive: Archive, message_id: str, rating: int) -> None:
    if rating not in (-1, 0, 1):
        raise BadRequest(NO_RATING)
    with archive.write() as session:
        row = session.get(MessageRow, message_id)
        if row is None:
            raise NotFound(NO_MESSAGE.format(message_id))
        row.rating = rating


def _words(texts: Iterable[str], known: Iterable[str] = ()) -> str:
    """The folded words, each once and after a space, so that a word is found by how it begins."""
    words = dict.fromkeys((*known, *(word for text in texts for word in folded_syllables(text))))
    return "".join(f" {word}" for word in words)


def _having(words: str) -> Iterator[ColumnElement[bool]]:
    for word in folded_syllables(words):
        yield ConversationRow.words.contains(f" {word}", autoescape=True)


def _row(session: Session, conversation_id: str) -> ConversationRow:
    row = session.get(ConversationRow, conversation_id)
    if row is None:
        raise NotFound(NO_CONVERSATION.format(conversation_id))
    return row


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(row.id, row.title, row.created_at, row.updated_at)


def _message(row: MessageRow) -> Message:
    return Message(row.id, row.conversation_id, row.question, row.answer, row.state, row.evidence, row.rating, row.created_at)
