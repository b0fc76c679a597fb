"""Every Vietnamese sentence that the service says by itself; answers come from the responder, errors from the archive."""

from __future__ import annotations

QUESTION_LIMIT = 2000

INTERNAL = "Hệ thống gặp lỗi ngoài dự kiến. Xin thử lại; nếu vẫn lỗi, xin báo người quản trị xem nhật ký dịch vụ."
NO_ROUTE = "Không có địa chỉ này. Xin xem danh sách địa chỉ tại /openapi.json."
NO_METHOD = "Địa chỉ này không nhận phương thức vừa gửi. Xin xem cách dùng tại /openapi.json."
NOT_READY = "Hệ thống đang khởi động (nạp kho báo cáo và mô hình). Xin thử lại sau ít giây."
NOT_STARTED = "Hệ thống chưa khởi động được: {reason}"
NO_MODEL = "không nạp được mô hình tìm kiếm; xin báo người quản trị xem nhật ký dịch vụ."
NO_INDEX = "không mở và không dựng lại được chỉ mục nào; xin kiểm tra quyền ghi và dung lượng đĩa của thư mục dữ liệu."
FOREIGN_ORIGIN = "Yêu cầu bị từ chối vì gửi từ một trang khác. Xin mở trang Hỏi Báo Cáo rồi thao tác tại đó."
FOREIGN_HOST = (
    "Tên máy trong địa chỉ không thuộc dịch vụ này. "
    "Xin dùng địa chỉ IP hoặc tên máy trong mạng nội bộ, hay nhờ người quản trị khai báo tên miền."
)
TOO_LARGE = "Nội dung gửi lên quá lớn (giới hạn {limit} MB). Xin chia nhỏ rồi gửi lại."
BAD_BODY = "Nội dung gửi lên không đọc được. Xin kiểm tra định dạng JSON hoặc biểu mẫu tệp."
BAD_RANGE = "Khoảng thời gian chưa hợp lệ: ngày bắt đầu phải trước ngày kết thúc."
BAD_CROP = "Khung cắt ảnh chưa hợp lệ: mép trái phải trước mép phải, mép trên phải trước mép dưới."
NO_CHANGE = "Chưa có thông tin nào để sửa. Xin gửi ít nhất một trường."
INTERRUPTED = "Việc nạp bị ngắt giữa chừng. Xin nạp lại tệp này."
NOT_UTF8 = "Tệp CSV phải dùng bảng mã UTF-8. Xin lưu lại dạng “CSV UTF-8” rồi thử lại."
OWN_KIN = "Một đơn vị hành chính không thể là cấp trên hay tiền thân của chính mình. Xin sửa lại."
NO_QUESTION = "Chưa có câu hỏi nào. Xin gửi ít nhất một tin nhắn của người dùng (role: user) có chữ."
LONG_QUESTION = f"Câu hỏi quá dài (tối đa {QUESTION_LIMIT} ký tự). Xin hỏi ngắn hơn."
NO_MODEL_NAMED = "Không có mô hình này. Kho báo cáo chỉ có một mô hình, tên là «{name}»."
SOURCES = "Trích dẫn:"
SOURCE_OF = "Nguồn trích dẫn"
NO_MCP = 'Máy này chưa cài phần MCP. Xin nhờ quản trị viên cài thêm: pip install -c constraints.txt ".[mcp]"'
NO_FILES = "Chưa có tệp nào. Xin chọn ít nhất một tệp báo cáo."
UNKNOWN_HTTP = "Yêu cầu không thực hiện được (mã {status})."

