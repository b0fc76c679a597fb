"""The command that watches a folder."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ui.terminal import FILE_MARKS, out
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

WATCHING = "Đang theo dõi {folder}: tệp mới hoặc vừa sửa được nạp sau khi ngừng thay đổi (nhấn Ctrl+C để dừng)."
FAILED_BEFORE = "{n} tệp chưa nạp được, sẽ thử lại khi tệp thay đổi:"
NO_FOLDER = "Không tìm thấy thư mục {folder}. Xin kiểm tra lại đường dẫn."


def watch(folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục có báo cáo được chép vào.")]) -> None:
    """Theo dõi một thư mục: tệp báo cáo mới hoặc vừa sửa được tự động nạp vào kho.

    Ví dụ: hoibaocao watch /mnt/bao-cao
    """
    from ui.compose import office, watch_folder

    if not folder.is_dir():
        raise BadRequest(NO_FOLDER.format(folder=folder))
    with office(Settings()) as opened:
        _print_failed(opened.desk.unread())
        out.print(WATCHING.format(folder=escape(str(folder))))
        watch_folder(opened, folder, _print, threading.Event())


def _print_failed(failed: Any) -> None:
    if failed:
        out.print(FAILED_BEFORE.format(n=len(failed)))
    for file in failed:
        out.print(f"  {FILE_MARKS['failed']} {escape(file.path)}: {escape(file.message)}")


def _print(result: Any) -> None:
    out.print(f"{FILE_MARKS[result.state]} {escape(result.name)}: {escape(result.message)}")
