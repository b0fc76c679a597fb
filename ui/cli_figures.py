"""The commands of the ledger: figures, conflicts, units of government; they need the archive and no model."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from assistant import export
from assistant.notation import amount, count_shown, quantity, remarks
from assistant.service import words as said
from ui import terminal, words
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from vectorstore.figure import LedgerPage, LedgerRow, StoredConflict
    from vectorstore.government import Government

Day = datetime | None  # Typer reads no plain date


def figures(
    text: Annotated[str, typer.Argument(metavar="CHỈ_TIÊU", help="Từ trong tên chỉ tiêu, có dấu hay không dấu; bỏ trống: tất cả.")] = "",
    government: Annotated[str, typer.Option(help="Chỉ của đơn vị hành chính này, ví dụ: xã Bản Sen.")] = "",
    start: Annotated[Day, typer.Option("--from", formats=terminal.DAYS, help="Kỳ số liệu từ ngày.")] = None,
    end: Annotated[Day, typer.Option("--to", formats=terminal.DAYS, help="Kỳ số liệu đến ngày.")] = None,
    unit: Annotated[str, typer.Option(help="Chỉ đơn vị tính này, ví dụ: hộ.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Số dòng in ra.")] = 50,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="TỆP", help="Ghi mọi số liệu khớp ra tệp CSV này.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="TỆP", help="Ghi mọi số liệu khớp ra tệp Excel này.")] = None,
) -> None:
    """Số liệu ghi trong các báo cáo, kỳ mới nhất trước.

    Ví dụ: hoibaocao figures "tuần tra chung" --from 2026-01-01 --csv tuan-tra.csv
    """
    from ui.compose import archive
    from vectorstore import ledger
    from vectorstore.figure import FigureFilter

    wanted = FigureFilter(words=text, government=government, start=_day(start), end=_day(end), unit=unit)
    if wanted.start and wanted.end and wanted.start > wanted.end:
        raise BadRequest(said.BAD_RANGE)
    with archive(Settings()) as opened:
        page = ledger.figures(opened, wanted, export.LIMIT if csv or xlsx else limit)
    if csv:
        _write(csv, export.csv_text(page).encode(), page)
    if xlsx:
        _write(xlsx, export.xlsx_bytes(page), page)
    if not (csv or xlsx):
        _print_figures(page)


def conflicts(limit: Annotated[int, typer.Option(min=1, max=1000, help="Số chỗ mâu thuẫn in ra.")] = 50) -> None:
    """Những chỗ số liệu trong báo cáo không khớp nhau.

    Ví dụ: hoibaocao conflicts --limit 10
    """
    from ui.compose import archive
    from vectorstore import ledger

    with archive(Settings()) as opened:
        page = ledger.conflicts(opened, limit)
    for conflict in page.conflicts:
        _print_conflict(conflict)
    terminal.out.print(f"{len(page.conflicts)}/{page.total} chỗ mâu thuẫn." if page.total else words.NO_CONFLICTS)


def governments(
    source: Annotated[Path | None, typer.Option("--import", metavar="TỆP", help="Nhận các đơn vị trong tệp CSV này vào kho.")] = None,
    target: Annotated[Path | None, typer.Option("--export", metavar="TỆP", help="Ghi danh mục ra tệp CSV này.")] = None,
) -> None:
    """Danh mục đơn vị hành chính với thời gian tồn tại.

    Ví dụ: hoibaocao governments --import don-vi.csv
    """
    from ui.compose import archive
    from vectorstore import governments as register

    with archive(Settings()) as opened:
        if source:
            count = register.imported(opened, register.read_csv(_table(source)))
            terminal.out.print(f"Đã nhận {count} đơn vị hành chính.")
        units = register.governments(opened)
    if target:
        target.write_text(register.write_csv(units), encoding="utf-8-sig")
        terminal.out.print(f"Đã ghi {len(units)} đơn vị hành chính vào {escape(str(target))}.")
    if not (source or target):
        _print_governments(units)


def _day(typed: Day) -> date | None:
    return typed.date() if typed else None


def _table(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(said.NOT_UTF8) from error


def _write(file: Path, data: bytes, page: LedgerPage) -> None:
    file.write_bytes(data)
    count = str(page.total) if len(page.rows) == page.total else f"{len(page.rows)}/{count_shown(page.total)}"
    terminal.out.print(f"Đã ghi {count} số liệu vào {escape(str(file))}.")


def _print_figures(page: LedgerPage) -> None:
    if not page.rows:
        terminal.out.print(words.NO_FIGURES)
        return
    table = Table("Kỳ", "Đơn vị", "Chỉ tiêu", Column("Giá trị", justify="right"), "Đơn vị tính", "Báo cáo")
    for row in page.rows:
        table.add_row(*map(escape, _cells(row)))
    terminal.print_table(table)
    terminal.out.print(f"{len(page.rows)}/{count_shown(page.total)} số liệu.")


def _cells(row: LedgerRow) -> tuple[str, ...]:
    figure, report = row.figure, row.report
    indicator = f"{figure.indicator} ({told})" if (told := remarks(figure)) else figure.indicator
    about = f"{report.title} ({report.file_name})"
    return row.period.label if row.period else "", row.government or report.issuer or "", indicator, quantity(figure), figure.unit, about


def _print_conflict(conflict: StoredConflict) -> None:
    kind = words.CONFLICT_KIND.get(conflict.kind, conflict.kind)
    terminal.out.print(f"[bold yellow]{escape(kind)}:[/] {escape(conflict.said)}")
    for row in conflict.rows:
        terminal.out.print(f"    {escape(amount(row.figure))} — {escape(row.report.file_name)}: “{escape(row.quote)}”")


def _print_governments(units: tuple[Government, ...]) -> None:
    table = Table("Mã", "Tên", "Từ ngày", "Đến ngày", "Cấp trên", "Tiền thân")
    for unit in units:
        days = (f"{day:%d/%m/%Y}" if day else "" for day in (unit.valid_from, unit.valid_to))
        table.add_row(*map(escape, (unit.id, unit.full_name, *days, unit.parent or "", ", ".join(unit.predecessors))))
    terminal.print_table(table)
    terminal.out.print(f"{len(units)} đơn vị hành chính.")
