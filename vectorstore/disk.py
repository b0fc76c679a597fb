"""What a disk refuses, as sentences for the reader: full, read-only, damaged."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ExceptionContext

from vectorstore.errors import ArchiveError, DamagedArchive, DiskRefused

FULL = "Đĩa chứa kho báo cáo đã đầy nên chưa ghi được; những gì đã có vẫn còn nguyên. Xin giải phóng dung lượng rồi thử lại."
READ_ONLY = "Thư mục dữ liệu không cho ghi; những gì đã có vẫn còn nguyên. Xin kiểm tra quyền ghi và ổ đĩa rồi thử lại."
NO_ANSWER = "Ổ đĩa chứa kho báo cáo đọc hoặc ghi bị lỗi; xin kiểm tra ổ đĩa và kết nối mạng tới nó, rồi thử lại."
DAMAGED = (
    "Cơ sở dữ liệu của kho («archive.sqlite3» trong thư mục dữ liệu) bị hỏng nên không mở; chương trình chưa ghi gì vào đó. "
    "Xin giữ nguyên thư mục, kiểm tra ổ đĩa, rồi khôi phục từ bản sao lưu: hoibaocao restore TỆP --replace."
)
# By SQLite's primary result codes.
SAID: dict[int, tuple[type[ArchiveError], str]] = {
    sqlite3.SQLITE_FULL: (DiskRefused, FULL),
    sqlite3.SQLITE_READONLY: (DiskRefused, READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (DiskRefused, READ_ONLY),
    sqlite3.SQLITE_IOERR: (DiskRefused, NO_ANSWER),
    sqlite3.SQLITE_CORRUPT: (DamagedArchive, DAMAGED),
    sqlite3.SQLITE_NOTADB: (DamagedArchive, DAMAGED),
}
FULL_CODES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY_CODES = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def refusal(error: BaseException | None) -> ArchiveError | None:
    """What to tell of an error of SQLite or the operating system; None where it is not the disk's."""
    if isinstance(error, sqlite3.Error):
        kind, said = SAID.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, (None, ""))
        return kind(said) if kind else None
    if isinstance(error, OSError) and error.errno in FULL_CODES:
        return DiskRefused(FULL)
    if isinstance(error, OSError) and error.errno in READ_ONLY_CODES:
        return DiskRefused(READ_ONLY)
    return DiskRefused(NO_ANSWER) if isinstance(error, OSError) and error.errno == errno.EIO else None


@contextmanager
def telling() -> Iterator[None]:
    """Raise what the disk refuses inside as an ArchiveError."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        told = refusal(error)
        if told is None:
            raise
        raise told from error


def tell(context: ExceptionContext) -> None:
    """The same for whatever an engine runs, as its `handle_error`."""
    told = refusal(context.original_exception)
    if told is not None:
        raise told from context.original_exception
