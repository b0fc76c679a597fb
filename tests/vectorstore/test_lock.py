"""The lock of a data folder."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from vectorstore import lock
from vectorstore.errors import ArchiveInUse


def test_a_second_opener_is_refused_while_the_first_holds(tmp_path: Path) -> None:
    held = lock.hold(tmp_path)
    assert lock.is_exclusive(tmp_path)
    with pytest.raises(ArchiveInUse, match="tiến trình khác"):
        lock.hold(tmp_path)
    held.close()
    lock.hold(tmp_path).close()


def test_a_drive_that_grants_every_lock_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_lock", lambda descriptor: None)
    lock.hold(tmp_path)
    assert not lock.is_exclusive(tmp_path)


def test_a_drive_without_locks_is_told_apart_from_a_folder_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", refuse)
    with pytest.raises(ArchiveInUse, match="không khóa được tệp"):
        lock.hold(tmp_path)
