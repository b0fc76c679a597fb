"""How many heaps the service's threads share."""

from __future__ import annotations

import ctypes
import sys

M_ARENA_MAX = -8  # malloc.h of the GNU C library
HEAPS = 2


def share_heaps() -> None:
    """Linux's C library gives each of forty threads a heap of its own, and what is freed in one is of no use to another."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # the GNU library's alone
        library.mallopt(M_ARENA_MAX, HEAPS)
