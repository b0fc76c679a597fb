"""Workbooks: what the sheets show, in Vietnamese notation, as tables with heads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from ingest.read import Source, read
from ingest.read.xlsx.numbers import shown
from tests.ingest.read.making import with_parts


def workbook(fill: Callable[[Any], object], name: str = "Biểu 1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = name
    fill(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows: tuple[object, ...]) -> Source:
    return read("a.xlsx", workbook(lambda found: [found.append(row) for row in rows], "Sheet1"))


def test_a_table_has_rows_and_heads() -> None:
    source = sheet(("Thôn", "Số hộ"), ("Nà Lũng", 112), ("Nà Hin", 7.5))
    assert source.text == "Thôn | Số hộ\nNà Lũng | 112\nNà Hin | 7,5"
    assert source.tables[0].heads == ("Thôn", "Số hộ")


def test_merged_heads_are_joined() -> None:
    def fill(found: Any) -> None:
        found.append(("Thôn", "Năm 2026", None))
        found.append((None, "Kế hoạch", "Thực hiện"))
        found.append(("Nà Hin", 5, 7))
        found.merge_cells("A1:A2")
        found.merge_cells("B1:C1")

    source = read("a.xlsx", workbook(fill))
    assert source.tables[0].heads == ("Thôn", "Năm 2026 Kế hoạch", "Năm 2026 Thực hiện")
    assert source.text.startswith("Biểu 1\n")


def test_the_lines_around_a_table_are_paragraphs() -> None:
    source = sheet(
        ("ỦY BAN NHÂN DÂN XÃ SUỐI MÂY", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 15/BC-UBND", None, "Suối Mây, ngày 05 tháng 7 năm 2026"),
        ("BÁO CÁO",),
        (),
        ("TT", "Chỉ tiêu", "Thực hiện"),
        (1, "Lúa", 651),
        ("Ghi chú: số liệu ước",),
        ("Nơi nhận:", None, "TM. ỦY BAN NHÂN DÂN"),
    )
    lines = source.text.splitlines()
    assert lines[:5] == [
        "ỦY BAN NHÂN DÂN XÃ SUỐI MÂY",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 15/BC-UBND",
        "Suối Mây, ngày 05 tháng 7 năm 2026",
        "BÁO CÁO",
    ]
    assert lines[-3:] == ["Ghi chú: số liệu ước", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"]
    assert source.tables[0].heads == ("TT", "Chỉ tiêu", "Thực hiện")


def test_two_tables_on_a_sheet_are_two() -> None:
    source = sheet(("Thôn", "Hộ"), ("Nà Hin", 7), (), ("Biểu 2",), ("Xã", "Người"), ("Suối Mây", 90))
    assert [table.heads for table in source.tables] == [("Thôn", "Hộ"), ("Xã", "Người")]


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    def fill(found: Any) -> None:
        for row in (("Thôn", "Ẩn", "Hộ"), ("Nà Hin", "kín", 7), ("giấu", "kín", 8)):
            found.append(row)
        found.column_dimensions["B"].hidden = True
        found.row_dimensions[3].hidden = True
        found.parent.create_sheet("Kín")["A1"] = "kín"
        found.parent["Kín"].sheet_state = "hidden"

    assert read("a.xlsx", workbook(fill, "Sheet1")).text == "Thôn | Hộ\nNà Hin | 7"


def test_a_formula_without_a_result_is_said() -> None:
    assert "Nà Hin | [công thức chưa tính]" in sheet(("Thôn", "Hộ"), ("Nà Hin", "=1+1")).text


def test_days_are_days() -> None:
    assert "05/07/2026 | 3" in sheet(("Ngày", "Cuộc"), (date(2026, 7, 5), 3)).text


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        ("1234.5", "General", "1234,5"),
        ("0.1", "General", "0,1"),
        ("651.39999999999998", "General", "651,4"),
        ("2025", "0", "2025"),
        ("1234567.891", "#,##0.0", "1.234.567,9"),
        ("1250000000", "#,##0", "1.250.000.000"),
        ("-1250.5", "#,##0.00;[Red](#,##0.00)", "-1.250,50"),
        ("0.8925", "0.0%", "89,3%"),
        ("0.5", "0%", "50%"),
        ("5000", "#,##0.0,", "5,0"),
        ("12", '0" ha"', "12 ha"),
        ("3.10", "0.##", "3,1"),
        ("46208", "dd/mm/yyyy", "05/07/2026"),
        ("46208", "mm/yyyy", "07/2026"),
        ("1e400", "0", "1e400"),
        ("không", "0", "không"),
        ("99999999999", "dd/mm/yyyy", "99999999999"),
    ],
)
def test_a_number_is_written_as_the_sheet_shows_it(value: str, form: str, words: str) -> None:
    assert shown(value, form, from_1904=False) == words


def test_cells_at_the_ends_of_the_sheet_take_no_room() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>2</v></c></row>' for row in (1, 1_048_576))
    whole = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    data = with_parts(workbook(lambda found: None, "Sheet1"), {"xl/worksheets/sheet1.xml": whole})
    assert read("a.xlsx", data).text == "1 | 2\n1 | 2"
