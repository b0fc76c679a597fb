"""Three fictional reports in the shape that real ones have: letterhead, headings, footnote marks, a table."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from vectorstore.report import Period, Report

_FILLER = (
    "Mỗi cán bộ xã nhận một thôn, sáng thứ hai nào cũng ngồi lại với nhau, việc vướng ở đâu gỡ ngay ở đó; "
    "thôn nào gặp khó thì cả tổ cùng xuống, không để việc tuần này lấn sang tuần sau. "
    "Loa truyền thanh đọc tin bằng hai thứ tiếng; trưởng thôn và các cụ già làng là người nói, bà con dễ nghe hơn."
)

_H1 = f"""ỦY BAN NHÂN DÂN
XÃ SUỐI VÀNG
Số: 214/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Suối Vàng, ngày 18 tháng 6 năm 2026

BÁO CÁO
Tình hình phát triển kinh tế, đời sống và an ninh 6 tháng đầu năm 2026; phương hướng, nhiệm vụ 6 tháng cuối năm
-----
Thực hiện Nghị quyết của Hội đồng nhân dân xã về nhiệm vụ năm 2026, Ủy ban nhân dân xã Suối Vàng báo cáo kết quả như sau:

I. PHÁT TRIỂN KINH TẾ
1. Sản xuất nông, lâm nghiệp
1.1. Trồng trọt, chăn nuôi
{_FILLER}
- Tổng diện tích gieo trồng cây hằng năm đạt 1.284,5 ha, bằng 101,2% cùng kỳ; sản lượng lương thực có hạt ước đạt 4.112 tấn.
- Tổng đàn gia súc 6.730 con; tỷ lệ tiêm phòng đợt 1 đạt 92,6%.
{_FILLER}
1.2. Lâm nghiệp
[bookmark: _Hlk20260618]- Toàn xã trồng mới 126,4 ha rừng, đạt 84,3% kế hoạch năm[footnoteRef:1]. \
[1:  Trong đó rừng sản xuất 98,2 ha, rừng phòng hộ 28,2 ha.]
- Tỷ lệ che phủ rừng ước đạt 58,2%; khoanh nuôi tái sinh 310 ha.
1.3. Công tác phòng cháy, chữa cháy rừng
- Xã đã tổ chức trên 6 cuộc diễn tập, tuần tra[footnoteRef:2] [2:  Kế hoạch số 31/KH-UBND ngày 12/01/2026.]
phòng cháy, chữa cháy rừng; không để xảy ra vụ cháy lớn. Lực lượng tại chỗ được củng cố với 14 tổ, 168 người.
{_FILLER}

II. VĂN HÓA - XÃ HỘI, CẢI CÁCH HÀNH CHÍNH
1. Giảm nghèo
Kết quả rà soát được tổng hợp trong biểu sau:
Chỉ tiêu | Đầu kỳ | Cuối kỳ
Hộ nghèo | 214 | 187
Hộ cận nghèo | 168 | 171
Hộ thoát nghèo bền vững | – | 27
2. Cải cách hành chính
Bộ phận một cửa của xã nhận 2.339 hồ sơ; tỷ lệ giải quyết đúng hạn đạt 99,1% (2.318/2.339 hồ sơ).
{_FILLER}

III. QUỐC PHÒNG, AN NINH
Sáu tháng qua làng bản yên ổn, không có việc gì lớn. \
Trên địa bàn xảy ra 02 vụ tai nạn giao thông, không có người chết, bị thương 03 người.
{_FILLER}

Nơi nhận:
- Thường trực Đảng ủy;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
"""

_PLAN = f"""ĐẢNG ỦY XÃ SUỐI VÀNG
*
Số       -BC/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Suối Vàng, ngày      tháng 7 năm 2026

BÁO CÁO
Kết quả hoạt động giữa hai kỳ họp và nhiệm vụ 6 tháng cuối năm 2026
I. KẾT QUẢ
{_FILLER}
II. NHIỆM VỤ
1. Nhiệm vụ chung
{_FILLER}
2. Nhiệm vụ trọng tâm
Tiếp tục trồng rừng: diện tích còn lại 23,6 ha hoàn thành trước ngày 30/9/2026.
"""

_HOSTILE = """<b>PHÒNG THỬ</b>
Dòng hiểm độc: <script>window.pwned=1</script> và <img src=x onerror=window.pwned=1> ${window.pwned=1}
"""


def made_report(text: str, file_name: str, title: str, issuer: str | None, **more: object) -> Report:
    digest = sha256(text.encode()).hexdigest()
    facts: dict[str, object] = {"number": None, "issued_on": None, "issued_label": None, "period": None, "type": "Báo cáo", **more}
    return Report(id=digest[:16], sha256=digest, file_name=file_name, title=title, issuer=issuer, text=text, passages=(), **facts)  # type: ignore[arg-type]


H1 = made_report(
    _H1,
    "000_suoi_vang_6_thang.txt",
    "Tình hình phát triển kinh tế, đời sống và an ninh 6 tháng đầu năm 2026; phương hướng, nhiệm vụ 6 tháng cuối năm",
    "UBND xã Suối Vàng",
    number="214/BC-UBND",
    issued_on=date(2026, 6, 18),
    period=Period("6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14)),
)
PLAN = made_report(
    _PLAN,
    "001_dang_uy_giua_hai_ky.txt",
    "Kết quả hoạt động giữa hai kỳ họp và nhiệm vụ 6 tháng cuối năm 2026",
    "Đảng ủy xã Suối Vàng",
    issued_label="tháng 7 năm 2026",
    period=Period("6 tháng cuối năm 2026", date(2026, 6, 15), date(2026, 12, 14), inferred=True),
    inferred=("period",),
)
UNDATED = made_report(
    _HOSTILE, '<img src=x onerror="window.pwned=1">.txt', "<script>window.pwned=1</script> Văn bản thử", None, type="<i>Khác</i>"
)
REPORTS = {report.id: report for report in (H1, PLAN, UNDATED)}
