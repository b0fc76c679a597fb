"""Syllables that every question has, and pairs that officialese puts everywhere: neither tells one passage from another."""

from __future__ import annotations

_STOP = """
ai anh bao bằng bị bởi cả các cái cho chỉ chưa chị có còn của cùng cũng dạ dùm do đang đã đây đến để đều đi được đâu
đó em gì giúp hay hãy hết
hiện hỏi hơn khi không là làm lại lên liệt kê kể lúc mà mấy mình muốn mỗi một nào này nay nên nếu
như nhiêu nhiu nhé những nữa ở qua ra rằng rồi sao sẽ tại tên thì theo thế tìm tôi trên trong trước từng từ và vào vậy về vì vẫn với vừa
xin xong
z ạ cụ thể xem biết nhỉ nêu trình bày sang bên riêng tiếp đc dc ko k hok zậy j nha á tổng cộng tính cách nhằm việc sau cũ hai bốn
sáu bảy tám chín mười phải hoặc nhiều chuyện bà con gồm % dậy dị hông hem luôn khôg
"""
_BARE_STOP = """
ai bao nhieu nhiu cac cai chi cho chua co cua duoc de da gi giup hay hoi khong la lam mot nao nay nhung nhe o ra sao se tai theo thi the toi
trong tu va vao vay ve vi voi xin ten liet ke may cu nhu dc ko k hok zay z j sang hai gom %
"""
STOP = frozenset(_STOP.split())
BARE_STOP = frozenset(_BARE_STOP.split())  # for a question without diacritics: fewer, since "dang" may be "đảng"

_LIGHT = """
triển khai | thực hiện | tổ chức | tiến hành | công tác | báo cáo | kết quả | nội dung | hoạt động | được yêu cầu | yêu cầu | ghi nhận
thấp hơn | cao hơn | ít hơn | nhiều hơn | kém hơn
so sánh | liên quan | mục đích | đề nghị | cho biết | tỷ lệ | giải pháp | nguyên nhân | diện tích | số tiền
trien khai | thuc hien | to chuc | tien hanh | cong tac | bao cao | ket qua | noi dung | hoat dong | yeu cau | ghi nhan | lien quan
thap hon | cao hon | it hon | nhieu hon | kem hon
so sanh | muc dich | de nghi | cho biet | ti le | giai phap | nguyen nhan | dien tich | so tien
"""
LIGHT = frozenset(tuple(pair.split()) for line in _LIGHT.strip().splitlines() for pair in line.split("|"))
