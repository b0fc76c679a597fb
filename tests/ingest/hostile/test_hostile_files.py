"""More than 200 files made to harm: each comes in with sane text or gets one Vietnamese sentence, and the next file is read.

All of them run with HOIBAOCAO_TORTURE=1 (make torture); otherwise every fourth of those that are quick.
"""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import cast

import pytest

from ingest import pipeline
from ingest.apart.reader import Reader
from ingest.pipeline import FileResult, FileState, ingest_files
from ingest.scan import source
from tests.ingest.hostile.case import GOOD, Hostile
from tests.ingest.hostile.cases import CASES
from tests.ingest.hostile.watch import Watch
from tests.vectorstore.made import DIMENSION, made_vectors
from vectorstore.archive import Archive
from vectorstore.library import Library
from vectorstore.report import Report
from vectorstore.settings import Settings
from vectorstore.sight import Level
from vectorstore.stored import Added

WHOLE = bool(os.environ.get("HOIBAOCAO_TORTURE"))
LONG = {"Quá lớn, quá sâu", "Văn bản"}  # up to a minute each
RUN = CASES if WHOLE else tuple(case for case in CASES if case.group not in LONG)[::4]
MOST_MB = 1024
OUTCOMES: dict[str, Counter[str]] = defaultdict(Counter)
WORST: list[tuple[float, int, str]] = []
ENGLISH = re.compile(r"\b(?:error|exception|traceback|invalid|failed|none|unexpected)\b", re.IGNORECASE)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class PlainLibrary:
    """A Library without indexes and without a model."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def gathered(self) -> AbstractContextManager[None]:
        return nullcontext()

    def add(self, report: Report, data: bytes, level: Level = Level.COMMON) -> Added:
        return self.archive.add(report, data, made_vectors(report), level)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = Archive.open(Settings(data=tmp_path_factory.mktemp("kho")), "fake", DIMENSION)
    yield opened
    opened.close()
    print(_table())


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader()
    yield opened
    opened.close()


@pytest.mark.parametrize("case", RUN, ids=lambda case: f"{case.group}: {case.label}")
def test_a_hostile_file_harms_nothing(case: Hostile, archive: Archive, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "compile_apart", reader.compile)
    data = case.make()
    watch, started = Watch(lambda: reader.pid), time.monotonic()
    results = ingest_files(case.name, data, cast(Library, PlainLibrary(archive)))
    seconds = time.monotonic() - started
    watch.close()
    _note(case, results, seconds, watch.peak)
    assert results and all(map(_is_clean, results))
    assert all(_is_sane(archive, result) for result in results if result.report_id)
    assert watch.peak <= MOST_MB
    assert reader.compile("tot.txt", GOOD.encode()).report


def test_there_are_two_hundred_different_ones() -> None:
    assert len({(case.group, case.label) for case in CASES}) == len(CASES) >= 200


def _is_clean(result: FileResult) -> bool:
    """One polite sentence, and a name that can be shown."""
    said = result.message
    whole = said.endswith((".", "!")) and said[0].isupper() and "\n" not in said and not ENGLISH.search(said)
    helps = result.state is not FileState.FAILED or any(word in said for word in ("hãy", "xin"))
    return whole and helps and said != pipeline.BROKEN and not UNSEEN.search(result.name) and ".." not in result.name


def _is_sane(archive: Archive, result: FileResult) -> bool:
    report = archive.report(result.report_id or "")
    text = report.text
    return bool(text.strip()) and not UNSEEN.search(text) and unicodedata.is_normalized("NFC", text) and "root:x:" not in text


def _note(case: Hostile, results: list[FileResult], seconds: float, peak: int) -> None:
    came_in = any(result.report_id for result in results)
    OUTCOMES[case.group]["nạp được" if came_in else "có lý do"] += 1
    WORST.append((seconds, peak, f"{case.group}: {case.label}: {results[0].message if results else ''}"))


def _table() -> str:
    rows = [f"{group:28} {counts['nạp được']:8} {counts['có lý do']:8}" for group, counts in OUTCOMES.items()]
    slowest = [f"{seconds:6.1f} s {peak:5} MB  {label}" for seconds, peak, label in sorted(WORST, reverse=True)[:12]]
    largest = [f"{seconds:6.1f} s {peak:5} MB  {label}" for seconds, peak, label in sorted(WORST, key=lambda one: -one[1])[:8]]
    return "\n".join(["", f"{'Nhóm':28} nạp được có lý do", *rows, "", *slowest, "", *largest])
