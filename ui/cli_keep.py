"""The commands that keep an archive safe: back up, restore, verify, purge."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from ui import terminal
from vectorstore.errors import ArchiveInUse, BadRequest
from vectorstore.settings import Settings

if TYPE_CHECKING:
    from vectorstore.archive import Archive

BACKED_UP = "Đã sao lưu {reports} báo cáo vào {file} ({size} MB)."
DAMAGED = "Tệp gốc của {n} báo cáo không còn như lúc nạp: {ids}. Xin chạy hoibaocao verify để xem, rồi nạp lại các báo cáo đó."
RESTORED = "Đã khôi phục {reports} báo cáo, bản sao lưu lúc {made_at}, vào {folder}. Các chỉ mục được lập lại ở lần mở tới."
KEPT = "Thư mục cũ còn ở {folder}; xin xóa khi không cần nữa."
RUNNING = "Dịch vụ đang dùng kho: đã kiểm tra cơ sở dữ liệu và tệp gốc, chưa kiểm tra chỉ mục."
SOUND = "Kho toàn vẹn: {reports} báo cáo, {passages} đoạn."
UNSOUND = "Có {n} chỗ không toàn vẹn."
PURGED = "Đã xóa hẳn mọi dấu vết của báo cáo đã xóa: gỡ nội dung trong {messages} câu trả lời và {drafts} dự thảo, lập lại các chỉ mục."
SURE = "Lệnh này gỡ lời của báo cáo đã xóa khỏi các cuộc hỏi và dự thảo, không hoàn lại được. Tiếp tục?"
NOT_SURE = "Chưa xóa gì. Thêm --yes để không phải hỏi lại."


def backup(file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu sẽ ghi, ví dụ kho.zip.")]) -> None:
    """Sao lưu kho vào một tệp; dịch vụ đang chạy vẫn trả lời và nạp bình thường.

    Ví dụ: hoibaocao backup kho-2026-11-21.zip
    """
    from vectorstore.backup import back_up

    made = back_up(Settings(), file)
    terminal.out.print(escape(BACKED_UP.format(reports=made.reports, file=file, size=file.stat().st_size // 1_000_000)))
    if made.damaged:
        terminal.err.print(escape(DAMAGED.format(n=len(made.damaged), ids=", ".join(made.damaged))), style="red")
        raise typer.Exit(1)


def restore(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu.")],
    replace: Annotated[bool, typer.Option("--replace", help="Thay kho hiện có; thư mục cũ được giữ lại bên cạnh.")] = False,
) -> None:
    """Kiểm tra toàn bộ bản sao lưu rồi khôi phục vào thư mục dữ liệu.

    Ví dụ: hoibaocao restore kho-2026-11-21.zip --replace
    """
    from vectorstore.restore import restore as restored

    settings = Settings()
    data = settings.data.absolute()
    aside = data.with_name(f"{data.name}-truoc-{datetime.now():%Y%m%d-%H%M%S}") if replace else None
    made = restored(settings, file, aside)
    terminal.out.print(escape(RESTORED.format(reports=made.reports, made_at=made.made_at, folder=data)))
    if aside and aside.exists():
        terminal.out.print(escape(KEPT.format(folder=aside)))


def verify() -> None:
    """Kiểm tra cơ sở dữ liệu, từng tệp gốc, vị trí trích dẫn và chỉ mục; có lỗi thì mã thoát là 1.

    Ví dụ: hoibaocao verify
    """
    from ui.compose import archive
    from vectorstore.archive import Archive

    settings = Settings()
    try:
        with archive(settings) as opened:
            _print_verified(opened, ("lexical",) if settings.chroma_url else ("lexical", "dense"))
    except ArchiveInUse:
        beside = Archive.read_only(settings)
        terminal.out.print(RUNNING)
        _print_verified(beside, ())
        beside.close()


def purge(yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False) -> None:
    """Xóa hẳn khỏi đĩa mọi lời của báo cáo đã xóa, cả trong các cuộc hỏi và dự thảo; chỉ chạy khi dịch vụ đã tắt.

    Ví dụ: hoibaocao purge --yes
    """
    from ui.compose import purged

    if not yes and not typer.confirm(SURE):
        raise BadRequest(NOT_SURE)
    struck = purged(Settings())
    terminal.out.print(PURGED.format(messages=struck.messages, drafts=struck.drafts))


def database_line(settings: Settings) -> str:
    """Which database it is, and why no second writer can harm it; told while the archive is held."""
    from vectorstore.lock import is_exclusive
    from vectorstore.sqlite import survives_two_writers

    if settings.database_url:
        return "PostgreSQL"
    if is_exclusive(settings.data):
        return f"SQLite {sqlite3.sqlite_version}, một tiến trình ghi"
    warned = "" if survives_two_writers() else "; bản SQLite này có thể mất dữ liệu khi hai máy cùng ghi"
    return f"SQLite {sqlite3.sqlite_version}, ổ đĩa không giữ được khóa{warned}"


def _print_verified(opened: Archive, kinds: tuple[str, ...]) -> None:
    from assistant.reproduce import quote_faults
    from vectorstore.verify import faults, index_faults

    found = [*faults(opened), *quote_faults(opened)] or list(index_faults(opened, kinds))  # which are compared with what SQL holds
    for fault in found:
        terminal.err.print(escape(fault), style="red")
    if found:
        terminal.err.print(UNSOUND.format(n=len(found)), style="red")
        raise typer.Exit(1)
    reports, passages = opened.counts()
    terminal.out.print(SOUND.format(reports=reports, passages=passages))
