"""Abbreviations of Vietnamese administration, opened on both sides of every comparison.

Keys are folded (no diacritics), so that "hdnd" typed bare opens like "HĐND". What is ambiguous in reports stays as it is:
TT, TH, CT, HD, QĐ, HS, AN.
"""

_LONG = """
ANCT an ninh chính trị | ANQP an ninh quốc phòng | ANTT an ninh trật tự | ANTQ an ninh tổ quốc | ATGT an toàn giao thông
ATTP an toàn thực phẩm | BCĐ ban chỉ đạo | BCH ban chấp hành | BHTN bảo hiểm thất nghiệp | BHXH bảo hiểm xã hội
BHYT bảo hiểm y tế | BĐBP bộ đội biên phòng | BTV ban thường vụ | CBCC cán bộ công chức | CCB cựu chiến binh
CCHC cải cách hành chính | CĐS chuyển đổi số | CLB câu lạc bộ | CNCH cứu nạn cứu hộ | CNTT công nghệ thông tin
CSXH chính sách xã hội | CTMTQG chương trình mục tiêu quốc gia | DQTV dân quân tự vệ | DTTS dân tộc thiểu số
DVC dịch vụ công | ĐBQH đại biểu quốc hội | ĐVTN đoàn viên thanh niên | GCN giấy chứng nhận
GDĐT giáo dục đào tạo | GPMB giải phóng mặt bằng | GTNT giao thông nông thôn | GTSX giá trị sản xuất
HĐND hội đồng nhân dân | HND hội nông dân | HTX hợp tác xã | KHCN khoa học công nghệ | KHKT khoa học kỹ thuật
KH kế hoạch | KTXH kinh tế xã hội | KT kinh tế | XH xã hội | LĐLĐ liên đoàn lao động | LHPN liên hiệp phụ nữ
LLCT lý luận chính trị | LLVT lực lượng vũ trang | MTQG mục tiêu quốc gia | MTTQ mặt trận tổ quốc
NHCSXH ngân hàng chính sách xã hội | NSNN ngân sách nhà nước | NTM nông thôn mới | NVQS nghĩa vụ quân sự
PCCC phòng cháy chữa cháy | PCCCR phòng cháy chữa cháy rừng | PCT phó chủ tịch | PVHCC phục vụ hành chính công
QCDC quy chế dân chủ | QCPH quy chế phối hợp | QLNN quản lý nhà nước | QLTT quản lý thị trường
QPAN quốc phòng an ninh | QSDĐ quyền sử dụng đất | SXKD sản xuất kinh doanh | TDP tổ dân phố | TDTT thể dục thể thao | TXCT tiếp xúc cử tri
VHTT văn hóa thể thao | VBQPPL văn bản quy phạm pháp luật | BĐKH biến đổi khí hậu | KBNN kho bạc nhà nước | NLĐ người lao động
CQĐP chính quyền địa phương | ĐVHC đơn vị hành chính | HĐBC hội đồng bầu cử | TTHTCĐ trung tâm học tập cộng đồng | KCB khám chữa bệnh
TKCN tìm kiếm cứu nạn | TNCS thanh niên cộng sản | TNCSHCM thanh niên cộng sản hồ chí minh | THCS trung học cơ sở
THPT trung học phổ thông | TTATXH trật tự an toàn xã hội | TTCN tiểu thủ công nghiệp | TTHC thủ tục hành chính
TW trung ương | UBBC ủy ban bầu cử | UBKT ủy ban kiểm tra | UBMTTQ ủy ban mặt trận tổ quốc | UBND ủy ban nhân dân
VSMT vệ sinh môi trường | XDCB xây dựng cơ bản | XDNTM xây dựng nông thôn mới
"""

_SAME = """
phần trăm = % | héc ta = ha | hec ta = ha | hecta = ha | ki lô mét = km | kilômét = km | cây số = km
"""


def _entries() -> dict[str, tuple[str, ...]]:
    pairs = (entry.split() for line in _LONG.strip().splitlines() for entry in line.split("|"))
    return {words[0].lower(): tuple(words[1:]) for words in pairs}


LONG_FORMS: dict[str, tuple[str, ...]] = _entries()
ONE_TOKEN: dict[tuple[str, ...], str] = {
    tuple(left.split()): right.strip() for left, right in (entry.split("=") for entry in _SAME.replace("\n", " ").split("|"))
}
