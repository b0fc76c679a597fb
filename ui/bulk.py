"""Taking in thousands of files on the command line: progress, a pause that loses nothing, and a list of what became of each."""

from __future__ import annotations

import csv
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ui.terminal import FILE_COUNTS, FILE_MARKS, NO_FILES, out
from vectorstore.durable import write_whole

if TYPE_CHECKING:
    from ui.compose import Office

PAUSING = "Đang dừng sau tệp này… (nhấn Ctrl+C lần nữa để dừng ngay)"
PAUSED = "Đã tạm dừng: {done}/{total} tệp. Chạy lại đúng lệnh này để nạp tiếp; tệp đã vào kho không nạp lần hai."
RATE = "{passages} đoạn, {rate:.1f} tệp/giây"
REASONS = "Lý do lỗi:"
HEADS = ("Tệp", "Kết quả", "Thông báo", "Mã báo cáo")
WRITTEN = "Danh sách kết quả: {file}"


class Paused(KeyboardInterrupt):
    """The reader has paused the run; what came in so far is in."""


def ingest_shown(office: Office, paths: Sequence[Path], listing: Path | None = None) -> int:
    """Ingest with a bar, one line a file and a summary; how many files failed. Raises Paused after the summary."""
    columns = (
        TextColumn("Đang nạp"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with _pausing() as paused, Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        shown = _Shown(bar)
        results = office.ingest(paths, shown, paused.is_set)
    _summary(results)
    if listing:
        _write(listing, results)
    if paused.is_set() and len(results) < shown.total:
        out.print(PAUSED.format(done=len(results), total=shown.total))
        raise Paused
    return sum(str(result.state) == "failed" for result in results)


class _Shown:
    """Draws the bar and prints a line for each file."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None, rate="")
        self._begun = monotonic()
        self._passages = 0
        self.total = 0

    def __call__(self, result: Any, done: int, total: int) -> None:
        self.total = total
        self._passages += result.passages
        rate = RATE.format(passages=self._passages, rate=done / max(0.001, monotonic() - self._begun))
        self._bar.update(self._task, completed=done, total=total, rate=rate)
        self._bar.console.print(f"{FILE_MARKS[result.state]} {escape(result.name)}: {escape(result.message)}")


def _summary(results: Sequence[Any]) -> None:
    states = Counter(str(result.state) for result in results)
    counts = ", ".join(f"{states[state]} {name}" for state, name in FILE_COUNTS.items() if states[state])
    out.print(f"Xong: {counts}." if results else NO_FILES)
    reasons = Counter(result.message for result in results if str(result.state) == "failed")
    if len(results) > 1 and reasons:
        out.print(REASONS)
        for message, count in reasons.most_common():
            out.print(f"  {count} tệp: {escape(message)}")


def _write(file: Path, results: Sequence[Any]) -> None:
    """What became of each file, as CSV that Excel opens (UTF-8 with its mark)."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for result in results:
        writer.writerow(map(_plain, (result.path or result.name, FILE_COUNTS[result.state], result.message, result.report_id or "")))
    write_whole(file, text.getvalue().encode("utf-8-sig"))
    out.print(WRITTEN.format(file=escape(str(file))))


def _plain(value: str) -> str:
    """A name that begins like a formula must not run as one in a workbook."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value


@contextmanager
def _pausing() -> Iterator[threading.Event]:
    """The event that the first Ctrl+C sets; the second one ends the program at once."""
    paused = threading.Event()

    def pause(*_: object) -> None:
        paused.set()
        out.print(PAUSING)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before: Callable[..., Any] | int | None = signal.signal(signal.SIGINT, pause)
    try:
        yield paused
    finally:
        signal.signal(signal.SIGINT, before)
