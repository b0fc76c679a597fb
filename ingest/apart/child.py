"""The process that reads: one file in, its report or one sentence out, until its input ends."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from ingest.apart.limits import allow_time, confine
from ingest.apart.plain import Compiled, pages_from_plain, to_plain
from ingest.apart.wire import Rubbish, receive, send
from ingest.compile import compile_report
from ingest.read.file import MAX_BYTES, open_file
from ingest.read.opened import Opened
from ingest.read.pdf.pdfium import PageContent
from vectorstore.errors import UnreadableFile

MOST_BYTES = MAX_BYTES + 256 * 1024 * 1024  # of a request: a file, and its pages that were recognised
MOST_PASSAGES = 50_000  # each is embedded in the archive's process, some hundred a second
TOO_MUCH_MEMORY = "Đọc tệp này cần quá nhiều bộ nhớ (hơn 1 GB); hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."
TOO_LONG = "Tài liệu quá dài (hơn 50.000 đoạn); hãy tách thành nhiều tệp nhỏ hơn rồi nạp lại."
TOO_DEEP = "Nội dung tệp lồng nhau quá sâu; hãy mở tệp bằng Word, lưu lại thành .docx rồi nạp lại."


Opening = Callable[[str, bytes, dict[int, PageContent]], Opened]


def main(opening: Opening = open_file) -> None:
    requests, replies = _own_pipes()
    confine()
    send(replies, {"ready": True})
    while True:
        try:
            head, body = receive(requests, MOST_BYTES)
        except Rubbish:  # the archive has ended, or wants this process to end
            return
        allow_time()
        send(replies, *_answer(opening, head, body))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under other numbers: whatever a library or a converter prints must not stand among the replies."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nothing, number)
    return pipes


def _compiled(name: str, data: bytes, report_id: str | None, opened: Opened) -> Compiled:
    source = opened.source
    report = compile_report(name, data, source, report_id) if source and source.text.strip() else None
    if report and len(report.passages) > MOST_PASSAGES:
        raise UnreadableFile(TOO_LONG)
    return Compiled(report, opened.members, source.scanned if source else ())


def _answer(opening: Opening, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    name, size = str(head["name"]), int(head["size"])
    data, recognised = body[:size], body[size:]
    try:
        return to_plain(_compiled(name, data, head["id"], opening(name, data, pages_from_plain(recognised))))
    except UnreadableFile as error:
        return {"reason": str(error)}, b""
    except MemoryError:
        return {"reason": TOO_MUCH_MEMORY, "spent": True}, b""
    except RecursionError:
        return {"reason": TOO_DEEP}, b""
    except Exception:
        return {"fault": traceback.format_exc()}, b""


if __name__ == "__main__":
    main()
