"""Conversations by HTTP: searched, renamed, taken away as files, checked against their sources."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.assistant.service.fakes import SENTENCES, Stage
from vectorstore.conversations import TITLE_LIMIT

ALL, CHAT = "/api/v1/conversations", "/api/v1/chat"
POOR, FOREST = "Có bao nhiêu hộ nghèo?", "Trồng mới bao nhiêu ha rừng?"


@pytest.fixture
def answer(client: TestClient) -> dict[str, Any]:
    """The answer to the first of two conversations."""
    found: dict[str, Any] = client.post(CHAT, json={"question": POOR}).json()
    client.post(CHAT, json={"question": FOREST})
    return found


def titles(client: TestClient, **query: object) -> list[str]:
    return [line["title"] for line in client.get(ALL, params=query).json()["conversations"]]  # type: ignore[arg-type]


def test_conversations_are_searched_with_or_without_diacritics(client: TestClient, answer: dict[str, Any]) -> None:
    client.post(CHAT, json={"question": "Còn lớp dạy nghề?", "conversation_id": answer["conversation_id"]})
    assert titles(client) == [POOR, FOREST]
    assert titles(client, q="ho ngheo") == titles(client, q="dạy nghề nghèo") == [POOR]
    assert titles(client, q="rừng nghèo") == []
    assert titles(client, limit=1, offset=1) == [FOREST]


@pytest.mark.parametrize("query", [{"q": "a\x00"}, {"q": "x" * 301}, {"limit": 0}, {"offset": -1}])
def test_a_bad_query_is_told(client: TestClient, query: dict[str, Any]) -> None:
    reply = client.get(ALL, params=query)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")


def test_a_conversation_is_renamed(client: TestClient, answer: dict[str, Any]) -> None:
    path = f"{ALL}/{answer['conversation_id']}"
    reply = client.patch(path, json={"title": "  Giảm nghèo  quý I "})
    assert reply.status_code == 200
    assert set(reply.json()) == {"conversation_id", "title", "updated_at"}
    assert (reply.json()["title"], client.get(path).json()["title"]) == ("Giảm nghèo quý I",) * 2
    assert titles(client, q="giảm nghèo") == ["Giảm nghèo quý I"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "tiêu đề còn thiếu"),
        ({"title": " "}, "tiêu đề không được để trống"),
        ({"title": "x" * (TITLE_LIMIT + 1)}, f"tối đa {TITLE_LIMIT} ký tự"),
        ({"title": "\x00"}, "Tên cuộc trò chuyện"),
        ({"title": "a", "updated_at": "2026-01-01"}, "không có trong quy ước"),
    ],
)
def test_a_bad_title_is_told(client: TestClient, answer: dict[str, Any], body: dict[str, str], word: str) -> None:
    reply = client.patch(f"{ALL}/{answer['conversation_id']}", json=body)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")
    assert word in reply.json()["error"]["message"]


def test_a_conversation_is_taken_away_as_a_word_file(client: TestClient, answer: dict[str, Any]) -> None:
    reply = client.get(f"{ALL}/{answer['conversation_id']}/export")
    assert reply.headers["content-type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert reply.headers["content-disposition"] == 'attachment; filename="co-bao-nhieu-ho-ngheo.docx"'
    paragraphs = [paragraph.text for paragraph in Document(BytesIO(reply.content)).paragraphs]
    assert paragraphs[0] == POOR
    assert f"“{SENTENCES[0]}”" in paragraphs


def test_a_conversation_is_taken_away_as_markdown(client: TestClient, answer: dict[str, Any]) -> None:
    reply = client.get(f"{ALL}/{answer['conversation_id']}/export", params={"format": "md"})
    assert reply.headers["content-type"] == "text/markdown; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="co-bao-nhieu-ho-ngheo.md"'
    assert reply.text.startswith(f"# {POOR}\n")
    assert f"> “{SENTENCES[0]}”" in reply.text
    refused = client.get(f"{ALL}/{answer['conversation_id']}/export", params={"format": "pdf"})
    assert (refused.status_code, "định dạng tệp" in refused.json()["error"]["message"]) == (422, True)


def test_an_answer_is_checked_against_the_reports_as_they_are(client: TestClient, staged: Stage, answer: dict[str, Any]) -> None:
    path, report_id = f"{ALL}/{answer['conversation_id']}/messages/{answer['message_id']}/check", answer["citations"][0]["report_id"]
    assert client.get(path).json() == {
        "stands": True,
        "revision": 2,
        "current_revision": 2,
        "model": "",
        "citations": [{"n": 1, "report_id": report_id, "standing": "stands", "same_text": True}],
    }
    staged.archive.delete(report_id)
    found = client.get(path).json()
    assert (found["stands"], found["current_revision"], found["citations"][0]["standing"]) == (False, 3, "deleted")
    exported = client.get(f"{ALL}/{answer['conversation_id']}/export", params={"format": "md"}).text
    assert "**(nguồn đã bị xóa khỏi kho)**" in exported


def test_what_is_not_there_is_not_found(client: TestClient, answer: dict[str, Any]) -> None:
    (other,) = [line for line in client.get(ALL).json()["conversations"] if line["title"] == FOREST]
    strange = f"{ALL}/{other['conversation_id']}/messages/{answer['message_id']}/check"
    for reply in (client.get(f"{ALL}/zz/export"), client.patch(f"{ALL}/zz", json={"title": "a"}), client.get(strange)):
        assert (reply.status_code, reply.json()["error"]["code"]) == (404, "not_found")


def test_openapi_describes_what_may_be_done(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    one = description["paths"][f"{ALL}/{{conversation_id}}"]
    assert set(one) == {"get", "patch", "delete"}
    assert "q" in {parameter["name"] for parameter in description["paths"][ALL]["get"]["parameters"]}
    assert {f"{ALL}/{{conversation_id}}/export", f"{ALL}/{{conversation_id}}/messages/{{message_id}}/check"} <= set(description["paths"])
    assert description["components"]["schemas"]["NewTitle"]["properties"]["title"]["maxLength"] == TITLE_LIMIT
