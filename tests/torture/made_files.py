"""Small reports of made-up communes, as many as are wanted."""

from __future__ import annotations

from pathlib import Path

FOUND_BY = "nhà văn hóa thôn số {n} khánh thành"
_TEXT = """ỦY BAN NHÂN DÂN
XÃ ĐỒI SỐ {n}
Số: {n}/BC-UBND

BÁO CÁO
Kết quả công tác tháng {month} năm 2026

I. KINH TẾ
1. Toàn xã gieo trồng {area} ha lúa, đạt {share}% kế hoạch năm.
2. Thu ngân sách {money} triệu đồng; đàn trâu có {cattle} con.
II. VĂN HÓA - XÃ HỘI
1. Toàn xã còn {poor} hộ nghèo, giảm {less} hộ so với cùng kỳ.
2. Trong tháng nhà văn hóa thôn số {n} khánh thành, phục vụ {people} người dân.
"""


def made_folder(folder: Path, count: int) -> None:
    for n in range(count):
        place = folder / f"quy-{n % 4 + 1}"
        place.mkdir(parents=True, exist_ok=True)
        numbers = {
            "area": 100 + n % 97,
            "share": 80 + n % 20,
            "money": 500 + n,
            "cattle": 40 + n % 53,
            "poor": 20 + n % 31,
            "less": 1 + n % 9,
        }
        text = _TEXT.format(n=n, month=n % 12 + 1, people=90 + n % 71, **numbers)
        (place / f"bao-cao-{n:04}.txt").write_text(text, encoding="utf-8")
