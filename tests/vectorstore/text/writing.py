"""What the text tests draw from: letters, numbers and words as reports write them, in any disorder."""

from __future__ import annotations

from hypothesis import strategies as st

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặấầủụýỳỵỷ HÒAUYQJİßſK0123456789.,;:/-–()[]“”\n\t%²³⁹¹\u0300\u0301\u0309\u030c"
WORDS = """
từ ngày đến hết tháng năm quý nửa đầu giữa cuối nhiệm kỳ giai đoạn kết quả ba chın sáu 6 9 06 31 02 13 2025 2026 IV ı
31/02/2025 1/1/2025 99/99/2020 28/12 2025-2020 2021–2025 tháng/ 1 tỷ 897,8 triệu TỶ đồng trıệu nghìn ha m² ha⁹ % 10.100,78
1.2 0.125 3/4 8/10 - – . ; , (1) trên khoảng ước đạt số Điều thứ xã. Xã a. II. 1. 12/BC-UBND
"""

texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=LETTERS, max_size=60),
    st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join),
)

marked = st.lists(
    st.one_of(texts, st.sampled_from(["[footnoteRef:3]", "[bookmark: _Hlk1]", "[bookmark:", "¹²", "m²⁹", " ;", "\n\n"])), max_size=8
).map("".join)  # as the readers leave it, with footnote marks and bookmarks
