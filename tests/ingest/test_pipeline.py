"""Files into the archive, over a real archive and an embedder that needs no model."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import pytest

from ingest import pipeline
from ingest.apart import Compiled, compile_apart
from ingest.pipeline import FileResult, FileState, UploadWorker, ingest_file, ingest_files, ingest_path, ingest_paths, walk
from tests.vectorstore.made import DIMENSION, made_vectors
from vectorstore.archive import Archive
from vectorstore.jobs import Job, JobState, get_job
from vectorstore.library import Library
from vectorstore.report import Report
from vectorstore.settings import Settings
from vectorstore.sight import Level, Sight
from vectorstore.stored import Added

REPORT = """ĐẢNG ỦY XÃ SUỐI MÂY
Số 12-BC/ĐU

BÁO CÁO
Kết quả công tác 6 tháng đầu năm 2026

I. KẾT QUẢ
1. Toàn xã có 45 hộ nghèo, giảm 6 hộ so với cùng kỳ.
2. Đã tổ chức 12 cuộc kiểm tra liên ngành.
"""


class PlainLibrary:
    """A Library without indexes and without a model."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None

    def gathered(self) -> AbstractContextManager[None]:
        return nullcontext()

    def seen_by(self, sight: Sight) -> PlainLibrary:
        return self

    def add(self, report: Report, data: bytes, level: Level = Level.COMMON) -> Added:
        self.gate.wait(5)
        if self.error:
            raise self.error
        return self.archive.add(report, data, made_vectors(report))


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[PlainLibrary]:
    archive = Archive.open(Settings(data=tmp_path / "data"), "fake", DIMENSION)
    yield PlainLibrary(archive)
    archive.close()


@pytest.fixture
def library(plain: PlainLibrary) -> Library:
    return cast(Library, plain)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "bao-cao"
    (folder / "quy-1").mkdir(parents=True)
    (folder / ".git").mkdir()
    for n, name in enumerate(("b.txt", "a.TXT", "quy-1/c.md", ".hidden.txt", ".git/d.txt", "~$e.docx", "anh.gif")):
        (folder / name).write_text(REPORT.replace("2026", str(2020 + n)), encoding="utf-8")
    return folder


def settled(archive: Archive, job_id: str) -> Job:
    until = time.monotonic() + 10
    while (job := get_job(archive, job_id)).state is JobState.RUNNING and time.monotonic() < until:
        time.sleep(0.01)
    return job


def test_a_file_comes_in_once(library: Library) -> None:
    first = ingest_file("a.txt", REPORT.encode(), library)
    again = ingest_file("b.txt", REPORT.encode(), library)
    assert (first.state, again.state) == (FileState.ADDED, FileState.ALREADY_THERE)
    assert first.report_id == again.report_id
    assert "đoạn" in first.message


def test_bytes_that_are_there_are_not_read_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest_file("a.txt", REPORT.encode(), library)
    monkeypatch.setattr(pipeline, "compile_apart", lambda *_: pytest.fail("read again"))
    assert ingest_file("a.txt", REPORT.encode(), library).state is FileState.ALREADY_THERE


def test_a_new_version_replaces_the_old_one(library: Library) -> None:
    ingest_file("a.txt", REPORT.encode(), library)
    assert ingest_file("a.txt", REPORT.replace("45 hộ", "44 hộ").encode(), library).state is FileState.REPLACED
    assert library.archive.counts()[0] == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", b""), ("a.txt", b" \n "), ("a.pdf", b"%PDF-1.4 broken"), ("a.png", b"\x89PNG\r\n"), ("a.docx", b"PK\x03\x04")],
)
def test_what_cannot_be_read_says_why(library: Library, name: str, data: bytes) -> None:
    result = ingest_file(name, data, library)
    assert (result.state, result.report_id) == (FileState.FAILED, None)
    assert result.message
    assert library.archive.counts() == (0, 0)


def test_an_unforeseen_error_is_one_failed_file(library: Library, plain: PlainLibrary) -> None:
    plain.error = ValueError("secret")
    result = ingest_file("a.txt", REPORT.encode(), library)
    assert (result.state, result.message) == (FileState.FAILED, pipeline.BROKEN)


