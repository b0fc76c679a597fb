"""Earlier conversations and what readers thought of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.answer import Answer
from assistant.desk import ANSWER
from assistant.reproduce import Reproduced, check
from assistant.rights import Right
from assistant.service.dependencies import DeskDep, Id, Limit, Name, Offset, needs
from assistant.transcript import lines
from assistant.transcript.markdown import markdown_of_transcript
from assistant.transcript.word import docx_of_transcript
from vectorstore.conversations import TITLE_LIMIT, Conversation, Message, get_message

router = APIRouter(tags=["conversations"], dependencies=[needs(Right.ASK)])


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


class NewTitle(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LIMIT)]


class TranscriptFormat(StrEnum):
    DOCX = "docx"
    MD = "md"


MEDIA_TYPES = {
    TranscriptFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TranscriptFormat.MD: "text/markdown; charset=utf-8",
}


class Feedback(BaseModel):
    message_id: Name
    rating: Literal[-1, 0, 1]  # 1 is useful, -1 is not, 0 takes a rating back


@router.get("/conversations")
def list_conversations(desk: DeskDep, q: Name = "", limit: Limit = 50, offset: Offset = 0) -> ConversationList:
    """Các cuộc trò chuyện, mới nhất trước; q tìm trong tên và câu hỏi, có dấu hay không dấu."""
    return ConversationList([ConversationLine(*line) for line in desk.conversations(q, limit, offset)])


@router.get("/conversations/{conversation_id}")
def get_conversation(conversation_id: Id, desk: DeskDep) -> Transcript:
    """Một cuộc trò chuyện với đầy đủ câu hỏi, câu trả lời và trích dẫn."""
    conversation, messages = desk.transcript(conversation_id)
    return Transcript(conversation.id, conversation.title, conversation.updated_at, [_exchange(message) for message in messages])


@router.get("/conversations/{conversation_id}/export", response_class=Response)
def export_conversation(conversation_id: Id, desk: DeskDep, format: TranscriptFormat = TranscriptFormat.DOCX) -> Response:
    """Cả cuộc trò chuyện với trích dẫn dưới dạng tệp Word hoặc Markdown."""
    desk.note("conversation exported", conversation=conversation_id)
    transcript = lines.transcript_of(desk.archive, conversation_id)
    data = docx_of_transcript(transcript) if format is TranscriptFormat.DOCX else markdown_of_transcript(transcript).encode()
    disposition = f'attachment; filename="{lines.file_name(transcript, format)}"'
    return Response(data, media_type=MEDIA_TYPES[format], headers={"Content-Disposition": disposition})


@router.get("/conversations/{conversation_id}/messages/{message_id}/check")
def check_message(conversation_id: Id, message_id: Id, desk: DeskDep) -> Reproduced:
    """Đối chiếu các trích dẫn của một câu trả lời đã lưu với báo cáo hiện có trong kho."""
    return check(desk.archive, get_message(desk.archive, conversation_id, message_id))


@router.patch("/conversations/{conversation_id}")
def rename_conversation(conversation_id: Id, given: NewTitle, desk: DeskDep) -> ConversationLine:
    """Đổi tên một cuộc trò chuyện."""
    return _line(desk.rename(conversation_id, given.title))


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


def _line(conversation: Conversation) -> ConversationLine:
    return ConversationLine(conversation.id, conversation.title, conversation.updated_at)


def _exchange(message: Message) -> Exchange:
    return Exchange(message.question, ANSWER.validate_python(message.answer), message.rating, message.created_at)
