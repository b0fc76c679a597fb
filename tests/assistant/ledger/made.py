"""Reports of four fictional communes of the district of Nậm Khe, compiled as their files would be, and the figures in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from assistant.follow import Thread, weighed
from assistant.ledger.lookup import Sought, sought_by
from assistant.ledger.operation import operating_words
from assistant.question import understand
from ingest.compile import compile_report
from ingest.read import read
from tests.assistant.made import PASSAGES, nowhere
from tests.assistant.made_ledger import header
from vectorstore.archive import Archive
from vectorstore.figure import LedgerRow
from vectorstore.government import Government
from vectorstore.report import Report
from vectorstore.text.normalize import folded_syllables
from vectorstore.text.place import government_name

DIMENSION = 8
MERGED = date(2025, 7, 1)
HEAD = """ỦY BAN NHÂN DÂN
XÃ {shouted}
-------
Số: 45/BC-UBND
{name}, ngày {issued}

BÁO CÁO
Tình hình kinh tế - xã hội {period}
-------
I. KẾT QUẢ
"""


def compiled(name: str, period: str, body: str, issued: str = "05 tháng 7 năm 2026") -> Report:
    """The report of a commune's committee with this body."""
    text = HEAD.format(shouted=name.upper(), name=name, issued=issued, period=period) + body
    data = text.encode()
    return compile_report(f"{name} {period}.txt", data, read("bao-cao.txt", data))


def rows_of(*reports: Report) -> list[LedgerRow]:
    """Every figure of reports as the archive would give it."""
    return [_row(report, at) for report in reports for at in range(len(report.figures))]


def row(report: Report, written: str) -> LedgerRow:
    """The one figure that is written so."""
    (found,) = [one for one in rows_of(report) if one.figure.written == written]
    return found


def _row(report: Report, at: int) -> LedgerRow:
    figure = report.figures[at]
    passage = report.passages[figure.passage]
    sentence = passage.sentences[figure.sentence]
    return LedgerRow(
        figure, header(report), government_name(report.issuer), passage.section, passage.page, figure.period or report.period,
        sentence.quote(report.text), sentence.start, sentence.end,
    )  # fmt: skip


def sought(question: str) -> Sought:
    """What a question looks for where every word is as rare as any other; places and periods weigh nothing."""
    asked = understand(question)
    names = [word for place in asked.places for word in (place.name, f"{place.kind} {place.name}")]
    periods = [" ".join(folded_syllables(period.label)) for period in asked.periods]
    left_out = frozenset([*names, *periods]) | operating_words(question)
    return sought_by(asked, weighed(Thread((question,)), nowhere, PASSAGES, left_out))


def bring_in(archive: Archive, reports: Iterable[Report]) -> None:
    for report in reports:
        vectors = np.eye(len(report.passages), DIMENSION, dtype=np.float32)
        archive.add(report, report.text.encode(), vectors)


def _unit(id_: str, name: str, *made_of: str) -> Government:
    return Government(id_, "xã", name, MERGED, None, "tinh-son-ba", made_of)


def _old(id_: str, name: str) -> Government:
    return Government(id_, "xã", name, None, date(2025, 6, 30), "huyen-nam-khe")


UNITS = (
    Government("tinh-son-ba", "tỉnh", "Sơn Bá"),
    Government("huyen-nam-khe", "huyện", "Nậm Khe", None, date(2025, 6, 30), "tinh-son-ba"),
    _old("xa-suoi-may-cu", "Suối Mây"),
    _old("xa-khe-lanh", "Khe Lạnh"),
    _old("xa-thong-reo-cu", "Thông Reo"),
    _old("xa-da-bac-cu", "Đá Bạc"),
    _old("xa-ben-go-cu", "Bến Gỗ"),
    _unit("xa-suoi-may", "Suối Mây", "xa-suoi-may-cu", "xa-khe-lanh"),
    _unit("xa-thong-reo", "Thông Reo", "xa-thong-reo-cu"),
    _unit("xa-da-bac", "Đá Bạc", "xa-da-bac-cu"),
    _unit("xa-ben-go", "Bến Gỗ", "xa-ben-go-cu"),
)

SPRING, HALF = "quý I năm 2026", "6 tháng đầu năm 2026"
IN_APRIL = "05 tháng 4 năm 2026"
REPORTS = (
    compiled(
        "Suối Mây", "năm 2024",
        "Toàn xã nuôi 260 tổ ong mật. Thu ngân sách trên địa bàn 210,5 triệu đồng.", "08 tháng 01 năm 2025",
    ),
    compiled(
        "Suối Mây", "năm 2025",
        "Toàn xã nuôi 395 tổ ong mật. Thu ngân sách trên địa bàn 402,5 triệu đồng.", "08 tháng 01 năm 2026",
    ),
    compiled(
        "Suối Mây", SPRING,
        "Toàn xã nuôi 412 tổ ong mật, trong đó 30 tổ ong mật ở thôn Đồi. Trồng mới 12,5 ha cam sành. "
        "Thu ngân sách trên địa bàn 120,5 triệu đồng.", IN_APRIL,
    ),
    compiled(
        "Suối Mây", HALF,
        "Toàn xã nuôi 430 tổ ong mật. Trồng mới 20,5 ha cam sành. Thu ngân sách trên địa bàn 250 triệu đồng.\n"
        "Đàn gia súc có 900 con, gồm 300 con trâu, 200 con bò và 300 con lợn.",
    ),
    compiled(
        "Thông Reo", SPRING,
        "Nuôi 515 tổ ong mật. Trồng mới 9,5 ha cam sành. Thu ngân sách trên địa bàn 98,2 triệu đồng.", IN_APRIL,
    ),
    compiled(
        "Thông Reo", HALF,
        "Nuôi 540 tổ ong mật. Trồng mới 15 ha cam sành. Thu ngân sách trên địa bàn 1 tỷ 200 triệu đồng.",
    ),
    compiled("Đá Bạc", SPRING, "Nuôi 120 tổ ong mật. Mở 04 lớp nghề cho 130 học viên.", IN_APRIL),
    compiled("Đá Bạc", HALF, "Nuôi 118 tổ ong mật. Mở 07 lớp nghề cho 210 học viên."),
    compiled(
        "Đá Bạc", "tháng 9 năm 2026",
        "Mở 03 lớp nghề trong tháng; lũy kế từ đầu năm 12 lớp nghề.", "25 tháng 9 năm 2026",
    ),
)  # fmt: skip
