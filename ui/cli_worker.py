"""The command that takes in what replicas were handed."""

from __future__ import annotations

import signal
import threading
from typing import Any

from rich.markup import escape

from ui.terminal import FILE_MARKS, out
from vectorstore.errors import BadRequest
from vectorstore.settings import Settings

WORKING = "Đang nạp các tệp được gửi lên (nhấn Ctrl+C để dừng)."
NOT_SHARED = (
    "Tiến trình nạp chỉ dùng cho kho trên máy chủ: xin đặt cả HOIBAOCAO_DATABASE_URL và HOIBAOCAO_CHROMA_URL. "
    "Kho trên một máy tự nạp khi chạy hoibaocao serve."
)


def worker() -> None:
    """Nạp các tệp được gửi lên mọi bản dịch vụ của kho dùng chung (PostgreSQL và máy chủ Chroma); chạy bao nhiêu tiến trình cũng được.

    Ví dụ: hoibaocao worker
    """
    from ui.compose import office, work

    settings = Settings()
    if not settings.shared:
        raise BadRequest(NOT_SHARED)
    stopping = threading.Event()
    for told_to_stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told_to_stop, lambda *_: stopping.set())
    with office(settings) as opened:
        out.print(WORKING)
        work(opened, _print, stopping)


def _print(result: Any) -> None:
    out.print(f"{FILE_MARKS[result.state]} {escape(result.name)}: {escape(result.message)}")
