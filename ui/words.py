"""Every Vietnamese word that the page shows."""

from __future__ import annotations

LOGGED_OUT = "Phiên làm việc đã hết. Xin tải lại trang để đăng nhập."
MY_ACCOUNT = "Tài khoản"
APP = "Hỏi Báo Cáo"
TAGLINE = "Hỏi kho báo cáo, mở đúng câu trích dẫn"
NOTICE = "Trả lời tự động từ kho báo cáo; hãy đối chiếu với trích dẫn trước khi dùng."

TAB_ASK = "Hỏi đáp"
TAB_FIGURES = "Số liệu"
TAB_DRAFTS = "Soạn thảo"
TAB_REPORTS = "Báo cáo"
TAB_UPLOAD = "Nạp tệp"
TAB_HISTORY = "Đã hỏi"

# Asking
QUESTION_LABEL = "Câu hỏi"
QUESTION_HINT = "Nhập câu hỏi về các báo cáo…"
QUESTION_EMPTY = "Hãy gõ câu hỏi rồi nhấn Enter."
SEND = "Gửi"
STOP = "Dừng"
NEW_CONVERSATION = "Cuộc hỏi mới"
YOU_ASKED = "Câu hỏi của bạn"
WELCOME = "Bạn muốn tra cứu điều gì?"
WELCOME_LEAD = "Câu trả lời ngắn, mỗi số liệu có trích dẫn mở đúng câu trong báo cáo gốc."
SUGGESTIONS = "Gợi ý từ kho báo cáo"
NO_SUGGESTIONS = "Kho chưa có báo cáo nào. Mở thẻ “Nạp tệp” để bắt đầu."
SEARCHING = "Đang tìm trong kho báo cáo…"
FOUND_SOURCES = "Đã thấy {n} đoạn liên quan, đang soạn câu trả lời…"
STOPPED = "Đã dừng theo yêu cầu."
ANSWER_READY = "Đã có câu trả lời."
FAILED = "Không trả lời được lúc này. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị."
SCOPE = "Giới hạn phạm vi"
SCOPE_ISSUERS = "Cơ quan (để trống: tất cả)"
SCOPE_SHOWN = "Phạm vi"
SINCE = "từ"
UNTIL = "đến"
FROM_DAY = "Kỳ từ ngày"
TO_DAY = "đến ngày"
DAY_HINT = "vd. 6/2026"
BAD_DAY = "Không hiểu ngày “{text}”. Hãy viết như 15/6/2026, 6/2026 hoặc 2026."
BAD_RANGE = "Ngày đầu đứng sau ngày cuối. Hãy sửa lại khoảng thời gian."

# An answer
ASKED_BACK = "Câu hỏi cần nói rõ hơn. Hãy chọn một câu bên dưới."
CHOICES = "Chọn câu muốn hỏi"
NOT_FOUND = "Không có trong kho báo cáo"
NEAREST = "Gần nhất trong kho – không phải câu trả lời"
CAUTION = "Lưu ý"
SOURCES = "Nguồn trích dẫn"
MORE_SOURCES = "Xem thêm {n} nguồn"
OPEN_CITATION = "Mở trích dẫn {n}: {title}"
OPEN_NUMBER = "Mở trích dẫn {n}"
COMPUTED = "Cách tính"
COMPUTED_MARK = "tính ra"
COMPARED = "So sánh ({unit})"
MODE = {"extractive": "Trích từ báo cáo", "llm": "Mô hình ngôn ngữ diễn đạt, số liệu đã đối chiếu"}
COPY = "Chép kèm nguồn"
COPIED = "Đã chép"
COPY_FAILED = "Chưa chép được"
USEFUL = "Hữu ích"
NOT_USEFUL = "Chưa đúng"
RATE_GROUP = "Đánh giá câu trả lời"

# The source
SOURCE_LABEL = "Báo cáo nguồn"
SOURCE_EMPTY = "Chưa mở báo cáo nào"
SOURCE_HELP = (
    "Bấm số trích dẫn trong câu trả lời, báo cáo mở ở đây và tô sáng đúng câu được trích.",
    "Thẻ “Báo cáo” liệt kê toàn bộ kho; bấm một dòng để đọc nguyên văn.",
    "Hệ thống trả lời “không có” khi kho không ghi – không suy đoán.",
)
CLOSE = "Đóng"
BACK_TO_QUOTE = "Về câu trích"
ISSUER = "Cơ quan"
NUMBER = "Số"
DATE = "Ngày"
PERIOD = "Kỳ"
SECTION = "Mục"
PAGE = "trang {n}"
NOT_WRITTEN = "không ghi"
INFERRED = "(suy ra)"
QUOTE_LOST = "Không định vị được câu trích trong văn bản đã lưu; câu trích là: “{quote}”"
REPORT_EMPTY = "Báo cáo này không có nội dung chữ."

