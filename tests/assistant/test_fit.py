"""Whether a sentence holds the kind of thing that is asked for."""

from __future__ import annotations

import pytest

from assistant.fit import kind_fit, other_level, places_told, says_why
from assistant.question import understand


def better(question: str, good: str, bad: str) -> bool:
    asked = understand(question)
    return kind_fit(asked, good) > kind_fit(asked, bad)


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        ("Xã nuôi bao nhiêu tổ ong?", "Xã nuôi 30 tổ ong.", "Xã nuôi nhiều ong."),
        ("Xã nuôi bao nhiêu tổ ong?", "Xã nuôi 30 tổ ong.", "Xã trồng 12,5 ha cam."),
        ("Trong 12 tổ ong có bao nhiêu tổ bị bệnh?", "Có 03 tổ bị bệnh.", "Xã có 12 tổ."),
        ("Có bao nhiêu hồ sơ cấp sổ hộ tịch?", "Tiếp nhận 45 hồ sơ hộ tịch.", "Tiếp nhận 45 hồ sơ đất đai."),
        ("Trạm bơm khánh thành khi nào?", "Trạm bơm khánh thành ngày 05/3/2026.", "Trạm bơm đã khánh thành."),
        ("Quy ước nuôi ong có số hiệu gì?", "Ban hành Quy ước số 07-QƯ/ĐU.", "Ban hành Quy ước nuôi ong."),
        ("Chủ nhiệm hợp tác xã là ai?", "Chủ nhiệm là ông Vàng Seo Tủa.", "Chủ nhiệm hợp tác xã trình bày."),
        ("Xã đứng thứ mấy về nuôi ong?", "Xã đứng thứ 3 toàn huyện.", "Xã nuôi ong khá."),
        ("Ong được bán cho huyện nào?", "Ong bán sang huyện Nậm Khe.", "Ong bán ra ngoài."),
        ("Vì sao đàn ong giảm?", "Đàn ong giảm do rét.", "Đàn ong giảm mạnh."),
        ("Có những giống ong nào?", "Giống ong gồm ong khoái, ong ruồi, ong mật, ong vò vẽ.", "Xã nuôi ong."),
    ],
)
def test_a_sentence_of_the_kind_fits_better(question: str, good: str, bad: str) -> None:
    assert better(question, good, bad)


def test_a_deputy_is_not_the_head() -> None:
    head, deputy = "Đồng chí Sùng Seo Páo, Bí thư Đảng ủy xã.", "Đồng chí Lò Văn Ngải, Phó Bí thư Đảng ủy xã."
    assert better("Bí thư Đảng ủy xã là ai?", head, deputy)
    assert better("Phó Bí thư Đảng ủy xã là ai?", deputy, head)


def test_a_middle_name_may_be_one_letter() -> None:
    assert better("Bí thư Đảng ủy xã là ai?", "Đồng chí Sùng A Páo, Bí thư Đảng ủy xã.", "Bí thư Đảng ủy xã trình bày.")


def test_the_head_of_another_body_is_another_person() -> None:
    farmers, women = "Bà Giàng Thị Mẩy, Chủ tịch Hội Nông dân.", "Bà Vàng Thị Súa, Chủ tịch Hội Phụ nữ xã."
    assert better("Chủ tịch Hội Nông dân là ai?", farmers, women)


def test_what_asks_for_nothing_special_fits_anything() -> None:
    assert kind_fit(understand("Tên trạm bơm"), "Trời mưa.") == 1.0


@pytest.mark.parametrize(
    "text", ["do rét hại kéo dài", "vì thiếu vốn", "Nguyên nhân: thiếu vốn", "bắt nguồn từ việc đốt nương", "giá giảm nên không đạt"]
)
def test_a_cause_is_heard(text: str) -> None:
    assert says_why(text)


def test_no_cause_is_heard_where_none_is_given() -> None:
    assert not says_why("Đàn ong giảm 30 tổ.")
    assert not says_why("Nghề nuôi ong trở nên phổ biến.")


def test_another_level_of_government_is_heard() -> None:
    question = understand("Có bao nhiêu công trình cấp huyện?")
    assert other_level(question, "Có 04 công trình cấp xã.")
    assert not other_level(question, "Có 04 công trình cấp huyện và 05 công trình cấp xã.")
    assert not other_level(question, "Có 04 công trình.")
    assert not other_level(understand("Có bao nhiêu công trình?"), "Có 04 công trình cấp xã.")


def test_units_of_the_kind_asked_for_are_told() -> None:
    asked = understand("Mật ong của xã Đá Bạc bán sang huyện nào?")
    assert places_told(asked, "Bán sang huyện Nậm Khe, Nậm Sài") == {"nam khe", "nam sai"}
    assert not places_told(asked, "Bán sang xã Đá Bạc") and not places_told(asked, "Bán sang các huyện bạn")


def test_a_unit_that_the_question_names_is_not_its_answer() -> None:
    assert not places_told(understand("Xã Đá Bạc kết nghĩa với xã nào?"), "Xã Đá Bạc kết nghĩa với xã bạn.")


def test_a_time_that_the_question_names_is_not_its_answer() -> None:
    assert better("Hội chợ mật ong năm 2026 mở ngày nào?", "Hội chợ mở ngày 05/4/2026.", "Hội chợ năm 2026 đông vui.")


def test_who_may_be_answered_by_an_office() -> None:
    assert better("Ai làm Trưởng ban mật ong?", "Ban do Phó Chủ tịch Hội Nông dân đứng đầu.", "Trưởng ban mật ong chủ trì họp.")
