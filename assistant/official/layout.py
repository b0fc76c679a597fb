"""The measures of official documents, for the state and for the Party: one table.

Sources. State: Nghị định 30/2020/NĐ-CP, Phụ lục I. Party: Hướng dẫn 05-HD/VPTW of 27/5/2026, known from summaries of it only.
Where a source gives a range, a value inside it is taken. A comment with "unsure" marks what no source settles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Length, Pt

from assistant.draft.draft import Regime

FONT = "Times New Roman"
PAPER = (210, 297)  # A4, mm
OFFICE, STATE_SIDE = 65, 100  # mm: the columns of the letterhead, the body's own and that of the state or the Party
RULE = 0.42  # of the line above: a rule "of a third to a half" of it


class Part(StrEnum):
    """What a document is made of, by the name that its style has in Word."""

    MASTHEAD = "Tiêu đề văn bản"
    MOTTO = "Tiêu ngữ"
    SUPERIOR = "Cơ quan chủ quản"
    ISSUER = "Cơ quan ban hành"
    NUMBER = "Số ký hiệu"
    PLACE = "Địa danh và ngày tháng"
    TYPE = "Tên loại"
    TITLE = "Trích yếu"
    RULE = "Đường kẻ"
    HEADING = "Đề mục"
    BODY = "Nội dung"
    TABLE_HEAD = "Đầu bảng"
    TABLE_TEXT = "Ô chữ"
    TABLE_NUMBER = "Ô số"
    AUTHORITY = "Quyền hạn ký"
    POST = "Chức vụ ký"
    NAME = "Họ tên ký"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "Danh sách nơi nhận"
    SOURCES = "Nguồn trích dẫn"
    FOOTNOTE = "footnote text"  # Word's own names
    ENDNOTE = "endnote text"
    PAGE_NUMBER = "header"

    @property
    def style_id(self) -> str:
        """Word's own ids have ASCII letters only."""
        return self.name.title().replace("_", "")


@dataclass(frozen=True, slots=True)
class Look:
    """How a part is set: size and spacing in points, indent of the first line in mm, line spacing in lines or as a Length."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: ALIGN = ALIGN.CENTER
    indent: float = 0
    before: float = 0
    after: float = 0
    line: float | Length = 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """One regime's page (mm), looks, and the fixed words that stand in it."""

    top: int
    bottom: int
    left: int
    right: int
    page_number: int  # of its upper edge from that of the paper
    masthead: tuple[str, ...]
    number: str
    below_issuer: str  # "" is a drawn rule
    below_title: str
    heading: str
    list_end: str
    kept: str
    looks: Mapping[Part, Look]

    @property
    def text_width(self) -> int:
        return PAPER[0] - self.left - self.right


_SAME: Mapping[Part, Look] = {
    Part.RULE: Look(2, before=2, after=6, line=Pt(4)),
    Part.TABLE_HEAD: Look(12, bold=True, before=2, after=2),  # sizes in tables: unsure, neither source gives any
    Part.TABLE_TEXT: Look(12, align=ALIGN.LEFT, before=2, after=2),
    Part.TABLE_NUMBER: Look(12, align=ALIGN.RIGHT, before=2, after=2),
    Part.FOOTNOTE: Look(10, align=ALIGN.JUSTIFY),  # size of notes: unsure
    Part.ENDNOTE: Look(11, align=ALIGN.JUSTIFY, after=3),
    Part.PAGE_NUMBER: Look(14),
    Part.SOURCES: Look(13, bold=True, before=24, after=6),  # our own addition, above endnotes
}

STATE = Layout(
    top=20,
    bottom=20,
    left=30,
    right=15,
    page_number=10,  # unsure: only "in the top margin"
    masthead=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    number="Số:          /BC-{body}",
    below_issuer="",
    below_title="",
    heading="{roman}. {text}",
    list_end=";",
    kept="- Lưu: VT, {blank}.",
    looks={
        **_SAME,
        Part.MASTHEAD: Look(13, bold=True),
        Part.MOTTO: Look(14, bold=True),
        Part.SUPERIOR: Look(13),
        Part.ISSUER: Look(13, bold=True),
        Part.NUMBER: Look(13, before=6),
        Part.PLACE: Look(14, italic=True, before=6),
        Part.TYPE: Look(14, bold=True, before=18),
        Part.TITLE: Look(14, bold=True),
        Part.HEADING: Look(14, bold=True, align=ALIGN.JUSTIFY, indent=12.7, before=6, after=6, line=1.15),
        Part.BODY: Look(14, align=ALIGN.JUSTIFY, indent=12.7, before=0, after=6, line=1.15),
        Part.AUTHORITY: Look(14, bold=True),
        Part.POST: Look(14, bold=True),
        Part.NAME: Look(14, bold=True, before=72),
        Part.RECIPIENTS: Look(12, bold=True, italic=True, align=ALIGN.LEFT),
        Part.RECIPIENT: Look(11, align=ALIGN.LEFT),
    },
)

PARTY = Layout(
    top=20,  # unsure: one summary has these four measures, another the ranges of the state; these lie inside both
    bottom=20,
    left=30,
    right=15,
    page_number=10,
    masthead=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    number="Số          -BC/{body}",
    below_issuer="*",
    below_title="-----",
    heading="{roman}- {text}",  # unsure: the custom, not said to be a rule
    list_end=",",  # unsure: summaries have both "," and ";"
    kept="- Lưu Văn phòng {blank}.",
    looks={
        **_SAME,
        Part.MASTHEAD: Look(15, bold=True),
        Part.SUPERIOR: Look(14),
        Part.ISSUER: Look(14, bold=True),
        Part.NUMBER: Look(14),
        Part.PLACE: Look(14, italic=True),
        Part.TYPE: Look(16, bold=True, before=18),
        Part.TITLE: Look(14, bold=True),
        Part.HEADING: Look(14, bold=True, align=ALIGN.JUSTIFY, indent=10, before=6, after=6, line=Pt(19)),
        Part.BODY: Look(14, align=ALIGN.JUSTIFY, indent=10, before=0, after=6, line=Pt(19)),
        Part.AUTHORITY: Look(14, bold=True),
        Part.POST: Look(14),
        Part.NAME: Look(14, bold=True, before=72),
        Part.RECIPIENTS: Look(14, underline=True, align=ALIGN.LEFT),
        Part.RECIPIENT: Look(12, align=ALIGN.LEFT),
    },
)

LAYOUTS: Mapping[Regime, Layout] = {Regime.STATE: STATE, Regime.PARTY: PARTY}
