"""The unit of government that a body belongs to, as its name says: "Đảng ủy xã Lùng Phình" is of xã Lùng Phình."""

from __future__ import annotations

import re
from functools import lru_cache

from vectorstore.text.normalize import fold

KINDS = {
    "xa": "xã",
    "huyen": "huyện",
    "tinh": "tỉnh",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "thi xa": "thị xã",
    "thanh pho": "thành phố",
}  # of units that have a government, folded
_ISSUER_PLACE = re.compile(
    r"(?:dang uy|uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan|uy ban mttq(?: viet nam)?|ban thuong vu)?\s*"
    rf"(?P<kind>{'|'.join(KINDS)})?\s*(?P<name>.+)$"
)
_COMMITTEES = {"huyen uy": "huyen", "tinh uy": "tinh", "thanh uy": "thanh pho", "thi uy": "thi xa"}


@lru_cache(maxsize=4096)
def governed(body: str) -> tuple[str, str, str] | None:
    """(kind folded or "", name folded, name as written) of the unit that a body belongs to."""
    flat = fold(body)
    for committee, kind in _COMMITTEES.items():
        if flat.startswith(committee + " "):
            return _named(body, kind, flat.removeprefix(committee).strip().removeprefix(kind).strip())
    match = _ISSUER_PLACE.match(flat)
    return _named(body, match["kind"] or "", match["name"].strip()) if match else None


def _named(body: str, kind: str, name: str) -> tuple[str, str, str]:
    return kind, name, " ".join(body.split()[-len(name.split()) :])


def government_key(body: str | None) -> str:
    """How the ledger names a body's unit: folded, with its kind where it is told ("xa ban sen"); "" without a body."""
    found = governed(body) if body else None
    return f"{found[0]} {found[1]}".strip() if found else ""


def government_name(body: str | None) -> str:
    """The same as it is written: "xã Bản Sen"."""
    found = governed(body) if body else None
    return f"{KINDS.get(found[0], '')} {found[2]}".strip() if found else ""
