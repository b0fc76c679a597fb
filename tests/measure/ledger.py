"""How long queries of the ledger take when it is large, and what it costs at ingest.

Usage: python tests/measure/ledger.py [ROWS]. A million rows take some minutes to write and about 1 GB in the temporary folder.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np

from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.figure import Figure, FigureFilter, FigureKind
from vectorstore.report import Passage, PassageKind, Period, Report, Sentence, Span
from vectorstore.settings import Settings

PER_REPORT = 250  # figures
UNITS = 200  # of government
DIMENSION = 4
SUBJECTS = ("tuần tra chung", "tuyên truyền pháp luật", "hòa giải", "trồng rừng mới", "thu ngân sách", "hộ nghèo", "đàn trâu", "đàn bò")
PLACES = ("thôn", "bản", "chợ", "trường", "trạm", "đội", "tổ", "nhóm", "khu", "hợp tác xã", "chi bộ", "đập", "cầu", "suối", "đồi")
MEASURES = ("cuộc", "buổi", "lượt người", "hộ", "ha", "đồng", "con", "%", "vụ", "hồ sơ")
ROUNDS = 40


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="hoibaocao-") as folder:
        archive = Archive.open(Settings(data=Path(folder)), "measured", DIMENSION)
        begun = time.perf_counter()
        for report in _reports(rows // PER_REPORT):
            archive.add(report, report.sha256.encode(), np.zeros((1, DIMENSION), dtype=np.float32))
        print(f"{rows} rows written in {time.perf_counter() - begun:.0f} s")
        every = [time for name, query in _queries(archive).items() for time in _timed(name, query)]
        print(f"{'all of these':60} p50 {statistics.median(every):6.1f} ms  p95 {sorted(every)[int(0.95 * len(every))]:6.1f} ms")
        archive.close()


def _timed(name: str, query: Callable[[], int]) -> list[float]:
    found = query()
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        query()
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{name:46} {found:8} rows  p50 {statistics.median(times):6.1f} ms  p95 {sorted(times)[int(0.95 * ROUNDS)]:6.1f} ms")
    return times


def _queries(archive: Archive) -> dict[str, Callable[[], int]]:
    spring = (date(2025, 1, 1), date(2025, 3, 31))
    wanted = {
        "an indicator": FigureFilter(words="tuần tra chung đồi 37"),
        "a common indicator": FigureFilter(words="tuần tra chung"),
        "without diacritics": FigureFilter(words="thu ngan sach suoi 12"),
        "an indicator of one unit": FigureFilter(words="hộ nghèo", government="xã Đồi 17"),
        "an indicator in a quarter": FigureFilter(words="hòa giải thôn 5", start=spring[0], end=spring[1]),
        "an indicator, unit, quarter and measure": FigureFilter(
            words="trồng rừng mới", government="xã Đồi 3", start=spring[0], end=spring[1], unit="ha"
        ),
        "a unit's figures": FigureFilter(government="xã Đồi 9"),
        "words that nothing has together": FigureFilter(words="tuần tra hòa giải ngân sách"),
        "the newest of all": FigureFilter(),
    }
    return {name: lambda one=one: ledger.figures(archive, one, 50).total for name, one in wanted.items()}  # type: ignore[misc]


def _reports(count: int) -> Iterator[Report]:
    chance = random.Random(7)
    for number in range(count):
        quarter = number // UNITS % 20
        start = date(2021 + quarter // 4, 3 * (quarter % 4) + 1, 1)
        period = Period(f"quý {quarter % 4 + 1} năm {start.year}", start, date(start.year, start.month + 2, 28))
        text = "Kết quả: 12 cuộc."
        passage = Passage(0, PassageKind.BODY, (), (Sentence((Span(0, len(text)),)),))
        figures = tuple(_figure(chance, ordinal) for ordinal in range(PER_REPORT))
        digest = f"{number:064x}"
        title, issuer = f"Báo cáo {number}", f"UBND xã Đồi {number % UNITS}"
        yield Report(
            digest[-16:], digest, f"{number}.txt", title, "Báo cáo", issuer, None, None, None, period, text, (passage,), figures=figures
        )


def _figure(chance: random.Random, ordinal: int) -> Figure:
    words = f"{chance.choice(SUBJECTS)} {chance.choice(PLACES)} {chance.randrange(1000)}"
    value = Decimal(chance.randrange(10_000))
    return Figure(ordinal, 0, 0, Span(9, 11), words, words, value, str(value), chance.choice(MEASURES), FigureKind.FLOW)


if __name__ == "__main__":
    main()
