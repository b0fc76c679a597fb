"""The service's threads share a few heaps, so that its memory does not grow with their number."""

from __future__ import annotations

import subprocess
import sys

import pytest

MANY = """
import threading
from ui.heaps import share_heaps

share_heaps()
hold = [threading.Thread(target=lambda: bytearray(1000)) for _ in range(40)]
for thread in hold:
    thread.start()
for thread in hold:
    thread.join()
import ctypes
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's C library")
def test_forty_threads_share_two_heaps() -> None:
    said = subprocess.run([sys.executable, "-c", MANY], capture_output=True, text=True, check=True).stderr
    assert 1 <= said.count("Arena ") <= 2