# A report that a newer version stands for
SUPERSEDED = "đã có bản thay thế"
SUPERSEDED_HERE = "Báo cáo này đã có bản thay thế; nội dung dưới đây chỉ để đối chiếu."
OPEN_NEWER = "Mở bản mới"

# A report read from a scan
DOUBTS_HERE = "Câu này có số do máy nhận dạng, độ tin cậy thấp; xin đối chiếu ảnh trang:"
DOUBTS = "Bản chụp được máy nhận dạng: {n} số có độ tin cậy thấp"
DOUBT = "<b>{number}</b> trang {page}, độ tin cậy {sure}%"
DOUBT_PICTURE = "Ảnh trang {page}, chỗ có số {number}"

# The ledger of figures
INDICATOR = "Chỉ tiêu"
INDICATOR_HINT = "vd. hộ nghèo, tuần tra chung"
GOVERNMENT = "Đơn vị (để trống: tất cả)"
LOOK_UP = "Tra cứu"
FIGURES_HELP = "Nhập tên chỉ tiêu rồi nhấn Enter. Bấm vào một giá trị để mở đúng chỗ trong báo cáo gốc."
COUNT_FIGURES = "{n} số liệu"
COUNT_SHOWN = "{n} số liệu, đang hiện {shown}"
NO_FIGURES = "Không có số liệu nào khớp. Hãy thử từ ngắn hơn hoặc bớt điều kiện lọc."
FIGURE_HEADS = ("Kỳ", "Đơn vị", "Chỉ tiêu", "Giá trị", "Cơ quan, báo cáo")
FIGURES_LABEL = "Bảng số liệu"
CHART_CUT = ", {shown} trong {total} giá trị"
OPEN_FIGURE = "Mở nguồn: {indicator}, {amount}"
MORE = "Xem thêm"
EXPORT_CSV = "Tải CSV"
EXPORT_XLSX = "Tải Excel"
CONFLICTS = "Mâu thuẫn trong báo cáo"
NO_CONFLICTS = "Không thấy số liệu nào mâu thuẫn trong kho."
CONFLICT_KIND = {"sum": "Không cộng bằng tổng", "values": "Hai giá trị khác nhau", "share": "Tỷ lệ không thể có"}

# Drafts
KIND = "Loại dự thảo"
DRAFT_KIND = {
    "synthesis": "Báo cáo tổng hợp",
    "half_year": "Báo cáo sơ kết 6 tháng",
    "summary": "Tóm tắt một báo cáo",
    "comparison": "So sánh hai kỳ, hai đơn vị",
    "reply": "Phần trả lời chất vấn",
}
REGIME = "Thể thức"
REGIME_NAME = {"state": "Nhà nước", "party": "Đảng"}
SUBJECT = "Nội dung (để trống: toàn bộ)"
SUBJECT_HINT = "vd. phòng cháy, chữa cháy rừng và an ninh trật tự"
FROM_REPORTS = "Từ các báo cáo (để trống: theo cơ quan và thời gian dưới đây)"
PROPOSE = "Lập đề cương"
DRAFT_TITLE = "Trích yếu"
OUTLINE = "Đề cương"
OUTLINE_INFO = "Mỗi dòng một mục: tiêu đề | nội dung cần tìm, ngăn bằng dấu ; | bảng (nếu cần bảng số liệu). Sửa, thêm, bớt tùy ý."
WITH_TABLE = "bảng"
WRITE = "Viết dự thảo"
NO_OUTLINE = "Hãy lập đề cương trước rồi viết dự thảo."
DRAFT_LABEL = "Dự thảo"
DRAFTS_KEPT = "Dự thảo đã lưu"
OPEN_DRAFT = "Mở dự thảo: {title}"
DROP_DRAFT = "Xóa dự thảo: {title}"
EXPORT_FOOTNOTES = "Tải Word, chú thích cuối trang"
EXPORT_ENDNOTES = "Tải Word, chú thích cuối văn bản"
EXPORT_DRAFT_MD = "Tải Markdown"
GAP = "Còn thiếu"
UNVERIFIED = "(chưa kiểm chứng)"
EDIT = "Sửa"
EDIT_LABEL = "Sửa mục: {title}"
SECTION_TEXT = "Nội dung mục"
SECTION_INFO = "Mỗi câu một dòng, số trích dẫn trong ngoặc vuông đứng sau câu. Câu khác nguyên văn báo cáo được đánh dấu chưa kiểm chứng."
SAVE_SECTION = "Lưu mục này"

