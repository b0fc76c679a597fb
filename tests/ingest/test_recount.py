"""The ledger follows the reports: an older archive is counted anew, a correction moves the figures, other reports are compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from ingest import pipeline
from ingest.count import COUNTING
from ingest.pipeline import FileState, UploadWorker, ingest_file
from ingest.recount import recount_older, revised
from tests.ingest.count.made import HEAD, RESULTS, compiled
from tests.vectorstore.made import DIMENSION, bring_in, made_vectors
from vectorstore import ledger
from vectorstore.archive import Archive
from vectorstore.errors import BadRequest
from vectorstore.figure import FigureFilter
from vectorstore.jobs import JobState, get_job
from vectorstore.library import Library
from vectorstore.report import Period, Report
from vectorstore.settings import Settings
from vectorstore.sight import Level, Sight
from vectorstore.stored import Added

BODY = "Tổng diện tích rừng quế là {} ha, cùng kỳ năm trước là 12 ha."
YEAR = Period("năm 2025", date(2025, 1, 1), date(2025, 12, 31))


class PlainLibrary:
    """A Library without indexes and without a model."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def gathered(self) -> AbstractContextManager[None]:
        return nullcontext()

    def seen_by(self, sight: Sight) -> PlainLibrary:
        return self

    def add(self, report: Report, data: bytes, level: Level = Level.COMMON) -> Added:
        return self.archive.add(report, data, made_vectors(report))

    def update(self, report_id: str, **changes: Any) -> Report:
        return self.archive.update(report_id, **changes)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive.open(Settings(data=tmp_path / "data"), "fake", DIMENSION)
    yield archive
    archive.close()


@pytest.fixture
def library(archive: Archive) -> Library:
    return cast(Library, PlainLibrary(archive))


def file_of(body: str, number: int = 1) -> bytes:
    # Of another matter each: reports with one title and nearly one text would be versions of each other.
    title = ("Tình hình sản xuất", "Công tác trồng rừng", "Thống kê đất đai", "Kiểm kê cây trồng")[number % 4]
    head = HEAD.format(period="6 tháng đầu năm 2026").replace("45/BC", f"{number}/BC").replace("Kết quả công tác", title)
    return "\n".join((head, RESULTS, body)).encode()


def taken_in(library: Library, body: str, number: int = 1) -> str:
    """The id of a report of xã Suối Mây that came in with this text."""
    result = ingest_file(f"bao-cao-{number}.txt", file_of(body, number), library)
    assert result.state is FileState.ADDED and result.report_id
    return result.report_id


def written(archive: Archive, **wanted: Any) -> list[str]:
    return sorted(row.figure.written for row in ledger.figures(archive, FigureFilter(**wanted), 50).rows)


def values(archive: Archive) -> list[list[str]]:
    return [[row.figure.written for row in conflict.rows] for conflict in ledger.conflicts(archive, 50).conflicts]


# --- An older archive ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def older(archive: Archive) -> list[Report]:
    """Three reports that came in before anything was counted."""
    reports = [replace(compiled(f"Xã có {n} hộ nuôi ong."), title=f"Báo cáo số {n}") for n in (41, 42, 43)]
    for n, report in enumerate(reports):
        bare = replace(report, figures=(), conflicts=(), file_name=f"{n}.txt")
        bring_in(archive, bare, report.text.encode())
    assert archive.counting() == 0 and written(archive) == []
    return sorted(reports, key=lambda report: report.id)


def never() -> bool:
    return False


def after(calls: int) -> Callable[[], bool]:
    """Says stop when it is asked once more than so often."""
    asked: list[None] = []

    def stopped() -> bool:
        asked.append(None)
        return len(asked) > calls

    return stopped


def test_an_older_archive_is_counted(archive: Archive, older: list[Report]) -> None:
    recount_older(archive, never)
    assert written(archive) == ["41", "42", "43"]
    assert archive.counting() == COUNTING
    for report in older:
        assert ledger.figures_of(archive, report.id) == report.figures


def test_figures_of_an_older_way_of_counting_are_replaced(archive: Archive, library: Library) -> None:
    report_id = taken_in(library, "Xã có 41 hộ nuôi ong.")
    (figure,) = ledger.figures_of(archive, report_id)
    archive.recount(replace(archive.report(report_id), figures=(replace(figure, indicator="cách đếm cũ"),)))
    archive.set_counting(0)
    recount_older(archive, never)
    assert ledger.figures_of(archive, report_id) == (figure,)


def test_an_archive_that_is_counted_is_left_alone(archive: Archive, older: list[Report]) -> None:
    archive.set_counting(COUNTING)
    recount_older(archive, never)
    assert written(archive) == []


def test_a_count_that_is_stopped_is_begun_again(archive: Archive, older: list[Report]) -> None:
    recount_older(archive, after(1))
    assert len(written(archive)) == 1 and archive.counting() == 0
    recount_older(archive, never)
    assert written(archive) == ["41", "42", "43"] and archive.counting() == COUNTING


