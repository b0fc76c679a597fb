"""Every route with every role, and with nobody: who is let in, and what each may do there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from assistant.rights import RIGHTS, Right
from assistant.service.app import PREFIX
from assistant.service.dependencies import Needs
from tests.assistant.service.house import House
from vectorstore.units import Unit, put_unit
from vectorstore.users import Role, disable

OPEN = {f"{PREFIX}/health"}
UNDESCRIBED = {"/mcp"}  # by OpenAPI
ID = "x" * 16
BODIES: dict[str, Any] = {
    "/chat": {"question": "hộ nghèo?"},
    "/chat/completions": {"messages": [{"role": "user", "content": "hộ nghèo?"}]},
    "/chat/stream": {"question": "hộ nghèo?"},
    "/drafts/outline": {"kind": "synthesis"},
    "/drafts": {"request": {"kind": "synthesis"}, "title": "a", "sections": [{"heading": "a"}]},
    "/drafts/{draft_id}": {"section": 0, "text": "a"},
    "/reports/{report_id}": {"title": "a"},
    "/reports/{report_id}/shelf": {"unit": "", "level": "thường"},
    "/governments/{government_id}": {"kind": "xã", "name": "Suối Mây"},
    "/conversations/{conversation_id}": {"title": "a"},
    "/feedback": {"message_id": "a", "rating": 1},
}


@dataclass(frozen=True, slots=True)
class Way:
    method: str
    path: str
    rights: frozenset[Right]


def ways(app: Any) -> list[Way]:
    """Every documented route with the rights that it and its router name."""
    return [
        Way(method, f"{included.include_context.prefix}{route.path}", frozenset(_rights([*router.dependencies, *route.dependencies])))
        for included, router in ((route, getattr(route, "original_router", None)) for route in app.routes)
        if router is not None
        for route in router.routes
        if isinstance(route, APIRoute) and (route.include_in_schema or route.path in UNDESCRIBED)
        for method in route.methods or ()
    ]


def _rights(dependencies: list[Any]) -> Iterator[Right]:
    return (depends.dependency.right for depends in dependencies if isinstance(depends.dependency, Needs))


def sent(client: TestClient, way: Way) -> int:
    method, path = way.method, way.path
    for name in ("report_id", "conversation_id", "message_id", "draft_id", "job_id", "government_id", "model_id"):
        path = path.replace(f"{{{name}}}", ID)
    more: dict[str, Any] = {}
    if method in ("POST", "PUT", "PATCH"):
        more = {"json": BODIES.get(way.path.removeprefix(PREFIX).removeprefix("/v1"), {})}
    if path == "/api/v1/reports" and method == "POST":
        more = {"files": [("files", ("a.txt", b"Mot bao cao"))]}
    if path.endswith("/governments/import"):
        more = {"content": b"id,kind,name,valid_from,valid_to,parent,predecessors\n", "headers": {"content-type": "text/csv"}}
    query = {"q": "rừng"} if path.endswith("/search") else {}
    return client.request(method, path, params=query, **more).status_code


def test_every_route_but_health_names_the_right_that_it_needs(house: House) -> None:
    assert {way.path for way in ways(house.app) if not way.rights} == OPEN
    assert {*BODIES} <= {way.path.removeprefix(PREFIX).removeprefix("/v1") for way in ways(house.app)}


def test_every_route_answers_every_role_as_the_table_says(house: House) -> None:
    wrong = []
    for role in Role:
        client = house.client(role)
        for way in ways(house.app):
            status = sent(client, way)
            if (status == 403) == (way.rights <= RIGHTS[role]) or status in (401, 500):
                wrong.append((role.value, way, status))
    assert wrong == []


def test_who_is_not_logged_in_gets_nothing_but_health(house: House) -> None:
    client = house.client()
    told = {way.path: sent(client, way) for way in ways(house.app)}
    assert told.pop("/api/v1/health") == 200
    told.pop("/bao-cao/{report_id}")  # a reader at a browser is shown where to log in
    assert set(told.values()) == {401} and {"/v1/chat/completions", "/metrics", "/mcp"} <= set(told)
    for path in ("/openapi.json", "/api/khong-co", "/config", "/gradio_api/info", "/gradio_api/queue/data?session_hash=a", "/theme.css"):
        assert client.get(path).status_code == 401
    for path in ("/gradio_api/queue/join", "/gradio_api/upload", "/gradio_api/run/x"):
        assert client.post(path, json={}).status_code == 401
    assert client.get("/", follow_redirects=False).headers["location"] == "/dang-nhap"


def test_a_refusal_is_a_polite_sentence(house: House) -> None:
    reply = house.client(Role.VIEWER).get("/api/v1/drafts")
    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "forbidden")
    assert "quản trị viên" in reply.json()["error"]["message"]


def test_a_reader_sees_the_reports_of_their_unit(house: House) -> None:
    own, other = sorted(house.stage.archive.ids())
    for role in (Role.CLERK, Role.OFFICER, Role.VIEWER):
        client = house.client(role)
        assert [report["id"] for report in client.get("/api/v1/reports").json()["reports"]] == [own]
        for part in ("", "/text", "/file"):
            assert client.get(f"/api/v1/reports/{other}{part}").status_code == 404
    assert house.client(Role.ADMIN).get("/api/v1/reports").json()["total"] == 2


def test_an_internal_report_is_not_for_who_only_looks(house: House) -> None:
    own, _ = sorted(house.stage.archive.ids())
    assert house.client(Role.CLERK).put(f"/api/v1/reports/{own}/shelf", json={"unit": "ktht", "level": "nội bộ"}).status_code == 200
    assert house.client(Role.OFFICER).get(f"/api/v1/reports/{own}").json()["level"] == "nội bộ"
    assert house.client(Role.VIEWER).get(f"/api/v1/reports/{own}").status_code == 404


def test_a_clerk_changes_nothing_of_another_unit(house: House) -> None:
    own, other = sorted(house.stage.archive.ids())
    client = house.client(Role.CLERK)
    assert client.delete(f"/api/v1/reports/{other}").status_code == 404
    assert client.put(f"/api/v1/reports/{own}/shelf", json={"unit": "vhxh", "level": "thường"}).status_code == 403
    assert client.delete(f"/api/v1/reports/{own}").status_code == 204
    assert house.stage.archive.ids() == {other}


def test_a_report_of_a_unit_beneath_is_seen_and_not_changed(house: House) -> None:
    put_unit(house.stage.archive, Unit("vhxh", "Tổ Văn hóa", "ktht"), "")
    _, other = sorted(house.stage.archive.ids())
    client = house.client(Role.CLERK)
    assert client.get(f"/api/v1/reports/{other}").status_code == 200
    for reply in (client.delete(f"/api/v1/reports/{other}"), client.patch(f"/api/v1/reports/{other}", json={"title": "a"})):
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "forbidden")


def test_conversations_are_ones_own(house: House) -> None:
    officer, viewer = house.client(Role.OFFICER), house.client(Role.VIEWER)
    id = officer.post("/api/v1/chat", json={"question": "Bao nhiêu hộ nghèo?"}).json()["conversation_id"]
    assert officer.get(f"/api/v1/conversations/{id}").status_code == 200
    assert viewer.get(f"/api/v1/conversations/{id}").status_code == 404
    assert viewer.get("/api/v1/conversations").json()["conversations"] == []
    assert viewer.post("/api/v1/chat", json={"question": "Còn rừng?", "conversation_id": id}).status_code == 404


def test_an_account_that_is_closed_is_out_at_once(house: House) -> None:
    client = house.client(Role.OFFICER)
    assert client.get("/api/v1/reports").status_code == 200
    disable(house.stage.archive, "canbo", "quantri")
    assert client.get("/api/v1/reports").status_code == 401
