"""Many readers at once while reports come in: errors, the time to an answer, and what the service's memory grows by.

Usage: python tests/measure/load.py [MINUTES] [READERS] [REPORTS]. It starts a service over the demo archive in a temporary folder.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.torture.made_files import made_folder

DEMO = Path(__file__).parent.parent.parent / "demo"
BETWEEN_S = 10.0  # that a reader reads, on average, before the next question
WARM_UP = 0.2  # of the time, before memory is compared
AT_ONCE = 10  # reports of one upload
START_S = 120


@dataclass
class Seen:
    """What the readers saw: seconds of each answer, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def main(minutes: float, readers: int, reports: int) -> None:
    with tempfile.TemporaryDirectory(prefix="hoibaocao-") as folder, _service(Path(folder) / "data") as (address, pid):
        _upload(address, sorted((DEMO / "reports").iterdir()))
        seen, ending = Seen(), time.monotonic() + 60 * minutes
        made_folder(Path(folder) / "in", reports)
        files = sorted((Path(folder) / "in").rglob("*.txt"))
        threads = [threading.Thread(target=_reader, args=(address, n, ending, seen)) for n in range(readers)]
        threads.append(threading.Thread(target=_hand_in, args=(address, files, ending, seen)))
        for thread in threads:
            thread.start()
        memory = list(_watched(pid, ending))
        for thread in threads:
            thread.join()
        _told(seen, memory)


@contextmanager
def _service(data: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "HOIBAOCAO_DATA": str(data), "HOIBAOCAO_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "ui", "serve"], env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/api/v1"
    try:
        _wait_for(address)
        yield address, process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _wait_for(address: str) -> None:
    ending = time.monotonic() + START_S
    while time.monotonic() < ending:
        try:
            if httpx.get(f"{address}/ready").is_success:
                return
        except httpx.TransportError:
            pass  # it does not listen yet
        time.sleep(0.5)
    raise SystemExit("the service did not come up")


def _upload(address: str, files: list[Path]) -> None:
    """Hand files in and wait until they are in."""
    sent = [("files", (file.name, file.read_bytes())) for file in files]
    job = httpx.post(f"{address}/reports", files=sent, timeout=60).raise_for_status().json()["job_id"]
    while httpx.get(f"{address}/jobs/{job}", timeout=60).json()["state"] in ("queued", "running"):
        time.sleep(0.5)


def _hand_in(address: str, files: list[Path], ending: float, seen: Seen) -> None:
    """All reports, spread over the time."""
    begun, parts = time.monotonic(), range(0, len(files), AT_ONCE)
    for part in parts:
        due = begun + (ending - begun) * part / max(1, len(files))
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            _upload(address, files[part : part + AT_ONCE])
        except httpx.HTTPError as error:
            seen.faults.append(f"upload: {error}")


def _reader(address: str, n: int, ending: float, seen: Seen) -> None:
    chance = random.Random(n)
    lines = (DEMO / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    with httpx.Client(timeout=60) as client:
        while time.monotonic() < ending:
            time.sleep(chance.expovariate(1 / BETWEEN_S))
            begun = time.monotonic()
            try:
                client.post(f"{address}/chat", json={"question": chance.choice(questions)}).raise_for_status()
            except httpx.HTTPError as error:
                seen.faults.append(f"{type(error).__name__}: {error}")
            seen.seconds.append(time.monotonic() - begun)


def _watched(pid: int, ending: float) -> Iterator[float]:
    """MB that the service holds, once a second (Linux)."""
    while time.monotonic() < ending:
        line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
        yield int(line.split()[1]) / 1024
        time.sleep(1)


def _told(seen: Seen, memory: list[float]) -> None:
    ranked = sorted(seen.seconds)
    p50, p95 = (ranked[int(len(ranked) * share)] for share in (0.5, 0.95))
    print(f"{len(ranked)} answers, {len(seen.faults)} faults, p50 {p50:.2f} s, p95 {p95:.2f} s, worst {ranked[-1]:.2f} s")
    warm = memory[int(len(memory) * WARM_UP) :]
    tenth = max(1, len(warm) // 10)
    first, last = statistics.median(warm[:tenth]), statistics.median(warm[-tenth:])
    print(f"memory {first:.0f} MB after warm-up, {last:.0f} MB at the end: {100 * (last / first - 1):+.1f} %")
    for fault in seen.faults[:10]:
        print(fault)


if __name__ == "__main__":
    given = [float(value) for value in sys.argv[1:]] + [10, 20, 200][len(sys.argv) - 1 :]
    main(given[0], int(given[1]), int(given[2]))
