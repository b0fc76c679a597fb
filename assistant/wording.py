"""Every Vietnamese sentence that an answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vectorstore.stored import ReportHeader

TITLE = 110  # characters of a title that are shown in a line

COUNTED = "kỳ được tính từ câu hỏi"
HELD = "các kỳ đang có trong kho"
COMPUTED = "tính từ số liệu trích dẫn"
TWO_VALUES = "Báo cáo ghi hai giá trị khác nhau cho nội dung này; hãy kiểm tra lại với đơn vị lập báo cáo."
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
        label = report.period.label
        return f", {label}" if label.startswith("nhiệm kỳ") else f", kỳ {label}"
    if report.issued_on:
        return f", ngày {report.issued_on.day}/{report.issued_on.month}/{report.issued_on.year}"
    return ", không ghi kỳ báo cáo"


def refusal(place: str, period: str) -> str:
    """That it is not there and how the question was read."""
    limits = [words for words in (f"đơn vị: {place}" if place else "", f"thời gian: {period}" if period else "") if words]
    limit = f" ({'; '.join(limits)})" if limits else ""
    return f"Không có trong kho báo cáo: đã tìm trong toàn bộ kho mà không thấy nội dung được hỏi{limit}."


def title_line(report: ReportHeader) -> str:
    """A report by its own title, for answers that set several reports side by side."""
    title = report.title if len(report.title) <= TITLE else report.title[:TITLE].rsplit(" ", 1)[0] + "…"
    issuer = f" ({report.issuer}{when(report)})" if report.issuer else f" ({when(report).lstrip(', ')})"
    return title + issuer


def change(difference: Decimal, shown: str, unit: str, formula: str) -> str:
    """ "Tăng 5 cuộc (tính từ số liệu trích dẫn: 11 - 06)"."""
    if not difference:
        return f"Không thay đổi ({COMPUTED}: {formula})."
    return f"{'Tăng' if difference > 0 else 'Giảm'} {shown} {unit} ({COMPUTED}: {formula})."


def missing(period: str, near: Sequence[str]) -> str:
    """That the archive has nothing for a period, and the periods that it has."""
    have = f" Các kỳ đang có: {'; '.join(near[:8])}." if near else ""
    return f"Không có trong kho báo cáo số liệu của {period}.{have}"


def uneven(total: str, parts: Sequence[str], added: str) -> str:
    """That a report's parts do not add up to its total; said, never repaired."""
    return f"Lưu ý: các phần cộng lại là {added} ({' + '.join(parts)}), không khớp tổng {total} mà báo cáo ghi."


def also(words: str, n: int) -> str:
    """What the same report says besides."""
    return f"Cùng báo cáo còn ghi: {words} [{n}]"


def nearest(words: str, n: int, report: ReportHeader) -> str:
    """What comes nearest, marked as no answer."""
    return f"Gần nhất (không phải câu trả lời): “{words}” [{n}] — {report_name(report)}."
