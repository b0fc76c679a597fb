"""What the user gives for a document: its letterhead, its end, and where its sources stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoteStyle(StrEnum):
    """Where the sources stand."""

    FOOTNOTES = "footnotes"  # at the foot of their page
    ENDNOTES = "endnotes"  # after the last page


@dataclass(frozen=True, slots=True)
class Head:
    """Whatever is "" stays as dots to fill in, the superior alone is left out, since many bodies have none.

    Number, day, month and signature are not here: they are always left blank.
    """

    superior: str = ""  # cơ quan chủ quản
    issuer: str = ""  # cơ quan ban hành: "Ủy ban nhân dân xã Pắc Ngần"
    place: str = ""  # địa danh: "Pắc Ngần"
    recipients: tuple[str, ...] = ()  # nơi nhận
    authority: str = ""  # "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ"
    signer_title: str = ""  # "CHỦ TỊCH"
    year: int | None = None
