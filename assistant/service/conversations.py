"""Earlier conversations and what readers thought of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from assistant.answer import Answer
from assistant.desk import ANSWER
from assistant.service.dependencies import DeskDep, Id, Limit, Name, Offset
from vectorstore.conversations import Message

router = APIRouter(tags=["conversations"])


@dataclass(frozen=True, slots=True)
class ConversationLine:
    conversation_id: str
    title: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ConversationList:
    conversations: list[ConversationLine]


@dataclass(frozen=True, slots=True)
class Exchange:
    question: str
    answer: Answer
    rating: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Transcript:
    conversation_id: str
    title: str
    updated_at: datetime
    messages: list[Exchange]


class Feedback(BaseModel):
    message_id: Name
    rating: Literal[-1, 0, 1]  # 1 is useful, -1 is not, 0 takes a rating back


@router.get("/conversations")
def list_conversations(desk: DeskDep, limit: Limit = 50, offset: Offset = 0) -> ConversationList:
    """Các cuộc trò chuyện, mới nhất trước."""
    return ConversationList([ConversationLine(*line) for line in desk.conversations(limit, offset)])


@router.get("/conversations/{conversation_id}")
def get_conversation(conversation_id: Id, desk: DeskDep) -> Transcript:
    """Một cuộc trò chuyện với đầy đủ câu hỏi, câu trả lời và trích dẫn."""
    conversation, messages = desk.transcript(conversation_id)
    return Transcript(conversation.id, conversation.title, conversation.updated_at, [_exchange(message) for message in messages])


@router.delete("/conversations/{conversation_id}", status_code=204)
def delete_conversation(conversation_id: Id, desk: DeskDep) -> Response:
    """Xóa một cuộc trò chuyện."""
    desk.forget(conversation_id)
    return Response(status_code=204)


@router.post("/feedback", status_code=204)
def feedback(given: Feedback, desk: DeskDep) -> Response:
    """Đánh giá một câu trả lời: 1 hữu ích, -1 chưa đúng, 0 bỏ đánh giá."""
    desk.rate(given.message_id, given.rating)
    return Response(status_code=204)


def _exchange(message: Message) -> Exchange:
    return Exchange(message.question, ANSWER.validate_python(message.answer), message.rating, message.created_at)
