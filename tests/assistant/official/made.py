"""A made-up draft of several pages, and the letterheads of a commune and of its Party committee."""

from __future__ import annotations

from datetime import date

from assistant.answer import Citation, CitedPeriod
from assistant.draft.draft import Cell, Draft, DraftKind, DraftRequest, DraftSection, FigureTable, Regime, Statement
from assistant.official.head import Head

NOW = CitedPeriod("6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14))
BEFORE = CitedPeriod("6 tháng đầu năm 2025", date(2024, 12, 15), date(2025, 6, 14))


def citation(n: int, quote: str, period: CitedPeriod = NOW, page: int | None = 2) -> Citation:
    title, number = f"Báo cáo kết quả công tác {period.label}", f"{n:02}/BC-UBND"
    section = "II › 2. Phòng cháy, chữa cháy rừng"
    return Citation(n, f"r{n}", f"{n}.docx", title, "UBND xã Pắc Ngần", number, None, period, section, page, quote, 0, len(quote))


CITATIONS = (
    citation(1, "Tổ chức 24 cuộc tuần tra, kiểm soát rừng với 186 lượt người tham gia."),
    citation(2, "trong kỳ không để xảy ra vụ cháy rừng nào, giảm 02 vụ so với cùng kỳ", page=None),
    citation(3, "Diện tích rừng được giao khoán bảo vệ là 4.623,3 ha.", page=3),
    citation(4, "tuần tra 19 cuộc", BEFORE),
    citation(5, "Diện tích rừng giao khoán bảo vệ: 4.510,8 ha.", BEFORE, 4),
    citation(6, "Trồng mới 126,4 ha rừng, […] đạt 105,3% kế hoạch giao."),
    citation(7, "Không được dùng trong dự thảo."),
)
USED = CITATIONS[:6]

FIGURES = FigureTable(
    ("Chỉ tiêu", "6 tháng đầu năm 2025", "6 tháng đầu năm 2026", "Tăng, giảm"),
    (
        (Cell("Tuần tra, kiểm soát rừng (cuộc)"), Cell("19", 4), Cell("24", 1), Cell("+5")),
        (Cell("Diện tích rừng được giao khoán bảo vệ (ha)"), Cell("4.510,8", 5), Cell("4.623,3", 3), Cell("+112,5")),
    ),
)
MANY_ROWS = FigureTable(FIGURES.heads, FIGURES.rows * 20)
GAP = "Chưa có số liệu về kinh phí phòng cháy, chữa cháy rừng trong các báo cáo của kỳ này."
UNVERIFIED = Statement("Kết quả trên là cao nhất trong ba năm gần đây.", (), verified=False)

SECTIONS = (
    DraftSection(
        "Kết quả công tác phòng cháy, chữa cháy rừng",
        (
            Statement("Trong 6 tháng đầu năm 2026, công tác quản lý, bảo vệ rừng trên địa bàn xã đạt kết quả như sau:", ()),
            Statement("Đã tổ chức 24 cuộc tuần tra, kiểm soát rừng với 186 lượt người tham gia; không xảy ra cháy rừng.", (1, 2)),
            Statement("Diện tích rừng được giao khoán bảo vệ là 4.623,3 ha, tăng so với cùng kỳ năm trước.", (3,)),
            UNVERIFIED,
        ),
        FIGURES,
    ),
    DraftSection("Công tác trồng rừng", (Statement("Đã trồng mới 126,4 ha rừng, đạt 105,3% kế hoạch giao.", (6,)),), gaps=(GAP,)),
    DraftSection("Số liệu theo từng thôn", (Statement("Số liệu cụ thể được nêu tại bảng dưới đây:", ()),), MANY_ROWS),
    DraftSection("Nhiệm vụ thời gian tới", (Statement("Tiếp tục duy trì tuần tra vào mùa khô.", (1,)),)),
)


def made_draft(regime: Regime, sections: tuple[DraftSection, ...] = SECTIONS) -> Draft:
    title = "Công tác phòng cháy, chữa cháy rừng 6 tháng đầu năm 2026"
    return Draft("d1", title, DraftRequest(DraftKind.SYNTHESIS, regime=regime), sections, CITATIONS)


HEADS = {
    Regime.STATE: Head(
        issuer="Ủy ban nhân dân xã Pắc Ngần",
        place="Pắc Ngần",
        recipients=("UBND tỉnh", "Thường trực Đảng ủy xã", "Hạt Kiểm lâm khu vực"),
        authority="TM. Ủy ban nhân dân",
        signer_title="Chủ tịch",
        year=2026,
    ),
    Regime.PARTY: Head(
        superior="Đảng bộ tỉnh Nà Lạn",
        issuer="Đảng ủy xã Pắc Ngần",
        place="Pắc Ngần",
        recipients=("Ban Thường vụ Tỉnh ủy", "Các đồng chí Đảng ủy viên"),
        authority="T/M Ban Thường vụ",
        signer_title="Bí thư",
        year=2026,
    ),
}
