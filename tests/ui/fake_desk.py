"""A Desk over two fictional reports, so that the page can be seen and tested without an archive.

`python -m tests.ui.fake_desk 7860` serves it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from assistant.answer import Answer, AnswerKind, ChatFilters, Citation, CitedPeriod, StatedFigure
from assistant.model import ModelState
from tests.ui.fake_drafts import FakeDrafts
from tests.ui.fake_ledger import MORE_REPORTS, NEAR, fake_ledger
from tests.ui.fake_reports import H1, PLAN, REPORTS, UNDATED
from vectorstore.errors import ArchiveError, BadRequest, NotFound
from vectorstore.figure import ConflictPage, FigureFilter, LedgerPage
from vectorstore.report import GAP, Report
from vectorstore.scan import Doubt
from vectorstore.text.normalize import fold

SUGGESTIONS = (
    "6 tháng đầu năm 2026 xã Suối Vàng trồng mới bao nhiêu héc ta rừng?",
    "Tỷ lệ giải quyết hồ sơ đúng hạn của xã Suối Vàng là bao nhiêu?",
    "Kết quả phòng cháy, chữa cháy rừng 6 tháng đầu năm 2026",
    "So sánh số hộ nghèo đầu kỳ và cuối kỳ",
)


@dataclass(frozen=True, slots=True)
class FakeJob:
    state: str
    done: int
    total: int
    files: tuple[tuple[str, str, str], ...]


def cite(n: int, report: Report, *parts: str, section: str = "") -> Citation:
    """A citation of words that stand in a report; parts are what a gap separates."""
    start = report.text.index(parts[0])
    end = report.text.index(parts[-1], start) + len(parts[-1])
    written = report.period
    return Citation(
        n=n,
        report_id=report.id,
        file_name=report.file_name,
        title=report.title,
        issuer=report.issuer,
        number=report.number,
        issued_on=report.issued_on,
        period=CitedPeriod(written.label, written.start, written.end) if written else None,
        section=section,
        page=None,
        quote=GAP.join(parts),
        start=start,
        end=end,
    )


def _answer(id: str, text: str, citations: Sequence[Citation], kind: AnswerKind = AnswerKind.FIGURE, **more: object) -> Answer:
    return replace(Answer("", id, text, True, kind, "extractive", tuple(citations), (), (), 120), **more)  # type: ignore[arg-type]


FOREST = _answer(
    "m-forest",
    "Trong 6 tháng đầu năm 2026, xã Suối Vàng trồng mới **126,4 ha** rừng, đạt 84,3% kế hoạch [1]. "
    "Xã đã tổ chức **6 cuộc** diễn tập, tuần tra phòng cháy, chữa cháy rừng; không để xảy ra vụ cháy lớn [2].\n\n"
    "- Tỷ lệ che phủ rừng ước đạt 58,2% [3].\n- Còn 23,6 ha chưa trồng, chuyển sang 6 tháng cuối năm [4].",
    (
        cite(1, H1, "trồng mới 126,4 ha rừng, đạt 84,3% kế hoạch năm", section="I › 1 › 1.2. Lâm nghiệp"),
        cite(
            2, H1, "Xã đã tổ chức trên 6 cuộc diễn tập, tuần tra", "phòng cháy, chữa cháy rừng; không để xảy ra vụ cháy lớn",
            section="I › 1 › 1.3. Công tác phòng cháy, chữa cháy rừng",
        ),
        cite(3, H1, "Tỷ lệ che phủ rừng ước đạt 58,2%", section="I › 1 › 1.2. Lâm nghiệp"),
        cite(4, PLAN, "diện tích còn lại 23,6 ha hoàn thành trước ngày 30/9/2026", section="II › 2. Nhiệm vụ trọng tâm"),
    ),
    figures=(StatedFigure("diện tích rừng còn phải trồng", "23,6", "ha", None, True, "150 - 126,4", 4),),
    warnings=("Kho chưa có báo cáo quý I năm 2026 của xã Suối Vàng nên không đối chiếu được số theo quý.",),
)  # fmt: skip
POVERTY = _answer(
    "m-poverty",
    "Số hộ nghèo giảm từ **214 hộ** đầu kỳ xuống **187 hộ** cuối kỳ, giảm 27 hộ [1].",
    (cite(1, H1, "Hộ nghèo | 214 | 187", section="II › Biểu số liệu"),),
    AnswerKind.COMPARISON,
    figures=(StatedFigure("số hộ nghèo giảm", "27", "hộ", None, True, "214 - 187", 1),),
    mode="llm",
)
COMPARED = _answer(
    "m-compared",
    "Số hộ nghèo của hai xã: xã Bản Sen **1.318 hộ** [1], xã Suối Vàng **187 hộ** [2]; chênh lệch 1.131 hộ.",
    (
        cite(1, NEAR, "Đến 30/6/2026 còn 1.318 hộ nghèo, giảm 24 hộ."),
        cite(2, H1, "Hộ nghèo | 214 | 187", section="II › Biểu số liệu"),
    ),
    AnswerKind.COMPARISON,
    figures=(
        StatedFigure("xã Bản Sen", "1.318", "hộ", None, False, None, 1),
        StatedFigure("xã Suối Vàng", "187", "hộ", "khoảng", False, None, 2),
        StatedFigure("chênh lệch", "1.131", "hộ", None, True, "1.318 - 187", 1),
    ),
)
FILES = _answer(
    "m-files",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt **99,1%** (2.318/2.339 hồ sơ) [1].",
    (cite(1, H1, "tỷ lệ giải quyết đúng hạn đạt 99,1% (2.318/2.339 hồ sơ)", section="II › 2. Cải cách hành chính"),),
)
REFUSAL = _answer(
    "m-none",
    "Kho báo cáo không ghi số vụ tai nạn giao thông năm 2024 của xã Suối Vàng: kho chỉ có báo cáo của năm 2026. "
    "Gần nhất là tình hình trật tự, an toàn giao thông 6 tháng đầu năm 2026 [1].",
    (cite(1, H1, "xảy ra 02 vụ tai nạn giao thông, không có người chết", section="III. Quốc phòng, an ninh"),),
    AnswerKind.NONE,
    answerable=False,
)
HOSTILE = _answer(
    "m-xss",
    '<img src=x onerror="window.pwned=1"> **<script>window.pwned=1</script>** ${window.pwned=1} {{value}} '
    "[javascript:alert(1)](javascript:alert(1)) [1]",
    (cite(1, UNDATED, "<script>window.pwned=1</script>"),),
)


class FakeDesk:
    """Answers from the table above by a word of the question; remembers what it was told."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.model: ModelState | None = None
        self.ratings: list[tuple[str, int]] = []
        self.filters: list[ChatFilters | None] = []
        self.talks: dict[str, list[tuple[str, Answer]]] = {
            "c-cu": [("Tỷ lệ giải quyết hồ sơ đúng hạn?", replace(FILES, conversation_id="c-cu"))]
        }
        self.titles: dict[str, str] = {}
        self.numbers = count(1)
        self.jobs: dict[str, tuple[float, tuple[str, ...]]] = {}
        self.ledger = fake_ledger()
        self.drafts = FakeDrafts()

    def ask(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Answer:
        if "lỗi" in question:
            raise ArchiveError("Kho đang được dựng lại chỉ mục. Hãy hỏi lại sau một phút.")
        id = conversation_id or f"c-{next(self.numbers)}"
        words = {"rừng": FOREST, "hai xã": COMPARED, "nghèo": POVERTY, "hồ sơ": FILES, "hiểm độc": HOSTILE}
        answer = next((found for word, found in words.items() if word in question), REFUSAL)
        answer = replace(answer, conversation_id=id)
        self.filters.append(filters)
        self.talks.setdefault(id, []).append((question, answer))
        return answer

    def stream(self, question: str, conversation_id: str | None, filters: ChatFilters | None) -> Iterator[tuple[str, object]]:
        time.sleep(self.pause)
        answer = self.ask(question, conversation_id, filters)
        yield "sources", answer.citations
        for word in answer.answer.split(" "):
            time.sleep(self.pause / 20)
            yield "token", f"{word} "
        yield "answer", answer

    def doubts(self, report_id: str) -> tuple[Doubt, ...]:
        return self.report_card(report_id).doubts

    def report_card(self, report_id: str) -> Report:
        known = {**REPORTS, **MORE_REPORTS}
        if report_id not in known:
            raise NotFound("Báo cáo này không còn trong kho.")
        return known[report_id]

    def report_text(self, report_id: str) -> str:
        return self.report_card(report_id).text

    def reports(self, issuer: str | None, period_from: date | None, period_to: date | None, type: str | None) -> list[Report]:
        def fits(report: Report) -> bool:
            in_time = (
                report.period is not None
                and (not period_from or report.period.end >= period_from)
                and (not period_to or report.period.start <= period_to)
            )
            return (
                (not issuer or report.issuer == issuer)
                and (not type or report.type == type)
                and (in_time or not (period_from or period_to))
            )

        return [report for report in REPORTS.values() if fits(report)]

    def figures(self, wanted: FigureFilter, limit: int, offset: int = 0) -> LedgerPage:
        return self.ledger.figures(wanted, limit, offset)

    def conflicts(self, limit: int, offset: int = 0) -> ConflictPage:
        return self.ledger.conflicts(limit, offset)

    def submit(self, files: Sequence[Path]) -> str:
        id = f"j-{len(self.jobs)}"
        self.jobs[id] = (time.monotonic(), tuple(file.name for file in files))
        return id

    def job(self, job_id: str) -> FakeJob:
        begun, names = self.jobs[job_id]
        done = min(len(names), int((time.monotonic() - begun) / max(self.pause, 0.01)))
        ends = (
            ("added", "41 đoạn, 86 số liệu"),
            ("already", "Trùng với tệp đã nạp ngày 02/7/2026"),
            ("failed", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi nạp lại."),
        )
        files = [
            (name, *ends[place % 3]) if place < done else (name, "reading" if place == done else "queued", "")
            for place, name in enumerate(names)
        ]
        return FakeJob("done" if done == len(names) else "running", done, len(names), tuple(files))

    def conversations(self, words: str = "", limit: int = 50) -> list[tuple[str, str, datetime]]:
        lines = [(id, self.titles.get(id, turns[0][0]), datetime(2026, 11, 19, 8, 30, tzinfo=UTC)) for id, turns in self.talks.items()]
        return [line for line in lines if all(word in fold(line[1]) for word in fold(words).split())][:limit]

    def conversation(self, id: str) -> list[tuple[str, Answer]]:
        if id not in self.talks:
            raise NotFound("Cuộc hỏi này đã bị xóa.")
        return self.talks[id]

    def rename(self, id: str, title: str) -> None:
        if not title.strip():
            raise BadRequest("Tên còn trống. Xin đặt tên khác.")
        self.titles[id] = title

    def forget(self, id: str) -> None:
        self.talks.pop(id, None)

    def rate(self, message_id: str, rating: int) -> None:
        self.ratings.append((message_id, rating))

    def suggestions(self) -> list[str]:
        return list(SUGGESTIONS)

    def issuers(self) -> list[str]:
        return sorted({report.issuer for report in REPORTS.values() if report.issuer})

    def types(self) -> list[str]:
        return sorted({report.type for report in REPORTS.values()})


def serve(port: int, pause: float = 0.0) -> None:
    """The page over the fake desk, until the process ends."""
    import uvicorn
    from fastapi import FastAPI

    from ui.page import mount_page

    uvicorn.run(
        mount_page(FastAPI(docs_url=None, redoc_url=None, openapi_url=None), FakeDesk(pause)),
        host="127.0.0.1",
        port=port,
        log_level="warning",
    )


if __name__ == "__main__":
    serve(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.4)
