"""The made report of either regime, and what that regime asks for."""

from __future__ import annotations

import pytest

from assistant.draft.draft import Regime
from tests.assistant.official.opened import Opened, opened
from tests.assistant.official.rules import RULES, Rules


@pytest.fixture(params=list(Regime), ids=str)
def regime(request: pytest.FixtureRequest) -> Regime:
    return Regime(request.param)


@pytest.fixture
def report(regime: Regime) -> Opened:
    return opened(regime)


@pytest.fixture
def rules(regime: Regime) -> Rules:
    return RULES[regime]
