"""Rows of the ledger as a file for a spreadsheet: CSV text or an XLSX workbook."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from assistant.notation import KINDS, count_shown, plain
from vectorstore.figure import LedgerPage, LedgerRow

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

Cell = str | Decimal | date | None

LIMIT = 50_000  # rows of one file
SHEET = "Số liệu"
# (head, width in characters)
COLUMNS = (
    ("Kỳ", 22), ("Từ ngày", 11), ("Đến ngày", 11), ("Đơn vị hành chính", 20), ("Cơ quan ban hành", 26), ("Chỉ tiêu", 40),
    ("Địa bàn, đối tượng", 20), ("Mức độ", 10), ("Giá trị", 14), ("Đến giá trị", 14), ("Trên tổng số", 12), ("Đơn vị tính", 12),
    ("Loại số liệu", 14), ("Viết trong báo cáo", 18), ("Câu trong báo cáo", 60), ("Báo cáo", 50), ("Mục", 30), ("Trang", 7),
    ("Tên tệp", 30), ("Mã báo cáo", 18),
)  # fmt: skip
CUT = "Tệp này chỉ có {n} số liệu đầu trong tổng số {total}. Xin thu hẹp điều kiện để lấy đủ."
BOM = "\ufeff"  # without it Excel takes the file for Latin letters
_CELL_LIMIT = 32_767  # what a cell of a workbook holds
# A spreadsheet runs what begins like this as a formula, also after a tab or an end of line, and in full-width signs.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no sign for these


def csv_text(page: LedgerPage) -> str:
    """Comma-separated, with Vietnamese heads; numbers and days as programs write them."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerows(map(_written, line) for line in _lines(page))
    return BOM + file.getvalue()


def xlsx_bytes(page: LedgerPage) -> bytes:
    """One sheet whose numbers are numbers and whose days are days."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    for at, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    heads, *lines = _lines(page)
    sheet.append([_head(sheet, str(head)) for head in heads])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def inert(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe stands before what would begin a formula."""
    text = _UNWRITABLE.sub("", text)
    return f"'{text}" if text.startswith(_RUNS) else text


def _lines(page: LedgerPage) -> Iterator[list[Cell]]:
    yield [head for head, _ in COLUMNS]
    yield from map(_line, page.rows)
    if len(page.rows) < page.total:
        yield [CUT.format(n=len(page.rows), total=count_shown(page.total))]


def _line(row: LedgerRow) -> list[Cell]:
    figure, report, period = row.figure, row.report, row.period
    return [
        period.label if period else None,
        period.start if period else None,
        period.end if period else None,
        row.government,
        report.issuer,
        figure.indicator,
        figure.place,
        figure.qualifier,
        figure.value,
        figure.upper,
        figure.of,
        figure.unit,
        KINDS[figure.kind],
        figure.written,
        row.quote,
        report.title,
        " › ".join(row.section),
        None if row.page is None else Decimal(row.page),
        report.file_name,
        report.id,
    ]


def _written(value: Cell) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else inert(value or "")


def _head(sheet: object, text: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: object, value: Cell) -> WriteOnlyCell | str | None:
    """Numbers and days with the format that they are shown in."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, Decimal | date):
        return inert(value)[:_CELL_LIMIT] if value else None
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.0#####"
    return cell
