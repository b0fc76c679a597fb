"""Requests made of the OpenAPI description, in every role and in none: whatever is sent, the service does not break."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.service.door import COOKIE
from tests.assistant.service.fakes import stage
from tests.assistant.service.house import HERE, LOGINS, House, housed
from vectorstore.sessions import open_session
from vectorstore.users import Role, get_user

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

CASES = 50_000 if os.environ.get("HOIBAOCAO_TORTURE") == "1" else 250
ROLES = (*Role, None)
# Logging in again after each closed account would be the test's own work: what ends an account is asked of one that is not there.
KEPT = frozenset(LOGINS.values())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    with stage(folder / "data") as staged, housed(staged) as made:
        yield made


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_no_request_breaks_the_service(house: House, role: Role | None) -> None:
    schema = schemathesis.openapi.from_dict(house.app.openapi())
    operations = [found.ok() for found in schema.get_all_operations()]
    client = house.client()
    if role:
        client.cookies.set(COOKIE, open_session(house.stage.archive, get_user(house.stage.archive, LOGINS[role])), domain="127.0.0.1")
    told: set[int] = set()

    @settings(max_examples=CASES // len(ROLES), deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(data.draw(st.sampled_from(operations)).as_strategy())
        if KEPT & {str(value) for value in (case.path_parameters or {}).values()}:
            return
        sent = case.as_transport_kwargs(base_url=HERE)
        headers = {name: str(value).encode("utf-8", "surrogatepass") for name, value in (sent.get("headers") or {}).items()}
        body = {name: sent[name] for name in ("json", "files") if sent.get(name)}
        if data_sent := sent.get("data"):
            body["content" if isinstance(data_sent, bytes | str) else "data"] = data_sent
        reply = client.request(sent["method"], sent["url"], params=sent.get("params"), headers=headers, **body)
        told.add(reply.status_code)
        assert reply.status_code < 500, (case.method, case.path, reply.status_code, reply.text)
        assert role or reply.status_code == 401 or case.path.endswith("/health")

    ask()
    assert told - {401} or role is None
