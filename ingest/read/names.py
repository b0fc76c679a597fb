"""The name of a file, as it may stand in the archive."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ingest.read.characters import plain

_BYTES, _SUFFIX_BYTES = 200, 20  # file systems take 255 bytes, and a Vietnamese letter has up to three
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\n\t]')
NAMELESS = "tep-khong-ten"


def clean_name(name: str) -> str:
    """The last part of a path in NFC, without what is unseen, turns the reading direction or is a path to elsewhere."""
    last = PurePosixPath(plain(name).replace("\\", "/")).name
    last = _NOT_IN_NAMES.sub("", last).strip(" .") if last not in ("", ".", "..") else ""
    stem, suffix = PurePosixPath(last).stem, PurePosixPath(last).suffix
    if len(suffix.encode()) > _SUFFIX_BYTES:
        stem, suffix = last, ""
    return (_cut(stem, _BYTES - len(suffix.encode())) + suffix) or NAMELESS


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