# The list of reports
ALL = "Tất cả"
TYPE = "Loại văn bản"
COUNT_REPORTS = "{n} báo cáo"
NO_REPORTS = "Không có báo cáo nào khớp. Hãy bớt điều kiện lọc."
OPEN_REPORT = "Mở báo cáo: {title}"

# Uploading
UPLOAD_LEAD = "Chọn tệp Word, Excel, PDF, HTML, văn bản, ảnh chụp trang, thư .eml hoặc tệp .zip chứa chúng. Tệp trùng không nạp lần hai."
UPLOAD_LABEL = "Tệp báo cáo"
# Gradio's own words, under Gradio's own names; it has no Vietnamese.
GRADIO = {
    "upload_text.drop_file": "Kéo tệp vào đây",
    "upload_text.click_to_upload": "Bấm để chọn tệp",
    "common.or": "hoặc",
}
UPLOAD_START = "Nạp vào kho"
UPLOAD_NONE = "Hãy chọn ít nhất một tệp."
UPLOAD_PROGRESS = "Tiến độ nạp"
JOB_STATE = {
    "queued": "Đang chờ",
    "running": "Đang nạp",
    "done": "Đã xong",
    "failed": "Dừng vì lỗi",
    "interrupted": "Bị ngắt giữa chừng, hãy nạp lại",
}
JOB_COUNT = "{done}/{total} tệp"
JOB_FAILED = "{n} tệp không nạp được"
FILE_STATE = {
    "queued": "Chờ",
    "reading": "Đang đọc",
    "added": "Đã nạp",
    "replaced": "Thay bản cũ",
    "superseding": "Bản mới, giữ bản cũ",
    "superseded": "Bản cũ, đã có bản mới",
    "already": "Đã có sẵn",
    "already there": "Đã có sẵn",
    "failed": "Không nạp được",
}

# Earlier conversations
HISTORY_EMPTY = "Chưa có cuộc hỏi nào được lưu."
HISTORY_SEARCH = "Tìm trong các cuộc đã hỏi"
HISTORY_HINT = "vd. hộ nghèo; gõ có dấu hay không dấu"
HISTORY_NONE = "Không có cuộc hỏi nào khớp. Hãy thử từ ngắn hơn."
COUNT_CONVERSATIONS = "{n} cuộc hỏi"
HISTORY_CUT = "Đang hiện {n} cuộc hỏi gần nhất. Gõ từ cần tìm để thấy các cuộc hỏi cũ hơn."
OPEN_CONVERSATION = "Mở lại: {title}"
RENAME = "Đổi tên"
RENAME_LABEL = "Đổi tên cuộc hỏi: {title}"
NEW_TITLE = "Tên mới của cuộc hỏi"
SAVE = "Lưu"
CANCEL = "Hủy"
EXPORT_DOCX = "Tải Word"
EXPORT_DOCX_LABEL = "Tải tệp Word: {title}"
EXPORT_MD = "Tải .md"
EXPORT_MD_LABEL = "Tải tệp Markdown: {title}"
FORGET = "Xóa"
FORGET_LABEL = "Xóa cuộc hỏi: {title}"
FORGET_SURE = "Xóa hẳn?"

# Copied text
COPY_SOURCES = "Nguồn:"
COPY_NUMBER = "số {number}"
COPY_ISSUED = "ngày {day}"

MODEL_HERE = "Câu trả lời do AI viết lại (mô hình {}, chạy trong máy này; nội dung không rời máy) rồi được kiểm tra với nguồn."
MODEL_AWAY = "Lưu ý: nội dung báo cáo được gửi tới mô hình {} ở ngoài máy này. Câu trả lời do AI viết lại rồi được kiểm tra với nguồn."
