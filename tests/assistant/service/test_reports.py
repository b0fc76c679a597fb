"""Reports, uploads, jobs and search over the API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.service.app import create_app
from tests.assistant.service.conftest import HERE
from tests.assistant.service.fakes import OTHER, SENTENCES, Stage
from vectorstore.jobs import JobFile, JobState, create_job, update_job

REPORTS = "/api/v1/reports"
ORIGIN = {"Origin": HERE}


def listed(client: TestClient, **query: Any) -> list[str]:
    return sorted(report["file_name"] for report in client.get(REPORTS, params=query).json()["reports"])


def first_id(client: TestClient, **query: Any) -> str:
    return str(client.get(REPORTS, params=query).json()["reports"][0]["id"])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["bao-cao.txt", "rừng.txt"]),
        ({"issuer": "UBND xã Thông Reo"}, ["rừng.txt"]),
        ({"type": "Kế hoạch"}, []),
        ({"q": "trong rung"}, ["rừng.txt"]),
        ({"from": "2026-03-15", "to": "2026-04-01"}, ["bao-cao.txt", "rừng.txt"]),
        ({"from": "2026-05-01"}, []),
    ],
)
def test_reports_are_filtered(client: TestClient, query: dict[str, str], names: list[str]) -> None:
    assert listed(client, **query) == names


def test_reports_are_paged(client: TestClient) -> None:
    page = client.get(REPORTS, params={"limit": 1, "offset": 1}).json()
    assert (page["total"], page["limit"], page["offset"], len(page["reports"])) == (2, 1, 1, 1)


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"offset": -1}, {"from": "x"}, {"from": "2026-02-01", "to": "2026-01-01"}])
def test_a_bad_query_is_told(client: TestClient, query: dict[str, Any]) -> None:
    reply = client.get(REPORTS, params=query)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")


def test_a_report_is_read_in_all_its_forms(client: TestClient) -> None:
    id = first_id(client, q="trồng rừng")
    card = client.get(f"{REPORTS}/{id}").json()
    assert (card["title"], card["passages"], card["media_type"]) == ("Kết quả trồng rừng", 2, "text/plain")
    text = client.get(f"{REPORTS}/{id}/text")
    assert (text.text, text.headers["content-type"]) == ("\n".join(OTHER), "text/plain; charset=utf-8")
    file = client.get(f"{REPORTS}/{id}/file")
    assert "Trồng mới" in file.content.decode()
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''r%E1%BB%ABng.txt"
    assert "sandbox" in file.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["", "/text", "/file"])
def test_an_unknown_report_is_not_found(client: TestClient, path: str) -> None:
    reply = client.get(f"{REPORTS}/zz{path}")
    assert (reply.status_code, reply.json()["error"]["code"]) == (404, "not_found")


def test_only_what_is_sent_is_changed(client: TestClient) -> None:
    id = first_id(client, q="trồng rừng")
    period = {"label": "quý I năm 2026", "start": "2026-01-01", "end": "2026-03-31"}
    changed = client.patch(f"{REPORTS}/{id}", json={"title": "Trồng rừng quý I", "number": None, "period": period}, headers=ORIGIN).json()
    assert (changed["title"], changed["number"], changed["issuer"], changed["period"]["label"]) == (
        "Trồng rừng quý I",
        None,
        "UBND xã Thông Reo",
        "quý I năm 2026",
    )


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": None},
        {"title": " "},
        {"text": "khác"},
        {"issued_on": "hôm qua"},
        {"period": {"label": "x", "start": "2026-02-01", "end": "2026-01-01"}},
    ],
)
def test_a_change_that_makes_no_sense_is_refused(client: TestClient, body: dict[str, object]) -> None:
    reply = client.patch(f"{REPORTS}/{first_id(client)}", json=body)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")


def test_a_report_is_deleted(client: TestClient) -> None:
    id = first_id(client)
    assert client.delete(f"{REPORTS}/{id}").status_code == 204
    assert client.delete(f"{REPORTS}/{id}").status_code == 404
    assert client.get(REPORTS).json()["total"] == 1


def test_a_foreign_page_deletes_nothing(client: TestClient) -> None:
    assert client.delete(f"{REPORTS}/{first_id(client)}", headers={"Origin": "http://evil.example"}).status_code == 403
    assert client.get(REPORTS).json()["total"] == 2


def test_uploads_become_a_job(client: TestClient, staged: Stage) -> None:
    files = [("files", ("báo cáo.txt", b"mot")), ("files", ("../../etc/báo cáo.txt", b"hai")), ("files", ("C:\\a\\b.docx", b"ba"))]
    reply = client.post(REPORTS, files=files)
    assert reply.status_code == 202
    assert staged.handed.files == [("báo cáo.txt", b"mot"), ("báo cáo.txt", b"hai"), ("b.docx", b"ba")]
    job = client.get(f"/api/v1/jobs/{reply.json()['job_id']}").json()
    assert (job["state"], job["done"], job["total"]) == ("running", 0, 3)
    assert job["files"][0] == {"name": "báo cáo.txt", "state": "queued", "message": "", "report_id": None}


def test_an_interrupted_job_says_what_to_send_again(client: TestClient, staged: Stage) -> None:
    files = (JobFile("a.txt", "added", "Đã nạp."), JobFile("b.txt", "reading"), JobFile("c.txt"))
    job = create_job(staged.archive, files)
    update_job(staged.archive, replace(job, state=JobState.INTERRUPTED))
    told = client.get(f"/api/v1/jobs/{job.id}").json()
    assert (told["state"], told["done"], told["total"]) == ("interrupted", 1, 3)
    assert ["nạp lại" in file["message"] for file in told["files"]] == [False, True, True]


def test_a_long_name_is_cut_and_keeps_its_suffix(client: TestClient, staged: Stage) -> None:
    assert client.post(REPORTS, files={"files": ("ế" * 300 + ".docx", b"x")}).status_code == 202
    name = staged.handed.files[0][0]
    assert len(name.encode()) <= 220
    assert name.endswith("ế.docx")


@pytest.mark.parametrize(
    "path",
    [
        f"{REPORTS}?offset={10**30}",
        f"{REPORTS}?q=%00&issuer=%00",
        f"{REPORTS}?q=%ED%A0%80%25_",
        f"{REPORTS}/%00",
        f"{REPORTS}/{'x' * 5000}/text",
        f"{REPORTS}/..%2f..%2fetc%2fpasswd/file",
        "/api/v1/jobs/%00",
        "/api/v1/conversations/%FF",
        f"/api/v1/conversations?limit={10**30}",
        "/api/v1/search?q=%00%22%5B%28*",
        f"/api/v1/search?q=a&k={10**30}",
    ],
)
def test_odd_values_break_nothing(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code < 500
    assert reply.status_code == 200 or set(reply.json()["error"]) == {"code", "message"}


def test_an_upload_without_files_is_refused(client: TestClient) -> None:
    reply = client.post(REPORTS)
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")


def test_an_upload_over_the_limit_is_refused(staged: Stage) -> None:
    client = TestClient(create_app(staged.readiness, upload_limit=1000), base_url=HERE)
    reply = client.post(REPORTS, files={"files": ("to.txt", b"x" * 2000)})
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_large")


def test_an_unknown_job_is_not_found(client: TestClient) -> None:
    assert client.get("/api/v1/jobs/zz").status_code == 404


def test_search_gives_passages_with_offsets(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "hộ nghèo", "k": 1}).json()
    hit = found["hits"][0]
    assert (found["query"], len(found["hits"]), hit["text"]) == ("hộ nghèo", 1, SENTENCES[0])
    text = client.get(f"{REPORTS}/{hit['report_id']}/text").text
    assert text[hit["start"] : hit["end"]] == SENTENCES[0]


@pytest.mark.parametrize("query", [{}, {"q": " "}, {"q": "a", "k": 0}, {"q": "a", "k": 51}])
def test_a_bad_search_is_told(client: TestClient, query: dict[str, Any]) -> None:
    assert client.get("/api/v1/search", params=query).status_code == 422


def test_the_page_reads_the_same_desk(staged: Stage) -> None:
    assert staged.desk.issuers() == ["UBND xã Suối Mây", "UBND xã Thông Reo"]
    assert staged.desk.types() == ["Báo cáo"]
    assert [report.file_name for report in staged.desk.reports("UBND xã Suối Mây", None, None, None)] == ["bao-cao.txt"]
    assert staged.desk.texts()["rừng.txt"] == "\n".join(OTHER)


def test_suggestions_are_questions_that_are_answered(staged: Stage) -> None:
    suggested = staged.desk.suggestions()
    assert set(suggested) == {
        "UBND xã Suối Mây, tháng 3 năm 2026: có bao nhiêu cuộc kiểm tra liên ngành?",
        "UBND xã Thông Reo, tháng 3 năm 2026: có bao nhiêu lớp dạy nghề nông thôn?",
    }
    asked = len(staged.responder.states)
    assert staged.desk.suggestions() == suggested
    assert len(staged.responder.states) == asked  # found once for each state of the archive
