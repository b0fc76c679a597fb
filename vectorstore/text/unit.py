"""What Vietnamese reports count and measure in: units of measure, classifiers and counted nouns of more than one syllable."""

from __future__ import annotations

_MEASURES = """
% | ‰ | tạ/ha | tấn/ha | triệu đồng | tỷ đồng | tỉ đồng | nghìn đồng | ngàn đồng | tỷ | tỉ | triệu | nghìn | ngàn | đồng | ha | km2 | km²
m2 | m² | m3 | m³ | km | kg | tấn | tạ | lít | mm | cm | m | Mbps | kWh | MW | giờ | phút
"""
_CLASSIFIERS = """
lượt người | đảng viên | lượt | hồ sơ | hs | trường hợp | đồng chí | quần chúng | đại biểu | cử tri | câu lạc bộ | mô hình | hội nghị
cuộc thi | cuộc | buổi | lớp | hộ | người | vụ việc | vụ | con | cây | thôn | bản | xã | huyện | tỉnh | tổ | nhóm | đoàn | điểm | ý kiến
công trình | dự án | máy | văn bản | sản phẩm | sáng kiến | bài | tin | giải | chi bộ | cơ quan | đơn vị | doanh nghiệp | hợp tác xã | HTX
"""
_NOUNS = """
đoàn viên | hội viên | thành viên | ủy viên | uỷ viên | giáo viên | học viên | học sinh | sinh viên | giảng viên
tuyên truyền viên | hòa giải viên | vận động viên | báo cáo viên | cộng tác viên | cán bộ | công chức | viên chức | biên chế | lao động
nông dân | nhân khẩu | khẩu | thí sinh | bệnh nhân | bác sĩ | y sĩ | cá nhân | tập thể | tổ chức | dân tộc | chủ nhiệm | phó chủ nhiệm
công văn | quyết định | nghị quyết | báo cáo | kế hoạch | kế họach | chương trình | chuơng trình | hướng dẫn | huớng dẫn | quy chế
kết luận | thông báo | chỉ thị | tờ trình | đề án | dự thảo | thủ tục | đơn thư | kiến nghị | vướng mắc | ý tưởng | nội dung
tiêu chí | mục tiêu | chỉ tiêu | nhiệm vụ | giải pháp | chuyên đề | chuyên mục | phóng sự | tác phẩm | đề tài | bản tin | ngày công | ngày
tổ hợp tác | đội hình | đảng bộ | công đoàn | ban | phòng | cơ sở | điểm cầu | điểm trường | trường | trang trại | nhà | ngôi | căn | cái
chiếc | bộ | suất | phần quà | suất quà | ca | mũi | liều | đợt | lần | phiên | kỳ họp | vòng | tuyến | máy tính | thiết bị | tài khoản
cháu | em | ô tô | xe | môn | di tích | lễ hội | quầy | sạp | lô | thửa | ao | lồng | thùng | bao | cuốn | quyển | tờ | đơn | khoản
lượt hội viên | lượt ý kiến | lượt hộ | lượt hồ sơ | lượt khách | lượt cán bộ | lượt đoàn viên | lượt học sinh
"""


def _longest_first(*lists: str) -> tuple[str, ...]:
    words = {word.strip() for lines in lists for line in lines.strip().splitlines() for word in line.split("|")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


MEASURES = _longest_first(_MEASURES)
UNITS = _longest_first(_MEASURES, _CLASSIFIERS)  # after a number these alone say that it counts something
COUNTED = _longest_first(_MEASURES, _CLASSIFIERS, _NOUNS)