def test_files_that_are_missing_or_too_large_fail_before_they_are_read(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [one.message for one in ingest_path(tmp_path / "không.txt", library)] == [pipeline.MISSING]
    monkeypatch.setattr(pipeline, "MAX_BYTES", 10)
    (tmp_path / "to.txt").write_bytes(b"x" * 11)
    assert [one.message for one in ingest_path(tmp_path / "to.txt", library)] == [pipeline.TOO_LARGE]


def test_folders_are_walked_in_order_without_what_is_no_report(files: Path) -> None:
    assert [path.relative_to(files).as_posix() for path in walk([files])] == ["a.TXT", "b.txt", "quy-1/c.md"]
    assert list(walk([files / "anh.gif"])) == [files / "anh.gif"]  # named, so tried


def test_a_run_stops_for_nothing_and_can_be_begun_again(library: Library, files: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def progress(result: FileResult, done: int, total: int) -> None:
        told.append((result.name, done, total))

    results = ingest_paths([files / "không.txt", files], library, progress)
    assert [result.state for result in results] == [FileState.FAILED, *[FileState.ADDED] * 3]
    assert told == [("không.txt", 1, 4), ("a.TXT", 2, 4), ("b.txt", 3, 4), ("c.md", 4, 4)]
    assert {result.state for result in ingest_paths([files], library)} == {FileState.ALREADY_THERE}


def test_uploads_are_read_after_the_caller_has_removed_them(library: Library, plain: PlainLibrary, tmp_path: Path) -> None:
    worker = UploadWorker(library)
    plain.gate.clear()
    good, bad = tmp_path / "tốt.txt", tmp_path / "hỏng.pdf"
    good.write_text(REPORT, encoding="utf-8")
    bad.write_bytes(b"")
    id = worker.submit([good, bad])
    good.unlink()
    plain.gate.set()
    job = settled(library.archive, id)
    assert job.state is JobState.DONE
    assert [(file.name, file.state) for file in job.files] == [("tốt.txt", "added"), ("hỏng.pdf", "failed")]
    assert job.files[0].report_id in library.archive.ids()
    worker.close()
    assert list((library.archive.data / "incoming").iterdir()) == []


def test_a_job_without_a_single_good_file_has_failed(library: Library, tmp_path: Path) -> None:
    worker = UploadWorker(library)
    (tmp_path / "a.txt").write_bytes(b"")
    assert settled(library.archive, worker.submit([tmp_path / "a.txt"])).state is JobState.FAILED
    worker.close()


def test_a_worker_that_is_closed_marks_what_it_leaves(library: Library, plain: PlainLibrary, tmp_path: Path) -> None:
    worker = UploadWorker(library)
    plain.gate.clear()
    paths = [tmp_path / f"{n}.txt" for n in range(2)]
    for n, path in enumerate(paths):
        path.write_text(f"{REPORT}{n}", encoding="utf-8")
    id = worker.submit(paths)
    while get_job(library.archive, id).files[0].state != "reading":
        time.sleep(0.01)
    closing = threading.Thread(target=worker.close)
    closing.start()
    time.sleep(0.05)
    plain.gate.set()
    closing.join(5)
    job = get_job(library.archive, id)
    assert (job.state, [file.state for file in job.files]) == (JobState.INTERRUPTED, ["added", "queued"])


def test_what_a_dead_process_left_is_cleared(library: Library) -> None:
    left = library.archive.data / "incoming" / "abc"
    left.mkdir(parents=True)
    worker: Any = UploadWorker(library)
    worker.close()
    assert not left.exists()


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)
    return out.getvalue()


def test_each_file_of_a_zip_comes_in_by_itself(library: Library) -> None:
    inner = zipped({"c.txt": REPORT.replace("SUỐI MÂY", "NÀ HƯƠNG").replace("Suối Mây", "Nà Hương").encode()})
    results = ingest_files("lo.zip", zipped({"a.txt": (REPORT + "mot").encode(), "b.exe": b"MZ" + bytes(60), "trong.zip": inner}), library)
    assert [(one.name, one.state) for one in results] == [
        ("lo.zip › a.txt", FileState.ADDED),
        ("lo.zip › b.exe", FileState.FAILED),
        ("lo.zip › trong.zip › c.txt", FileState.ADDED),
    ]
    assert {report.file_name for report in library.archive.reports()} == {"a.txt", "c.txt"}


def test_a_mail_whose_attachments_were_not_all_taken_in_is_opened_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Gửi báo cáo"
    mail.set_content(REPORT)
    mail.add_attachment(
        REPORT.replace("SUỐI MÂY", "NÀ HƯƠNG").replace("Suối Mây", "Nà Hương").encode(), "text", "plain", filename="kem.txt"
    )
    with monkeypatch.context() as dying:
        kept = library.add
        dying.setattr(library, "add", lambda *some: dying.setattr(library, "add", _dies) or kept(*some))
        with pytest.raises(KeyboardInterrupt):
            ingest_files("thu.eml", mail.as_bytes(), library)
    states = {one.name: one.state for one in ingest_files("thu.eml", mail.as_bytes(), library)}
    assert states == {"thu.eml": FileState.ADDED, "thu.eml › kem.txt": FileState.ALREADY_THERE}


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_zips_in_zips_end_at_two(library: Library) -> None:
    data = REPORT.encode()
    for _ in range(4):
        data = zipped({"a.zip" if data.startswith(b"PK") else "a.txt": data})
    (result,) = ingest_files("a.zip", data, library)
    assert (result.state, result.message) == (FileState.FAILED, pipeline.TOO_NESTED)


def test_the_files_of_one_zip_are_counted(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_INSIDE", 1)
    results = ingest_files("a.zip", zipped({"a.txt": b"", "b.txt": b"", "c.txt": b""}), library)
    assert [one.message for one in results][1:] == [pipeline.TOO_MANY]


def test_a_zip_alone_is_no_report(library: Library) -> None:
    assert ingest_file("a.zip", zipped({"a.txt": REPORT.encode()}), library).state is FileState.FAILED


def test_an_upload_lists_what_a_zip_held(library: Library, tmp_path: Path) -> None:
    worker = UploadWorker(library)
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": (REPORT + "mot").encode(), "b.txt": b""}))
    (tmp_path / "c.txt").write_text(REPORT.replace("MÂY", "HƯƠNG").replace("Mây", "Hương"), encoding="utf-8")
    job = settled(library.archive, worker.submit([tmp_path / "a.zip", tmp_path / "c.txt"]))
    worker.close()
    assert [(file.name, file.state) for file in job.files] == [("a.zip › a.txt", "added"), ("a.zip › b.txt", "failed"), ("c.txt", "added")]


def test_a_stamped_file_is_neither_kept_nor_found(library: Library) -> None:
    result = ingest_file("kế hoạch.txt", f"MẬT\n{REPORT}".encode(), library)
    assert (result.state, result.report_id) == (FileState.FAILED, None)
    assert "117/2025/QH15" in result.message
    assert library.archive.counts() == (0, 0)
    assert list((library.archive.data / "files").iterdir()) == []


# --- Reading ahead --------------------------------------------------------------------------------------------------------------------


def test_the_next_file_is_read_while_one_is_written(
    plain: PlainLibrary, library: Library, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    second = threading.Event()

    def compile_noted(name: str, data: bytes, report_id: str) -> Compiled:
        read.append(name)
        if len(read) == 2:
            second.set()
        return compile_apart(name, data, report_id)

    def add_once_the_second_is_read(report: Report, data: bytes, level: Level = Level.COMMON) -> Added:
        assert second.wait(30)
        return plain.archive.add(report, data, made_vectors(report))

    monkeypatch.setattr(pipeline, "compile_apart", compile_noted)
    monkeypatch.setattr(plain, "add", add_once_the_second_is_read)
    results = ingest_paths([files], library)
    assert [result.name for result in results] == read == ["a.TXT", "b.txt", "c.md"]
    assert {result.state for result in results} == {FileState.ADDED}


def test_the_same_bytes_twice_in_a_row_come_in_once(library: Library, tmp_path: Path) -> None:
    for name in ("mot.txt", "hai.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    first, second = ingest_paths([tmp_path / "mot.txt", tmp_path / "hai.txt"], library)
    assert (first.state, second.state) == (FileState.ADDED, FileState.ALREADY_THERE)
    assert (second.report_id, second.passages) == (first.report_id, 0)


def test_what_was_read_ahead_of_a_stop_is_not_written(library: Library, files: Path) -> None:
    done: list[str] = []
    ingest_paths([files], library, lambda result, *_: done.append(result.name), lambda: bool(done))
    assert done == ["a.TXT"]
    assert library.archive.counts()[0] == 1
