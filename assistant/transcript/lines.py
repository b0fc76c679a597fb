"""What stands in the document, paragraph by paragraph, the same in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assistant.answer import Answer, Citation, StatedFigure
from assistant.desk import ANSWER
from assistant.reproduce import Reproduced, Standing, check
from vectorstore import conversations
from vectorstore.archive import Archive
from vectorstore.conversations import Conversation
from vectorstore.records import HANOI
from vectorstore.text.normalize import fold
from vectorstore.text.writable import writable

MADE_BY = (
    "Văn bản này do phần mềm Hỏi Báo Cáo lập tự động từ kho báo cáo. Xin đối chiếu từng câu trả lời với báo cáo nguồn trước khi sử dụng."
)
NOTHING = "Cuộc hỏi này chưa có câu hỏi nào."
QUESTION = "Câu hỏi {n}. {question}"
ASKED = "Hỏi lúc {time}, {day}."
EXTRACTED = "Câu trả lời trích từ báo cáo."
BY_MODEL = "Câu trả lời do mô hình ngôn ngữ{name} diễn đạt, số liệu đã đối chiếu với trích dẫn."
CAUTION = "Lưu ý:"
COMPUTED = "Cách tính: {formula} = {value}"
SOURCES = "Nguồn trích dẫn"
NEAREST = "Gần nhất trong kho – không phải câu trả lời"
LOST = {
    Standing.DELETED: "nguồn đã bị xóa khỏi kho",
    Standing.CHANGED: "nguồn đã thay đổi, câu trích không còn ở chỗ cũ",
}
FILE = "cuoc-hoi"
_FILE_CHARS = 60
_BULLET = re.compile(r"\s*[-*•+–]\s+")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


class Style(StrEnum):
    TITLE = "title"
    QUESTION = "question"
    HEAD = "head"
    WORDS = "words"
    BULLET = "bullet"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; its pieces are text and whether it is bold."""

    style: Style
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    question: str
    asked_at: datetime
    answer: Answer
    checked: Reproduced


@dataclass(frozen=True, slots=True)
class Transcript:
    conversation: Conversation
    turns: tuple[Turn, ...]


def transcript_of(archive: Archive, conversation_id: str) -> Transcript:
    """The conversation with every citation compared with the reports as they are now."""
    conversation = conversations.get_conversation(archive, conversation_id)
    turns = (
        Turn(message.question, message.created_at, ANSWER.validate_python(message.answer), check(archive, message))
        for message in conversations.messages(archive, conversation_id)
    )
    return Transcript(conversation, tuple(turns))


def file_name(transcript: Transcript, suffix: str) -> str:
    """A name in plain letters: "ho-ngheo-thang-3.docx"."""
    title = "-".join(re.findall("[a-z0-9]+", fold(transcript.conversation.title)))
    return f"{title[:_FILE_CHARS].strip('-') or FILE}.{suffix}"


def lines_of(transcript: Transcript) -> Iterator[Line]:
    """The whole document, the same in every format."""
    yield _line(Style.TITLE, transcript.conversation.title)
    yield _line(Style.WORDS, _day(transcript.conversation.created_at.astimezone(HANOI)).capitalize())
    if not transcript.turns:
        yield _line(Style.WORDS, NOTHING)
    for n, turn in enumerate(transcript.turns, start=1):
        yield _line(Style.QUESTION, QUESTION.format(n=n, question=turn.question))
        yield _line(Style.WORDS, _asked(turn))
        yield from _answer(turn.answer)
        yield from _sources(turn.answer, turn.checked)
    yield _line(Style.WORDS, MADE_BY)


def _asked(turn: Turn) -> str:
    at = turn.asked_at.astimezone(HANOI)
    asked = ASKED.format(time=f"{at:%H:%M}", day=_day(at))
    if not turn.answer.answerable:
        return asked
    name = f" {turn.checked.model}" if turn.checked.model else ""
    return f"{asked} {BY_MODEL.format(name=name) if turn.answer.mode == 'llm' else EXTRACTED}"


def _answer(answer: Answer) -> Iterator[Line]:
    for text in filter(str.strip, answer.answer.splitlines()):
        bullet = _BULLET.match(text)
        yield Line(Style.BULLET, tuple(_pieces(text[bullet.end() :]))) if bullet else Line(Style.WORDS, tuple(_pieces(text)))
    for figure in answer.figures:
        if figure.computed and figure.formula:
            yield _line(Style.WORDS, _computed(figure))
    for warning in answer.warnings:
        yield Line(Style.WORDS, ((CAUTION, True), (f" {_plain(warning.removeprefix(CAUTION))}", False)))


def _computed(figure: StatedFigure) -> str:
    label = f" ({figure.label})" if figure.label else ""
    return COMPUTED.format(formula=figure.formula, value=f"{figure.value} {figure.unit}".rstrip()) + label


def _sources(answer: Answer, checked: Reproduced) -> Iterator[Line]:
    if answer.citations:
        yield _line(Style.HEAD, SOURCES if answer.answerable else NEAREST)
    for cited, now in zip(answer.citations, checked.citations, strict=True):
        where = f"[{cited.n}] {_plain(_where(cited))}"
        yield Line(Style.WORDS, ((f"{where} ", False), (f"({LOST[now.standing]})", True)) if now.standing in LOST else ((where, False),))
        yield _line(Style.QUOTE, f"“{cited.quote}”")


def _where(cited: Citation) -> str:
    parts = (
        cited.title,
        f"số {cited.number}" if cited.number else "",
        cited.issuer,
        f"ngày {cited.issued_on:%d/%m/%Y}" if cited.issued_on else "",
        f"kỳ {cited.period.label}" if cited.period else "",
        f"mục {cited.section}" if cited.section else "",
        f"trang {cited.page}" if cited.page else "",
        f"tệp {cited.file_name}",
    )
    return "; ".join(part for part in parts if part)


def _day(day: date) -> str:
    """As Decree 30/2020 writes it: a zero before days under 10 and before January and February."""
    return f"ngày {day.day:02} tháng {day.month:{'02' if day.month < 3 else ''}} năm {day.year}"


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for at, piece in enumerate(_BOLD.split(_plain(text))):
        yield piece, at % 2 == 1


def _line(style: Style, text: str) -> Line:
    return Line(style, ((_plain(text), False),))


def _plain(text: str) -> str:
    """On one line, of signs that a document can hold."""
    return " ".join(writable(text).split())
