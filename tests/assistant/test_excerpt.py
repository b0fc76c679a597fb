"""The fewest words of a sentence that say what was asked, word for word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.excerpt import ELLIPSIS, MOST, WHOLE, Excerpt, excerpt, row_words
from tests.assistant.made import found, header, passage, ranked
from vectorstore.report import PassageKind
from vectorstore.stored import StoredPassage

CLAUSES = (
    "Toàn xã có 30 tổ ong mật nuôi trong thùng gỗ",
    "trồng mới 12,5 ha cam sành trên đất đồi",
    "làm 3,2 km đường bê tông vào khu dân cư",
    "mở 04 lớp nghề với 118 học viên theo học",
    "trao 57 suất quà cho các hộ neo đơn",
)
LONG = passage("; ".join(CLAUSES) + ".")
HEADS = ("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Thực hiện")


def shown(question: str, *passages: StoredPassage) -> Excerpt:
    findings = found(question, *passages)
    return excerpt(findings, ranked(findings)[0])


def test_a_short_sentence_is_shown_whole() -> None:
    assert shown("Xã nuôi bao nhiêu tổ ong?", passage("- Xã nuôi 30 tổ ong, 45 con dê;")).text == "Xã nuôi 30 tổ ong, 45 con dê"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Xã có bao nhiêu tổ ong mật?", CLAUSES[0]),
        ("Trồng mới bao nhiêu ha cam sành?", CLAUSES[1]),
        ("Làm bao nhiêu km đường bê tông?", CLAUSES[2]),
        ("Trao bao nhiêu suất quà?", CLAUSES[4] + "."),
    ],
)
def test_of_a_long_sentence_only_the_clause_that_answers(question: str, clause: str) -> None:
    found = shown(question, LONG)
    assert found.text == clause
    assert clause.rstrip(".") in found.cited.quote(LONG.source)


def test_of_what_is_counted_by_kinds_the_very_kind_is_shown() -> None:
    text = (
        "Lĩnh vực đất đai nhận 43 hồ sơ, đã xong 18 hồ sơ, còn 12 hồ sơ trong hạn chờ giải quyết của các thôn, "
        "01 hồ sơ quá hạn, 05 hồ sơ dừng."
    )
    assert "01 hồ sơ quá hạn" in shown("Lĩnh vực đất đai có bao nhiêu hồ sơ quá hạn?", passage(text)).text


def test_of_a_count_by_units_the_part_of_the_unit_asked_about_is_shown() -> None:
    text = (
        "Tổng số hộ nuôi ong mật được hỗ trợ thùng gỗ, tầng chân và mặt nạ theo nghị quyết là 45 hộ, "
        "trong đó: Tại xã Nậm Khe: 28 hộ, xã Đá Bạc: 17 hộ"
    )
    assert shown("Bao nhiêu hộ nuôi ong mật ở xã Đá Bạc được hỗ trợ thùng gỗ?", passage(text)).text.endswith("17 hộ")


def test_what_is_no_number_is_shown_to_the_end_of_its_clause() -> None:
    sold = "mật ong bán cho khách du lịch, quán ăn, cửa hàng, bạn hàng miền xuôi"
    text = "; ".join([CLAUSES[1], sold, *CLAUSES, *CLAUSES])
    assert shown("Mật ong bán cho ai?", passage(text)).text.endswith("bạn hàng miền xuôi")


def test_what_is_asked_twice_is_shown_twice() -> None:
    text = shown("Trồng bao nhiêu ha cam sành và trao bao nhiêu suất quà?", LONG).text
    assert "12,5 ha" in text and "57 suất" in text and ELLIPSIS in text and "3,2 km" not in text


def test_the_citation_runs_from_the_first_to_the_last_shown_words() -> None:
    found = shown("Trồng bao nhiêu ha cam sành và trao bao nhiêu suất quà?", LONG)
    quote = found.cited.quote(LONG.source)
    assert all(part.strip(" .") in quote for part in found.text.split(ELLIPSIS))


def test_of_several_years_only_the_one_asked_about() -> None:
    text = passage(
        "Năm 2024, xã nuôi 30 tổ ong mật và 45 con dê núi ở thôn Đồi; năm 2025, xã nuôi 54 tổ ong mật và 60 con dê núi ở thôn Gốc."
    )
    words = shown("Năm 2025 xã nuôi bao nhiêu tổ ong mật?", text).text
    assert "54 tổ ong" in words and "30 tổ ong" not in words


def test_of_several_units_the_one_asked_about() -> None:
    report = header(title="Báo cáo phối hợp giữa xã Suối Mây và xã Thông Reo")
    text = passage(
        "Đàn dê của hai xã trong kỳ được theo dõi chặt chẽ ngay từ đầu năm, kết quả cụ thể như sau: "
        "xã Suối Mây có 45 con dê; xã Thông Reo có 60 con dê.",
        report,
    )
    words = shown("Xã Thông Reo có bao nhiêu con dê?", text).text
    assert "60 con dê" in words and "45 con dê" not in words


def test_a_person_is_shown_with_the_office() -> None:
    text = passage(
        "Dự và chỉ đạo hội nghị tổng kết phong trào nuôi ong mật năm nay của toàn xã có đồng chí Hoàng Thị Nếp, "
        "Bí thư Đảng ủy xã, cùng đông đảo hội viên, nông dân các thôn trong vùng nuôi ong tập trung."
    )
    assert "Hoàng Thị Nếp" in shown("Bí thư Đảng ủy xã là ai?", text).text


def test_a_row_is_said_in_words() -> None:
    assert row_words("3 | Đàn dê | con | 1.200 | 1.350", HEADS) == "Đàn dê: Kế hoạch 1.200 con; Thực hiện 1.350 con"
    assert row_words("| Đàn dê |  | 1.200 |", HEADS) == "Đàn dê: Kế hoạch 1.200"


def test_a_row_without_fitting_heads_keeps_its_cells() -> None:
    assert row_words("Đàn dê | 1.200", HEADS) == "Đàn dê – 1.200"
    assert row_words("Đàn dê |  | 1.200", ()) == "Đàn dê – 1.200"


def test_a_row_cites_itself() -> None:
    table = passage("Đàn dê | 1.350\nĐàn ong | 30", kind=PassageKind.TABLE, heads=("Chỉ tiêu", "Thực hiện"))
    found = shown("Đàn dê có bao nhiêu?", table)
    assert found.text == "Đàn dê: Thực hiện 1.350"
    assert found.cited.quote(table.source) == "Đàn dê | 1.350"


@given(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=8), st.sampled_from(CLAUSES))
def test_an_excerpt_has_no_words_of_its_own(clauses: list[str], asked: str) -> None:
    text = passage("; ".join(clauses) + ".")
    found = shown(f"{asked} phải không?", text)
    quote = found.cited.quote(text.source)
    assert all(part.strip(" .") in quote for part in found.text.split(ELLIPSIS))
    assert quote in text.source and len(found.text) <= max(WHOLE, MOST + max(map(len, clauses)) + len(ELLIPSIS))
    assert set(re.findall(r"\d+", found.text)) <= set(re.findall(r"\d+", quote))


def test_a_question_why_shows_the_cause_with_the_figure() -> None:
    words = "Thu ngân sách 6 tháng ước 418,9 triệu đồng, đạt 47,1% dự toán giao, giảm 3,8% so với cùng kỳ năm 2025 tính gộp ba xã cũ"
    told = passage(f"{words}; nguyên nhân là lệ phí trước bạ hụt.")
    assert "trước bạ hụt" in shown("Vì sao thu ngân sách thấp hơn cùng kỳ, giảm bao nhiêu %?", told).text
    assert "trước bạ hụt" not in shown("Thu ngân sách giảm bao nhiêu % so với cùng kỳ?", told).text
