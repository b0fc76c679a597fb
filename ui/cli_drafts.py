"""The command that drafts a document from reports into a Word or Markdown file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from assistant.draft.draft import DraftKind, DraftRequest, Regime
from assistant.official.head import NoteStyle
from assistant.service import words as said
from ui import terminal, words
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from assistant.draft.draft import Draft
    from assistant.draft.drafting import Drafting
    from vectorstore.archive import Archive

REPORTS = 100_000
NO_REPORT = "Không có báo cáo nào khớp «{name}». Xin ghi mã báo cáo hoặc phần đầu tên tệp (xem: hoibaocao reports)."
SEVERAL = "Có {n} báo cáo khớp «{name}». Xin ghi dài hơn để chỉ còn một."
BAD_FILE = "Tệp ra phải có đuôi .docx hoặc .md. Xin đổi tên tệp."
WRITTEN = "Đã ghi dự thảo «{title}» vào {file}: {sections} mục, {citations} trích dẫn."


def draft(
    kind: Annotated[DraftKind, typer.Option(help="synthesis, half_year, summary, comparison hoặc reply.")] = DraftKind.SYNTHESIS,
    subject: Annotated[str, typer.Option(help="Nội dung; bỏ trống: toàn bộ.")] = "",
    reports: Annotated[list[str] | None, typer.Option("--report", help="Mã báo cáo hoặc phần đầu tên tệp; ghi nhiều lần được.")] = None,
    issuers: Annotated[list[str] | None, typer.Option("--issuer", help="Cơ quan ban hành (đúng tên); ghi nhiều lần được.")] = None,
    start: Annotated[datetime | None, typer.Option("--from", formats=terminal.DAYS, help="Kỳ báo cáo từ ngày.")] = None,
    end: Annotated[datetime | None, typer.Option("--to", formats=terminal.DAYS, help="Kỳ báo cáo đến ngày.")] = None,
    regime: Annotated[Regime, typer.Option(help="Thể thức: state (Nhà nước) hoặc party (Đảng).")] = Regime.STATE,
    notes: Annotated[NoteStyle, typer.Option(help="Chú thích: footnotes (cuối trang) hoặc endnotes (cuối văn bản).")] = NoteStyle.FOOTNOTES,
    file: Annotated[Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp .docx hoặc .md.")] = Path("du-thao.docx"),
) -> None:
    """Soạn dự thảo từ các báo cáo, mỗi câu có nguồn, ghi ra tệp Word hoặc Markdown; dự thảo cũng được lưu trong kho.

    Ví dụ: hoibaocao draft --kind half_year --subject "phòng cháy, chữa cháy rừng" --from 2026-01-01 --to 2026-06-30 -o so-ket.docx
    """
    from ui.compose import office

    if file.suffix.lower() not in (".docx", ".md"):
        raise BadRequest(BAD_FILE)
    first, last = start and start.date(), end and end.date()
    if first and last and first > last:
        raise BadRequest(said.BAD_RANGE)
    with office(Settings()) as opened:
        ids = tuple(_report_id(opened.library.archive, name) for name in reports or ())
        request = DraftRequest(kind, " ".join(subject.split()), ids, tuple(issuers or ()), first, last, regime)
        drafts = opened.desk.drafts
        written = drafts.write(drafts.outline(request))
        file.write_bytes(_data(drafts, written, file, notes))
    shown = WRITTEN.format(title=written.title, file=file, sections=len(written.sections), citations=len(written.citations))
    terminal.out.print(escape(shown))
    for gap in (gap for section in written.sections for gap in section.gaps):
        terminal.out.print(f"  {words.GAP}: {escape(gap)}")


def _report_id(archive: Archive, name: str) -> str:
    """The id of the one report whose id or file name begins so."""
    from vectorstore.stored import CardFilter

    reports = [card.report for card in archive.cards(CardFilter(), REPORTS).cards]
    found = [report.id for report in reports if report.id == name or report.file_name.startswith(name)]
    if len(found) != 1:
        raise BadRequest(SEVERAL.format(n=len(found), name=name) if found else NO_REPORT.format(name=name))
    return found[0]


def _data(drafts: Drafting, written: Draft, file: Path, notes: NoteStyle) -> bytes:
    from assistant.draft.drafting import DraftFormat
    from assistant.official.head import Head

    return drafts.exported(written.id, DraftFormat(file.suffix.lower()[1:]), Head(), notes)