APP = "Hỏi Báo Cáo"
LOGGED_OUT = "Quý vị chưa đăng nhập hoặc phiên làm việc đã hết. Xin đăng nhập tại trang /dang-nhap."
MUST_CHANGE = "Mật khẩu đang dùng là mật khẩu cấp một lần. Xin đặt mật khẩu mới trước khi làm việc."
BAD_TOKEN = "Mã truy cập không đúng hoặc đã hết hạn. Xin nhờ quản trị viên cấp mã mới."
FORM_OLD = "Biểu mẫu đã cũ. Xin nhập lại rồi gửi."
TOO_MANY = "Đã thử quá nhiều lần từ máy này. Xin chờ một phút rồi thử lại."
WRONG_LOGIN = (
    "Tên đăng nhập hoặc mật khẩu chưa đúng, hoặc tài khoản đang tạm khóa. Xin kiểm tra lại; sau năm lần sai, tài khoản tạm khóa 15 phút."
)
WRONG_PASSWORD = "Mật khẩu đang dùng chưa đúng. Xin nhập lại."
NOT_THE_SAME = "Hai lần nhập mật khẩu mới chưa giống nhau. Xin nhập lại."
LOG_IN = "Đăng nhập"
LOG_IN_LEAD = "Xin đăng nhập bằng tài khoản do quản trị viên của cơ quan cấp."
LOG_OUT = "Đăng xuất"
LOGIN_NAME = "Tên đăng nhập"
PASSWORD = "Mật khẩu"
FORMER_PASSWORD = "Mật khẩu đang dùng"
NEW_PASSWORD = "Mật khẩu mới"
NEW_PASSWORD_AGAIN = "Nhập lại mật khẩu mới"
CHANGE_PASSWORD = "Đổi mật khẩu"
PASSWORD_HINT = "Mật khẩu có từ 12 ký tự trở lên và không chứa tên đăng nhập. Nên dùng một câu dễ nhớ với riêng quý vị."
ACCOUNT = "Tài khoản"
ACCOUNT_OF = "Quý vị đang dùng tài khoản <b>{name}</b> ({login}), vai trò: {role}."
BACK = "Trở về trang hỏi đáp"
ADMINISTER = "Quản lý tài khoản và đơn vị"
ACCOUNTS = "Tài khoản trong cơ quan"
FULL_NAME = "Họ và tên"
ROLE = "Vai trò"
UNIT = "Đơn vị"
ROLE_AND_UNIT = "Vai trò và đơn vị"
STATE = "Trạng thái"
OPEN_ACCOUNT = "đang dùng"
CLOSED_ACCOUNT = "đã khóa"
SAVE = "Lưu"
NEW_ONE_TIME = "Cấp lại mật khẩu"
UNLOCK = "Mở khóa tạm"
CLOSE_ACCOUNT = "Khóa tài khoản"
ADD_USER = "Thêm tài khoản"
UNITS = "Đơn vị trong cơ quan"
UNIT_ID = "Mã đơn vị (chữ thường không dấu)"
UNIT_NAME = "Tên đơn vị"
ADD_UNIT = "Ghi đơn vị"
UNDER = "thuộc"
WHOLE_OFFICE = "(cả cơ quan)"
LOG = "Tải nhật ký (CSV)"
DONE = "Đã ghi nhận thay đổi."
ONE_TIME = "Mật khẩu dùng một lần của {login}: {password} (chỉ hiện lần này; phải đổi khi đăng nhập)"

STARTING_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>Hỏi Báo Cáo</title><body style="font-family:sans-serif;margin:4em auto;max-width:32em;text-align:center">
<h1>Hỏi Báo Cáo</h1><p>Hệ thống đang khởi động. Trang sẽ tự mở sau ít giây.</p></body></html>"""

_FIELDS = {
    "question": "câu hỏi",
    "conversation_id": "mã cuộc trò chuyện",
    "filters": "bộ lọc",
    "issuers": "đơn vị ban hành",
    "report_ids": "mã báo cáo",
    "from": "từ ngày",
    "to": "đến ngày",
    "limit": "số kết quả mỗi trang",
    "offset": "vị trí bắt đầu",
    "k": "số kết quả",
    "q": "từ khóa",
    "files": "tệp",
    "rating": "đánh giá",
    "message_id": "mã câu trả lời",
    "title": "tiêu đề",
    "issuer": "đơn vị ban hành",
    "number": "số hiệu",
    "issued_on": "ngày ban hành",
    "period": "kỳ báo cáo",
    "start": "ngày bắt đầu",
    "end": "ngày kết thúc",
    "label": "tên kỳ",
    "government": "đơn vị hành chính",
    "unit": "đơn vị tính",
    "kind": "loại",
    "format": "định dạng tệp",
    "government_id": "mã đơn vị hành chính",
    "name": "tên",
    "valid_from": "hiệu lực từ ngày",
    "valid_to": "hiệu lực đến ngày",
    "parent": "đơn vị cấp trên",
    "predecessors": "đơn vị tiền thân",
    "subject": "nội dung dự thảo",
    "regime": "thể thức",
    "sections": "các mục",
    "section": "số thứ tự mục",
    "heading": "tiêu đề mục",
    "about": "nội dung của mục",
    "text": "nội dung mục",
    "notes": "kiểu chú thích",
    "draft_id": "mã dự thảo",
    "page": "số trang",
    "left": "mép trái",
    "top": "mép trên",
    "right": "mép phải",
    "bottom": "mép dưới",
}
_FAULTS = {
    "missing": "còn thiếu",
    "json_invalid": "không đúng định dạng JSON",
    "string_too_short": "không được để trống",
    "string_too_long": "quá dài (tối đa {max_length} ký tự)",
    "too_long": "có quá nhiều mục (tối đa {max_length})",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "phải không quá {le}",
    "extra_forbidden": "không có trong quy ước",
    "literal_error": "không thuộc các giá trị được nhận",
    "enum": "không thuộc các giá trị được nhận",
    "value_error": "chưa hợp lệ",
    "string_pattern_mismatch": "chứa ký tự không hợp lệ",
}


def too_large(limit: int) -> str:
    return TOO_LARGE.format(limit=limit // 1_000_000)


def bad_field(path: tuple[str | int, ...], fault: str, context: dict[str, object]) -> str:
    """One validation error as a sentence: the field by its Vietnamese name, and what is wrong with it."""
    names = [part for part in path if isinstance(part, str) and part not in ("body", "query", "path")]
    field = _FIELDS.get(names[-1], names[-1]) if names else "nội dung gửi lên"
    what = _FAULTS.get(fault, "chưa đúng kiểu" if not fault.startswith("date") else "chưa đúng dạng ngày NĂM-THÁNG-NGÀY")
    return f"Xin kiểm tra lại: {field} {what.format(**context)}."
