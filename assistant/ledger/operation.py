"""What a question wants done with figures: a ranking, a total, a row of periods, who has reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from vectorstore.text.normalize import fold, folded_syllables


class Operation(StrEnum):
    RANK = "rank"  # which unit has most, or least
    RANK_PERIODS = "rank periods"  # which period has
    TOTAL = "total"  # of several units
    SERIES = "series"  # over all periods
    COVERAGE = "coverage"  # which units have reported
    PERIODS = "periods"  # of which periods there are reports
    AGREES = "agrees"  # whether parts make their total
    CONFLICTS = "conflicts"  # where reports do not agree


@dataclass(frozen=True, slots=True)
class Wanted:
    """An operation; `most` says which end of a ranking, `kind` of which kind of unit ("xa")."""

    operation: Operation
    most: bool = True
    kind: str = "xa"
    together: bool = True  # units are named as many: "các xã", "cả cụm"


_UNIT = r"(?:xa|phuong|huyen|tinh|don vi|dia phuong)"
_NUMBERS = r"(?:(?<![\d/])\d{1,2}|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_WHICH = re.compile(rf"\b(?P<kind>{_UNIT}) nao\b")
_SEVERAL = re.compile(rf"\b{_NUMBERS} {_UNIT} nao\b")  # "ba xã nào": a list is asked for
_WHICH_PERIOD = re.compile(r"\b(?:qui|ki|thang|nam|giai doan) nao\b")
_TOP = re.compile(
    r"\b(?P<way>nhieu|cao|lon|dong|it|thap|nho|kem) nhat\b|\b(?P<apart>nhieu|cao|it|thap|dong)(?: [a-z]+){1,7}? nhat\b"
    r"|\b(?P<lead>dan dau|dung dau|dung cuoi)\b"
)
_LEAST = ("it", "thap", "nho", "kem", "dung cuoi")
_MANY = re.compile(
    rf"\b(?:cac|toan|ca|tung|moi|nhung|{_NUMBERS}|ca {_NUMBERS}|toan bo cac) (?P<kind>xa|phuong|huyen|don vi|dia phuong|cum)\b"
)
_TOTAL = re.compile(r"\b(?:tong|cong(?! don)|tat ca|ca thay|gop|toan cum|toan bo)\b")
_ADDS = re.compile(r"^(?:tong so|tong cong|cong(?! (?:don|tac|an|chuc|trinh|nghe|dan|ti|ty|khai|dong|bo)))\b")
_SERIES = re.compile(
    r"\bqua (?:tat ca )?(?:cac|tung|moi) (?:\w+ ){0,2}?(?:qui|ki|nam|thang|bao cao)\b|\b(?:dien bien|bien dong)\b|\blan luot\b"
    r"|\b(?:tung|moi|theo tung|theo) (?:qui|ki|thang|nam)\b(?! (?:truoc|nay|che|\d))|\bqua thoi gian\b"
)
_QUANTITY = re.compile(r"\bbao nhieu\b|\bmay\b|\bso\b|\bdien bien\b|\blan luot\b|\b(?:ti le|dien tich|san luong|nang suat|thu ngan sach)\b")
_OTHER = re.compile(r"\b(?:khi nao|bao gio|ngay nao|vi sao|tai sao|ai|o dau)\b|(?<!bien dong )(?<!dien bien )\b(?:nhu the nao|ra sao)\b")
_REPORTED = re.compile(
    rf"\b(?:chua|da|con|moi|thieu|du)\b.{{0,40}}\bbao cao\b"
    rf"|\bbao cao\b.{{0,80}}\b(?:chua|du|thieu|moi co|da co)\b.{{0,40}}(?:{_UNIT}|cua)\b"
)
_COUNTED = re.compile(r"\bbao nhieu\b|\bmay\b")
_CONFLICTS = re.compile(r"\b(?:mau thuan|khong khop|chua khop|khong thong nhat|sai lech|lech nhau|vo ly)\b")
_REPORTED_PERIODS = re.compile(
    r"\bbao cao\b.{0,80}\b(?:nhung|cac|may) (?:qui|ki|thang|nam) nao\b"
    r"|\b(?:qui|ki|thang) nao\b.{0,40}\b(?:chua|khong|thieu|khuyet)\b.{0,20}\bbao cao\b"
)
_AGREES = re.compile(r"\b(?:co )?(?:khop|dung|bang nhau) (?:khong|chua)\b|\bkhop (?:voi )?tong\b")
_ANY_CONFLICT = re.compile(
    r"\b(?:so lieu|con so|bao cao|cho|noi dung|diem) nao\b|\bnhung (?:so lieu|con so|cho|diem)\b|\bco (?:so lieu|con so|cho|gi)\b"
)


def operation_of(text: str) -> Wanted | None:
    """The operation that a question asks for; None where it asks for one thing only."""
    flat = fold(text)
    if _CONFLICTS.search(flat) and _ANY_CONFLICT.search(flat):
        return Wanted(Operation.CONFLICTS)
    if _REPORTED_PERIODS.search(flat):
        return Wanted(Operation.PERIODS)
    if _AGREES.search(flat):
        return Wanted(Operation.AGREES)
    units, many = _WHICH.search(flat), _MANY.search(flat)
    named = units or many
    kind = _kind(named["kind"]) if named else "xa"
    if _REPORTED.search(flat) and (units or many) and not _counts(flat):
        return Wanted(Operation.COVERAGE, kind=kind)
    if top := _TOP.search(flat):
        if units and not _SEVERAL.search(flat):
            return Wanted(Operation.RANK, _way(top) not in _LEAST, kind)
        if _WHICH_PERIOD.search(flat):
            return Wanted(Operation.RANK_PERIODS, _way(top) not in _LEAST, kind)
    if _SERIES.search(flat) and _QUANTITY.search(flat) and not _OTHER.search(flat) and not units:
        return Wanted(Operation.SERIES, kind=kind)
    if _TOTAL.search(flat) and (many or _COUNTED.search(flat) or _ADDS.search(flat)):
        return Wanted(Operation.TOTAL, kind=kind, together=many is not None)
    return None


def top_of(flat: str) -> bool | None:
    """Whether a folded question asks for the most, or for the least; None where for neither."""
    top = _TOP.search(flat)
    return None if top is None else _way(top) not in _LEAST


def _way(top: re.Match[str]) -> str:
    return top["way"] or top["apart"] or top["lead"]


def _kind(word: str) -> str:
    return word if word in ("xa", "phuong", "huyen", "tinh") else "xa"


def _counts(flat: str) -> bool:
    return bool(_COUNTED.search(flat))


# --- The subject alone ------------------------------------------------------------------------------------------------------------

_OF_THE_OPERATION = re.compile(
    rf"""
      \b(?:{_UNIT}|qui|ki|thang|nam)\ nao\b
    | \b(?:cac|toan|ca|tung|moi|nhung|{_NUMBERS})\ (?:xa|phuong|huyen|don\ vi|dia\ phuong|cum|ki|qui|thang)\b
    | \b(?:tong\ cong|tong\ so|tong(?!\ (?:dan|san\ luong|so|du|dien|thu))|cong|tat\ ca|ca\ thay|gop)\b
    | \btoan\ cum\b | \btoan\ bo\b
    | \bso\ voi\b(?:\ (?:cung\ ki|ki|qui|thang|nam|do|truoc|lien|ke|ngoai|\d+))*
    | \b(?:tang|giam|chenh|hon|kem)\b(?:\ (?:hay|len|xuong|lech|nhau|the\ nao|ra\ sao|bao\ nhieu|may|giam))*
    | \bthay\ doi\b(?:\ (?:the\ nao|ra\ sao))?
    | \b(?:the\ nao|ra\ sao)\b
    | \b(?:luy\ ke|cong\ don|tinh\ tu|tu)\ (?:tu\ )?dau\ nam\b | \bluy\ ke\b | \bcong\ don\b | \b(?:den|toi)\ (?:nay|het|ngay)\b
    | \b(?:dien\ bien|lan\ luot|qua\ (?:tat\ ca\ )?(?:cac|tung|moi)\ (?:bao\ cao|qui|ki|nam|thang))\b
    | \bdat\ (?:may|bao\ nhieu)\ (?:%|phan\ tram)(?:\ (?:ke\ hoach|du\ toan|chi\ tieu))?(?:\ nam)?
    | \b(?:tren|trong|o|cua)\ dia\ ban\b | \bdia\ ban\b | \bmoi\ nhat\b | \b20\d\d\b
    | \b(?:so\ )?tien\b | \b(?:trieu|ti|nghin)\ dong\b | \b(?:kg|ha|tan|ta)\b | \bchenh\ lech\b | \bhay\b
    | \b(?:trao|tang|cap|phat|gui|nhau|them|xay\ ra|to\ chuc|huy\ dong|dien\ ra|tao|dat\ duoc|duoc|lam|mo|nhich|tut)\b
    | \b(?:nam|ki|qui|thang)\ (?:ngoai|roi|nay)\b | \blien\ ke\b | \btruoc\ do\b | \bhoi\b | \b(?:giua|cuoi|dau)\ nam\b
    | \b(?:may\ |bao\ nhieu\ )?diem\ (?:phan\ tram|%) | \b(?:may|bao\ nhieu)\ diem\b
    | \b(?:co\ )?(?:khop|dung)\ (?:khong|chua)\b | \bcac\ loai\ cong\ lai\b | \bcong\ lai\b | \blai\b
    | \btheo\ (?:bao\ cao|tung)\b | \b(?:trong|o)\ kho\b | \bbao\ cao\b
    | \b(?:cung\ ki|ki|qui|thang|nam)\ (?:nam\ )?(?:lien\ )?(?:truoc|ke)\b | \bcung\ ki\b
    """,
    re.VERBOSE,
)


def operating_words(text: str) -> frozenset[str]:
    """The folded phrases of a question that ask for the operation and name nothing that is counted."""
    flat = fold(text)
    top = [words for match in _TOP.finditer(flat) for words in (_way(match), "nhat")]
    return frozenset([" ".join(folded_syllables(match[0])) for match in _OF_THE_OPERATION.finditer(flat)] + top)
