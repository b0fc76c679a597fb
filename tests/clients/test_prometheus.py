"""/metrics read by Prometheus' own parser: what is counted, and that no word and no name is in it."""

from __future__ import annotations

from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.clients.conftest import DIALOGUE, House, bearer

Key = tuple[str, frozenset[tuple[str, str]]]


def scraped(address: str, token: str = "") -> dict[Key, float]:
    reply = httpx.get(f"{address}/metrics", headers=bearer(token), timeout=60)
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(reply.text)
    return {(sample.name, frozenset(sample.labels.items())): sample.value for family in families for sample in family.samples}


def key(name: str, **labels: str) -> Key:
    return f"hoibaocao_{name}", frozenset(labels.items())


def asked(address: str, question: str, token: str = "", **more: Any) -> dict[str, Any]:
    body = {"question": question, **more}
    found: dict[str, Any] = httpx.post(f"{address}/api/v1/chat", json=body, headers=bearer(token), timeout=60).json()
    return found


def test_questions_are_counted_by_kind_and_outcome_and_timed_by_stage(address: str) -> None:
    before = scraped(address)
    answer = asked(address, DIALOGUE[0][0])
    refused = asked(address, "Giá vàng trong nước hôm nay là bao nhiêu?")
    assert answer["answerable"] and not refused["answerable"]
    after = scraped(address)

    def more(name: str, **labels: str) -> float:
        return after[key(name, **labels)] - before.get(key(name, **labels), 0)

    for found, outcome in ((answer, "answered"), (refused, "refused")):
        labels = {"kind": found["kind"], "answerable": str(found["answerable"]).lower(), "outcome": outcome, "mode": "extractive"}
        assert more("questions_total", **labels) == 1
    for stage in ("question", "respond", "keep"):
        assert more("stage_seconds_count", stage=stage) == 2
        assert more("stage_seconds_sum", stage=stage) > 0
    assert more("stage_seconds_count", stage="search") >= 2
    assert after[key("stage_seconds_sum", stage="question")] >= after[key("stage_seconds_sum", stage="respond")]


def test_a_question_that_fails_is_counted_as_such(address: str) -> None:
    failed = key("questions_total", kind="none", answerable="false", outcome="failed", mode="none")
    before = scraped(address)
    assert asked(address, "a", conversation_id="khong-co")["error"]["code"] == "not_found"
    assert scraped(address)[failed] - before.get(failed, 0) == 1


def test_the_archive_its_jobs_and_its_parts_are_told(address: str) -> None:
    found = scraped(address)
    assert found[key("reports")] == 5 and found[key("passages")] > 50
    for part in ("archive", "model", "lexical", "dense"):
        assert found[key("part_state", part=part, state="ready")] == 1
        assert found[key("part_state", part=part, state="broken")] == 0
    assert {state for name, labels in found for _, state in labels if name == "hoibaocao_jobs"} >= {"queued", "running", "done", "failed"}


def test_refused_and_limited_requests_are_counted(house: House) -> None:
    before = scraped(house.address, house.metrics)
    assert asked(house.address, "a", "hbc_sai")["error"]["code"] == "logged_out"
    assert asked(house.address, "a", house.metrics)["error"]["code"] == "forbidden"
    httpx.post(f"{house.address}/api/v1/chat", content=b"x" * 1_000_001, headers=bearer(house.read))
    after = scraped(house.address, house.metrics)
    for status in ("401", "403", "413"):
        assert after[key("requests_total", status=status)] - before.get(key("requests_total", status=status), 0) == 1


def test_only_a_token_for_it_reads_it_and_that_reads_nothing_else(house: House) -> None:
    url = f"{house.address}/metrics"
    assert [httpx.get(url, headers=bearer(token)).status_code for token in ("", house.read, house.metrics)] == [401, 403, 200]
    for path in ("/api/v1/reports", "/api/v1/conversations", "/v1/models", "/api/v1/audit", "/openapi.json"):
        assert httpx.get(f"{house.address}{path}", headers=bearer(house.metrics)).status_code == (200 if path == "/openapi.json" else 403)


def test_no_word_of_a_question_or_a_report_and_no_name_is_in_it(house: House) -> None:
    asked(house.address, "Quý IV năm 2026 Mường Vân tuần tra chung bao nhiêu cuộc?", house.read)
    text = httpx.get(f"{house.address}/metrics", headers=bearer(house.metrics)).text.lower()
    for word in ("tuần", "mường", "quantri", "nguoixem", "quy-che", "ktht", "hbc_"):
        assert word not in text
