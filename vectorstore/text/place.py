"""The unit of government that a body belongs to, as its name says: "Đảng ủy xã Lùng Phình" is of xã Lùng Phình."""

from __future__ import annotations

import re
from functools import lru_cache

from vectorstore.text.normalize import fold, normalize

KINDS = {
    "xa": "xã",
    "huyen": "huyện",
    "tinh": "tỉnh",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "thi xa": "thị xã",
    "thanh pho": "thành phố",
}  # of units that have a government, folded
# Boards, councils and unions that a unit has, folded: they may stand one before another ("ban thuong vu dang uy").
_BODIES = re.compile(
    r"^(?:(?:ban thuong vu|ban chap hanh|thuong truc|dang uy|dang bo|uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan|cong an|"
    r"(?:uy ban )?(?:mttq|mat tran to quoc)|ban chi huy quan su|lien doan lao dong|cong doan|"
    r"doan (?:thanh nien(?: cong san ho chi minh)?|tncs ho chi minh)|"
    r"hoi (?:nong dan|lien hiep phu nu|lhpn|phu nu|cuu chien binh|ccb|chu thap do|nguoi cao tuoi|khuyen hoc))(?: viet nam)?(?:\s+|$))+"
)
_UNIT = re.compile(rf"(?:(?P<kind>{'|'.join(KINDS)})\s+)?(?P<name>.+)")
# Bodies that are of no unit; their diacritics tell them from places: "Sở Y tế" and "Sơ Pai", "Trường Sa" is a place.
_OF_NO_UNIT = re.compile(
    r"(?:trường(?! sa$)|sở|phòng|ban|bộ|cục|chi cục|viện|trạm|trung tâm|bệnh viện|công ty|văn phòng|ngân hàng|kho bạc|tòa án|hợp tác xã|"
    r"câu lạc bộ|tổ|chi bộ|thanh tra)\s|.*\d"
)
_COMMITTEES = {"huyen uy": "huyen", "tinh uy": "tinh", "thanh uy": "thanh pho", "thi uy": "thi xa"}


@lru_cache(maxsize=4096)
def governed(body: str) -> tuple[str, str, str] | None:
    """(kind folded or "", name folded, name as written) of the unit that a body belongs to."""
    flat = _BODIES.sub("", " ".join(fold(body).split()))
    for committee, kind in _COMMITTEES.items():
        if flat.startswith(committee + " "):
            return _named(body, kind, flat.removeprefix(committee).strip().removeprefix(kind).strip())
    match = _UNIT.fullmatch(flat)
    if not match or (not match["kind"] and _OF_NO_UNIT.match(normalize(body).strip())):
        return None
    return _named(body, match["kind"] or "", match["name"])


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
