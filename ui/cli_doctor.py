"""The command that says what this machine has, what it lacks and how to install it."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typer
from rich.markup import escape

from ui import terminal
from vectorstore.programs import program
from vectorstore.settings import Settings

OLDEST_PYTHON = (3, 11)
LEAST_FREE = 2_000_000_000  # bytes: an archive of some thousand reports with its indexes, twice while they are rebuilt
ASKING_S = 10
# https://sqlite.org/wal.html, "the WAL-reset bug": found in 3.7.0, mended in 3.51.3 and in two older branches.
FIRST_FAULTY, MENDED = (3, 7, 0), (3, 51, 3)
MENDED_BRANCHES = {(3, 44): 6, (3, 50): 7}


class State(StrEnum):
    FINE = "[green]✓[/]"
    MISSING = "[yellow]–[/]"  # works without it, with less
    TROUBLE = "[red]✗[/]"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the list; `advice` is what to do, or what follows from it."""

    state: State
    name: str
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A program that is used where it is installed."""

    program: str
    name: str
    purpose: str
    debian: str
    windows: str


PROGRAMS = (
    Wanted(
        "soffice",
        "LibreOffice",
        "đọc tệp .doc và .rtf kiểu cũ",
        "sudo apt install libreoffice-writer-nogui",
        "tải tại https://www.libreoffice.org hoặc: winget install TheDocumentFoundation.LibreOffice",
    ),
    Wanted(
        "antiword",
        "antiword",
        "đọc tệp .doc khi không có LibreOffice",
        "sudo apt install antiword",
        "không cần; hãy cài LibreOffice",
    ),
    Wanted(
        "tesseract",
        "Tesseract",
        "nhận dạng chữ trong bản chụp, bản quét",
        "sudo apt install tesseract-ocr tesseract-ocr-vie",
        "winget install UB-Mannheim.TesseractOCR, khi cài chọn thêm tiếng Việt (Vietnamese)",
    ),
    Wanted(
        "ocrmypdf",
        "OCRmyPDF",
        "thêm lớp chữ vào PDF quét trước khi nạp",
        "sudo apt install ocrmypdf",
        "py -m pip install ocrmypdf (cần cả Tesseract và Ghostscript)",
    ),
)
VIETNAMESE = Wanted(
    "tesseract",
    "Tesseract, tiếng Việt",
    "nhận dạng chữ có dấu",
    "sudo apt install tesseract-ocr-vie",
    "cài lại Tesseract, chọn thêm tiếng Việt (Vietnamese)",
)
NOT_INSTALLED = "chưa cài, dùng để {purpose}"
HOW = "Debian, Ubuntu: {debian}\nWindows: {windows}"
OLD_PYTHON = "Cần Python 3.11 trở lên; xin cài bản mới rồi cài lại chương trình."
WAL_RESET = (
    "Bản này có lỗi WAL-reset của SQLite (3.7.0–3.51.2), có thể làm hỏng dữ liệu khi nhiều tiến trình cùng ghi."
    " Kho chỉ có một tiến trình ghi nên không gặp lỗi này; xin đừng mở tệp archive.sqlite3 bằng chương trình khác khi dịch vụ đang chạy."
)
ROOM, FOLDER = "Đĩa còn trống", "Thư mục dữ liệu"
LITTLE_ROOM = "Xin dọn bớt đĩa hoặc chuyển thư mục dữ liệu bằng HOIBAOCAO_DATA."
NOT_WRITABLE = "Xin cấp quyền ghi cho tài khoản chạy chương trình hoặc chọn thư mục khác bằng HOIBAOCAO_DATA."
ALL_FINE = "Mọi thứ cần thiết đều có."
SOME_MISSING = "Chương trình chạy được; những mục – chỉ cần khi dùng tới."
SOME_TROUBLE = "Xin sửa những mục ✗ trước khi dùng."


def doctor() -> None:
    """Kiểm tra máy: chương trình còn thiếu và cách cài, Python, SQLite, đĩa, thư mục dữ liệu.

    Ví dụ: hoibaocao doctor
    """
    findings = list(examined(Settings().data))
    for finding in findings:
        terminal.out.print(f"{finding.state} {escape(f'{finding.name}: {finding.found}')}")
        for line in finding.advice.splitlines():
            terminal.out.print(f"    {escape(line)}")
    states = {finding.state for finding in findings}
    terminal.out.print(SOME_TROUBLE if State.TROUBLE in states else SOME_MISSING if State.MISSING in states else ALL_FINE)
    if State.TROUBLE in states:
        raise typer.Exit(1)


def examined(data: Path) -> Iterator[Finding]:
    """All that there is to say, what is needed first."""
    yield _python()
    yield _sqlite(sqlite3.sqlite_version_info)
    yield _room(data)
    yield _folder(data)
    yield from map(_program, PROGRAMS)
    tesseract = program("tesseract")
    if tesseract:
        yield _vietnamese(_languages(tesseract))


def _python() -> Finding:
    old = sys.version_info[:2] < OLDEST_PYTHON
    return Finding(State.TROUBLE if old else State.FINE, "Python", platform.python_version(), OLD_PYTHON if old else "")


def _sqlite(version: tuple[int, int, int]) -> Finding:
    """Whether the writers of this SQLite may lose data; one writer alone may not."""
    mended = version >= MENDED or version[2] >= MENDED_BRANCHES.get(version[:2], version[2] + 1)
    faulty = version >= FIRST_FAULTY and not mended
    return Finding(State.FINE, "SQLite", ".".join(map(str, version)), WAL_RESET if faulty else "")


def _room(data: Path) -> Finding:
    free = shutil.disk_usage(_standing(data)).free
    found = f"{free / 1e9:.1f} GB".replace(".", ",")
    if free < LEAST_FREE:
        return Finding(State.TROUBLE, ROOM, found, LITTLE_ROOM)
    return Finding(State.FINE, ROOM, found)


def _folder(data: Path) -> Finding:
    """Tried by writing: permissions do not tell of a disk that is mounted for reading only."""
    shown = str(data.resolve())
    try:
        with tempfile.TemporaryFile(dir=_standing(data)):
            return Finding(State.FINE, FOLDER, f"{shown}, ghi được")
    except OSError:
        return Finding(State.TROUBLE, FOLDER, f"{shown}, không ghi được", NOT_WRITABLE)


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there: the archive makes the rest."""
    return next(place for place in (folder.resolve(), *folder.resolve().parents) if place.is_dir())


def _program(wanted: Wanted) -> Finding:
    found = program(wanted.program)
    return Finding(State.FINE, wanted.name, str(found)) if found else _missing(wanted)


def _missing(wanted: Wanted) -> Finding:
    advice = HOW.format(debian=wanted.debian, windows=wanted.windows)
    return Finding(State.MISSING, wanted.name, NOT_INSTALLED.format(purpose=wanted.purpose), advice)


def _vietnamese(languages: frozenset[str]) -> Finding:
    return Finding(State.FINE, VIETNAMESE.name, "có") if "vie" in languages else _missing(VIETNAMESE)


def _languages(tesseract: Path) -> frozenset[str]:
    """What Tesseract can read; nothing when it does not answer."""
    try:
        said = subprocess.run([str(tesseract), "--list-langs"], capture_output=True, text=True, timeout=ASKING_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(said.stdout.split())
