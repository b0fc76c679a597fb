"""Logging in and out, as a browser does it and as one who guesses does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from assistant.service.access import Access
from assistant.service.app import create_app
from assistant.service.door import COOKIE, PER_MINUTE, Attempts, Door
from assistant.service.seats import Seats
from tests.assistant.service.conftest import HERE
from tests.assistant.service.fakes import UP, Stage
from tests.assistant.service.house import PASSWORD, House, enter
from vectorstore import audit
from vectorstore.sessions import Lifetimes
from vectorstore.tokens import Scope, create_token, list_tokens, revoke_token
from vectorstore.users import ATTEMPTS, Role, add_user, assign, attempt, first_administrator, reset, unlock

WRITES = (
    ("POST", "/api/v1/chat"),
    ("POST", "/api/v1/reports"),
    ("DELETE", "/api/v1/conversations/a"),
    ("PATCH", "/api/v1/reports/a"),
    ("PUT", "/api/v1/units/a"),
    ("POST", "/dang-nhap"),
    ("POST", "/tai-khoan/dang-xuat"),
    ("POST", "/tai-khoan/mat-khau"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/run/x"),
)


def attempted(client: TestClient, login: str, password: str) -> tuple[int, str]:
    client.get("/dang-nhap")
    reply = client.post("/dang-nhap", data={"login": login, "password": password, "form": client.cookies["hoibaocao_form"]})
    return reply.status_code, reply.text.replace(client.cookies["hoibaocao_form"], "")


def test_the_cookie_is_kept_from_scripts_and_other_sites(house: House) -> None:
    client = house.client()
    client.get("/dang-nhap")
    form = client.cookies["hoibaocao_form"]
    reply = client.post("/dang-nhap", data={"login": "canbo", "password": PASSWORD, "form": form}, follow_redirects=False)
    cookie = reply.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}=") and "httponly" in cookie and "samesite=lax" in cookie
    assert "secure" not in cookie
    safe = TestClient(house.app, base_url="https://127.0.0.1", raise_server_exceptions=False)
    assert "secure" in safe.get("/dang-nhap").headers["set-cookie"].lower()


def test_a_session_that_one_came_with_is_never_taken_over(house: House) -> None:
    client = house.client()
    client.cookies.set(COOKIE, "of-an-attacker", domain="127.0.0.1")
    enter(client, "canbo")
    assert {cookie.value for cookie in client.cookies.jar if cookie.name == COOKIE} != {"of-an-attacker"}
    first = client.cookies.get(COOKIE)
    enter(client, "canbo")
    assert client.cookies.get(COOKIE) != first
    again = house.client()
    again.cookies.set(COOKIE, str(first), domain="127.0.0.1")
    assert again.get("/api/v1/reports").status_code == 401  # the old one ended with the new


def test_every_failure_says_the_same(house: House) -> None:
    client = house.client()
    told = {attempted(client, login, "sai mật khẩu rồi") for login in ("canbo", "khong-co", "", "A" * 50)}
    assert len(told) == 1
    assert next(iter(told))[0] == 401


def test_five_failures_lock_an_account_and_an_administrator_unlocks_it(house: House) -> None:
    archive = house.stage.archive
    for _ in range(ATTEMPTS):
        assert attempt(archive, "canbo", "sai") is None
    assert attempt(archive, "canbo", PASSWORD) is None
    assert attempt(archive, "vanthu", PASSWORD) is not None
    unlock(archive, "canbo", "quantri")
    assert attempt(archive, "canbo", PASSWORD) is not None


def test_an_address_may_try_ten_times_a_minute(house: House) -> None:
    client = house.client()
    told = [attempted(client, f"user{n}", "sai")[0] for n in range(PER_MINUTE + 1)]
    assert told == [401] * PER_MINUTE + [429]


def test_attempts_are_counted_by_the_minute() -> None:
    moment = [0.0]
    attempts = Attempts(lambda: moment[0])
    assert [attempts.allows("a") for _ in range(PER_MINUTE + 1)] == [True] * PER_MINUTE + [False]
    assert attempts.allows("b")
    moment[0] = 61.0
    assert attempts.allows("a")


def test_a_form_of_another_site_logs_nobody_in(house: House) -> None:
    client = house.client()
    client.get("/dang-nhap")
    for form in ("", "x", "a" * 43):
        assert client.post("/dang-nhap", data={"login": "canbo", "password": PASSWORD, "form": form}).status_code == 403


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_nothing_is_written_for_a_foreign_page(house: House, method: str, path: str) -> None:
    client = house.client(Role.ADMIN)
    for origin in ("https://evil.example", "http://127.0.0.1:9999", "null", "http://127.0.0.1:8000.evil.example"):
        reply = client.request(method, path, headers={"origin": origin}, json={})
        assert (reply.status_code, reply.json()["error"]["code"]) == (403, "foreign_origin")


def test_logging_out_needs_the_form_and_ends_the_session(house: House) -> None:
    client = house.client(Role.OFFICER)
    secret = client.cookies[COOKIE]
    assert client.get("/tai-khoan/dang-xuat").status_code in (404, 405)
    client.post("/tai-khoan/dang-xuat", data={"form": "x"})
    assert client.get("/api/v1/reports").status_code == 200
    page = client.get("/tai-khoan").text
    client.post("/tai-khoan/dang-xuat", data={"form": page.split('name="form" value="')[1].split('"')[0]})
    client.cookies.set(COOKIE, secret, domain="127.0.0.1")
    assert client.get("/api/v1/reports").status_code == 401


def test_a_one_time_password_must_be_changed_before_anything_else(house: House) -> None:
    password = add_user(house.stage.archive, "moi", "Người mới", Role.OFFICER, "ktht", "")
    client = enter(house.client(), "moi", password)
    assert client.get("/api/v1/reports").status_code == 401
    page = client.get("/tai-khoan/mat-khau").text
    form = page.split('name="form" value="')[1].split('"')[0]
    for wrong in ("ngắn", "moi-moi-moi-moi", "aaaaaaaaaaaaaaa", password):
        given = {"former": password, "password": wrong, "again": wrong, "form": form}
        assert client.post("/tai-khoan/mat-khau", data=given).status_code == 422
    given = {"former": password, "password": PASSWORD, "again": PASSWORD, "form": form}
    assert client.post("/tai-khoan/mat-khau", data=given, follow_redirects=False).status_code == 303
    assert client.get("/api/v1/reports").status_code == 200


def test_a_change_of_rights_ends_the_sessions(house: House) -> None:
    client = house.client(Role.OFFICER)
    assign(house.stage.archive, "canbo", Role.VIEWER, "ktht", "quantri")
    assert client.get("/api/v1/reports").status_code == 401


@pytest.mark.parametrize("lifetimes", [Lifetimes(idle=timedelta(0)), Lifetimes(absolute=timedelta(0))])
def test_a_session_ends_by_itself(staged: Stage, lifetimes: Lifetimes) -> None:
    staged.readiness.provide(staged.desk, lambda: UP)
    add_user(staged.archive, "canbo", "", Role.OFFICER, "", "")
    password = reset(staged.archive, "canbo", "")
    client = TestClient(create_app(staged.readiness, door=Door(staged.readiness, lifetimes)), base_url=HERE)
    enter(client, "canbo", password)
    assert client.get("/tai-khoan", follow_redirects=False).headers["location"] == "/dang-nhap"


def test_the_first_start_makes_one_administrator(staged: Stage) -> None:
    assert first_administrator(staged.archive)
    assert first_administrator(staged.archive) is None


def test_a_token_does_what_its_scope_and_its_user_may(house: House) -> None:
    archive, client = house.stage.archive, house.client()
    wanted = (("vanthu", Scope.READ, 403), ("vanthu", Scope.WRITE, 202), ("nguoixem", Scope.ADMIN, 403))
    for user, scope, changed in wanted:
        headers = {"authorization": f"Bearer {create_token(archive, user, 'thử', scope, 1, 'quantri')}"}
        assert client.get("/api/v1/reports", headers=headers).status_code == 200
        upload = client.post("/api/v1/reports", headers=headers, files=[("files", ("a.txt", b"x"))])
        assert upload.status_code == changed
    scraper = {"authorization": f"Bearer {create_token(archive, 'quantri', 'thử', Scope.METRICS, 1, 'quantri')}"}
    assert [client.get(path, headers=scraper).status_code for path in ("/metrics", "/api/v1/reports", "/api/v1/audit")] == [200, 403, 403]
    token = list_tokens(archive)[0]
    assert "hbc_" not in repr(token)
    revoke_token(archive, token.id, "quantri")
    assert client.get("/api/v1/reports", headers={"authorization": "Bearer hbc_x"}).status_code == 401


def test_the_login_page_loads_nothing_and_runs_nothing(house: House) -> None:
    reply = house.client().get("/dang-nhap")
    assert "http" not in reply.text and "<script" not in reply.text and "src=" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert 'name="viewport"' in reply.text and 'lang="vi"' in reply.text


def test_what_is_typed_is_not_shown_as_html(house: House) -> None:
    add_user(house.stage.archive, "x1", "<b onclick=x>", Role.OFFICER, "", "")
    password = reset(house.stage.archive, "x1", "")
    client = enter(house.client(), "x1", password)
    assert "<b onclick" not in client.get("/tai-khoan").text


def test_the_log_tells_who_did_what(house: House) -> None:
    client = house.client(Role.OFFICER)
    client.post("/api/v1/chat", json={"question": "Bao nhiêu hộ nghèo?"})
    client.get("/api/v1/search", params={"q": "rừng"})
    (own, _) = sorted(house.stage.archive.ids())
    client.get(f"/api/v1/reports/{own}/text")
    attempt(house.stage.archive, "canbo", "sai", "10.0.0.9")
    told = [(entry["who"], entry["what"]) for entry in audit.entries(house.stage.archive)]
    for what in ("login", "asked", "searched", "report read", "login failed"):
        assert ("canbo", what) in told
    asked = next(entry for entry in audit.entries(house.stage.archive) if entry["what"] == "asked")
    assert asked["about"]["question"] == "Bao nhiêu hộ nghèo?"
    assert house.client(Role.ADMIN).get("/api/v1/audit/check").json()["whole"] is True
    assert PASSWORD not in repr(list(audit.entries(house.stage.archive)))


def test_events_of_one_readers_page_are_not_anothers(house: House) -> None:
    officer, viewer = house.client(Role.OFFICER), house.client(Role.VIEWER)
    body = {"session_hash": "seat-of-officer", "fn_index": 0, "data": []}
    assert officer.post("/gradio_api/queue/join", json=body).status_code == 404  # there is no page here, and it got that far
    for reply in (
        viewer.post("/gradio_api/queue/join", json=body),
        viewer.get("/gradio_api/queue/data", params={"session_hash": "seat-of-officer"}),
        viewer.get("/gradio_api/heartbeat/seat-of-officer"),
    ):
        assert (reply.status_code, reply.json()["error"]["code"]) == (404, "not_found")
    assert seats_of(house)._pages == {"seat-of-officer": "canbo"}


def test_a_file_that_one_reader_sent_in_is_not_anothers(house: House) -> None:
    officer, viewer = house.client(Role.OFFICER), house.client(Role.VIEWER)
    seats_of(house)._files["/tmp/gradio/abc/a.docx"] = "canbo"
    passed: list[str] = []
    house.app.router.routes[-1].app._page = _page(passed)
    for client in (viewer, officer):
        client.get("/gradio_api/file=/tmp/gradio/abc/a.docx")
        client.get("/gradio_api/file=/tmp/gradio/never-sent")
    assert passed == ["/gradio_api/file=/tmp/gradio/abc/a.docx"]


def seats_of(house: House) -> Seats:
    layer = house.app.middleware_stack
    while not isinstance(layer, Access):
        layer = layer.app
    return layer.seats


def _page(passed: list[str]):  # type: ignore[no-untyped-def]
    async def page(scope, receive, send):  # type: ignore[no-untyped-def]
        passed.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return page


def test_an_administrator_makes_an_account_on_the_page(house: House) -> None:
    admin = house.client(Role.ADMIN)
    form = admin.get("/tai-khoan/quan-tri").text.split('name="form" value="')[1].split('"')[0]
    unit = {"form": form, "what": "unit", "unit_id": "to-1", "unit_name": "Tổ <1>", "unit": "ktht"}
    assert admin.post("/tai-khoan/quan-tri", data=unit).status_code == 200
    made = admin.post("/tai-khoan/quan-tri", data={"form": form, "what": "add", "id": "lan.nt", "role": "cán bộ", "unit": "to-1"})
    password = made.text.split("lan.nt: ")[1].split(" ")[0]
    assert "Tổ &lt;1&gt;" in made.text
    assert enter(house.client(), "lan.nt", password)
    again = admin.post("/tai-khoan/quan-tri", data={"form": form, "what": "add", "id": "lan.nt", "role": "cán bộ"})
    assert again.status_code == 422


def test_the_administrators_page_is_theirs_alone(house: House) -> None:
    data = {"what": "disable", "user": "quantri"}
    for role in (Role.CLERK, Role.OFFICER, Role.VIEWER, None):
        client = house.client(role)
        assert client.get("/tai-khoan/quan-tri", follow_redirects=False).headers["location"] == "/dang-nhap"
        assert client.post("/tai-khoan/quan-tri", data=data, follow_redirects=False).status_code == 303
    house.client(Role.ADMIN).post("/tai-khoan/quan-tri", data=data)  # without what the form carries
    assert house.client(Role.ADMIN).get("/api/v1/users").status_code == 200
