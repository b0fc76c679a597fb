"""GET /search: passages with their scores, as the retrieval sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from pydantic import StringConstraints

from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import AnsweringDesk, needs
from vectorstore.report import Period

if TYPE_CHECKING:
    from vectorstore.search import Hit  # brings Chroma in, which the service need not wait for

router = APIRouter(tags=["search"], dependencies=[needs(Right.ASK)])

Keywords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=words.QUESTION_LIMIT), Query()]


@dataclass(frozen=True, slots=True)
class HitOut:
    """One passage; start and end are offsets in the stored text of its report."""

    score: float
    report_id: str
    file_name: str
    title: str
    issuer: str | None
    period: Period | None
    section: str
    page: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hits:
    query: str
    hits: list[HitOut]


@router.get("/search")
def search(q: Keywords, desk: AnsweringDesk, k: Annotated[int, Query(ge=1, le=50)] = 10) -> Hits:
    """Các đoạn báo cáo gần với từ khóa nhất."""
    return hits_of(q, desk.search(q, k))


def hits_of(query: str, hits: Sequence[Hit]) -> Hits:
    return Hits(query, [_out(hit) for hit in hits])


def _out(hit: Hit) -> HitOut:
    stored = hit.passage
    return HitOut(
        score=round(hit.score, 4),
        report_id=stored.report.id,
        file_name=stored.report.file_name,
        title=stored.report.title,
        issuer=stored.report.issuer,
        period=stored.report.period,
        section=" › ".join(stored.passage.section),
        page=stored.passage.page,
        text=stored.text,
        start=stored.passage.sentences[0].start,
        end=stored.passage.sentences[-1].end,
    )
