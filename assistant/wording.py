"""Every Vietnamese sentence that an answer is made of."""

from __future__ import annotations

from vectorstore.stored import ReportHeader

NOTHING_HERE = "Kho chưa có báo cáo nào. Hãy nạp báo cáo rồi hỏi lại."
NOTHING_IN_FILTERS = "Không có báo cáo nào trong phạm vi đã chọn. Hãy bỏ bớt điều kiện lọc rồi hỏi lại."


def source_line(report: ReportHeader) -> str:
    """Which report and which period, after every answer."""
    return f"Nguồn: {report_name(report)}."


def report_name(report: ReportHeader) -> str:
    """ "Báo cáo của Đảng ủy xã A, kỳ 6 tháng đầu năm 2026": short, with the issuer and the period."""
    issuer = f" của {report.issuer}" if report.issuer else ""
    return f"{report.type}{issuer}{when(report)}"


def when(report: ReportHeader) -> str:
    """The period, or else the date of issue, or that none is written."""
    if report.period:
        return f", kỳ {report.period.label}"
    if report.issued_on:
        return f", ngày {report.issued_on.day}/{report.issued_on.month}/{report.issued_on.year}"
    return f", {report.issued_label}" if report.issued_label else ", không ghi kỳ báo cáo"


def refusal(searched: int, place: str, period: str) -> str:
    """That it is not there, what was searched and how the question was read."""
    about = " ".join(part for part in (place, period) if part)
    limit = f" về {about}" if about else ""
    return f"Không có trong kho báo cáo: đã tìm trong {searched} báo cáo mà không thấy nội dung được hỏi{limit}."


def nearest(words: str, n: int, report: ReportHeader) -> str:
    return f"Gần nhất (không phải câu trả lời): “{words}” [{n}] — {report_name(report)}."
