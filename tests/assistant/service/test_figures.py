"""GET /figures, /figures/export and /conflicts."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.export import LIMIT
from tests.assistant.made_ledger import FakeLedger, made_conflict, made_row
from tests.assistant.service.fakes import OTHER, SENTENCES, Stage
from vectorstore.figure import FigureFilter, FigureKind

FIGURES, EXPORT, CONFLICTS = "/api/v1/figures", "/api/v1/figures/export", "/api/v1/conflicts"
FIELDS = {
    "report_id", "file_name", "title", "issuer", "government", "period", "section", "page", "ordinal", "indicator", "value", "written",
    "shown", "unit", "qualifier", "kind", "upper", "of", "place", "quote", "start", "end", "part_of", "figure_start", "figure_end",
}  # fmt: skip


@pytest.fixture
def ledger(staged: Stage, monkeypatch: pytest.MonkeyPatch) -> FakeLedger:
    by_file = {report.file_name: report for report in staged.archive.reports()}
    poor = made_row(by_file["bao-cao.txt"], SENTENCES[0], "45", "hộ", "hộ nghèo", "xã Suối Mây", kind=FigureKind.STOCK)
    forest = made_row(by_file["rừng.txt"], OTHER[0], "17,9", "ha", "rừng trồng mới", "xã Thông Reo", qualifier="trên")
    fake = FakeLedger((poor, forest), (made_conflict("Hai báo cáo ghi khác nhau.", poor, forest),))
    monkeypatch.setattr(staged.desk, "figures", fake.figures)
    monkeypatch.setattr(staged.desk, "conflicts", fake.conflicts)
    return fake


def test_a_figure_is_given_with_its_place_in_the_text(client: TestClient, ledger: FakeLedger) -> None:
    page = client.get(FIGURES, params={"q": "rung"}).json()
    assert (page["total"], page["limit"], page["offset"]) == (1, 50, 0)
    figure = page["figures"][0]
    assert set(figure) == FIELDS
    assert (figure["value"], figure["written"], figure["shown"], figure["unit"]) == ("17.9", "17,9", "17,9", "ha")
    assert (figure["kind"], figure["qualifier"], figure["government"]) == ("flow", "trên", "xã Thông Reo")
    assert figure["period"] == {"label": "tháng 3 năm 2026", "start": "2026-03-01", "end": "2026-03-31"}
    text = client.get(f"/api/v1/reports/{figure['report_id']}/text").text
    assert text[figure["start"] : figure["end"]] == figure["quote"] == OTHER[0]
    assert text[figure["figure_start"] : figure["figure_end"]] == "17,9"


def test_every_limit_reaches_the_ledger(client: TestClient, ledger: FakeLedger) -> None:
    limits = {"q": "hộ", "government": "xã Suối Mây", "issuer": "UBND", "unit": "hộ", "from": "2026-01-01", "to": "2026-06-30"}
    client.get(FIGURES, params={**limits, "kind": ["stock", "share"], "limit": 5, "offset": 10})
    wanted = FigureFilter(
        "hộ", ("UBND",), "xã Suối Mây", date(2026, 1, 1), date(2026, 6, 30), "hộ", (FigureKind.STOCK, FigureKind.SHARE)
    )  # fmt: skip
    assert ledger.asked == [(wanted, 5, 10)]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"from": "hôm qua"}, "từ ngày"),
        ({"from": "2026-02-01", "to": "2026-01-01"}, "ngày bắt đầu"),
        ({"kind": "number"}, "loại không thuộc"),
        ({"q": "a\x00"}, "từ khóa"),
        ({"unit": "\x00"}, "đơn vị tính"),
        ({"government": "x" * 301}, "đơn vị hành chính quá dài"),
    ],
)
@pytest.mark.parametrize("path", [FIGURES, EXPORT])
def test_a_bad_query_is_told(client: TestClient, ledger: FakeLedger, path: str, query: dict[str, Any], word: str) -> None:
    reply = client.get(path, params=query)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")
    assert word in reply.json()["error"]["message"]


@pytest.mark.parametrize("path", [FIGURES, CONFLICTS])
@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"offset": -1}, {"offset": 10**30}])
def test_a_page_that_cannot_be_is_told(client: TestClient, ledger: FakeLedger, path: str, query: dict[str, Any]) -> None:
    assert client.get(path, params=query).status_code == 422


def test_an_export_is_a_csv_that_excel_reads(client: TestClient, ledger: FakeLedger) -> None:
    reply = client.get(EXPORT, params={"q": "rừng"})
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="so-lieu.csv"'
    assert reply.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(StringIO(reply.content.decode("utf-8-sig"), newline="")))
    assert [(line["Chỉ tiêu"], line["Giá trị"]) for line in lines] == [("rừng trồng mới", "17.9")]
    assert ledger.asked[0][1:] == (LIMIT, 0)


def test_an_export_is_a_workbook_when_it_is_asked_for(client: TestClient, ledger: FakeLedger) -> None:
    reply = client.get(EXPORT, params={"format": "xlsx"})
    assert reply.headers["content-disposition"] == 'attachment; filename="so-lieu.xlsx"'
    assert load_workbook(BytesIO(reply.content)).active.max_row == 3
    refused = client.get(EXPORT, params={"format": "pdf"})
    assert (refused.status_code, "định dạng tệp" in refused.json()["error"]["message"]) == (422, True)


def test_a_conflict_names_its_figures(client: TestClient, ledger: FakeLedger) -> None:
    told = client.get(CONFLICTS, params={"limit": 1}).json()
    assert (told["total"], told["limit"], told["offset"]) == (1, 1, 0)
    conflict = told["conflicts"][0]
    assert (conflict["kind"], conflict["said"]) == ("values", "Hai báo cáo ghi khác nhau.")
    assert [figure["written"] for figure in conflict["figures"]] == ["45", "17,9"]
    assert client.get(CONFLICTS, params={"offset": 5}).json()["conflicts"] == []
