"""Sources for the tests of the check, and the whole check of one sentence against one quote."""

from __future__ import annotations

from assistant.check import Fault, fault_of
from assistant.check.source import Source

PERIOD = "quý IV năm 2026"
ABOUT = f"Báo cáo kết quả công tác . UBND xã Suối Mây . 45/BC-UBND . ngày 05/01/2027 . {PERIOD}"


def source(words: str, n: int = 1, about: str = ABOUT, period: str = PERIOD) -> Source:
    return Source(n, words, about, period)


def fault(said: str, quote: str, question: str = "") -> Fault | None:
    """What is wrong with a sentence that cites this quote alone."""
    return fault_of(f"{said.rstrip('.')} [1].", {1: source(quote)}, question)


def holds(said: str, quote: str) -> bool:
    return fault(said, quote) is None
