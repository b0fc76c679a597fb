"""Files into the archive: one, a folder full, or the uploads of the service; nothing that a file does stops the next one."""

from __future__ import annotations

import hashlib
import logging
import os
import queue
import shutil
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from ingest.apart import Compiled, compile_apart
from ingest.read.file import HOLDS_FILES
from ingest.read.names import clean_name
from ingest.read.opened import Member
from ingest.recount import recount_older, with_conflicts_across
from ingest.scan import with_scans
from ingest.secret import require_no_stamp
from vectorstore.errors import ArchiveError, UnreadableFile
from vectorstore.jobs import Job, JobFile, JobState, create_job, update_job
from vectorstore.sight import EVERYTHING, Level, Sight

if TYPE_CHECKING:
    from vectorstore.library import Library
    from vectorstore.report import Report

log = logging.getLogger(__name__)

# Looked for in folders; a file that is named itself is tried whatever it is called, so that the reader is told why not.
_TEXTS, _DOCUMENTS, _HOLDERS = ".txt .text .md .markdown .html .htm", ".docx .docm .doc .rtf .odt .pdf .xlsx .xlsm", ".eml .zip"
_IMAGES = ".png .jpg .jpeg .tif .tiff"
SUFFIXES = frozenset(f"{_TEXTS} {_DOCUMENTS} {_HOLDERS} {_IMAGES}".split())
MOST_NAMED = 12  # page numbers in one sentence
AHEAD = 2  # files that are read while one is written
MAX_DEPTH = 2  # how deep an archive may lie in an archive
MAX_INSIDE = 2_000  # files that come out of one
MAX_BYTES = 50 * 1024 * 1024  # what the readers take: a larger file is refused before it is in memory

ADDED = "Đã nạp: {passages} đoạn."
REPLACED = "Đã thay bản cũ: {passages} đoạn."
SUPERSEDING = "Đã nạp bản mới: {passages} đoạn; bản cũ của báo cáo này được giữ lại để đối chiếu, không còn tìm trong đó."
SUPERSEDED = "Đã giữ lại để đối chiếu: {passages} đoạn; kho đã có bản mới hơn của báo cáo này nên không tìm trong bản này."
ALREADY_THERE = "Đã có trong kho, không nạp lại."
SCANNED = " Nhận dạng chữ từ {pages} trang ảnh; {doubts} số có độ tin cậy thấp, xin đối chiếu ảnh trang."
UNREAD = " Còn {pages} trang ảnh chưa đọc được chữ: trang {numbers}."
PAGES_DONE = "Đang nhận dạng chữ: {done}/{total} trang."
NO_WORDS = "Không có phần chữ nào để nạp; hãy kiểm tra lại nội dung tệp."
MISSING = "Không tìm thấy tệp; hãy kiểm tra lại đường dẫn."
UNREADABLE = "Không mở được tệp; hãy kiểm tra quyền đọc."
TOO_LARGE = "Tệp lớn hơn 50 MB; hãy tách nhỏ tệp hoặc bỏ bớt ảnh rồi nạp lại."
TOO_NESTED = "Tệp nén lồng trong tệp nén quá hai lớp nên không được mở; hãy giải nén rồi nạp từng tệp."
TOO_MANY = "Tệp nén chứa hơn 2.000 tệp, phần còn lại chưa được nạp; hãy giải nén rồi nạp cả thư mục."
BROKEN = "Nạp tệp gặp lỗi ngoài dự kiến; xin báo người quản trị xem nhật ký."


class FileState(StrEnum):
    QUEUED = "queued"
    READING = "reading"
    ADDED = "added"
    ALREADY_THERE = "already there"
    REPLACED = "replaced"
    SUPERSEDING = "superseding"
    SUPERSEDED = "superseded"
    FAILED = "failed"


