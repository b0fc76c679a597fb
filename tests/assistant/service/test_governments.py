"""/governments: the list, one unit, the table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.assistant.service.fakes import Stage
from vectorstore.errors import NotFound
from vectorstore.government import Government

PATH = "/api/v1/governments"
UNIT = {"kind": "xã", "name": "Lùng Phình", "valid_from": "2025-07-01", "predecessors": ["xa-lung-phinh", "xa-ta-cu-ty"]}


class FakeRegister:
    """Units of government in memory."""

    def __init__(self) -> None:
        self.units: dict[str, Government] = {}
        self.tables: list[str] = []

    def governments(self) -> tuple[Government, ...]:
        return tuple(self.units.values())

    def put_government(self, government: Government) -> None:
        self.units[government.id] = government

    def remove_government(self, id: str) -> None:
        if self.units.pop(id, None) is None:
            raise NotFound("Không có đơn vị này.")

    def import_governments(self, text: str) -> int:
        self.tables.append(text)
        return len(text.splitlines()) - 1


@pytest.fixture
def register(staged: Stage, monkeypatch: pytest.MonkeyPatch) -> FakeRegister:
    fake = FakeRegister()
    for name in ("governments", "put_government", "remove_government", "import_governments"):
        monkeypatch.setattr(staged.desk, name, getattr(fake, name))
    return fake


def test_a_unit_is_put_listed_and_removed(client: TestClient, register: FakeRegister) -> None:
    put = client.put(f"{PATH}/xa-lung-phinh-2025", json=UNIT)
    assert (put.status_code, put.json()["full_name"]) == (200, "xã Lùng Phình")
    assert register.units["xa-lung-phinh-2025"] == Government(
        "xa-lung-phinh-2025", "xã", "Lùng Phình", date(2025, 7, 1), None, None, ("xa-lung-phinh", "xa-ta-cu-ty")
    )
    assert client.get(PATH).json() == {"total": 1, "governments": [put.json()]}
    assert client.delete(f"{PATH}/xa-lung-phinh-2025").status_code == 204
    assert client.delete(f"{PATH}/xa-lung-phinh-2025").status_code == 404


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": " "}, "tên không được để trống"),
        ({"kind": None}, "loại"),
        ({"valid_from": "2026-13-01"}, "chưa đúng dạng ngày"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "ngày bắt đầu"),
        ({"parent": "a b"}, "đơn vị cấp trên"),
        ({"parent": "xa-a"}, "của chính mình"),
        ({"predecessors": ["a;b"]}, "đơn vị tiền thân"),
        ({"predecessors": ["xa-a"]}, "của chính mình"),
        ({"name": "a\x00"}, "tên chứa ký tự không hợp lệ"),
        ({"full_name": "x"}, "không có trong quy ước"),
    ],
)
def test_a_unit_that_makes_no_sense_is_refused(client: TestClient, register: FakeRegister, change: dict[str, Any], word: str) -> None:
    reply = client.put(f"{PATH}/xa-a", json={**UNIT, **change})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "bad_request")
    assert word in reply.json()["error"]["message"]
    assert register.units == {}


@pytest.mark.parametrize("id", ["a%00", "a%20b", "a,b", "x" * 81, "a%3Bb", "x%C3%A3"])
def test_an_id_that_a_table_cannot_hold_is_refused(client: TestClient, register: FakeRegister, id: str) -> None:
    assert client.put(f"{PATH}/{id}", json=UNIT).status_code == 422


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
def test_a_table_is_taken_in(client: TestClient, register: FakeRegister, begin: bytes) -> None:
    table = "id,kind,name,valid_from,valid_to,parent,predecessors\nxa-a,xã,Ấy,,,,"
    reply = client.post(f"{PATH}/import", content=begin + table.encode(), headers={"Content-Type": "text/csv"})
    assert (reply.status_code, reply.json()) == (200, {"imported": 1})
    assert register.tables == [table]


@pytest.mark.parametrize("table", ["xã Ấy".encode("utf-16"), "id,kind".encode("utf-16-le"), b"\xff\xfe\xfa"])
def test_a_table_in_another_encoding_is_refused(client: TestClient, register: FakeRegister, table: bytes) -> None:
    reply = client.post(f"{PATH}/import", content=table, headers={"Content-Type": "text/csv"})
    assert (reply.status_code, "UTF-8" in reply.json()["error"]["message"]) == (422, True)


def test_a_table_that_is_too_large_is_refused(client: TestClient, register: FakeRegister) -> None:
    reply = client.post(f"{PATH}/import", content=b"a" * 1_000_001, headers={"Content-Type": "text/csv"})
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "too_large")


def test_a_body_that_is_no_table_is_refused(client: TestClient, register: FakeRegister) -> None:
    assert client.post(f"{PATH}/import").status_code == 422
    assert client.post(f"{PATH}/import", json={"id": "xa-a"}).status_code == 422


def test_a_foreign_page_changes_nothing(client: TestClient, register: FakeRegister) -> None:
    foreign = {"Origin": "http://evil.example"}
    assert client.put(f"{PATH}/xa-a", json=UNIT, headers=foreign).status_code == 403
    assert client.post(f"{PATH}/import", content=b"id", headers={"Content-Type": "text/csv", **foreign}).status_code == 403
    assert register.units == {}


def test_the_archive_keeps_what_is_put_and_taken_in(client: TestClient) -> None:
    assert client.put(f"{PATH}/xa-lung-phinh-moi", json=UNIT).status_code == 200
    table = "id,kind,name,valid_from,valid_to,parent,predecessors\nxa-ay,xã,Ấy,2025-07-01,,xa-lung-phinh-moi,xa-a;xa-b"
    reply = client.post(f"{PATH}/import", content=table.encode(), headers={"Content-Type": "text/csv"})
    assert reply.json() == {"imported": 1}
    kept = {unit["id"]: unit for unit in client.get(PATH).json()["governments"]}
    assert kept["xa-lung-phinh-moi"]["predecessors"] == UNIT["predecessors"]
    taken = kept["xa-ay"]
    assert (taken["full_name"], taken["parent"], taken["valid_from"]) == ("xã Ấy", "xa-lung-phinh-moi", "2025-07-01")
    assert client.delete(f"{PATH}/xa-ay").status_code == 204
    assert client.delete(f"{PATH}/xa-ay").status_code == 404
    wrong = client.post(f"{PATH}/import", content=b"a,b\n1,2", headers={"Content-Type": "text/csv"})
    assert (wrong.status_code, "dòng đầu" in wrong.json()["error"]["message"]) == (422, True)
