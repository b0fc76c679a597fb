"""A reading process that does what the name of the file says before it reads."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Mapping

from ingest.apart import child
from ingest.read.file import open_file
from ingest.read.opened import Opened
from ingest.read.pdf.pdfium import PageContent


def hang() -> None:
    time.sleep(60)


def work() -> None:
    while True:
        pass


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def grow() -> None:
    print(len(bytearray(2 * 1024**3)))


def loop() -> None:
    loop()


def fail() -> None:
    raise ZeroDivisionError("chia cho không")


def say(data: bytes) -> Callable[[], None]:
    """Answer in the reader's place."""

    def speak() -> None:
        REPLIES.write(data)
        REPLIES.flush()
        time.sleep(60)

    return speak


def framed(*parts: str) -> bytes:
    return b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for part in (*parts, "")[:2])


def report(start: int) -> str:
    """The report of another file, with a passage that begins at this place."""
    sentence = {"spans": [{"start": start, "end": start + 1}]}
    passage = {"ordinal": 0, "kind": "body", "section": [], "sentences": [sentence], "lead": "", "heads": [], "page": None}
    head = {"id": "0", "sha256": "0", "file_name": "a.txt", "title": "a", "type": "Báo cáo", "text": "chữ"}
    rest: dict[str, object] = {"issuer": None, "number": None, "issued_on": None, "issued_label": None, "period": None, "inferred": []}
    return json.dumps({**head, **rest, "passages": [passage], "pages": [], "figures": [], "conflicts": []}, ensure_ascii=True)


OTHER, OUTSIDE = report(0), report(99)


FAULTS: dict[str, Callable[[], None]] = {
    "treo": hang,
    "chay": work,
    "sap": crash,
    "phinh": grow,
    "long": loop,
    "loi": fail,
    "in": lambda: print("x" * 100_000, flush=True),
    "rac": say(b"\xff" * 64),
    "khong-phai-json": say(framed("{")),
    "khong-phai-doi-tuong": say(framed("[]")),
    "thieu": say(framed("{}")),
    "khong-co-gi": say(framed('{"report": 0, "members": []}')),
    "khong-phai-bao-cao": say(framed('{"report": 2, "members": []}', "{}")),
    "sai-kieu": say(framed('{"report": "2", "members": []}', "{}")),
    "ngoai-chu": say(framed(f'{{"report": {len(OUTSIDE)}, "members": []}}', OUTSIDE)),
    "tep-khac": say(framed(f'{{"report": {len(OTHER)}, "members": []}}', OTHER)),
    "thanh-phan-ma": say(framed('{"report": 0, "members": [["a.txt", 1000000000]]}')),
}


def faulty(name: str, data: bytes, recognised: Mapping[int, PageContent]) -> Opened:
    FAULTS.get(name.removesuffix(".txt"), lambda: None)()
    return open_file(name, data, recognised)


if __name__ == "__main__":
    REPLIES = os.fdopen(os.dup(1), "wb")
    child.main(faulty)
