"""Everyday words for what reports call otherwise. One line a meaning; a reader may ask with any of them."""

from vectorstore.text.normalize import folded_syllables

_MEANINGS = """
đồng bào | dân tộc | người
đi lính | đi bộ đội | nhập ngũ
minh bạch | công khai
nước sạch | nước hợp vệ sinh
nhà vệ sinh | nhà tiêu | nhà xí
cá tôm | nuôi cá | nuôi tôm | tôm cá | thủy sản
trâu bò | đại gia súc | gia súc
gà vịt | gia cầm
lúa gạo | lương thực | thóc
cây ăn trái | cây ăn quả
khai thác trái phép | khai thác lậu | đào trộm | đào bới | khai thác
quặng | mỏ | khoáng sản
người dân | bà con | nhân dân | quần chúng nhân dân
xài | dùng | sử dụng
làm nhà | dựng nhà | xây nhà | xây dựng nhà
sai phép | trái phép | không phép
đám cưới sớm | lấy vợ sớm | cưới sớm | tảo hôn
tiền | kinh phí | tổng số tiền | trị giá | giá trị
bao nhiêu tiền | tổng mức đầu tư | tổng kinh phí
rộng | diện tích
đông dân | dân số
số dân | dân số | nhân khẩu
họp qua mạng | họp trực tuyến | trực tuyến | trực tuyến liên thông
công chức nghỉ việc | thôi việc | nghỉ việc | xin nghỉ | nghỉ hưu trước tuổi
thầy cô | giáo viên
học trò | học sinh
cán bộ thuế | ngành thuế
ứng cử viên | người ứng cử
bác sĩ | nhân viên y tế | cán bộ y tế
xóa nhà tạm | xóa nhà dột nát | nhà dột nát
nghèo | hộ nghèo
vốn vay | dư nợ | cho vay
tiền công | thù lao | phụ cấp
đường sá | đường giao thông | giao thông
cầu đường | công trình giao thông
làm lợi | giá trị làm lợi
thuốc phiện | ma túy
đánh bạc | cờ bạc
cháy rừng | hỏa hoạn | đám cháy
lũ lụt | mưa lũ | thiên tai
chống lũ | phòng chống thiên tai
bắt đầu | khởi công | khởi động
xong | hoàn thành
ra mắt | thành lập
bế giảng | tổng kết
kết nạp đảng | phát triển đảng
đảng viên mới | kết nạp
phổ biến | tuyên truyền
gặp dân | đối thoại | tiếp công dân | tiếp dân
đi bầu | bầu cử
góp ý | đóng góp ý kiến | tham gia ý kiến
khen | khen thưởng | biểu dương
kỷ luật | xử lý kỷ luật
khó khăn | vướng mắc | hạn chế
điểm mạnh | ưu điểm | kết quả đạt được
điểm yếu | hạn chế | tồn tại
lý do | nguyên nhân
kế hoạch | chỉ tiêu
giấy tờ | hồ sơ
làm giấy tờ | thủ tục hành chính
một cửa | bộ phận một cửa | trung tâm phục vụ hành chính công
sổ đỏ | giấy chứng nhận quyền sử dụng đất
mạng | internet
điện thoại xịn | điện thoại thông minh
ủng hộ | đóng góp | quyên góp
giúp đỡ | hỗ trợ
phụ trách | chủ trì
lên xã | đến xã
bắc cầu | xây cầu | cầu giao thông
trồng mới | trồng
thành viên | hội viên
khám bệnh | khám chữa bệnh | khám
người nghe | người tham dự | người dự | người tham gia
cứu đói | thiếu đói | đói giáp hạt
tổ hòa giải | hòa giải
đồng chí | đảng viên
thu nhập bình quân đầu người | thu nhập bình quân
giải ngân đầu tư công | giải ngân vốn đầu tư công
"""


def _groups() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for line in _MEANINGS.strip().splitlines():
        phrases = [tuple(folded_syllables(phrase)) for phrase in line.split("|")]
        for phrase in phrases:
            found.setdefault(phrase, set()).update(other for other in phrases if other != phrase)
    return {phrase: tuple(sorted(others)) for phrase, others in found.items()}


_OTHERS = _groups()
_LONGEST = max(map(len, _OTHERS))


def same_meaning(words: list[str]) -> tuple[tuple[int, int, tuple[tuple[str, ...], ...]], ...]:
    """(start, end, other phrases) of each stretch of folded syllables that has other words for it."""
    return tuple(
        (start, start + length, _OTHERS[phrase])
        for start in range(len(words))
        for length in range(min(_LONGEST, len(words) - start), 0, -1)
        if (phrase := tuple(words[start : start + length])) in _OTHERS
    )
