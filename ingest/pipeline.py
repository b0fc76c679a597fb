"""Files into the archive: one, a folder full, or the uploads of the service; nothing that a file does stops the next one."""

from __future__ import annotations

import hashlib
import logging
import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ingest.compile import compile_report
from ingest.read import read
from ingest.recount import recount_older, with_conflicts_across
from ingest.secret import require_no_stamp
from vectorstore.errors import ArchiveError, UnreadableFile
from vectorstore.jobs import Job, JobFile, JobState, create_job, update_job
from vectorstore.sight import EVERYTHING, Level, Sight

if TYPE_CHECKING:
    from vectorstore.library import Library

log = logging.getLogger(__name__)

# Looked for in folders; a file that is named itself is tried whatever it is called, so that the reader is told why not.
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".docx", ".docm", ".pdf", ".doc"})
MAX_BYTES = 50 * 1024 * 1024  # what the readers take: a larger file is refused before it is in memory

ADDED = "Đã nạp: {passages} đoạn."
REPLACED = "Đã thay bản cũ: {passages} đoạn."
ALREADY_THERE = "Đã có trong kho, không nạp lại."
NO_WORDS = "Không có phần chữ nào để nạp; hãy kiểm tra lại nội dung tệp."
MISSING = "Không tìm thấy tệp; hãy kiểm tra lại đường dẫn."
UNREADABLE = "Không mở được tệp; hãy kiểm tra quyền đọc."
TOO_LARGE = "Tệp lớn hơn 50 MB; hãy tách nhỏ tệp hoặc bỏ bớt ảnh rồi nạp lại."
BROKEN = "Nạp tệp gặp lỗi ngoài dự kiến; xin báo người quản trị xem nhật ký."


class FileState(StrEnum):
    QUEUED = "queued"
    READING = "reading"
    ADDED = "added"
    ALREADY_THERE = "already there"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file; `message` is a Vietnamese sentence for the reader."""

    name: str
    state: FileState
    message: str
    report_id: str | None = None


Progress = Callable[[FileResult, int, int], None]  # the result, how many files are done, how many there are


def ingest_file(name: str, data: bytes, library: Library, level: Level = Level.COMMON) -> FileResult:
    """Read, compile, embed and keep one file; bytes that are already there cost only their hash."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        if there := library.archive.id_of(digest):
            return FileResult(name, FileState.ALREADY_THERE, ALREADY_THERE, there)
        source = read(name, data)
        require_no_stamp(source.text)
        report = compile_report(name, data, source, library.archive.fresh_id(digest))
        if not report.passages:
            raise UnreadableFile(NO_WORDS)
        added = library.add(with_conflicts_across(report, library.archive.root), data, level)
    except ArchiveError as error:
        return FileResult(name, FileState.FAILED, str(error))
    except Exception:
        log.exception("%s could not be ingested", name)
        return FileResult(name, FileState.FAILED, BROKEN)
    words = {FileState.ADDED: ADDED, FileState.REPLACED: REPLACED, FileState.ALREADY_THERE: ALREADY_THERE}
    state = FileState(added.outcome.value)
    return FileResult(name, state, words[state].format(passages=len(report.passages)), added.report_id)


def ingest_path(path: Path, library: Library, level: Level = Level.COMMON) -> FileResult:
    """`ingest_file` of a file on the disk."""
    # A name may hold bytes that are no text; the archive keeps text.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    try:
        if path.stat().st_size > MAX_BYTES:
            return FileResult(name, FileState.FAILED, TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError:
        return FileResult(name, FileState.FAILED, MISSING)
    except OSError as error:
        log.warning("%s could not be opened: %s", path, error)
        return FileResult(name, FileState.FAILED, UNREADABLE)
    return ingest_file(name, data, library, level)


def ingest_paths(paths: Iterable[Path], library: Library, progress: Progress = lambda result, done, total: None) -> list[FileResult]:
    """Every file among the paths and in the folders among them; begun again, it passes over what is already there."""
    files = list(walk(paths))
    results = []
    with library.gathered():
        for done, path in enumerate(files, start=1):
            results.append(ingest_path(path, library))
            progress(results[-1], done, len(files))
    return results


def walk(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named; of folders the report files, in order, without hidden ones and Office's lock files."""
    for path in paths:
        if path.is_dir():
            inside = (file.relative_to(path) for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            yield from (path / file for file in sorted(inside) if not any(part.startswith((".", "~$")) for part in file.parts))
        else:
            yield path


@dataclass(frozen=True, slots=True)
class Upload:
    """A job with the copies of its files, and the library of whoever handed them in."""

    job: Job
    folder: Path
    files: Sequence[Path]
    library: Library
    level: Level


class UploadWorker:
    """Reads the uploads of the service, one job at a time, in a thread of its own; jobs are kept in SQL."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._incoming = library.archive.data / "incoming"
        # What is there was left by a process that died; its jobs are marked as interrupted when the archive opens.
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._jobs: queue.Queue[Upload | None] = queue.Queue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="uploads", daemon=True)
        self._thread.start()

    def submit(self, files: Sequence[Path], level: Level = Level.COMMON, sight: Sight = EVERYTHING) -> str:
        """Copy the files, so that the caller may remove them, and queue them as one job; returns its id."""
        folder = self._incoming / uuid4().hex
        copies = [folder / str(n) / file.name for n, file in enumerate(files)]
        for file, copy in zip(files, copies, strict=True):
            copy.parent.mkdir(parents=True)
            shutil.copyfile(file, copy)
        library = self._library.seen_by(sight)
        job = create_job(library.archive, tuple(JobFile(file.name, FileState.QUEUED) for file in files))
        self._jobs.put(Upload(job, folder, copies, library, level))
        return job.id

    def close(self) -> None:
        """Finish the file that is being read; what is left of its job is marked as interrupted."""
        self._stopping.set()
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            recount_older(self._library.archive, self._stopping.is_set)
        except Exception:
            log.exception("the figures of an older archive could not be counted anew")
        while (upload := self._jobs.get()) is not None:
            try:
                with self._library.gathered():
                    self._work(upload)
            except Exception:
                log.exception("upload job %s broke off", upload.job.id)
            finally:
                shutil.rmtree(upload.folder, ignore_errors=True)

    def _work(self, upload: Upload) -> None:
        job = upload.job
        for n, path in enumerate(upload.files):
            if self._stopping.is_set():
                update_job(self._library.archive, replace(job, state=JobState.INTERRUPTED))
                return
            job = self._noted(job, n, JobFile(path.name, FileState.READING))
            result = ingest_path(path, upload.library, upload.level)
            job = self._noted(job, n, JobFile(result.name, result.state, result.message, result.report_id))
        update_job(self._library.archive, replace(job, state=_outcome(job)))

    def _noted(self, job: Job, n: int, file: JobFile) -> Job:
        job = replace(job, files=(*job.files[:n], file, *job.files[n + 1 :]))
        update_job(self._library.archive, job)
        return job


def _outcome(job: Job) -> JobState:
    """A job has failed when none of its files came in."""
    return JobState.FAILED if job.files and all(file.state == FileState.FAILED for file in job.files) else JobState.DONE
