"""Which part of a report a heading opens."""

from __future__ import annotations

import pytest

from assistant.draft.aspect import Aspect, aspect_of


@pytest.mark.parametrize(
    ("section", "aspect"),
    [
        (("II- KẾT QUẢ PHỐI HỢP", "2. Quốc phòng, an ninh, trật tự"), Aspect.RESULTS),
        (("II. KẾT QUẢ", "2. Việc chung của hai xã", "1.2. Phòng cháy"), Aspect.RESULTS),
        (("I. ĐẶC ĐIỂM TÌNH HÌNH", "2. Thuận lợi, khó khăn", "2.2. Khó khăn"), Aspect.LIMITS),
        (("III- ĐÁNH GIÁ CHUNG", "3. Nguyên nhân"), Aspect.LIMITS),
        (("III- ĐÁNH GIÁ CHUNG", "1. Ưu điểm"), Aspect.MERITS),
        (("IV- PHƯƠNG HƯỚNG", "5. Giữ vững quốc phòng trên địa bàn"), Aspect.AHEAD),
        (("VI. QUÝ IV NĂM 2026",), Aspect.AHEAD),
        (("III. TIẾN ĐỘ THỰC HIỆN", "1. Các nhiệm vụ đã hoàn thành"), Aspect.RESULTS),
        (("VI. ĐỀ XUẤT, KIẾN NGHỊ",), Aspect.PROPOSALS),
        (("I- TÌNH HÌNH CHUNG", "1. Địa bàn giáp ranh"), Aspect.BACKGROUND),
        ((), Aspect.RESULTS),
    ],
)
def test_the_innermost_telling_heading_says_the_part(section: tuple[str, ...], aspect: Aspect) -> None:
    assert aspect_of(section) is aspect
