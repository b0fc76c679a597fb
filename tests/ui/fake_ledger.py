"""Figures and conflicts over the fictional reports, and over three more that only the ledger names."""

from __future__ import annotations

from datetime import date

from tests.assistant.made_ledger import FakeLedger, made_conflict, made_row
from tests.ui.fake_reports import H1, PLAN, UNDATED, made_report
from vectorstore.figure import ConflictKind, FigureKind
from vectorstore.report import Period

_YEAR = Period("năm 2025", date(2025, 1, 1), date(2025, 12, 31))
_HALF = Period("6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30))
_HAMLETS = 60

OWN = made_report("Cuối năm, toàn xã còn 214 hộ nghèo.", "100.txt", "Kết quả năm 2025", "UBND xã Suối Vàng", period=_YEAR)
NEAR = made_report(
    "Cuối năm 2025 toàn xã có 1.342 hộ nghèo.\nĐến 30/6/2026 còn 1.318 hộ nghèo, giảm 24 hộ.\nThu ngân sách đạt 1 tỷ 897,8 triệu đồng.",
    "101.txt", "Tình hình kinh tế - xã hội 6 tháng đầu năm 2026", "UBND xã Bản Sen", period=_HALF,
)  # fmt: skip
LONG = made_report(
    "\n".join(f"- Thôn số {n} tổ chức {n + 9} lượt tuyên truyền về phòng cháy, chữa cháy rừng." for n in range(1, _HAMLETS + 1)),
    "102.txt", "Công tác tuyên truyền 6 tháng đầu năm 2026", "UBND xã Bản Sen", period=_HALF,
)  # fmt: skip
MORE_REPORTS = {report.id: report for report in (OWN, NEAR, LONG)}

_POOR, _VANG, _SEN = "hộ nghèo", "xã Suối Vàng", "xã Bản Sen"
_STOCK = FigureKind.STOCK
_POVERTY = (
    made_row(H1, "Hộ nghèo | 214 | 187", "187", "hộ", _POOR, _VANG, kind=_STOCK),
    made_row(NEAR, "Đến 30/6/2026 còn 1.318 hộ nghèo, giảm 24 hộ.", "1.318", "hộ", _POOR, _SEN, kind=_STOCK),
    made_row(OWN, "Cuối năm, toàn xã còn 214 hộ nghèo.", "214", "hộ", _POOR, _VANG, kind=_STOCK),
    made_row(NEAR, "Cuối năm 2025 toàn xã có 1.342 hộ nghèo.", "1.342", "hộ", _POOR, _SEN, kind=_STOCK, period=_YEAR),
)
_FOREST = (
    made_row(H1, "trồng mới 126,4 ha rừng, đạt 84,3% kế hoạch năm", "126,4", "ha", "rừng trồng mới", _VANG, qualifier="trên"),
    made_row(
        PLAN, "diện tích còn lại 23,6 ha hoàn thành trước ngày 30/9/2026", "23,6", "ha", "diện tích rừng còn phải trồng",
        kind=FigureKind.PLAN,
    ),
)  # fmt: skip
_SPREAD = tuple(
    made_row(
        LONG, f"Thôn số {n} tổ chức {n + 9} lượt tuyên truyền về phòng cháy, chữa cháy rừng.", str(n + 9), "lượt", "lượt tuyên truyền",
        _SEN, place=f"thôn số {n}",
    )
    for n in range(1, _HAMLETS + 1)
)  # fmt: skip
_HOSTILE = made_row(UNDATED, "<script>window.pwned=1</script>", "1", "<b>hộ</b>", '<img src=x onerror="window.pwned=1"> hiểm độc')
ROWS = (*_POVERTY, *_FOREST, *_SPREAD, _HOSTILE)
CONFLICTS = (
    made_conflict(
        "Xã Suối Vàng, hộ nghèo cuối năm 2025: một báo cáo ghi 214 hộ, một báo cáo ghi 187 hộ. Xin kiểm tra lại với đơn vị lập báo cáo.",
        _POVERTY[2], _POVERTY[0],
    ),
    made_conflict("Các phần cộng lại là 150 ha, tổng ghi 126,4 ha.", _FOREST[0], _FOREST[1], kind=ConflictKind.SUM),
    *(made_conflict(f"Hai thôn ghi khác nhau, lần {n}.", _SPREAD[n], _SPREAD[n + 1]) for n in range(25)),
)  # fmt: skip


def fake_ledger() -> FakeLedger:
    return FakeLedger(ROWS, CONFLICTS)