def test_a_report_that_is_deleted_meanwhile_is_passed_over(archive: Archive, older: list[Report]) -> None:
    asked: list[bool] = []

    def stopped() -> bool:
        if not asked:  # the first report is already read, and not yet written
            archive.delete(older[0].id)
        asked.append(False)
        return False

    recount_older(archive, stopped)
    assert len(written(archive)) == 2 and archive.counting() == COUNTING


def test_conflicts_of_an_older_archive_are_entered_once(archive: Archive, library: Library) -> None:
    for number, area in enumerate(("30", "35")):
        taken_in(library, BODY.format(area), number)
    for _ in range(2):
        archive.set_counting(0)
        recount_older(archive, never)
    assert [sorted(pair) for pair in values(archive)] == [["30", "35"]]


def settled(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def test_the_service_counts_an_older_archive_when_it_starts(archive: Archive, older: list[Report], library: Library) -> None:
    worker = UploadWorker(library)
    assert settled(lambda: archive.counting() == COUNTING)
    worker.close()
    assert written(archive) == ["41", "42", "43"]


def test_a_count_that_breaks_off_stops_no_upload(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(pipeline, "recount_older", broken)
    worker = UploadWorker(library)
    (tmp_path / "a.txt").write_bytes(file_of("Xã có 41 hộ nuôi ong."))
    job = worker.submit([tmp_path / "a.txt"])
    assert settled(lambda: get_job(library.archive, job).state is JobState.DONE)
    worker.close()


# --- A correction -------------------------------------------------------------------------------------------------------------------


def test_a_correction_of_the_period_moves_the_figures(archive: Archive, library: Library) -> None:
    report_id = taken_in(library, BODY.format("30"))
    assert written(archive, start=date(2026, 1, 1)) == ["30"] and written(archive, end=date(2025, 12, 31)) == ["12"]
    report = revised(library, report_id, {"period": YEAR})
    assert report.period == archive.header(report_id).period == YEAR
    assert written(archive, start=YEAR.start, end=YEAR.end) == ["30"]
    assert written(archive, end=date(2024, 12, 31)) == ["12"]
    assert written(archive, start=date(2026, 1, 1)) == []


def test_a_correction_of_the_issuer_moves_the_figures(archive: Archive, library: Library) -> None:
    report_id = taken_in(library, BODY.format("30"))
    revised(library, report_id, {"issuer": "Huyện ủy Đồi Mây"})
    assert written(archive, government="xã Suối Mây") == []
    assert written(archive, government="huyện Đồi Mây") == ["12", "30"]


def test_a_correction_that_is_killed_halfway_is_counted_at_the_next_start(
    archive: Archive, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = taken_in(library, BODY.format("30"))
    archive.set_counting(COUNTING)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(archive, "recount", killed)
        revised(library, report_id, {"period": YEAR})
    assert archive.header(report_id).period == YEAR and written(archive, start=date(2026, 1, 1)) == ["30"]
    recount_older(archive, never)
    assert written(archive, start=date(2026, 1, 1)) == [] and written(archive, start=YEAR.start, end=YEAR.end) == ["30"]


def killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("changes", [{"period": YEAR}, {"text": "khác"}])
def test_a_correction_leaves_the_ledger_counted(archive: Archive, library: Library, changes: dict[str, Any]) -> None:
    report_id = taken_in(library, BODY.format("30"))
    archive.set_counting(COUNTING)
    with suppress(BadRequest):
        revised(library, report_id, changes)
    assert archive.counting() == COUNTING


# --- Other reports ------------------------------------------------------------------------------------------------------------------


def test_a_report_that_comes_in_is_compared_with_the_others(archive: Archive, library: Library) -> None:
    first, second = taken_in(library, BODY.format("30"), 1), taken_in(library, BODY.format("35"), 2)
    (conflict,) = ledger.conflicts(archive, 50).conflicts
    assert [(row.report.id, row.figure.written) for row in conflict.rows] == [(first, "30"), (second, "35")]
    assert conflict.said.endswith("nhưng có hai số: 30 ha và 35 ha.")


@pytest.mark.parametrize("other", ["30", "trên 25", "gần 40", "khoảng 32"])
def test_what_allows_for_the_other_is_no_conflict(archive: Archive, library: Library, other: str) -> None:
    taken_in(library, BODY.format("30"), 1)
    taken_in(library, BODY.format(other), 2)
    assert values(archive) == []


def test_a_correction_may_end_a_conflict_and_begin_it_again(archive: Archive, library: Library) -> None:
    taken_in(library, BODY.format("30"), 1)
    second = taken_in(library, BODY.format("35"), 2)
    half = archive.header(second).period
    revised(library, second, {"period": YEAR})
    assert values(archive) == []
    revised(library, second, {"period": half})
    assert values(archive) == [["30", "35"]]
