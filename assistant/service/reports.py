"""Reports and the jobs that bring them in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Self
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Response, UploadFile
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import DeskDep, Id, Limit, Name, Offset, needs
from vectorstore.errors import BadRequest
from vectorstore.report import Period
from vectorstore.sight import Level
from vectorstore.stored import CardFilter, ReportCard
from vectorstore.watched import Tried

router = APIRouter(tags=["reports"], dependencies=[needs(Right.ASK)])

NAME_BYTES, SUFFIX_BYTES = 200, 20  # file systems take 255 bytes, and a Vietnamese letter has up to three
# A report may be an HTML file: opened in the browser it would run as this site, so it is only ever saved.
FILE_POLICY = "default-src 'none'; sandbox"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000, pattern=r"^[^\x00]*$")]


@dataclass(frozen=True, slots=True)
class ReportOut:
    id: str
    file_name: str
    title: str
    type: str
    issuer: str | None
    number: str | None
    issued_on: date | None
    issued_label: str | None
    period: Period | None
    inferred: list[str]  # fields that are concluded, not written
    media_type: str
    passages: int
    added_at: datetime
    unit: str  # of the office; "" is the office itself
    level: Level
    superseded_by: str | None = None  # the newer version that stands for it; it is opened, and neither searched nor counted


@dataclass(frozen=True, slots=True)
class ReportPage:
    total: int
    limit: int
    offset: int
    reports: list[ReportOut]


@dataclass(frozen=True, slots=True)
class JobAccepted:
    job_id: str


@dataclass(frozen=True, slots=True)
class JobFileOut:
    name: str
    state: str
    message: str
    report_id: str | None


@dataclass(frozen=True, slots=True)
class JobOut:
    job_id: str
    state: str
    done: int
    total: int
    files: list[JobFileOut]


class PeriodIn(BaseModel):
    label: Line
    start: date
    end: date

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start > self.end:
            raise BadRequest(words.BAD_RANGE)
        return self


class ReportChange(BaseModel):
    """Only the fields that are sent are changed; null empties one."""

    model_config = ConfigDict(extra="forbid")

    title: Line = ""
    issuer: Line | None = None
    number: Line | None = None
    issued_on: date | None = None
    period: PeriodIn | None = None

    def changes(self) -> dict[str, Any]:
        sent: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if self.period:
            sent["period"] = Period(self.period.label, self.period.start, self.period.end)
        if not sent:
            raise BadRequest(words.NO_CHANGE)
        return sent


class Shelf(BaseModel):
    model_config = ConfigDict(extra="forbid")

    unit: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,40}$")]
    level: Level


@router.post("/reports", status_code=202, dependencies=[needs(Right.CHANGE)])
def upload(files: list[UploadFile], desk: DeskDep, level: Annotated[Level, Form()] = Level.COMMON) -> JobAccepted:
    """Nạp một hay nhiều tệp; việc đọc chạy nền, xem tiến độ ở /jobs/{job_id}."""
    with _saved(files) as paths:
        return JobAccepted(desk.submit(paths, level))


@router.get("/jobs/{job_id}", dependencies=[needs(Right.CHANGE)])
def get_job(job_id: Id, desk: DeskDep) -> JobOut:
    """Tiến độ và kết quả từng tệp của một lượt nạp."""
    job = desk.job(job_id)
    files = [JobFileOut(file.name, file.state, file.message, file.report_id) for file in job.results]
    return JobOut(job.id, job.state, job.done, job.total, files)


@router.get("/watched/unread", dependencies=[needs(Right.AUDIT)])
def get_unread(desk: DeskDep) -> list[Tried]:
    """Tệp trong thư mục theo dõi chưa nạp được, kèm lý do; mỗi tệp được thử lại khi thay đổi."""
    return list(desk.unread())


@router.get("/reports")
def list_reports(
    desk: DeskDep,
    issuer: Name | None = None,
    type: Name | None = None,
    start: Annotated[date | None, Query(alias="from")] = None,
    end: Annotated[date | None, Query(alias="to")] = None,
    q: Name = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> ReportPage:
    """Danh sách báo cáo, mới nhất trước; q tìm trong tiêu đề, có dấu hay không dấu."""
    if start and end and start > end:
        raise BadRequest(words.BAD_RANGE)
    wanted = CardFilter((issuer,) if issuer else (), (type,) if type else (), start, end, q)
    page = desk.cards(wanted, limit, offset)
    return ReportPage(page.total, limit, offset, [report_out(card) for card in page.cards])


@router.get("/reports/{report_id}")
def get_report(report_id: Id, desk: DeskDep) -> ReportOut:
    """Thông tin của một báo cáo."""
    return report_out(desk.card(report_id))


@router.get("/reports/{report_id}/text", response_class=PlainTextResponse)
def get_text(report_id: Id, desk: DeskDep) -> PlainTextResponse:
    """Nguyên văn đã lưu; start và end của trích dẫn tính theo ký tự của văn bản này."""
    return PlainTextResponse(desk.report_text(report_id))


@router.get("/reports/{report_id}/file", response_class=Response)
def get_file(report_id: Id, desk: DeskDep) -> Response:
    """Tệp gốc như khi nạp."""
    file = desk.report_file(report_id)
    disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(
        file.data, media_type=file.media_type, headers={"Content-Disposition": disposition, "Content-Security-Policy": FILE_POLICY}
    )


@router.patch("/reports/{report_id}", dependencies=[needs(Right.CHANGE)])
def change_report(report_id: Id, change: ReportChange, desk: DeskDep) -> ReportOut:
    """Sửa thông tin của báo cáo; các đoạn được lập chỉ mục lại."""
    desk.revise(report_id, change.changes())
    return report_out(desk.card(report_id))


@router.put("/reports/{report_id}/shelf", dependencies=[needs(Right.CHANGE)])
def shelve_report(report_id: Id, shelf: Shelf, desk: DeskDep) -> ReportOut:
    """Báo cáo thuộc đơn vị nào và ai được xem: «thường» hay «nội bộ»."""
    desk.shelve(report_id, shelf.unit, shelf.level)
    return report_out(desk.card(report_id))


@router.delete("/reports/{report_id}", status_code=204, dependencies=[needs(Right.CHANGE)])
def delete_report(report_id: Id, desk: DeskDep) -> Response:
    """Xóa hẳn báo cáo khỏi kho và khỏi chỉ mục."""
    desk.delete(report_id)
    return Response(status_code=204)


def report_out(card: ReportCard) -> ReportOut:
    report = card.report
    return ReportOut(
        id=report.id,
        file_name=report.file_name,
        title=report.title,
        type=report.type,
        issuer=report.issuer,
        number=report.number,
        issued_on=report.issued_on,
        issued_label=report.issued_label,
        period=report.period,
        inferred=list(report.inferred),
        media_type=card.media_type,
        passages=card.passages,
        added_at=card.created_at,
        superseded_by=report.superseded_by,
        unit=card.unit,
        level=Level(card.level),
    )


@contextmanager
def _saved(files: list[UploadFile]) -> Iterator[list[Path]]:
    """The uploaded files under their own names; each in a folder of its own, because two may share a name."""
    with TemporaryDirectory(prefix="hoibaocao-") as folder:
        paths = [Path(folder) / str(n) / _file_name(file) for n, file in enumerate(files)]
        for path, file in zip(paths, files, strict=True):
            path.parent.mkdir()
            with path.open("wb") as target:
                shutil.copyfileobj(file.file, target)
        yield paths


def _file_name(file: UploadFile) -> str:
    """The bare name: what a browser or a hostile client puts before it names no folder of ours."""
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    kept = "".join(char for char in name if char.isprintable() and char not in '<>:"|?*').strip(" .")
    if not kept:
        raise BadRequest(words.NO_FILES)
    path = PurePosixPath(kept)
    return _cut(path.stem, NAME_BYTES) + _cut(path.suffix, SUFFIX_BYTES)


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")
