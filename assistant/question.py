"""What a question asks for: its kind, what it counts, its places, periods, bodies and quoted words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from vectorstore.text.letters import UPPER
from vectorstore.text.normalize import fold, folded_syllables, has_diacritics, syllables
from vectorstore.text.period import PeriodKind, PeriodMention, find_periods


class Asks(StrEnum):
    QUANTITY = "quantity"
    DATE = "date"
    CODE = "code"  # the number of a document
    NAME = "name"  # a person or a body
    LIST = "list"
    EXPLAIN = "explain"
    CONFIRM = "confirm"
    REPORTS = "reports"  # which reports say it, what each of several says
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of government as named: kind folded ("xa", "huyen") or "", name folded."""

    kind: str
    name: str
    shown: str = field(default="", compare=False)  # as it is written


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; texts folded where they are compared."""

    text: str
    asks: Asks
    counted: tuple[str, ...]  # the folded words after each "bao nhiêu", in order
    places: tuple[Place, ...]
    periods: tuple[PeriodMention, ...]
    bodies: tuple[str, ...]
    quoted: tuple[str, ...]
    named: str = ""  # the folded words between "những" and "nào": what is to be listed
    ahead: bool = False  # about what is planned, not what was done
    why: bool = False
    person: bool = False  # asks for a name, not for an office
    numbers: tuple[str, ...] = ()  # those that name the thing itself: "lần thứ 10", "số 68"
    latest: bool = False
    alone: bool = False  # "riêng xã A", where a report counts several together
    rank: bool = False  # "đứng thứ mấy"
    place_asked: str = ""  # the kind of unit whose name is asked for: "huyen"
    part: str = ""  # the part of a report that is asked for: causes, merits, lacks …
    through: bool = False  # follows something through several periods


_KINDS = r"xã|huyện|tỉnh|phường|thị trấn|thị xã|thành phố|thôn|tổ dân phố"
_BARE_KINDS = r"xa|huyen|tinh|phuong|thi tran|thi xa|thanh pho|thon|to dan pho"
_NAME = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}"
PLACE = re.compile(rf"\b(?P<kind>(?i:{_KINDS}))\s+(?P<name>{_NAME})")
_MORE_PLACES = re.compile(rf"\s*(?:,|và|-|–)\s*(?P<name>{_NAME})")
_MANY = r"(?:\bbao nhiêu\b|(?<!ngày )(?<!số )(?<!thứ )(?<!lần )(?<!tháng )(?<!tổ )(?<!khóa )\bmấy\b)"
_BARE_MANY = r"(?:\bbao nhieu\b|(?<!ngay )(?<!so )(?<!thu )(?<!lan )(?<!thang )(?<!to )(?<!khoa )\bmay\b)"
_NOUN = r"\s*(?P<noun>(?:[^\W_]+|%)(?:\s+(?!va\b|và\b|bao\b|may\b|mấy\b|dat\b|đạt\b)[^\W_]+){0,5})?"
_COUNTED = {True: re.compile(_MANY + _NOUN), False: re.compile(_BARE_MANY + _NOUN)}
_QUOTED = re.compile(r"[“\"']([^”\"']{4,80})[”\"']")
BODIES = {
    "cuu chien binh": ("cuu chien binh",),
    "nong dan": ("hoi nong dan",),
    "phu nu": ("hoi lien hiep phu nu", "hoi phu nu", "lien hiep phu nu"),
    "thanh nien": ("doan thanh nien", "tinh doan", "huyen doan", "doan xa", "doan tncs"),
    "cong doan": ("cong doan", "lien doan lao dong"),
    "mat tran": ("mat tran",),
    "cong an": ("cong an",),
    "quan su": ("quan su",),
    "bien phong": ("bien phong",),
    "kiem tra dang": ("uy ban kiem tra",),
}

_CODE = re.compile(r"\b(?:so hieu|so may|ke hoach so|mang so|so van ban|van ban so|ki hieu)\b")
_DATE = re.compile(
    r"\b(?:ngay nao|ngay may|hom nao|khi nao|luc nao|bao gio|ngay bao nhieu|thang nao|nam nao|thoi gian nao|thoi diem nao|ngay thang nam nao|ngay thang nao)\b"
)
_REPORTS = re.compile(
    r"\b(?:bao cao nao|nhung bao cao|cac bao cao|tung bao cao|moi bao cao|hai bao cao|bao cao .{3,90} va (?:trong |o )?bao cao|(?:hai|cac) bao cao|bao cao cua (?:nhung|cac) .{3,30} nao|(?:nhung|cac) (?:dia phuong|don vi|xa|huyen) nao (?:bao cao|co bao cao|neu|ghi))\b"
)
_WHY = re.compile(
    r"\b(?:tai sao|vi sao|nguyen nhan|li do|nhu the nao|the nao|ra sao|nham muc dich|do dau|tu dau|vi dau|bang cach|cach nao|thay doi|dien bien|mo ta|trinh bay)\b"
)
_LIST = re.compile(
    r"\b(?:ke ten|liet ke|neu (?:cac|nhung|ten)|nhung .{0,80}? nao|cac .{0,80}? nao|gom nhung|nhung gi|bao gom|nhung (?:ai|viec|noi dung|nhom|bai hoc))\b"
)
_POINTS = re.compile(r"\b(?P<noun>uu diem|han che|ton tai|kho khan|thuan loi|giai phap|kien nghi|de xuat|bai hoc|muc tieu) (?:gi|nao)\b")
_NAMED = re.compile(
    r"\b(?:nhung|cac|ke ten|liet ke|neu)(?: cac| nhung)? (?P<noun>[a-z]+(?: [a-z]+){0,5}?)(?: nao| gi\b| ve\b| cua\b| trong\b| o\b| tai\b| ma\b| sau\b|$)"
)
_CAUSE = re.compile(r"\b(?:tai sao|vi sao|nguyen nhan|li do|do dau|tu dau|vi dau)\b")
_PERSON = re.compile(r"\b(?:la ai|ai la|ten la gi|ten gi|ho ten|la dong chi nao|la nguoi nao)\b")
_NAMING = re.compile(r"\b(?:thu|lan|khoa) (\d{1,3})\b(?! thang)")
_LATEST = re.compile(r"\b(?:moi nhat|gan (?:day )?nhat|ki nay|vua qua|vua roi|hien nay|den nay|hien co|hien)\b")
_THROUGH = re.compile(r"\b(?:qua (?:cac|tung) (?:quy|ki|nam|thang)|(?:tung|cac) (?:quy|ki) (?:ra sao|the nao)|qua thoi gian)\b")
ALIKE_PARTS = ({"han che", "ton tai", "kho khan"}, {"uu diem", "thuan loi"}, {"giai phap", "phuong huong"}, {"kien nghi", "de xuat"})
PARTS = (
    "nguyen nhan",
    "uu diem",
    "han che",
    "ton tai",
    "kho khan",
    "thuan loi",
    "giai phap",
    "bai hoc",
    "kien nghi",
    "de xuat",
    "phuong huong",
)
_NOT_MEANT = re.compile(r"\(\s*(?:không phải|không tính|không kể|trừ|chưa kể|khác với)[^)]*\)", re.IGNORECASE)
_RANK = re.compile(r"\b(?:thu may|xep hang may|hang may)\b")
_PLACE_ASKED = re.compile(r"\b(xa|huyen|thon|tinh|phuong|thi tran) nao\b")
_PART = re.compile(rf"\b({'|'.join(PARTS)})\b")
_UNTIL = re.compile(r"\btinh (?:den|toi)(?: het)?(?: ngay)?\s*$")
_ALONE = re.compile(r"\b(?:rieng|phan cua|cua rieng) (?:xa|huyen|phuong|tinh)\b")
_AHEAD = re.compile(
    r"\b(?:nhiem ki toi|thoi gian toi|nam toi|sap toi|ki toi|quy toi|thang toi|phuong huong|nhiem vu trong tam|ke hoach nam|giai phap|dinh|se|du kien)\b"
)
_NAME_ASKED = re.compile(
    r"\b(?:ai|ten la gi|ten gi|co quan nao|don vi nao|to chuc nao|nguoi nao|dong chi nao|xa nao|huyen nao|thon nao|noi nao|o dau|tinh nao|ban nao|phong nao|hoi nao|nao)\b"
)
_EITHER = re.compile(r"\bhay (?:khong|chua)\b")
_CONFIRM = re.compile(r"\b(?:chua|hay khong|hay chua|phai khong|dung khong|co .{2,120} khong)\s*(?:a|vay|nhi|the)?\s*\??$")

_HEADS = (
    ("ti le", "%"), ("so tien", "tien"), ("kinh phi", "tien"), ("tri gia", "tien"), ("gia tri", "tien"), ("tong muc", "tien"), ("du no", "tien"),
    ("thu ngan sach", "tien"), ("chi ngan sach", "tien"), ("dien tich", "ha"), ("rong", "ha"), ("dan so", "nguoi"), ("san luong", "tan"), ("nang suat", "ta"),
)  # fmt: skip
_STATED_NUMBER = {
    True: re.compile(r"(?:^|và )số\s+(?P<noun>(?!hiệu|quyết|nghị|văn bản)[^\W\d_]+(?:\s+[^\W\d_]+){0,2})"),
    False: re.compile(r"(?:^|va )so\s+(?P<noun>(?!hieu|quyet|nghi|van ban)[^\W\d_]+(?:\s+[^\W\d_]+){0,2})"),
}
_NUMBER_OF = {
    True: re.compile(r"\b(?:tổng số|tổng(?! cộng| hợp| kết)|số lượng|^số|(?<=và )số)\s+(?P<noun>[^\W_]+(?:\s+[^\W_]+){0,3})"),
    False: re.compile(r"\b(?:tong so|tong(?! cong| hop| ket)|so luong|^so)\s+(?P<noun>[^\W_]+(?:\s+[^\W_]+){0,3})"),
}


def understand(text: str) -> Question:
    """Read a question; diacritics and case may be missing."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    meant = _NOT_MEANT.sub("", text)
    flat = " ".join(folded_syllables(meant))
    counted = _counted(meant)
    return Question(
        text=text,
        asks=_asks(flat, bool(counted)),
        counted=counted,
        places=_places(meant),
        periods=tuple(find_periods(text)),
        bodies=tuple(name for name, forms in BODIES.items() if any(form in flat for form in forms)),
        quoted=tuple(" ".join(folded_syllables(words)) for words in _QUOTED.findall(text)),
        named=next((match["noun"] for pattern in (_POINTS, _NAMED) for match in pattern.finditer(flat)), ""),
        ahead=bool(_AHEAD.search(flat)),
        why=bool(_CAUSE.search(flat)),
        person=bool(_PERSON.search(flat)),
        numbers=tuple(number.lstrip("0") for number in _NAMING.findall(flat)),
        latest=bool(_LATEST.search(flat)),
        alone=bool(_ALONE.search(flat)),
        place_asked=next((match[1] for match in _PLACE_ASKED.finditer(flat)), ""),
        rank=bool(_RANK.search(flat)),
        part=_part(flat),
        through=bool(_THROUGH.search(flat)),
    )