SAID = {
    FileState.ADDED: ADDED,
    FileState.REPLACED: REPLACED,
    FileState.SUPERSEDING: SUPERSEDING,
    FileState.SUPERSEDED: SUPERSEDED,
    FileState.ALREADY_THERE: ALREADY_THERE,
}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file; `message` is a Vietnamese sentence for the reader."""

    name: str
    state: FileState
    message: str
    report_id: str | None = None
    passages: int = 0  # that came in
    path: str = ""  # as it was found, where it was on the disk


Told = Callable[[int, int], None]  # how many pages of a scan are done, how many there are
Progress = Callable[[FileResult, int, int], None]  # the result, how many files are done, how many there are


def _untold(done: int, total: int) -> None:
    """Nobody waits for the pages of a scan."""


def ingest_file(name: str, data: bytes, library: Library, level: Level = Level.COMMON, told: Told = _untold) -> FileResult:
    """Read, compile, embed and keep one file; bytes that are already there cost only their hash."""
    result = _taken(_read(name, data, library), library, level, told)
    return result or FileResult(name, FileState.FAILED, HOLDS_FILES)


def ingest_files(name: str, data: bytes, library: Library, level: Level = Level.COMMON, told: Told = _untold) -> list[FileResult]:
    """`ingest_file` of a file and of those that it holds: the attachments of a mail, the files of a .zip, two deep."""
    name = clean_name(name)
    return _all_taken(name, _read(name, data, library), library, level, told)


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was compiled and is not in the archive yet."""

    name: str
    data: bytes
    report_id: str
    compiled: Compiled


