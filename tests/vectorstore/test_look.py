"""A large index is opened by its files' sizes and times, and read whole while it answers."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from vectorstore import look, seal
from vectorstore.look import Look, unread_path
from vectorstore.seal import break_seal, damaged_file, put_seal, sealed_revision, standing_revision


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two files at rest since long ago."""
    folder = tmp_path / "dense-1"
    folder.mkdir()
    for name in ("graph.bin", "rows.bin"):
        (folder / name).write_bytes(name.encode() * 1000)
        os.utime(folder / name, ns=(10**18, 10**18))
    put_seal(sealed(folder), folder, 7)
    return folder


def sealed(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.seal")


def flip_unseen(file: Path) -> None:
    """Other bytes under the same size and time, as a failing disk leaves them."""
    stat = file.stat()
    file.write_bytes(b"X" + file.read_bytes()[1:])
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_an_untouched_index_stands_without_being_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "_checksum", lambda *_: pytest.fail("a file was read"))
    assert standing_revision(sealed(folder), folder) == 7


def test_a_file_that_was_written_is_read_and_found_out(folder: Path) -> None:
    (folder / "graph.bin").write_bytes(b"X" * (folder / "graph.bin").stat().st_size)
    assert standing_revision(sealed(folder), folder) is None


def test_a_copy_with_other_times_and_the_same_bytes_stands(folder: Path) -> None:
    os.utime(folder / "graph.bin")
    assert standing_revision(sealed(folder), folder) == sealed_revision(sealed(folder), folder) == 7


def test_a_missing_and_an_additional_file_are_found_out(folder: Path) -> None:
    (folder / "more.bin").touch()
    assert standing_revision(sealed(folder), folder) is None
    (folder / "more.bin").unlink()
    (folder / "rows.bin").unlink()
    assert standing_revision(sealed(folder), folder) is None


def test_bytes_that_changed_without_a_trace_are_found_when_all_is_read(folder: Path) -> None:
    flip_unseen(folder / "graph.bin")
    assert standing_revision(sealed(folder), folder) == 7
    assert sealed_revision(sealed(folder), folder) is None
    assert damaged_file(sealed(folder), folder, lambda: False) == "graph.bin"


def test_a_file_that_is_written_meanwhile_is_not_called_damaged(folder: Path) -> None:
    (folder / "graph.bin").write_bytes(b"new")
    assert damaged_file(sealed(folder), folder, lambda: False) is None


def test_the_next_seal_reads_what_has_changed_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = seal._checksum
    monkeypatch.setattr(seal, "_checksum", lambda path, stopped: read.append(path.name) or whole(path, stopped))  # type: ignore[func-returns-value]
    break_seal(sealed(folder))
    (folder / "rows.bin").write_bytes(b"new")
    put_seal(sealed(folder), folder, 8)
    assert read == ["rows.bin"]
    assert sealed_revision(sealed(folder), folder) == 8


def test_what_was_written_just_before_the_seal_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been written twice within one tick of the clock."""
    os.utime(folder / "rows.bin")
    put_seal(sealed(folder), folder, 8)
    read: list[str] = []
    monkeypatch.setattr(seal, "_checksum", lambda path, stopped: read.append(path.name) or 0)  # type: ignore[func-returns-value]
    put_seal(sealed(folder), folder, 9)
    assert read == ["rows.bin"]


def test_a_broken_seal_is_no_seal(folder: Path) -> None:
    break_seal(sealed(folder))
    assert standing_revision(sealed(folder), folder) is None
    assert seal.newest_revision(folder.parent) == -1


def test_a_large_index_is_damaged_in_the_background_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "AT_ONCE", 0)
    flip_unseen(folder / "graph.bin")
    told = threading.Event()
    opened = Look(sealed(folder), folder)
    assert opened.revision() == 7
    opened.go_on(told.set)
    assert told.wait(30)
    opened.close()
    assert not sealed(folder).exists()  # whoever opens it next makes it anew


def test_a_sound_large_index_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "AT_ONCE", 0)
    opened = Look(sealed(folder), folder)
    opened.revision()
    opened.go_on(lambda: pytest.fail("called damaged"))
    assert opened._thread
    opened._thread.join()
    assert sealed_revision(sealed(folder), folder) == 7
    assert not unread_path(sealed(folder)).exists()


def test_after_a_process_that_died_before_all_was_read_every_byte_is_read_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "AT_ONCE", 0)
    flip_unseen(folder / "graph.bin")
    assert Look(sealed(folder), folder).revision() == 7  # and the process ends here
    assert Look(sealed(folder), folder).revision() is None


def test_a_process_that_closes_leaves_nothing_to_be_taken_for_a_death(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "AT_ONCE", 0)
    opened = Look(sealed(folder), folder)
    opened.revision()
    opened.close()
    assert not unread_path(sealed(folder)).exists()
