"""The service with accounts on: a door, two units, and an account of each role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient

from assistant.service.app import create_app
from assistant.service.door import Door
from tests.assistant.service.fakes import UP, Stage
from vectorstore.sight import Level
from vectorstore.units import Unit, put_unit
from vectorstore.users import Role, add_user, change_password

HERE = "http://127.0.0.1:8000"
PASSWORD = "bảy con ngựa phi nhanh"
LOGINS = {Role.ADMIN: "quantri", Role.CLERK: "vanthu", Role.OFFICER: "canbo", Role.VIEWER: "nguoixem"}


def enter(client: TestClient, login: str, password: str = PASSWORD) -> TestClient:
    """Log in as a browser does."""
    client.get("/dang-nhap")
    form = client.cookies["hoibaocao_form"]
    reply = client.post("/dang-nhap", data={"login": login, "password": password, "form": form}, follow_redirects=False)
    assert reply.status_code == 303, reply.text
    return client


@dataclass(frozen=True, slots=True)
class House:
    """The service with a door, and an account of each role."""

    stage: Stage
    app: Any

    def client(self, role: Role | None = None) -> TestClient:
        client = TestClient(self.app, base_url=HERE, raise_server_exceptions=False)
        return enter(client, LOGINS[role]) if role else client


@contextmanager
def housed(staged: Stage) -> Iterator[House]:
    staged.readiness.provide(staged.desk, lambda: UP)
    archive = staged.archive
    put_unit(archive, Unit("ktht", "Phòng Kinh tế"), "")
    put_unit(archive, Unit("vhxh", "Phòng Văn hóa"), "")
    for role, login in LOGINS.items():
        add_user(archive, login, login, role, "" if role is Role.ADMIN else "ktht", "")
        change_password(archive, login, PASSWORD)
    own, other = sorted(archive.ids())
    archive.shelve(own, "ktht", Level.COMMON)
    archive.shelve(other, "vhxh", Level.COMMON)
    app = create_app(staged.readiness, door=Door(staged.readiness))
    with TestClient(app, base_url=HERE):
        yield House(staged, app)
