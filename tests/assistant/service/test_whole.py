"""The service as it is composed: real archive, model, indexes, responder and page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.assistant.service.conftest import HERE
from ui.compose import build_service
from vectorstore.settings import Settings

API = "/api/v1"
REPORT = """ĐẢNG ỦY XÃ SUỐI MÂY
Số 12-BC/ĐU

BÁO CÁO
Kết quả công tác 6 tháng đầu năm 2026

I. KẾT QUẢ
1. Công tác giảm nghèo
Toàn xã có 45 hộ nghèo, giảm 6 hộ so với cùng kỳ năm trước.
2. Công tác kiểm tra
Đã tổ chức 12 cuộc kiểm tra liên ngành về phòng cháy, chữa cháy rừng.
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(build_service(Settings(data=tmp_path_factory.mktemp("whole"))), base_url=HERE) as client:
        yield client


def until(check: Any, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while not (found := check()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def uploaded(client: TestClient, name: str, data: bytes) -> dict[str, Any]:
    job = client.post(f"{API}/reports", files={"files": (name, data)}).json()["job_id"]

    def ended() -> dict[str, Any] | None:
        state: dict[str, Any] = client.get(f"{API}/jobs/{job}").json()
        return state if state["state"] != "running" else None

    found: dict[str, Any] = until(ended)
    return found


def test_from_a_cold_start_to_a_cited_answer(whole: TestClient) -> None:
    assert whole.get(f"{API}/health").status_code == 200
    assert until(lambda: whole.get(f"{API}/ready").status_code == 200)
    empty = whole.post(f"{API}/chat", json={"question": "Có bao nhiêu hộ nghèo?"}).json()
    assert empty["answerable"] is False

    job = uploaded(whole, "báo cáo.txt", REPORT.encode())
    assert (job["state"], job["files"][0]["state"]) == ("done", "added")
    assert uploaded(whole, "chép.txt", REPORT.encode())["files"][0]["state"] == "already there"
    assert uploaded(whole, "rỗng.txt", b"")["state"] == "failed"

    answer = whole.post(f"{API}/chat", json={"question": "Xã Suối Mây có bao nhiêu hộ nghèo?"}).json()
    assert (answer["answerable"], "45 hộ" in answer["answer"]) == (True, True)
    citation = answer["citations"][0]
    text = whole.get(f"{API}/reports/{citation['report_id']}/text").text
    assert citation["quote"] in text
    assert whole.get(f"{API}/search", params={"q": "chay rung"}).json()["hits"]

    figure = whole.get(f"{API}/figures", params={"q": "ho ngheo", "kind": "stock"}).json()["figures"][0]
    assert (figure["value"], figure["unit"], figure["government"]) == ("45", "hộ", "xã Suối Mây")
    assert text[figure["start"] : figure["end"]] == figure["quote"]
    assert "45" in text[figure["figure_start"] : figure["figure_end"]]
    assert "hộ nghèo" in whole.get(f"{API}/figures/export", params={"q": "hộ nghèo"}).text
    assert whole.get(f"{API}/conflicts").json()["total"] == 0

    changed = whole.patch(f"{API}/reports/{citation['report_id']}", json={"issuer": "Đảng ủy xã Thông Reo"}).json()
    assert changed["issuer"] == "Đảng ủy xã Thông Reo"
    assert whole.get(f"{API}/search", params={"q": "Thông Reo"}).json()["hits"][0]["issuer"] == "Đảng ủy xã Thông Reo"
    assert whole.delete(f"{API}/reports/{citation['report_id']}").status_code == 204
    assert whole.get(f"{API}/search", params={"q": "hộ nghèo"}).json()["hits"] == []
    assert whole.get(f"{API}/figures").json()["total"] == 0


def test_the_page_is_guarded_as_the_api_is(whole: TestClient) -> None:
    assert until(lambda: whole.get("/").status_code == 200)
    page = whole.get("/", headers={"Origin": "http://evil.example"})
    assert not [name for name in page.headers if name.lower().startswith("access-control")]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert whole.post("/gradio_api/upload", headers={"Origin": "http://evil.example"}, files={"files": b"x"}).status_code == 403
    assert whole.get("/", headers={"Host": "evil.example"}).status_code == 403


def test_one_data_folder_has_one_service(whole: TestClient, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with TestClient(build_service(settings), base_url=HERE) as first, TestClient(build_service(settings), base_url=HERE) as second:

        def refused() -> bool:
            replies = [client.get(f"{API}/reports").json() for client in (first, second)]
            return any("đang được một tiến trình khác" in reply.get("error", {}).get("message", "") for reply in replies)

        assert until(refused)
