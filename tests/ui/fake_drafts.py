"""Drafts over the fictional reports, kept in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from assistant.answer import Citation
from assistant.draft.draft import (
    Cell,
    Draft,
    DraftKind,
    DraftRequest,
    DraftSection,
    FigureTable,
    Outline,
    OutlineSection,
    Statement,
)
from assistant.draft.revise import revised
from assistant.reply import Quoted, cited
from tests.assistant.made_ledger import header
from tests.ui.fake_reports import H1, UNDATED
from vectorstore.drafts import DraftLine
from vectorstore.errors import BadRequest, NotFound
from vectorstore.report import Report

FOREST = "Toàn xã trồng mới 126,4 ha rừng, đạt 84,3% kế hoạch năm"
POVERTY = "Hộ nghèo | 214 | 187"
HOSTILE = "<script>window.pwned=1</script>"
REFUSED = "Chưa có báo cáo nào để soạn. Xin chọn báo cáo."


def quoted(n: int, report: Report, words: str) -> Citation:
    start = report.text.index(words)
    return cited(n, Quoted(header(report), ("I. KẾT QUẢ",), None, words, start, start + len(words)))


CITED = (quoted(1, H1, FOREST), quoted(2, H1, POVERTY), quoted(3, UNDATED, HOSTILE))
TABLE = FigureTable(("Chỉ tiêu", "Đầu kỳ", "Cuối kỳ", "Tăng, giảm"), ((Cell("Hộ nghèo"), Cell("214", 2), Cell("187", 2), Cell("giảm 27")),))
TOLD = (
    DraftSection(
        "Lâm nghiệp",
        (Statement("Theo Báo cáo của UBND xã Suối Vàng, kỳ 6 tháng đầu năm 2026:", ()), Statement(f"{FOREST}.", (1,))),
        TABLE,
    ),
    DraftSection("Hạn chế", (Statement(HOSTILE, (3,)),), gaps=("Chưa có số liệu về <b>hạn chế</b> trong Báo cáo của UBND xã Suối Vàng.",)),
)


class FakeDrafts:
    """Writes the same for every outline, below the outline's own headings; remembers what was asked."""

    def __init__(self) -> None:
        self.requests: list[DraftRequest] = []
        self.outlines: list[Outline] = []
        self.kept: dict[str, Draft] = {}
        self.numbers = count(1)

    def outline(self, request: DraftRequest) -> Outline:
        self.requests.append(request)
        if request.kind is DraftKind.SUMMARY and not request.report_ids:
            raise BadRequest(REFUSED)
        sections = (OutlineSection("Lâm nghiệp", "trồng rừng", table=True), OutlineSection("Hạn chế", "hạn chế"))
        return Outline(request, f"Kết quả {request.subject}".strip(), sections)

    def write(self, outline: Outline) -> Draft:
        self.outlines.append(outline)
        if not outline.sections:
            raise BadRequest("Đề cương chưa có mục nào.")
        sections = tuple(replace(told, heading=own.heading) for told, own in zip(TOLD, outline.sections, strict=False))
        draft = Draft(f"d-{next(self.numbers)}", outline.title, outline.request, sections, CITED)
        self.kept[draft.id] = draft
        return draft

    def get(self, id: str) -> Draft:
        if id not in self.kept:
            raise NotFound("Không tìm thấy dự thảo.")
        return self.kept[id]

    def list(self, limit: int = 50, offset: int = 0) -> list[DraftLine]:
        moment = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
        return [DraftLine(draft.id, draft.title, moment, moment) for draft in reversed(self.kept.values())][offset : offset + limit]

    def revise(self, id: str, section: int, text: str) -> Draft:
        self.kept[id] = revised(self.get(id), section, text)
        return self.kept[id]

    def delete(self, id: str) -> None:
        self.get(id)
        del self.kept[id]
