"""POST /chat, /chat/stream and the conversations that they leave."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fastapi.testclient import TestClient

from assistant.answer import ChatFilters
from assistant.service import words
from tests.assistant.service.fakes import SENTENCES, Refusal, Stage

CHAT, STREAM = "/api/v1/chat", "/api/v1/chat/stream"
POOR = "Có bao nhiêu hộ nghèo?"
FIELDS = {"conversation_id", "message_id", "answer", "answerable", "kind", "mode", "citations", "figures", "warnings", "took_ms", "choices"}
CITATION = {"n", "report_id", "file_name", "title", "issuer", "number", "issued_on", "period", "section", "page", "quote", "start", "end"}


def events(body: str) -> list[tuple[str, object]]:
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in body.split("\n\n") if block.strip()]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_an_answer_has_all_fields_of_the_contract(client: TestClient) -> None:
    reply = client.post(CHAT, json={"question": POOR})
    assert reply.status_code == 200
    body = reply.json()
    assert set(body) == FIELDS
    assert (body["answerable"], body["kind"], body["mode"]) == (True, "figure", "extractive")
    citation = body["citations"][0]
    assert set(citation) == CITATION
    assert citation["period"] == {"label": "tháng 3 năm 2026", "start": "2026-03-01", "end": "2026-03-31"}
    text = client.get(f"/api/v1/reports/{citation['report_id']}/text").text
    assert text[citation["start"] : citation["end"]] == citation["quote"] == SENTENCES[0]


def test_a_follow_up_is_given_the_state_of_the_turn_before(client: TestClient, staged: Stage) -> None:
    first = client.post(CHAT, json={"question": POOR}).json()
    second = client.post(CHAT, json={"question": "Còn hộ nghèo tháng trước?", "conversation_id": first["conversation_id"]}).json()
    assert second["conversation_id"] == first["conversation_id"]
    assert staged.responder.states == [None, {"turns": [POOR]}]


def test_filters_reach_the_responder(client: TestClient, staged: Stage) -> None:
    filters = {"issuers": ["UBND xã Suối Mây"], "from": "2026-01-01", "to": "2026-06-30", "report_ids": ["a"]}
    client.post(CHAT, json={"question": POOR, "filters": filters})
    client.post(CHAT, json={"question": POOR, "filters": None})
    assert staged.responder.filters == [ChatFilters(("UBND xã Suối Mây",), date(2026, 1, 1), date(2026, 6, 30), ("a",)), None]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "câu hỏi còn thiếu"),
        ({"question": " \n "}, "không được để trống"),
        ({"question": "\x00\x07"}, "không được để trống"),
        ({"question": "x" * 2001}, "tối đa 2000 ký tự"),
        ({"question": 7}, "câu hỏi chưa đúng kiểu"),
        ({"question": "a\ud800b"}, "câu hỏi chưa đúng kiểu"),
        ({"question": "a", "filters": {"from": "2026-13-01"}}, "chưa đúng dạng ngày"),
        ({"question": "a", "filters": {"from": "2026-02-01", "to": "2026-01-01"}}, "ngày bắt đầu"),
        ({"question": "a", "filters": {"issuers": "UBND"}}, "đơn vị ban hành"),
    ],
)
@pytest.mark.parametrize("path", [CHAT, STREAM])
def test_a_bad_request_is_told_in_vietnamese(client: TestClient, path: str, body: dict[str, object], word: str) -> None:
    reply = client.post(path, content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")
    assert word in reply.json()["error"]["message"]


def test_the_longest_question_is_taken(client: TestClient) -> None:
    assert client.post(CHAT, json={"question": "nghèo " * 333}).status_code == 200


def test_broken_json_is_told(client: TestClient) -> None:
    reply = client.post(CHAT, content=b"{bad", headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")


def test_an_unknown_conversation_is_not_found(client: TestClient) -> None:
    reply = client.post(CHAT, json={"question": POOR, "conversation_id": "zz"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (404, "not_found")


def test_a_stream_is_sources_then_tokens_then_the_whole_answer(client: TestClient) -> None:
    reply = client.post(STREAM, json={"question": POOR})
    assert reply.headers["content-type"].startswith("text/event-stream")
    found = events(reply.text)
    names = [name for name, _ in found]
    assert names == ["sources", *["token"] * (len(names) - 2), "answer"]
    answer = found[-1][1]
    assert isinstance(answer, dict)
    assert set(answer) == FIELDS
    assert found[0][1] == answer["citations"]
    assert "".join(str(data) for name, data in found if name == "token") == answer["answer"]


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [(Refusal("Xin thử lại."), "archive_error", "Xin thử lại."), (ValueError("secret"), "internal", words.INTERNAL)],
)
def test_a_stream_that_breaks_off_ends_with_an_error(client: TestClient, staged: Stage, error: Exception, code: str, message: str) -> None:
    staged.responder.error = error
    assert events(client.post(STREAM, json={"question": POOR}).text) == [("error", {"error": {"code": code, "message": message}})]


def test_an_internal_error_leaks_nothing(client: TestClient, staged: Stage, caplog: pytest.LogCaptureFixture) -> None:
    staged.responder.error = ValueError("secret")
    reply = client.post(CHAT, json={"question": POOR})
    assert (reply.status_code, reply.json()) == (500, {"error": {"code": "internal", "message": words.INTERNAL}})
    assert "secret" in caplog.text  # it is in the log instead
    assert client.get("/api/v1/conversations").json() == {"conversations": []}


def test_conversations_are_listed_read_rated_and_deleted(client: TestClient, staged: Stage) -> None:
    answer = client.post(CHAT, json={"question": POOR}).json()
    id = answer["conversation_id"]
    assert [line["conversation_id"] for line in client.get("/api/v1/conversations").json()["conversations"]] == [id]
    assert client.post("/api/v1/feedback", json={"message_id": answer["message_id"], "rating": 1}).status_code == 204
    transcript = client.get(f"/api/v1/conversations/{id}").json()
    assert transcript["title"] == POOR
    assert [(entry["question"], entry["answer"], entry["rating"]) for entry in transcript["messages"]] == [(POOR, answer, 1)]
    assert [question for question, _ in staged.desk.conversation(id)] == [POOR]
    assert client.delete(f"/api/v1/conversations/{id}").status_code == 204
    assert client.get(f"/api/v1/conversations/{id}").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"), [({"message_id": "zz", "rating": 1}, 404), ({"message_id": "zz", "rating": 5}, 422), ({"rating": 1}, 422)]
)
def test_bad_feedback_is_refused(client: TestClient, body: dict[str, object], status: int) -> None:
    assert client.post("/api/v1/feedback", json=body).status_code == status