def _counted(text: str) -> tuple[str, ...]:
    """What stands after each "bao nhiêu"; without diacritics "may" may be "mấy" or "máy", with them it may not."""
    marked = has_diacritics(text)
    flats = [" ".join(syllables(piece) if marked else folded_syllables(piece)) for piece in re.split(r"[(),;?]", text)]
    found = [fold((match["noun"] or "").strip()) for flat in flats for match in _COUNTED[marked].finditer(flat)]
    if not found and text.rstrip().endswith("?"):  # "Số buổi … và số người dự?"
        return tuple(fold(match["noun"]) for flat in flats for match in _STATED_NUMBER[marked].finditer(flat))
    before = next((match for flat in flats if (match := _NUMBER_OF[marked].search(flat))), None)
    head = next((unit for word, unit in _HEADS if re.search(rf"\b{word}\b", fold(text))), "")
    return tuple(noun or (fold(before["noun"]) if before else head) for noun in found)


def mentions_body(body: str, flat: str) -> bool:
    """Whether a folded text names the body in any of its forms."""
    return any(form in flat for form in BODIES[body]) or body in flat


def _asks(flat: str, counts: bool) -> Asks:
    if _REPORTS.search(flat) or _THROUGH.search(flat):
        return Asks.REPORTS
    if _EITHER.search(flat):
        return Asks.CONFIRM
    if _CODE.search(flat):
        return Asks.CODE
    if counts:
        return Asks.QUANTITY
    if _DATE.search(flat):
        return Asks.DATE
    if _WHY.search(flat):
        return Asks.EXPLAIN
    if _LIST.search(flat) or _POINTS.search(flat):
        return Asks.LIST
    if _CONFIRM.search(flat):
        return Asks.CONFIRM
    if re.search(r"\b(?:ti le|tong so|dien tich|san luong|dan so|nang suat|tong du no|tong muc)\b", flat):
        return Asks.QUANTITY
    if _NAME_ASKED.search(flat):
        return Asks.NAME
    return Asks.FACT


def _places(text: str) -> tuple[Place, ...]:
    found: list[Place] = []
    for match in PLACE.finditer(text):
        found.append(Place(fold(match["kind"]), fold(match["name"]), match[0]))
        at = match.end()
        while more := _MORE_PLACES.match(text, at):
            found.append(Place(fold(match["kind"]), fold(more["name"]), f"{match['kind']} {more['name']}"))
            at = more.end()
    return tuple(dict.fromkeys(found))


def _part(flat: str) -> str:
    """The first part of a report that is named; "vì sao … còn hạn chế" asks for no part."""
    found = next((match[1] for match in _PART.finditer(flat)), "")
    return "" if _CAUSE.search(flat) and found != "nguyen nhan" else found


def is_dated(text: str, mention: PeriodMention) -> bool:
    """Whether a mention limits the time asked about; a single day mostly names a document, but "tính đến ngày …" does."""
    if mention.kind is PeriodKind.DAY:
        return mention.start is not None and bool(_UNTIL.search(fold(text[: mention.at[0]])))
    return mention.start is not None
