"""The frames between the two processes: plain JSON and bytes, never objects that a hostile child could choose."""

from __future__ import annotations

import json
from typing import IO, Any

_SIZE = 8  # bytes of a length, big-endian


class Rubbish(Exception):
    """The other side ended, or sent what is no frame."""


def send(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    text = json.dumps(head, ensure_ascii=False).encode()
    for part in (text, body):
        stream.write(len(part).to_bytes(_SIZE, "big"))
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes], longest: int) -> tuple[dict[str, Any], bytes]:
    """The next frame, neither part of which may have more than `longest` bytes; Rubbish when there is none."""
    text, body = _part(stream, longest), _part(stream, longest)
    try:
        head = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Rubbish("no JSON") from error
    if not isinstance(head, dict):
        raise Rubbish("no object")
    return head, body


def _part(stream: IO[bytes], longest: int) -> bytes:
    size = int.from_bytes(_exactly(stream, _SIZE), "big")
    if size > longest:
        raise Rubbish(f"{size} bytes")
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Rubbish("ended")
    return data