def _read(name: str, data: bytes, library: Library) -> FileResult | Read:
    """The file compiled, or what has become of it already; nothing is written, so that it may run ahead."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        if there := library.archive.id_of(digest):
            return FileResult(name, FileState.ALREADY_THERE, ALREADY_THERE, there)
        report_id = library.archive.fresh_id(digest)
        return Read(name, data, report_id, compile_apart(name, data, report_id))
    except ArchiveError as error:
        return FileResult(name, FileState.FAILED, str(error))
    except Exception:
        log.exception("%s could not be read", name)
        return FileResult(name, FileState.FAILED, BROKEN)


Take = Callable[[FileResult | Read], FileResult | None]
ReadMember = Callable[[Member], FileResult | Read]


def _all_taken(name: str, read: FileResult | Read, library: Library, level: Level, told: Told) -> list[FileResult]:
    """What became of a file and of those inside it, in the order in which they lie there."""
    results: list[FileResult] = []
    _take(name, read, 0, results, partial(_taken, library=library, level=level, told=told), partial(_member, library=library))
    return results


def _take(shown: str, read: FileResult | Read, depth: int, results: list[FileResult], take: Take, member: ReadMember) -> None:
    """Those inside first: a mail that is in the archive is not opened again, and one without its attachments would stay so."""
    inside = read.compiled.members if isinstance(read, Read) else ()
    at = len(results)
    if inside and depth >= MAX_DEPTH:
        results.append(FileResult(shown, FileState.FAILED, TOO_NESTED))
        return
    for one in inside:
        if len(results) >= MAX_INSIDE:
            results[MAX_INSIDE:] = [FileResult(shown, FileState.FAILED, TOO_MANY)]
            return
        _take(f"{shown} › {one.name}", member(one), depth + 1, results, take, member)
    if result := take(read):
        results.insert(at, replace(result, name=shown))


def _member(one: Member, library: Library) -> FileResult | Read:
    return _read(one.name, one.data, library)


def _taken(read: FileResult | Read, library: Library, level: Level, told: Told) -> FileResult | None:
    """What became of the file itself, None when it has no words of its own."""
    if isinstance(read, FileResult):
        return read
    try:
        found = with_scans(read.name, read.data, read.report_id, read.compiled, told)
        return _kept(read.name, read.data, found.report, library, level, found.scanned) if found.report else None
    except ArchiveError as error:
        return FileResult(read.name, FileState.FAILED, str(error))
    except Exception:
        log.exception("%s could not be ingested", read.name)
        return FileResult(read.name, FileState.FAILED, BROKEN)


def _kept(name: str, data: bytes, report: Report, library: Library, level: Level, unread: Sequence[int]) -> FileResult:
    require_no_stamp(report.text)
    if not report.passages:
        raise UnreadableFile(NO_WORDS)
    added = library.add(with_conflicts_across(report, library.archive.root), data, level)
    state, count = FileState(added.outcome.value), len(report.passages)
    if state is FileState.ALREADY_THERE:  # the file before it had the same bytes
        return FileResult(name, state, ALREADY_THERE, added.report_id)
    return FileResult(name, state, SAID[state].format(passages=count) + _of_scans(report, unread), added.report_id, count)


def _of_scans(report: Report, unread: Sequence[int]) -> str:
    """What the reader should know of the pages that are pictures."""
    read = SCANNED.format(pages=len(report.images), doubts=len(report.doubts)) if report.images else ""
    numbers = ", ".join(map(str, unread[:MOST_NAMED])) + ("…" if len(unread) > MOST_NAMED else "")
    return read + (UNREAD.format(pages=len(unread), numbers=numbers) if unread else "")


def ingest_path(path: Path, library: Library, level: Level = Level.COMMON, told: Told = _untold) -> list[FileResult]:
    """`ingest_files` of a file on the disk."""
    return _path_taken(path, _read_path(path, library), library, level, told)


def _path_taken(path: Path, read: FileResult | Read, library: Library, level: Level, told: Told) -> list[FileResult]:
    return [replace(result, path=_text_of(path)) for result in _all_taken(_name_of(path), read, library, level, told)]


def _read_path(path: Path, library: Library) -> FileResult | Read:
    name = _name_of(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            return FileResult(name, FileState.FAILED, TOO_LARGE)
        data = path.read_bytes()
    except FileNotFoundError:
        return FileResult(name, FileState.FAILED, MISSING)
    except OSError as error:
        log.warning("%s could not be opened: %s", path, error)
        return FileResult(name, FileState.FAILED, UNREADABLE)
    return _read(name, data, library)


def _name_of(path: Path) -> str:
    return clean_name(_text_of(Path(path.name)))


def ingest_paths(
    paths: Iterable[Path],
    library: Library,
    progress: Progress = lambda result, done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[FileResult]:
    """Every file among the paths and in the folders among them, until stopped; begun again, it passes over what is already there."""
    files = list(walk(paths))
    results: list[FileResult] = []
    reader = ThreadPoolExecutor(1, "reading")
    try:
        with library.gathered():
            for done, (path, reading) in enumerate(_ahead(files, reader, library), start=1):
                if stopped():
                    break
                for result in _path_taken(path, reading.result(), library, Level.COMMON, _untold):
                    results.append(result)
                    progress(result, done, len(files))
    finally:
        reader.shutdown(cancel_futures=True)
    return results


def _ahead(files: Sequence[Path], reader: Executor, library: Library) -> Iterator[tuple[Path, Future[FileResult | Read]]]:
    """Each file with its reading, while those of the next are under way in the process that reads; they are written in order."""
    coming: deque[tuple[Path, Future[FileResult | Read]]] = deque()
    for path in files:
        coming.append((path, reader.submit(_read_path, path, library)))
        if len(coming) > AHEAD:
            yield coming.popleft()
    yield from coming


def _text_of(path: Path) -> str:
    """A name may hold bytes that are no text; the archive keeps text."""
    return os.fsencode(path).decode("utf-8", "replace")


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
        give_way()
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
        job, done = upload.job, 0  # a file that holds others takes several lines of the job
        for path in upload.files:
            if self._stopping.is_set():
                update_job(self._library.archive, replace(job, state=JobState.INTERRUPTED))
                return
            job = self._noted(job, done, [JobFile(path.name, FileState.READING)])
            results = ingest_path(path, upload.library, upload.level, partial(self._told, job, done))
            job = self._noted(job, done, [JobFile(one.name, one.state, one.message, one.report_id) for one in results])
            done += len(results)
        update_job(self._library.archive, replace(job, state=_outcome(job)))

    def _told(self, job: Job, n: int, done: int, total: int) -> None:
        self._noted(job, n, [JobFile(job.files[n].name, FileState.READING, PAGES_DONE.format(done=done, total=total))])

    def _noted(self, job: Job, n: int, files: list[JobFile]) -> Job:
        job = replace(job, files=(*job.files[:n], *files, *job.files[n + 1 :]))
        update_job(self._library.archive, job)
        return job


def give_way() -> None:
    """This thread, and those that it starts for its arithmetic, run when no reader waits for an answer (Linux counts it by thread)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _outcome(job: Job) -> JobState:
    """A job has failed when none of its files came in."""
    return JobState.FAILED if job.files and all(file.state == FileState.FAILED for file in job.files) else JobState.DONE
