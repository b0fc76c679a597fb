"""Every Vietnamese sentence that an answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vectorstore.stored import ReportHeader

SOURCE, NOTE = "Nguồn:", "Lưu ý:"  # how the lines below an answer begin
TITLE = 110  # characters of a title that are shown in a line

COUNTED = "kỳ được tính từ câu hỏi"
HELD = "các kỳ đang có trong kho"
COMPUTED = "tính từ số liệu trích dẫn"
TWO_VALUES = "Báo cáo ghi hai giá trị khác nhau cho nội dung này; hãy kiểm tra lại với đơn vị lập báo cáo."
DOUBTED = "Số “{number}” ({page}) do máy nhận dạng từ bản chụp, độ tin cậy thấp ({sure}%); xin đối chiếu ảnh trang."
NOTHING_HERE = "Kho chưa có báo cáo nào. Hãy nạp báo cáo rồi hỏi lại."
NOTHING_IN_FILTERS = "Không có báo cáo nào trong phạm vi đã chọn. Hãy bỏ bớt điều kiện lọc rồi hỏi lại."


def source_line(report: ReportHeader) -> str:
    """Which report and which period, after every answer."""
    return f"{SOURCE} {report_name(report)}."


def sources(reports: Sequence[ReportHeader]) -> str:
    """Which reports of which bodies, where several are set side by side."""
    bodies = dict.fromkeys(report.issuer or report.title for report in reports)
    return f"{SOURCE} báo cáo của {', '.join(bodies)}."


def by(report: ReportHeader, period: str) -> str:
    """ "UBND xã Pắc Ngần, kỳ quý I năm 2026"."""
    return ", ".join(part for part in (report.issuer, period) if part)


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


def note(said: str) -> str:
    """What does not agree in a report; said, never repaired."""
    return f"{NOTE} {said[:1].lower()}{said[1:]}"


def also(words: str, n: int) -> str:
    """What the same report says besides."""
    return f"Cùng báo cáo còn ghi: {words} [{n}]"


def nearest(words: str, n: int, report: ReportHeader) -> str:
    """What comes nearest, marked as no answer."""
    return f"Gần nhất (không phải câu trả lời): “{words}” [{n}] — {report_name(report)}."


# --- Figures set side by side -----------------------------------------------------------------------------------------------------

COVERED = "số đơn vị có số liệu"
_KINDS = {"ki": "các kỳ được hỏi", "xa": "xã", "huyen": "huyện", "phuong": "phường", "tinh": "tỉnh"}


def kind_of_unit(folded: str) -> str:
    """ "xã" for "xa"; "đơn vị" for a kind that is not known."""
    return _KINDS.get(folded, "đơn vị")


def first(name: str, most: bool) -> str:
    """ "Xã Pắc Ngần cao nhất"."""
    return f"{name[:1].upper()}{name[1:]} {'cao nhất' if most else 'thấp nhất'}"


def lacking(name: str, has_report: bool) -> str:
    """Why a unit is not counted."""
    return f"{name} ({'chưa tìm thấy số liệu này trong báo cáo' if has_report else 'chưa có báo cáo kỳ này'})"


def coverage(have: int, units: int, kind: str, without: Sequence[str]) -> str:
    """How many of the units are counted, and which are not: "Đã có 4/5 xã; thiếu xã Sảng Pờ (chưa có báo cáo kỳ này)"."""
    if have == units:
        return f"Đủ {have}/{units} {kind} có số liệu."
    return f"Mới có số liệu của {have}/{units} {kind}; thiếu {', '.join(without)}."


def reported(have: Sequence[str], units: int, kind: str, period: str, without: Sequence[str]) -> str:
    """Which units have a report of a period and which have none."""
    if not without:
        return f"Đã có đủ báo cáo {period} của {len(have)}/{units} {kind}: {', '.join(have)}."
    told = f"Chưa có báo cáo {period}: {', '.join(without)}."
    return f"{told} Đã có báo cáo của {len(have)}/{units} {kind}" + (f": {', '.join(have)}." if have else ".")


def have(periods: Sequence[str]) -> str:
    """The periods that there are reports of."""
    return f"Kho có báo cáo của: {', '.join(periods)}."


def no_report_of(periods: Sequence[str]) -> str:
    """Periods between others for which there is no report."""
    return f"Không có báo cáo của: {', '.join(periods)}."


def merged(name: str, made_of: Sequence[str], day: str) -> str:
    """That a name means two units, before and after a merger."""
    parts = f" ({', '.join(made_of)})" if made_of else ""
    return f"{NOTE} hai số khác địa giới, không so sánh trực tiếp được; {name} mới lập ngày {day} do sáp nhập{parts}."


NO_CONFLICTS = "Chưa phát hiện số liệu mâu thuẫn trong các báo cáo được hỏi."


def conflicts(found: int) -> str:
    return f"Có {found} chỗ số liệu chưa khớp:"


# --- A language model -------------------------------------------------------------------------------------------------------------

BAD_MODEL = (
    "Không hiểu thiết đặt mô hình ngôn ngữ «{}». Xin đặt HOIBAOCAO_LLM là none, gguf:/đường/dẫn/tệp.gguf, openai:TÊN-MÔ-HÌNH "
    "hoặc NHÀ-CUNG-CẤP:TÊN-MÔ-HÌNH."
)
NO_MODEL_FILE = "Không có tệp mô hình «{}». Xin kiểm tra đường dẫn sau gguf: trong HOIBAOCAO_LLM."
NO_PACKAGE = "Dùng mô hình ngôn ngữ cần cài thêm thư viện. Xin chạy: pip install 'hoibaocao[{}]'"
NO_PROVIDER = "Không dùng được nhà cung cấp mô hình «{}»: {}. Xin kiểm tra HOIBAOCAO_LLM và thư viện đã cài."
LOCAL_MODEL = "khoảng {size} GB bộ nhớ, ngữ cảnh {context} từ tố, {threads} luồng, chạy trong máy này"
NO_LANGUAGE_MODEL = "không dùng; câu trả lời lấy nguyên văn từ báo cáo"
LEAVES = "nội dung báo cáo được gửi ra ngoài máy này"
STAYS = "nội dung không rời máy này"
CHECKED = "Đã kiểm chứng: mọi con số, tên gọi và thời gian đều có trong lời trích dẫn."
LEFT_OUT = "Đã bỏ những câu của mô hình không khớp với lời trích dẫn."


# --- Asking back ------------------------------------------------------------------------------------------------------------------


def which_unit(names: Sequence[str], more: bool) -> str:
    """ "Anh/chị muốn hỏi của đơn vị nào: xã A, xã B hay xã C?"."""
    return f"Anh/chị muốn hỏi của đơn vị nào: {_either(names, more)}?"


def which_period(names: Sequence[str], more: bool) -> str:
    return f"Anh/chị muốn hỏi của kỳ nào: {_either(names, more)}?"


def _either(names: Sequence[str], more: bool) -> str:
    return f"{', '.join(names)} hay đơn vị khác" if more else " hay ".join([", ".join(names[:-1]), names[-1]])
