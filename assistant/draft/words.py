"""Every Vietnamese sentence that a draft is made of besides those of the reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.wording import report_name
from vectorstore.stored import ReportHeader

NAMED = 6  # reports that one sentence names

RESULTS = "Kết quả đạt được"
BACKGROUND = "Đặc điểm, tình hình"
MERITS = "Ưu điểm"
LIMITS = "Tồn tại, hạn chế và nguyên nhân"
AHEAD = "Phương hướng, nhiệm vụ thời gian tới"
MEASURES = "Giải pháp thời gian tới"
PROPOSALS = "Đề xuất, kiến nghị"
FIGURES = "Số liệu so sánh"
INDICATORS = "Chỉ tiêu chủ yếu"
MISSING = "Kỳ báo cáo còn thiếu"

ALL = "kết quả thực hiện nhiệm vụ"  # what a draft without a subject is about
INDICATOR = "Chỉ tiêu"
CHANGE = "Tăng, giảm"
DIFFERENCE = "Chênh lệch"
NO_CELL = "–"  # none that is named alike: the report may name it otherwise
UNCHANGED = "không đổi"
NOT_COMPUTED = "–"
NOTHING_ALIKE = "Chưa có chỉ tiêu nào được ghi giống nhau, cùng đơn vị tính ở cả hai bên để so sánh."

NO_REPORTS = "Chưa có báo cáo nào để soạn. Xin chọn báo cáo, hoặc chọn đơn vị và khoảng thời gian có báo cáo trong kho."
TOO_MANY = "Có {n} báo cáo trong phạm vi đã chọn, mỗi dự thảo dùng nhiều nhất {most} báo cáo. Xin thu hẹp đơn vị hoặc thời gian."
ONE_REPORT = "Tóm tắt dùng đúng một báo cáo, phạm vi đã chọn có {n} báo cáo. Xin chọn một báo cáo."
TWO_SIDES = "So sánh cần đúng hai báo cáo, hoặc báo cáo của đúng hai kỳ hay hai đơn vị. Phạm vi đã chọn có {n}. Xin chọn lại."
NO_SUBJECT = "Chưa có nội dung chất vấn. Xin ghi câu hỏi hoặc nội dung cần trả lời."
NO_SECTIONS = "Đề cương chưa có mục nào. Xin thêm ít nhất một mục rồi viết dự thảo."
NO_SUCH_SECTION = "Dự thảo không có mục thứ {n}. Xin tải lại dự thảo rồi sửa."


def lead_in(report: ReportHeader | None, below: str) -> str:
    """Whose words follow, and below which heading: "Theo Báo cáo của UBND xã A, kỳ quý I năm 2026, về lâm nghiệp:"."""
    about = f"về {inside(below)}" if below else ""
    if report is None:
        return f"{about[:1].upper()}{about[1:]}:" if about else ""
    return f"Theo {', '.join(part for part in (report_name(report), about) if part)}:"


def inside(heading: str) -> str:
    """A heading as a part of a sentence: "Về nắm tình hình cơ sở" gives "nắm tình hình cơ sở"."""
    return _small(heading.removeprefix("Về "))


def no_words(what: str, reports: Sequence[ReportHeader]) -> str:
    """That reports say nothing on something."""
    return f"Chưa có số liệu, nội dung về {what} trong {_named(reports)}."


def no_heading(what: str, reports: Sequence[ReportHeader]) -> str:
    """That reports have no such headings."""
    return f"Chưa có mục riêng về {what} trong {_named(reports)}."


def changed(more: bool, by: str) -> str:
    """ "tăng 5"."""
    return f"{'tăng' if more else 'giảm'} {by}"


def higher(more: bool, by: str) -> str:
    """ "cao hơn 5": of two units one has more."""
    return f"{'cao hơn' if more else 'thấp hơn'} {by}"


def no_figures(what: str, reports: Sequence[ReportHeader]) -> str:
    """That reports speak of something without a number."""
    return f"Chưa có số liệu cụ thể về {what} trong {_named(reports)}."


def no_period(issuer: str, periods: Sequence[str]) -> str:
    """Periods of which a body has no report."""
    return f"Chưa có báo cáo {', '.join(periods)} của {issuer}."


def no_issuer(issuer: str) -> str:
    """A body that has no report at all in the time that was chosen."""
    return f"Chưa có báo cáo của {issuer} trong khoảng thời gian đã chọn."


def _named(reports: Sequence[ReportHeader]) -> str:
    names = list(dict.fromkeys(report_name(report) for report in reports))
    more = f" và {len(names) - NAMED} báo cáo khác" if len(names) > NAMED else ""
    return "; ".join(names[:NAMED]) + more


# --- Titles -----------------------------------------------------------------------------------------------------------------------


def synthesis(subject: str, period: str) -> str:
    return _joined(_work(subject) or "Tổng hợp kết quả thực hiện nhiệm vụ", period)


def half_year(subject: str, period: str) -> str:
    return _joined(f"Sơ kết {_work(subject) or 'việc thực hiện nhiệm vụ'}", period)


def summary(report: ReportHeader) -> str:
    return f"Tóm tắt {_small(report.title)}"


def comparison(subject: str, one: str, other: str) -> str:
    about = f" {_small(subject)}" if subject else " kết quả thực hiện nhiệm vụ"
    return f"So sánh{about} giữa {one} và {other}"


def reply(subject: str) -> str:
    return f"Trả lời chất vấn về {_small(subject)}"


def _work(subject: str) -> str:
    """A subject as what is worked at: "công tác phòng cháy, chữa cháy rừng"."""
    own = subject.lower().startswith(("công tác", "tình hình", "kết quả", "việc", "hoạt động", "thực hiện"))
    return _small(subject) if own or not subject else f"công tác {_small(subject)}"


def _joined(words: str, period: str) -> str:
    said = words.replace(";", ",")
    return " ".join(part for part in (f"{said[:1].upper()}{said[1:]}", period) if part)


def _small(words: str) -> str:
    """A first capital made small, unless the word is capitals altogether or a name."""
    first = words.split(" ", 1)[0]
    return words if (first.isupper() and len(first) > 1) or first in ("Đảng", "Mặt") else words[:1].lower() + words[1:]


def span(start: date, end: date) -> str:
    """A time that has no name of its own."""
    return f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"


def beside(side: str) -> str:
    """The heading of what one side reports under headings that the other has not."""
    return f"Các nội dung khác của {side}"


# --- In the chat ------------------------------------------------------------------------------------------------------------------


def stored(title: str, id: str) -> str:
    """What is said above a draft that was just made."""
    return f"Đã soạn dự thảo «{title}» (mã {id})."


def where(id: str) -> str:
    """Where the whole of it is."""
    return f"Toàn văn ở thẻ “Soạn thảo”, có thể sửa và tải về tệp .docx (mã dự thảo {id})."
