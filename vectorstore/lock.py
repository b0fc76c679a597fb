"""One process holds a data folder; the lock goes when the process goes, however it dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import IO

from vectorstore.errors import ArchiveInUse

IN_USE = (
    "Kho báo cáo ở thư mục «{folder}» đang được một tiến trình khác sử dụng. "
    "Xin tắt dịch vụ đang chạy, hoặc chọn thư mục khác bằng HOIBAOCAO_DATA, rồi thử lại."
)
NO_LOCKS = (
    "Ổ đĩa chứa thư mục «{folder}» không khóa được tệp (thường là ổ mạng), nên không ngăn được hai máy cùng ghi. "
    "Xin đặt kho trên ổ đĩa của máy này bằng HOIBAOCAO_DATA."
)
HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


def hold(folder: Path) -> IO[str]:
    """Take the folder's lock file; closing the file gives it back."""
    # Not unlinked afterwards: a second process could lock the unlinked file and a third the new one.
    file = (folder / "lock").open("a+", encoding="utf-8")
    try:
        _lock(file.fileno())
    except OSError as error:
        file.close()
        raise ArchiveInUse((IN_USE if error.errno in HELD else NO_LOCKS).format(folder=folder)) from error
    return file


def is_exclusive(folder: Path) -> bool:
    """Whether a second opener is refused, asked while the lock is held: some network drives grant every lock."""
    try:
        hold(folder).close()
    except ArchiveInUse:
        return True
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
