"""Drafts through the API: outline, writing, editing, files."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.assistant.service.fakes import SENTENCES, Stage

DRAFTS = "/api/v1/drafts"
WANTED = {"kind": "synthesis", "subject": "hộ nghèo"}


@pytest.fixture
def draft(client: TestClient) -> dict[str, Any]:
    """A draft written from the outline that the service proposed."""
    outline = client.post(f"{DRAFTS}/outline", json=WANTED).json()
    response = client.post(DRAFTS, json=outline)
    assert response.status_code == 201
    made: dict[str, Any] = response.json()
    return made


def message(response: Any) -> str:
    said: str = response.json()["error"]["message"]
    return said


def test_the_outline_comes_first_and_nothing_is_kept(client: TestClient) -> None:
    outline = client.post(f"{DRAFTS}/outline", json={**WANTED, "from": "2026-01-01", "to": "2026-12-31", "regime": "party"}).json()
    assert outline["sections"][0] == {"heading": "Hộ nghèo", "about": "hộ nghèo", "table": True}
    assert outline["request"]["from"] == "2026-01-01"
    assert outline["request"]["regime"] == "party"
    assert client.get(DRAFTS).json() == {"drafts": []}


def test_a_draft_cites_the_words_of_the_reports(draft: dict[str, Any], staged: Stage) -> None:
    statements = [statement for section in draft["sections"] for statement in section["statements"] if statement["citations"]]
    assert [statement["text"] for statement in statements] == [SENTENCES[0]]
    cited = draft["citations"][statements[0]["citations"][0] - 1]
    assert staged.archive.text(cited["report_id"])[cited["start"] : cited["end"]] == cited["quote"]
    gap = "Chưa có số liệu, nội dung về hộ nghèo trong Báo cáo của UBND xã Thông Reo"
    assert any(gap in said for section in draft["sections"] for said in section["gaps"])


def test_an_edited_outline_is_written_as_it_was_edited(client: TestClient) -> None:
    outline = client.post(f"{DRAFTS}/outline", json=WANTED).json()
    outline |= {"title": "Rừng và nghề", "sections": [{"heading": "Dạy nghề", "about": "dạy nghề nông thôn"}]}
    made = client.post(DRAFTS, json=outline).json()
    assert made["title"] == "Rừng và nghề"
    assert [section["heading"] for section in made["sections"]] == ["Dạy nghề"]
    assert "Mở 15 lớp dạy nghề nông thôn." in [statement["text"] for statement in made["sections"][0]["statements"]]


def test_drafts_are_listed_read_and_deleted(client: TestClient, draft: dict[str, Any]) -> None:
    (line,) = client.get(DRAFTS).json()["drafts"]
    assert (line["draft_id"], line["title"]) == (draft["id"], draft["title"])
    assert client.get(f"{DRAFTS}/{draft['id']}").json() == draft
    assert client.delete(f"{DRAFTS}/{draft['id']}").status_code == 204
    lost = client.get(f"{DRAFTS}/{draft['id']}")
    assert lost.status_code == 404
    assert "Không tìm thấy dự thảo" in message(lost)


def test_the_readers_own_words_are_marked(client: TestClient, draft: dict[str, Any]) -> None:
    text = f"{SENTENCES[0]} [1]\nKết quả rất tốt. [1]"
    changed = client.patch(f"{DRAFTS}/{draft['id']}", json={"section": 0, "text": text}).json()
    assert changed["sections"][0]["statements"] == [
        {"text": SENTENCES[0], "citations": [1], "verified": True},
        {"text": "Kết quả rất tốt.", "citations": [], "verified": False},
    ]
    assert client.get(f"{DRAFTS}/{draft['id']}").json() == changed


@pytest.mark.parametrize(("notes", "regime"), [("footnotes", "state"), ("endnotes", "party")])
def test_a_word_file_has_the_head_that_was_given(client: TestClient, draft: dict[str, Any], notes: str, regime: str) -> None:
    head = {"issuer": "UBND xã Suối Mây", "place": "Suối Mây", "year": "2026", "recipients": ["Đảng ủy xã", "Lưu VT"]}
    response = client.get(f"{DRAFTS}/{draft['id']}/export", params={"format": "docx", "notes": notes, "regime": regime, **head})
    assert response.headers["content-disposition"] == 'attachment; filename="du-thao.docx"'
    document = Document(BytesIO(response.content))
    told = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *_cells(document)])
    assert SENTENCES[0] in told
    assert "SUỐI MÂY" in told and "Lưu VT" in told


def _cells(document: Any) -> list[str]:
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def test_a_markdown_file_has_the_sources_at_its_end(client: TestClient, draft: dict[str, Any]) -> None:
    response = client.get(f"{DRAFTS}/{draft['id']}/export", params={"format": "md"})
    assert response.headers["content-type"].startswith("text/markdown")
    assert SENTENCES[0] in response.text.rpartition("##")[2]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"kind": "poem"}, "loại"),
        ({"kind": "summary"}, "Tóm tắt dùng đúng một báo cáo"),
        ({"kind": "reply"}, "Chưa có nội dung chất vấn"),
        ({"kind": "synthesis", "from": "2026-02-01", "to": "2026-01-01"}, "Khoảng thời gian"),
        ({"kind": "synthesis", "issuers": ["UBND xã Không Có"]}, "Chưa có báo cáo nào"),
        ({"kind": "synthesis", "colour": "red"}, "không có trong quy ước"),
    ],
)
def test_a_request_that_cannot_be_met_says_what_to_do(client: TestClient, body: dict[str, Any], said: str) -> None:
    response = client.post(f"{DRAFTS}/outline", json=body)
    assert response.status_code == 422
    assert said in message(response)


def test_a_section_or_a_format_that_is_none_is_refused(client: TestClient, draft: dict[str, Any]) -> None:
    assert "mục thứ 30" in message(client.patch(f"{DRAFTS}/{draft['id']}", json={"section": 29, "text": ""}))
    assert client.get(f"{DRAFTS}/{draft['id']}/export", params={"format": "pdf"}).status_code == 422
    assert client.post(DRAFTS, json={"request": WANTED, "title": "x", "sections": []}).status_code == 422


def test_a_lost_report_is_said(client: TestClient) -> None:
    response = client.post(f"{DRAFTS}/outline", json={"kind": "summary", "report_ids": ["0" * 16]})
    assert response.status_code == 404


def test_an_order_in_the_chat_makes_a_draft(client: TestClient, staged: Stage) -> None:
    answer = client.post("/api/v1/chat", json={"question": "Soạn dự thảo báo cáo tổng hợp về hộ nghèo"}).json()
    assert answer["kind"] == "summary"
    assert SENTENCES[0] in answer["answer"]
    assert client.get(DRAFTS).json()["drafts"][0]["draft_id"] in answer["answer"]
    assert staged.responder.states == []  # nobody else was asked
