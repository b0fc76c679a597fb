"""The service as it is composed, served at an address, over five reports of the demo archive; once open, once with accounts on."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from ui import compose
from vectorstore.settings import Settings
from vectorstore.tokens import Scope, create_token
from vectorstore.units import Unit, put_unit
from vectorstore.users import Role, add_user, change_password

REPORTS = sorted(compose.DEMO_REPORTS.glob("0[1-5]_*"))
# A question, two that lean on it, and what each answer has to say.
DIALOGUE = (
    ("Quý IV năm 2026 hai xã Mường Vân với Bản Sen đi tuần tra chung được mấy cuộc?", "12 cuộc"),
    ("so với kỳ trước thì sao?", "11 cuộc"),
    ("Thế cùng kỳ năm ngoái?", "09 cuộc"),
)
READY_S = 120


@dataclass(frozen=True, slots=True)
class House:
    """A service with accounts on, and tokens of an administrator for it."""

    address: str
    read: str
    metrics: str
    stranger: str  # of a unit that has no reports


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that nobody holds; tests work on copies."""
    data = tmp_path_factory.mktemp("filled") / "data"
    with compose.office(Settings(data=data)) as office:
        results = office.ingest(REPORTS, lambda done, total, name: None)
        assert len(results) == len(REPORTS) == 5
    return data


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "data"))


@pytest.fixture(scope="session")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = shutil.copytree(filled, tmp_path_factory.mktemp("open") / "data")
    with served(compose.build_service(Settings(data=data))) as found:
        yield found


@pytest.fixture(scope="session")
def house(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    settings = Settings(data=Path(shutil.copytree(filled, tmp_path_factory.mktemp("house") / "data")), auth="on")
    with compose.archive(settings) as archive:
        put_unit(archive, Unit("ktht", "Phòng Kinh tế"), "")
        for login, role, unit in (("quantri", Role.ADMIN, ""), ("nguoixem", Role.VIEWER, "ktht")):
            add_user(archive, login, login, role, unit, "")
            change_password(archive, login, "bảy con ngựa phi nhanh")
        read, metrics, stranger = (
            create_token(archive, login, "thử", scope, 1, "")
            for login, scope in (("quantri", Scope.READ), ("quantri", Scope.METRICS), ("nguoixem", Scope.READ))
        )
    with served(compose.build_service(settings), read) as found:
        yield House(found, read, metrics, stranger)


@contextmanager
def served(app: FastAPI, token: str = "") -> Iterator[str]:
    """The address of an app, once it answers questions."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        until = time.monotonic() + READY_S
        while httpx.get(f"{address}/api/v1/ready", headers=bearer(token), timeout=60).status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.1)
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=30)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}
