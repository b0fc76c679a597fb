"""Which part of a report a heading opens: what was done, what is lacking, what is ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from vectorstore.text.normalize import fold


class Aspect(StrEnum):
    BACKGROUND = "background"
    RESULTS = "results"
    MERITS = "merits"
    LIMITS = "limits"  # with their causes
    AHEAD = "ahead"
    PROPOSALS = "proposals"


# Folded, the first that matches wins: "kết quả thực hiện nhiệm vụ" is no task, "hạn chế và giải pháp" is a lack first.
_TOLD = (
    (Aspect.LIMITS, r"\b(?:han che|ton tai|kho khan|vuong mac|bat cap|yeu kem|diem yeu|cho chua|mat chua|chua (?:duoc|xong))\b"),
    (Aspect.LIMITS, r"\b(?:cham tien do|nguyen nhan|li do|vi sao|noi thang)\b"),
    (Aspect.RESULTS, r"\b(?:ket qua|da lam|da hoan thanh|tien do|da dat|thuc hien (?:cac )?(?:nhiem vu|ke hoach))\b"),
    (Aspect.PROPOSALS, r"\b(?:de xuat|kien nghi|de nghi)\b"),
    (Aspect.AHEAD, r"\b(?:phuong huong|nhiem vu|giai phap|thoi gian toi|ke hoach (?:phoi hop|nam|qui|thang)|trong tam|du bao)\b"),
    (Aspect.AHEAD, r"\b(?:viec can lam|cong viec (?:chu yeu )?(?:qui|thang|nam)|(?:6|sau) thang cuoi nam)\b"),
    (Aspect.AHEAD, r"^\W*(?:[ivxlc]+|\d+|phan thu \w+)?[\s.\-–)]*(?:qui [ivx\d]+|thang \d+)(?: nam \d{4})?\W*$"),
    (Aspect.MERITS, r"\b(?:uu diem|mat duoc|danh gia chung)\b"),
    (Aspect.BACKGROUND, r"\b(?:dac diem|boi canh|tinh hinh chung|khai quat|thuan loi)\b"),
)
_PATTERNS = tuple((aspect, re.compile(pattern)) for aspect, pattern in _TOLD)


def aspect_of(section: Sequence[str]) -> Aspect:
    """The part that the innermost telling heading of a path opens; results where none tells."""
    for heading in reversed(section):
        flat = fold(heading)
        for aspect, pattern in _PATTERNS:
            if pattern.search(flat):
                return aspect
    return Aspect.RESULTS
