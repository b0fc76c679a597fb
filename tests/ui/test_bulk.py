"""Thousands of files on the command line: the summary, the list, the pause."""

from __future__ import annotations

import csv
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from ingest.pipeline import FileResult, FileState
from ui.bulk import Paused, ingest_shown
from ui.compose import Office

RESULTS = (
    FileResult("a.txt", FileState.ADDED, "Đã nạp: 7 đoạn.", "0123456789abcdef", 7, "/kho/quý 1/a.txt"),
    FileResult("=b.txt", FileState.SUPERSEDING, "Đã nạp bản mới.", "1123456789abcdef", 3, "=b.txt"),
    FileResult("c.pdf", FileState.FAILED, "Tệp PDF bị hỏng.", path="/kho/c.pdf"),
    FileResult("d.pdf", FileState.FAILED, "Tệp PDF bị hỏng.", path="/kho/d.pdf"),
)


class PlainOffice:
    """Tells of the results given, one after the other; presses Ctrl+C after the file named."""

    def __init__(self, results: Sequence[FileResult] = RESULTS, interrupted_at: str = "") -> None:
        self._results = results
        self._interrupted_at = interrupted_at

    def ingest(self, paths: Sequence[Path], progress: Callable[..., None], stopped: Callable[[], bool]) -> list[FileResult]:
        done: list[FileResult] = []
        for result in self._results:
            if stopped():
                break
            done.append(result)
            progress(result, len(done), len(self._results))
            if result.name == self._interrupted_at:
                os.kill(os.getpid(), signal.SIGINT)
        return done


def shown(office: PlainOffice, *more: Any) -> int:
    return ingest_shown(cast(Office, office), [Path("kho")], *more)


def test_the_summary_counts_and_names_the_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(PlainOffice()) == 2
    said = capsys.readouterr().out
    assert "Xong: 1 tệp mới, 1 bản mới của báo cáo đã có, 2 tệp lỗi." in said
    assert "2 tệp: Tệp PDF bị hỏng." in said


def test_the_list_says_what_became_of_each_file_and_no_name_is_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown(PlainOffice(), tmp_path / "ket-qua.csv")
    with (tmp_path / "ket-qua.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["Tệp", "Kết quả", "Thông báo", "Mã báo cáo"]
    assert rows[0] == ["/kho/quý 1/a.txt", "tệp mới", "Đã nạp: 7 đoạn.", "0123456789abcdef"]
    assert [row[0] for row in rows] == ["/kho/quý 1/a.txt", "'=b.txt", "/kho/c.pdf", "/kho/d.pdf"]
    assert "ket-qua.csv" in capsys.readouterr().out


def test_ctrl_c_pauses_after_the_file_and_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(Paused):
        shown(PlainOffice(interrupted_at="=b.txt"))
    said = capsys.readouterr().out
    assert "Đang dừng sau tệp này" in said
    assert "Đã tạm dừng: 2/4 tệp. Chạy lại đúng lệnh này để nạp tiếp" in said
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_stops_at_once() -> None:
    class Impatient(PlainOffice):
        def ingest(self, *_: Any) -> list[FileResult]:
            for _n in range(2):
                os.kill(os.getpid(), signal.SIGINT)
            return []

    with pytest.raises(KeyboardInterrupt) as caught:
        shown(Impatient())
    assert not isinstance(caught.value, Paused)


def test_a_pause_at_the_last_file_is_an_end() -> None:
    assert shown(PlainOffice(interrupted_at="d.pdf")) == 2
