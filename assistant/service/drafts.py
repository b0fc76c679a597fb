"""Drafts: an outline, the written draft, a reader's own words, and the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.draft.draft import Draft, DraftKind, DraftRequest, Outline, OutlineSection, Regime
from assistant.draft.drafting import DraftFormat
from assistant.official.head import Head, NoteStyle
from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import AnsweringDesk, DeskDep, Id, Limit, Name, Offset, needs
from vectorstore.errors import BadRequest

router = APIRouter(tags=["drafts"], dependencies=[needs(Right.DRAFT)])

SECTIONS = 40  # of an outline
TEXT = 50_000  # characters of a section

MEDIA_TYPES = {
    DraftFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DraftFormat.MD: "text/markdown; charset=utf-8",
}


class Wanted(BaseModel):
    """What is to be drafted, from which reports."""

    model_config = ConfigDict(extra="forbid")

    kind: DraftKind
    subject: Name = ""
    report_ids: list[Name] = Field(default=[], max_length=100)
    issuers: list[Name] = Field(default=[], max_length=100)
    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    regime: Regime = Regime.STATE

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise BadRequest(words.BAD_RANGE)
        return self

    def value(self) -> DraftRequest:
        subject = " ".join(self.subject.split())
        return DraftRequest(self.kind, subject, tuple(self.report_ids), tuple(self.issuers), self.start, self.end, self.regime)


class SectionIn(BaseModel):
    """A heading; `about` names what is looked for, several things parted by ";"."""

    model_config = ConfigDict(extra="forbid")

    heading: Name = Field(min_length=1)
    about: Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")] = ""
    table: bool = False

    def value(self) -> OutlineSection:
        return OutlineSection(" ".join(self.heading.split()), " ".join(self.about.split()), self.table)


class OutlineIn(BaseModel):
    """An outline as it was proposed, or as the reader changed it."""

    model_config = ConfigDict(extra="forbid")

    request: Wanted
    title: Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^[^\x00]*$")]
    sections: list[SectionIn] = Field(min_length=1, max_length=SECTIONS)

    def value(self) -> Outline:
        return Outline(self.request.value(), " ".join(self.title.split()), tuple(section.value() for section in self.sections))


class SectionText(BaseModel):
    """A section as the reader writes it: a statement a line, its citations as [1][2] behind it."""

    model_config = ConfigDict(extra="forbid")

    section: int = Field(ge=0, lt=SECTIONS + 1)
    text: Annotated[str, Field(max_length=TEXT, pattern=r"^[^\x00]*$")]


@dataclass(frozen=True, slots=True)
class WantedOut:
    kind: DraftKind
    subject: str
    report_ids: list[str]
    issuers: list[str]
    from_: Annotated[date | None, Field(serialization_alias="from")]
    to: date | None
    regime: Regime


@dataclass(frozen=True, slots=True)
class OutlineOut:
    request: WantedOut
    title: str
    sections: list[OutlineSection]


@dataclass(frozen=True, slots=True)
class DraftItem:
    draft_id: str
    title: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DraftList:
    drafts: list[DraftItem]


def _head(
    superior: Name = "",
    issuer: Name = "",
    place: Name = "",
    recipients: Annotated[list[Name], Query(max_length=20)] = [],  # noqa: B006
    authority: Name = "",
    signer_title: Name = "",
    year: Annotated[int | None, Query(ge=2000, le=2100)] = None,
) -> Head:
    return Head(superior, issuer, place, tuple(recipients), authority, signer_title, year)


HeadDep = Annotated[Head, Depends(_head)]


@router.post("/drafts/outline")
def propose_outline(wanted: Wanted, desk: AnsweringDesk) -> OutlineOut:
    """Đề cương cho một dự thảo; sửa được trước khi viết, chưa lưu gì."""
    return _outline(desk.drafts.outline(wanted.value()))


@router.post("/drafts", status_code=201)
def write_draft(outline: OutlineIn, desk: AnsweringDesk) -> Draft:
    """Viết dự thảo theo đề cương (có thể đã sửa) và lưu lại; mỗi câu có trích dẫn nguyên văn."""
    return desk.drafts.write(outline.value())


@router.get("/drafts")
def list_drafts(desk: DeskDep, limit: Limit = 50, offset: Offset = 0) -> DraftList:
    """Các dự thảo đã lưu, mới sửa trước."""
    found = desk.drafts.list(limit, offset)
    return DraftList([DraftItem(line.id, line.title, line.created_at, line.updated_at) for line in found])


@router.get("/drafts/{draft_id}")
def get_draft(draft_id: Id, desk: DeskDep) -> Draft:
    """Một dự thảo với đầy đủ các mục, bảng số liệu và trích dẫn."""
    return desk.drafts.get(draft_id)


@router.patch("/drafts/{draft_id}")
def revise_draft(draft_id: Id, changed: SectionText, desk: DeskDep) -> Draft:
    """Sửa lời của một mục (0 là mục đầu); câu không còn nguyên văn trích dẫn được đánh dấu chưa kiểm chứng."""
    return desk.drafts.revise(draft_id, changed.section, changed.text)


@router.delete("/drafts/{draft_id}", status_code=204)
def delete_draft(draft_id: Id, desk: DeskDep) -> Response:
    """Xóa một dự thảo."""
    desk.drafts.delete(draft_id)
    return Response(status_code=204)


@router.get("/drafts/{draft_id}/export", response_class=Response)
def export_draft(
    draft_id: Id,
    desk: DeskDep,
    head: HeadDep,
    format: DraftFormat = DraftFormat.DOCX,
    notes: NoteStyle = NoteStyle.FOOTNOTES,
    regime: Regime | None = None,
) -> Response:
    """Dự thảo thành tệp Word hoặc Markdown; số, ngày và chữ ký luôn để trống."""
    desk.note("draft exported", draft=draft_id)
    data = desk.drafts.exported(draft_id, format, head, notes, regime)
    return Response(data, media_type=MEDIA_TYPES[format], headers={"Content-Disposition": f'attachment; filename="du-thao.{format}"'})


def _outline(outline: Outline) -> OutlineOut:
    request = outline.request
    wanted = WantedOut(
        request.kind, request.subject, list(request.report_ids), list(request.issuers), request.start, request.end, request.regime
    )
    return OutlineOut(wanted, outline.title, list(outline.sections))
