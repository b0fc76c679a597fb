"""What the two regimes ask for, as ranges; written down from the rules, not from the layout that is tested."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.draft.draft import Regime

Range = tuple[float, float]

A4 = (210, 297)


@dataclass(frozen=True)
class Rules:
    """Lengths in mm, sizes in points."""

    margins: dict[str, Range]
    page_number: Range
    page_number_from_edge: Range
    masthead: tuple[str, ...]
    masthead_sizes: tuple[Range, ...]
    masthead_room: float  # that its widest line takes
    masthead_width: float  # of its last line set in Times New Roman, in mm, measured with a font of the same widths
    issuer: Range
    issuer_lines: tuple[str, ...]
    number: Range
    number_begins: str
    number_ends: str
    date: Range
    type: Range
    title: Range
    first_heading: str
    body: Range
    indent: Range
    line: Range
    exactly: bool
    signature: Range
    post_bold: bool
    authority: str
    post: str
    recipients: float
    recipients_look: tuple[bool, bool, bool]  # bold, italic, underlined
    recipient: float
    list_end: str
    kept: str


_EM = 25.4 / 72  # mm of a point

RULES = {
    Regime.STATE: Rules(
        margins={"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)},
        page_number=(13, 14),
        page_number_from_edge=(5, 15),
        masthead=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        masthead_sizes=((12, 13), (13, 14)),
        masthead_room=20.72 * 13 * _EM,
        masthead_width=12.22 * 14 * _EM,
        issuer=(12, 13),
        issuer_lines=("ỦY BAN NHÂN DÂN", "XÃ PẮC NGẦN"),
        number=(13, 13),
        number_begins="Số: ",
        number_ends="/BC-UBND",
        date=(13, 14),
        type=(13, 14),
        title=(13, 14),
        first_heading="I. KẾT QUẢ",
        body=(13, 14),
        indent=(10, 12.7),
        line=(1, 1.5),
        exactly=False,
        signature=(13, 14),
        post_bold=True,
        authority="TM. ỦY BAN NHÂN DÂN",
        post="CHỦ TỊCH",
        recipients=12,
        recipients_look=(True, True, False),
        recipient=11,
        list_end=";",
        kept="- Lưu: VT, …",
    ),
    Regime.PARTY: Rules(
        margins={"top": (20, 20), "bottom": (20, 20), "left": (30, 30), "right": (15, 15)},
        page_number=(14, 14),
        page_number_from_edge=(10, 10),
        masthead=("ĐẢNG CỘNG SẢN VIỆT NAM",),
        masthead_sizes=((15, 15),),
        masthead_room=13.74 * 15 * _EM,
        masthead_width=13.74 * 15 * _EM,
        issuer=(14, 14),
        issuer_lines=("ĐẢNG ỦY XÃ PẮC NGẦN",),
        number=(14, 14),
        number_begins="Số ",
        number_ends="-BC/ĐU",
        date=(14, 14),
        type=(15, 16),
        title=(14, 15),
        first_heading="I- KẾT QUẢ",
        body=(14, 15),
        indent=(9.5, 10.5),
        line=(18, 22),
        exactly=True,
        signature=(14, 14),
        post_bold=False,
        authority="T/M BAN THƯỜNG VỤ",
        post="BÍ THƯ",
        recipients=14,
        recipients_look=(False, False, True),
        recipient=12,
        list_end=",",
        kept="- Lưu Văn phòng …",
    ),
}


def within(value: float, allowed: Range) -> bool:
    """Inside the range, as exactly as Word stores lengths."""
    return allowed[0] - 0.05 <= value <= allowed[1] + 0.05
