"""How long a fresh process takes to its first answer, and how much room an installation takes."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

TIMES = 3
NAME = "hoibaocao"
_REQUIRED = re.compile(r"^[A-Za-z0-9._-]+")
QUESTION = "Quý III/2025 xã Mường Vân và xã Bản Sen đi tuần tra chung mấy cuộc?"


def first_answers(data: Path) -> list[float]:
    """Seconds from the start of `hoibaocao ask` to its end, a few times."""
    return [_one(data) for _ in range(TIMES)]


def _one(data: Path) -> float:
    import os

    begun = time.perf_counter()
    command = [sys.executable, "-m", "ui", "ask", QUESTION]
    subprocess.run(command, env={**os.environ, "HOIBAOCAO_DATA": str(data)}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def installed(name: str = NAME) -> dict[str, int]:
    """Bytes of each package that the program needs to run, by name; extras are not among them."""
    found: dict[str, int] = {}
    waiting = [name]
    while waiting:
        try:
            package = distribution(waiting.pop())
        except PackageNotFoundError:
            continue  # for another platform
        key = package.metadata["Name"].lower()
        if key not in found:
            found[key] = _size(package)
            waiting += [match[0] for line in package.requires or [] if "extra ==" not in line and (match := _REQUIRED.match(line))]
    return found


def _size(package: Distribution) -> int:
    files = (Path(str(file.locate())) for file in package.files or [])
    return sum(path.stat().st_size for path in files if path.is_file())
