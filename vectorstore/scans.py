"""Pages that a machine read: their pictures and doubted numbers, kept and gone with their report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from vectorstore.errors import NotFound
from vectorstore.records import DoubtRow, PageImageRow
from vectorstore.report import Report
from vectorstore.scan import Box, Doubt

if TYPE_CHECKING:
    from vectorstore.archive import Archive

NO_PAGE = "Báo cáo này không có ảnh của trang {page}. Chỉ trang được nhận dạng từ bản chụp mới có ảnh; xin mở tệp gốc."


def write(session: Session, report: Report) -> None:
    """Enter what a report has of its scanned pages, in the transaction that brings the report in."""
    if report.doubts:
        session.execute(insert(DoubtRow), [_values(report.id, ordinal, doubt) for ordinal, doubt in enumerate(report.doubts)])
    if report.images:
        images = [{"report_id": report.id, "page": image.page, "data": image.data} for image in report.images]
        session.execute(insert(PageImageRow), images)


def doubts(archive: Archive, report_id: str) -> tuple[Doubt, ...]:
    """The numbers of a report that the machine was not sure of, as they stand in its text."""
    with archive.read() as session:
        rows = session.scalars(select(DoubtRow).where(DoubtRow.report_id == report_id).order_by(DoubtRow.start))
        return tuple(_doubt(row) for row in rows)


def page_image(archive: Archive, report_id: str, page: int) -> bytes:
    """The picture of a page as WebP; NotFound where there is none."""
    with archive.read() as session:
        row = session.get(PageImageRow, (report_id, page))
    if row is None:
        raise NotFound(NO_PAGE.format(page=page))
    return row.data


def _values(report_id: str, ordinal: int, doubt: Doubt) -> dict[str, object]:
    box = doubt.box
    place = {"left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}
    return {
        "report_id": report_id,
        "ordinal": ordinal,
        "start": doubt.start,
        "end": doubt.end,
        "page": doubt.page,
        "sure": round(1000 * doubt.confidence),
        "box": place,
    }


def _doubt(row: DoubtRow) -> Doubt:
    return Doubt(row.start, row.end, row.page, Box(**row.box), row.sure / 1000)
