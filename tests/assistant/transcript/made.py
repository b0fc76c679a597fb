"""A conversation of three questions: answered, computed with a caution, and refused; one source is gone, one was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.answer import Answer, AnswerKind, Citation, CitedPeriod, StatedFigure
from assistant.reproduce import CheckedCitation, Reproduced, Standing
from assistant.transcript.lines import Transcript, Turn
from vectorstore.conversations import Conversation

LATE = datetime(2026, 1, 4, 18, 5, tzinfo=UTC)  # 01:05 of the next day in Vietnam
CITED = Citation(
    n=1,
    report_id="r1",
    file_name="bao-cao.docx",
    title="Kết quả công tác tháng 12",
    issuer="UBND xã Suối Mây",
    number="12/BC-UBND",
    issued_on=date(2025, 12, 30),
    period=CitedPeriod("tháng 12 năm 2025", date(2025, 12, 1), date(2025, 12, 31)),
    section="II › 1. Giảm nghèo",
    page=3,
    quote="Toàn xã có 45 hộ nghèo,\ngiảm 6 hộ.",
    start=0,
    end=34,
)
BARE = replace(CITED, n=2, report_id="r2", issuer=None, number=None, issued_on=None, period=None, section="", page=None, quote="51 hộ")
POOR = Answer(
    "c1", "m1", "Còn **45 hộ** nghèo [1]:\n\n- giảm 6 hộ [1]\n- 51 hộ [2]", True, AnswerKind.FIGURE, "extractive", (CITED, BARE), (), (), 9,
)  # fmt: skip
COMPUTED = replace(
    POOR,
    answer="Giảm 6 hộ [1].",
    mode="llm",
    citations=(CITED,),
    figures=(
        StatedFigure("hộ nghèo", "45", "hộ", None, False, None, 1),
        StatedFigure("số hộ giảm", "6", "hộ", None, True, "51 - 45", 1),
    ),
    warnings=("Lưu ý: Báo cáo ghi hai giá trị.",),
)
REFUSED = replace(POOR, answer="Không có trong kho báo cáo.", answerable=False, kind=AnswerKind.NONE, citations=(CITED,))


def turn(question: str, answer: Answer, *standings: Standing, model: str = "") -> Turn:
    checked = (
        CheckedCitation(cited.n, cited.report_id, standing, None) for cited, standing in zip(answer.citations, standings, strict=True)
    )
    return Turn(question, LATE, answer, Reproduced(False, 3, 4, model, tuple(checked)))


TURNS = (
    turn("Còn bao nhiêu hộ nghèo?", POOR, Standing.DELETED, Standing.CHANGED),
    turn("Giảm mấy hộ?", COMPUTED, Standing.STANDS, model="qwen-1.5b"),
    turn("Tàu vũ trụ?", REFUSED, Standing.STANDS),
)


def transcript(*turns: Turn, title: str = "Hộ nghèo tháng 12") -> Transcript:
    return Transcript(Conversation("c1", title, LATE, LATE), turns)


WHOLE = transcript(*TURNS)
