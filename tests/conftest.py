"""What every test runs under: no setting of the developer's own, and no library that calls home."""

from __future__ import annotations

import os

import pytest

QUIET = {"ANONYMIZED_TELEMETRY": "False", "GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
OWN_SETTINGS = [name for name in os.environ if name.startswith("HOIBAOCAO_") and not name.startswith("HOIBAOCAO_TEST_")]

os.environ.update(QUIET)  # read at import, so before any test module


@pytest.fixture(autouse=True)
def _no_settings_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OWN_SETTINGS:
        monkeypatch.delenv(name, raising=False)
