"""What official documents say in the same words, and how a source is named in them."""

from __future__ import annotations

from assistant.answer import Citation
from assistant.official.head import Head
from vectorstore.text.normalize import fold

TYPE = "BÁO CÁO"
BLANK = "……………"
DATE = "{place}, ngày      tháng      năm {year}"
YEAR = "20…"
RECIPIENTS = "Nơi nhận:"
SOURCES = "NGUỒN TRÍCH DẪN"
UNVERIFIED = "[chưa kiểm chứng]"
NOTICE = (
    "Dự thảo có nội dung chưa đối chiếu được với báo cáo nguồn, đánh dấu “[chưa kiểm chứng]”. "
    "Đề nghị kiểm tra hoặc bỏ các nội dung này trước khi trình ký."
)

# Bodies by how their names begin, folded; others are left to fill in.
_SYMBOLS = {
    "uy ban nhan dan": "UBND",
    "ubnd": "UBND",
    "hoi dong nhan dan": "HĐND",
    "hdnd": "HĐND",
    "dang uy": "ĐU",
    "ban thuong vu dang uy": "ĐU",
    "huyen uy": "HU",
    "tinh uy": "TU",
    "thanh uy": "TU",
    "chi bo": "CB",
}


def subject(title: str) -> str:
    """What a report is about, without the type that stands above it anyway."""
    words = title.removeprefix(f"{TYPE.capitalize()} ")
    return title if words == title else f"{words[:1].upper()}{words[1:]}"


def symbol_of(issuer: str) -> str:
    """The abbreviation that stands in a document's number: "UBND"; dots where it is not known."""
    name = " ".join(fold(issuer).split())
    return next((symbol for begins, symbol in _SYMBOLS.items() if name.startswith(begins)), BLANK)


def source(citation: Citation) -> str:
    """Report, number, issuer, period, section and page, each where it is known."""
    period, page = citation.period, citation.page
    told = (
        citation.title,
        f"số {citation.number}" if citation.number else "",
        citation.issuer or "",
        f"kỳ {period.label}" if period else "",
        f"mục {citation.section}" if citation.section else "",
        "" if page is None else f"trang {page}",
    )
    return ", ".join(part for part in told if part)


def note(citation: Citation) -> str:
    """The source, then its words."""
    return f"{source(citation)}: “{citation.quote}”"


def date_line(head: Head) -> str:
    """Place and date, the day and the month blank."""
    return DATE.format(place=head.place.strip() or BLANK, year=YEAR if head.year is None else head.year)


def recipients(head: Head) -> tuple[str, ...]:
    """Who receives it, without the marks that a list puts around each."""
    return tuple(name.strip(" -;,.") for name in head.recipients) or (BLANK,)


def roman(number: int) -> str:
    """ "IV" for 4."""
    parts = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    for value, letters in parts:
        if number >= value:
            return letters + roman(number - value)
    return ""
