"""Whether a sentence holds enough of the question to be its answer."""

from __future__ import annotations

import pytest

from assistant.enough import best_enough, is_enough
from tests.assistant.made import found, header, passage, ranked
from vectorstore.report import PassageKind

PINE = header("UBND xã Thông Reo", "quý I năm 2026")


def answers(question: str, text: str, kind: PassageKind = PassageKind.BODY, section: tuple[str, ...] = ()) -> bool:
    findings = found(question, passage(text, PINE, section, kind), passage("Trời mưa.", PINE, ordinal=1))
    evidence = ranked(findings)
    return bool(evidence) and is_enough(findings, evidence[0])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Xã Thông Reo nuôi bao nhiêu tổ ong mật?", "Toàn xã nuôi 30 tổ ong mật."),
        ("Vì sao đàn ong mật giảm?", "Đàn ong mật giảm do rét hại."),
        ("Chủ nhiệm hợp tác xã ong mật là ai?", "Chủ nhiệm hợp tác xã ong mật là ông Vàng Seo Tủa."),
        ("Mô hình “Hàng rào xanh” có mấy hộ theo?", "Mô hình “Hàng rào xanh” có 12 hộ theo."),
        ("Hội chợ mật ong mở ngày nào?", "Hội chợ mật ong mở ngày 05/4/2026."),
        ("Kể tên các hộ nuôi ong mật.", "Các hộ nuôi ong mật là: hộ Sáu Đen, hộ Ba Tủa."),
        ("Mật ong bán sang những huyện nào?", "Mật ong bán sang huyện Nậm Khe, huyện Nậm Sài."),
        ("Ai làm Chủ nhiệm hợp tác xã ong mật?", "Chủ nhiệm hợp tác xã ong mật do Chủ tịch Hội Nông dân kiêm."),
        ("Người Dao nuôi bao nhiêu tổ ong mật?", "Người Dao nuôi 30 tổ ong mật."),
    ],
)
def test_a_sentence_that_says_it_is_enough(question: str, text: str) -> None:
    assert answers(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Xã Thông Reo nuôi bao nhiêu tổ ong mật?", "Toàn xã trồng 12,5 ha cam sành."),
        ("Xã Thông Reo nuôi bao nhiêu tổ ong mật?", "Toàn xã nuôi nhiều ong mật."),  # no figure
        ("Xã Thông Reo nuôi bao nhiêu tổ ong mật?", "Nuôi ong mật hết 45 triệu đồng."),  # a figure of another kind
        ("Trong 30 tổ ong mật, có bao nhiêu tổ bị bệnh?", "Toàn xã nuôi 30 tổ ong mật."),  # the question's own figure
        ("Chủ nhiệm hợp tác xã ong mật là ai?", "Chủ nhiệm hợp tác xã ong mật trình bày."),  # no name
        ("Mô hình “Hàng rào xanh” có mấy hộ theo?", "Mô hình Ngõ nhỏ có 12 hộ theo."),
        ("Hội Nông dân có bao nhiêu hội viên nuôi ong?", "Hội Phụ nữ có 30 hội viên nuôi ong."),
        ("Xã Thông Reo có bao nhiêu sân bay quốc tế?", "Toàn xã nuôi 30 tổ ong mật."),
        ("Hội chợ mật ong mở ngày nào?", "Hội chợ mật ong mở rất đông vui."),  # no day
        ("Vì sao đàn ong mật tăng?", "Đàn ong mật tăng 12 tổ."),  # no cause
        ("Kể tên 12 hộ nuôi ong mật.", "Toàn xã có 12 hộ nuôi ong mật."),  # no names
        ("Mật ong bán sang những huyện nào?", "Mật ong bán sang ba huyện bạn."),
        ("Ai được bầu làm Chủ nhiệm hợp tác xã ong mật?", "Hợp tác xã ong mật bầu Chủ nhiệm mới."),
        ("Người Giáy nuôi bao nhiêu tổ ong mật?", "Người Dao nuôi 30 tổ ong mật."),
        ("Có bao nhiêu hộ nuôi ong mật?", "Nhận 30 hồ sơ nuôi ong mật."),  # another word
        ("Có bao nhiêu hội viên nữ nuôi ong mật?", "Có 30 hội viên nuôi ong mật."),  # women are not counted
    ],
)
def test_a_sentence_that_does_not_say_it_is_not(question: str, text: str) -> None:
    assert not answers(question, text)


def test_a_deputy_does_not_answer_for_the_head() -> None:
    assert not answers("Bí thư Đảng ủy xã Thông Reo là ai?", "Đồng chí Lò Văn Ngải, Phó Bí thư Đảng ủy xã Thông Reo.")
    assert answers("Phó Bí thư Đảng ủy xã Thông Reo là ai?", "Đồng chí Lò Văn Ngải, Phó Bí thư Đảng ủy xã Thông Reo.")


def test_a_row_need_not_repeat_the_unit() -> None:
    assert answers("Xã Thông Reo nuôi bao nhiêu tổ ong mật?", "Nuôi ong mật | 30", PassageKind.TABLE, ("Số tổ nuôi",))


def test_the_cause_itself_comes_before_what_only_has_it_nearby() -> None:
    text = passage("Hợp tác xã ong mật Đồi Thông chậm trả tiền cho bà con. Hợp tác xã chậm do thiếu vốn.", PINE)
    findings = found("Vì sao hợp tác xã ong mật Đồi Thông chậm trả tiền cho bà con?", text)
    evidence = ranked(findings)
    best = best_enough(findings, evidence)
    assert "thiếu vốn" not in evidence[0].text  # it holds more of the question
    assert best is not None and "do thiếu vốn" in best.text


def test_where_no_sentence_gives_the_cause_itself_the_best_that_has_it_nearby_is_taken() -> None:
    text = passage("Đàn ong mật giảm mạnh. Nguyên nhân: rét hại.", PINE)
    findings = found("Vì sao đàn ong mật giảm?", text)
    best = best_enough(findings, ranked(findings))
    assert best is not None and "Đàn ong mật giảm" in best.text


def test_what_is_no_cause_has_no_best() -> None:
    findings = found("Vì sao đàn ong mật tăng?", passage("Đàn ong mật tăng 12 tổ.", PINE))
    assert best_enough(findings, ranked(findings)) is None


def test_one_row_of_a_table_does_not_say_that_it_has_most() -> None:
    row = ("Đất đai | 23", PassageKind.TABLE, ("Lĩnh vực", "Hồ sơ trễ hạn"))
    assert answers("Lĩnh vực đất đai có bao nhiêu hồ sơ trễ hạn?", *row)
    assert not answers("Lĩnh vực nào có nhiều hồ sơ trễ hạn nhất?", *row)
