"""Rows of the ledger as files: numbers stay numbers, text stays text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from assistant.export import BOM, COLUMNS, csv_text, inert, xlsx_bytes
from assistant.notation import KINDS, amount, count_shown, notation, plain, remarks
from tests.assistant.made_ledger import made_row
from tests.vectorstore.made import made_report
from vectorstore.figure import FigureKind, LedgerPage, LedgerRow

QUOTE = "Toàn xã trồng mới 10.100,78 ha rừng."
REPORT, _ = made_report([QUOTE, "Chi 1 tỷ 897,8 triệu đồng."])
ROW = made_row(REPORT, QUOTE, "10.100,78", "ha", "rừng trồng mới", "xã Suối Mây")
HEADS = [head for head, _ in COLUMNS]


def page(*rows: LedgerRow, total: int | None = None) -> LedgerPage:
    return LedgerPage(rows, len(rows) if total is None else total)


def from_csv(made: LedgerPage) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_text(made).removeprefix(BOM), newline="")))


def from_xlsx(made: LedgerPage) -> list[Sequence[object]]:
    sheet = load_workbook(BytesIO(xlsx_bytes(made))).active
    return [[cell.value for cell in line] for line in sheet]


def with_indicator(indicator: str) -> LedgerRow:
    return replace(ROW, figure=replace(ROW.figure, indicator=indicator))


def test_csv_has_vietnamese_heads_and_plain_numbers() -> None:
    assert csv_text(page()).startswith(f"{BOM}Kỳ,Từ ngày,Đến ngày,")
    line = from_csv(page(ROW))[0]
    assert list(line) == HEADS
    assert (line["Giá trị"], line["Viết trong báo cáo"], line["Đơn vị tính"]) == ("10100.78", "10.100,78", "ha")
    assert (line["Kỳ"], line["Từ ngày"], line["Đến ngày"]) == ("tháng 3 năm 2026", "2026-03-01", "2026-03-31")
    assert (line["Câu trong báo cáo"], line["Loại số liệu"], line["Mục"]) == (QUOTE, "Trong kỳ", "I. KẾT QUẢ")


def test_a_workbook_has_numbers_and_days() -> None:
    heads, line = from_xlsx(page(ROW))
    assert heads == HEADS
    told = dict(zip(HEADS, line, strict=True))
    assert told["Giá trị"] == pytest.approx(10100.78)
    assert told["Từ ngày"] == datetime(2026, 3, 1)
    assert told["Trang"] is None


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "\x00="])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(begin: str) -> None:
    attack = f"{begin}HYPERLINK(1)"
    assert inert(attack).startswith("'")
    row = with_indicator(attack)
    assert from_csv(page(row))[0]["Chỉ tiêu"].startswith("'")
    sheet = load_workbook(BytesIO(xlsx_bytes(page(row)))).active
    cell = sheet.cell(2, HEADS.index("Chỉ tiêu") + 1)
    assert (cell.data_type, str(cell.value)[0]) == ("s", "'")


def test_a_negative_number_is_no_formula() -> None:
    row = replace(ROW, figure=replace(ROW.figure, value=Decimal("-12")))
    assert from_csv(page(row))[0]["Giá trị"] == "-12"
    assert from_xlsx(page(row))[1][HEADS.index("Giá trị")] == -12


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert from_xlsx(page(with_indicator("a\x0bb\ufffec")))[1][HEADS.index("Chỉ tiêu")] == "abc"
    assert len(str(from_xlsx(page(with_indicator("ế" * 40_000)))[1][HEADS.index("Chỉ tiêu")])) == 32_767


def test_a_file_that_is_cut_says_so() -> None:
    assert "1 số liệu đầu trong tổng số 9" in from_csv(page(ROW, total=9))[-1]["Kỳ"]
    assert "trong tổng số 9" in str(from_xlsx(page(ROW, total=9))[-1][0])


def test_a_row_without_period_issuer_or_page_is_written() -> None:
    bare = replace(ROW, period=None, report=replace(ROW.report, issuer=None))
    line = from_csv(page(bare))[0]
    assert (line["Kỳ"], line["Cơ quan ban hành"], line["Trang"]) == ("", "", "")
    assert len(from_xlsx(page(bare))) == 2


@pytest.mark.parametrize(
    ("value", "program", "reader"),
    [("10100.78", "10100.78", "10.100,78"), ("386.000", "386", "386"), ("897800000.0", "897800000", "897.800.000"), ("0.00", "0", "0")],
)
def test_zeros_at_the_end_are_not_written(value: str, program: str, reader: str) -> None:
    assert (plain(Decimal(value)), notation(Decimal(value))) == (program, reader)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "10.100,78 ha"),
        ({"qualifier": "trên"}, "trên 10.100,78 ha"),
        ({"value": Decimal(5), "upper": Decimal(7), "unit": "%"}, "5–7%"),
        ({"value": Decimal(8), "of": Decimal(10), "unit": "xã"}, "8/10 xã"),
    ],
)
def test_an_amount_is_written_with_its_limits(more: dict[str, object], said: str) -> None:
    assert amount(replace(ROW.figure, **more)) == said  # type: ignore[arg-type]


def test_a_plan_and_a_change_are_told() -> None:
    assert remarks(ROW.figure) == ""
    assert remarks(replace(ROW.figure, kind=FigureKind.PLAN, place="thôn 1")) == "thôn 1 · Kế hoạch"
    assert remarks(replace(ROW.figure, kind=FigureKind.CHANGE)) == "Tăng, giảm"


def test_every_kind_has_its_word() -> None:
    assert set(KINDS) == set(FigureKind)


def test_a_number_of_rows_that_is_not_counted_to_the_end_says_so() -> None:
    assert [count_shown(total) for total in (12, 999, 1000, 50_001)] == ["12", "999", "ít nhất 1.000", "ít nhất 50.001"]
