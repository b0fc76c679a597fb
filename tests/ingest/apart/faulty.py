"""A reading process that does what the name of the file says before it reads."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable

from ingest.apart import child
from ingest.read.file import open_file
from ingest.read.opened import Opened


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


def framed(text: str) -> bytes:
    return len(text.encode()).to_bytes(8, "big") + text.encode() + bytes(8)


SOURCE = {"text": "chữ", "media_type": "text/plain", "pages": [], "tables": []}
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
    "khong-co-gi": say(framed('{"source": null, "members": []}')),
    "sai-kieu": say(framed(json.dumps({"source": {**SOURCE, "text": 5}, "members": []}))),
    "ngoai-chu": say(framed(json.dumps({"source": {**SOURCE, "pages": [99]}, "members": []}))),
    "thanh-phan-ma": say(framed(json.dumps({"source": None, "members": [["a.txt", 10**9]]}))),
}


def faulty(name: str, data: bytes) -> Opened:
    FAULTS.get(name.removesuffix(".txt"), lambda: None)()
    return open_file(name, data)


if __name__ == "__main__":
    REPLIES = os.fdopen(os.dup(1), "wb")
    child.main(faulty)
