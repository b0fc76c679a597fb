"""Pages that a machine read: their pictures, whole or cut out, and the numbers that it was not sure of."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from PIL import Image

from assistant.rights import Right
from assistant.service import words
from assistant.service.dependencies import DeskDep, Id, needs
from vectorstore.errors import BadRequest
from vectorstore.scan import Box

router = APIRouter(tags=["reports"], dependencies=[needs(Right.ASK)])

PageNumber = Annotated[int, Path(ge=1, le=100_000)]
Share = Annotated[float, Query(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class DoubtOut:
    """A recognised number; start and end are offsets in the stored text, the box is in shares of the page."""

    start: int
    end: int
    text: str
    page: int
    box: Box
    confidence: float


@router.get("/reports/{report_id}/doubts")
def get_doubts(report_id: Id, desk: DeskDep) -> list[DoubtOut]:
    """Các số do máy nhận dạng từ bản chụp với độ tin cậy thấp; cần đối chiếu với ảnh trang."""
    text = desk.report_text(report_id)
    found = desk.doubts(report_id)
    return [DoubtOut(doubt.start, doubt.end, text[doubt.start : doubt.end], doubt.page, doubt.box, doubt.confidence) for doubt in found]


@router.get("/reports/{report_id}/pages/{page}", response_class=Response)
def get_page(
    report_id: Id, page: PageNumber, desk: DeskDep, left: Share = 0, top: Share = 0, right: Share = 1, bottom: Share = 1
) -> Response:
    """Ảnh của một trang chụp (WebP); left, top, right, bottom cắt lấy một phần, tính theo tỷ lệ của trang."""
    if left >= right or top >= bottom:
        raise BadRequest(words.BAD_CROP)
    image = desk.page_image(report_id, page)
    box = Box(left, top, right, bottom)
    return Response(image if box == Box(0, 0, 1, 1) else cut_out(image, box), media_type="image/webp")


def cut_out(image: bytes, box: Box) -> bytes:
    """The part of a picture in a box, as WebP."""
    whole = Image.open(BytesIO(image))
    left, top = int(box.left * whole.width), int(box.top * whole.height)
    right, bottom = max(left + 1, round(box.right * whole.width)), max(top + 1, round(box.bottom * whole.height))
    out = BytesIO()
    whole.crop((left, top, right, bottom)).save(out, "WEBP", quality=80)
    return out.getvalue()
