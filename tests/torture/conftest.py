"""Processes to be killed, and the size of all this: small for every test run, full for `make torture`."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import ForkServerContext

import pytest

FULL = os.environ.get("HOIBAOCAO_TORTURE") == "1"


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Makes processes that have everything imported already, as a kill must hit the work and not the imports."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.torture.work"])
    return context


def sized(small: int, full: int) -> int:
    """How many of something: in every test run, and with HOIBAOCAO_TORTURE=1."""
    return full if FULL else small
