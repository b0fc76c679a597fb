"""Which row of the ledger states what is asked."""

from __future__ import annotations

import pytest

from assistant.ledger.lookup import Stated, alike_rows, best_row, in_prose, measure_of, mention_of
from tests.assistant.ledger.made import HALF, SPRING, compiled, row, rows_of, sought
from vectorstore.report import Report
from vectorstore.text.period import PeriodMention, find_periods

HALF_YEAR = find_periods(HALF)[0]
BEES = "Xã Suối Mây 6 tháng đầu năm 2026 nuôi bao nhiêu tổ ong mật?"


TABLE = "Số liệu như sau:\nChỉ tiêu\tĐơn vị\tThực hiện\nĐàn ong mật\ttổ\t430\nĐàn dê\tcon\t215"


def written(question: str, body: str | Report, period: PeriodMention | None = HALF_YEAR) -> str | None:
    """The number that is found in a report of xã Suối Mây."""
    report = body if isinstance(body, Report) else compiled("Suối Mây", HALF, body)
    found = best_row(sought(question), rows_of(report), period)
    return found.row.figure.written if found else None


# ---------------------------------------------------------------- what the question wants


def test_a_question_says_what_it_counts() -> None:
    assert sought("Có bao nhiêu hộ nuôi ong?").counted == ("hộ nuôi ong",)
    assert sought("Số lượng con dê của xã Suối Mây?").counted == ("con",)
    assert "lop" in sought("Mở các lớp nghề cho 30 người?").units


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Tỷ lệ hộ nghèo là bao nhiêu?", True),
        ("Thu ngân sách đạt bao nhiêu % kế hoạch?", True),
        ("Tỷ lệ hộ nghèo tăng bao nhiêu điểm phần trăm?", True),
        ("Có bao nhiêu hộ nghèo, chiếm bao nhiêu %?", False),  # the first thing counted says it
        (BEES, False),
    ],
)
def test_a_percentage_is_told_from_an_amount(text: str, share: bool) -> None:
    assert sought(text).share is share


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("Kế hoạch trồng cam năm 2026 là bao nhiêu ha?", True),
        ("Trồng cam đạt bao nhiêu ha so với kế hoạch?", False),
        ("Trồng cam đạt bao nhiêu % kế hoạch?", False),
        (BEES, False),
    ],
)
def test_a_plan_is_told_from_what_was_done(text: str, plan: bool) -> None:
    assert sought(text).plan is plan


@pytest.mark.parametrize("text", ["Lũy kế mở bao nhiêu lớp?", "Cộng dồn mở mấy lớp?", "Từ đầu năm mở mấy lớp?", "luy ke mo may lop"])
def test_a_sum_since_the_new_year_is_asked_for(text: str) -> None:
    assert sought(text).so_far and not sought(BEES).so_far


# ---------------------------------------------------------------- what answers


def test_the_row_that_counts_the_thing_is_found() -> None:
    assert written(BEES, "Toàn xã nuôi 430 tổ ong mật, trồng 20,5 ha cam sành.") == "430"


@pytest.mark.parametrize(
    "body",
    [
        "Trồng 20,5 ha cam sành.",
        "Nuôi ong mật bán được 430 triệu đồng.",
        "Nuôi ong mật đạt 43% kế hoạch.",  # a percentage is no number of hives
        "Đàn ong mật tăng 12 tổ so với cùng kỳ.",  # a change is no amount
        "Phấn đấu nuôi 500 tổ ong mật.",  # a plan is nothing that was done
        "Khen thưởng 30 tổ dân phố.",
    ],
)
def test_what_states_something_else_is_not(body: str) -> None:
    assert written(BEES, body) is None


def test_the_total_comes_before_a_part_and_before_a_hamlet() -> None:
    assert written(BEES, "Nuôi 430 tổ ong mật, trong đó 30 tổ ong mật ở thôn Đồi.") == "430"
    assert written(BEES, "Thôn Đồi nuôi 30 tổ ong mật. Toàn xã nuôi 430 tổ ong mật.") == "430"


def test_a_share_is_a_percentage_and_not_that_of_a_plan() -> None:
    body = "Có 180 hộ nghèo, tỷ lệ hộ nghèo 12,4%, đạt 98% kế hoạch."
    assert written("Tỷ lệ hộ nghèo xã Suối Mây là bao nhiêu?", body) == "12,4"
    assert written("Xã Suối Mây có bao nhiêu hộ nghèo?", body) == "180"


def test_a_plan_is_found_where_it_is_asked_for() -> None:
    body = "Trồng mới 20,5 ha cam sành. Phấn đấu trồng mới 40 ha cam sành."
    assert written("Kế hoạch trồng mới cam sành của xã Suối Mây là bao nhiêu ha?", body) == "40"
    assert written("Xã Suối Mây trồng mới bao nhiêu ha cam sành?", body) == "20,5"


MONTH = compiled("Suối Mây", "tháng 9 năm 2026", "Mở 03 lớp nghề trong tháng; lũy kế từ đầu năm 12 lớp nghề.", "25 tháng 9 năm 2026")
SEPTEMBER = find_periods("tháng 9/2026")[0]


def test_the_sum_since_the_new_year_is_not_the_months_and_the_other_way_round() -> None:
    assert written("Tháng 9/2026 xã Suối Mây mở bao nhiêu lớp nghề?", MONTH, SEPTEMBER) == "03"
    assert written("Lũy kế đến tháng 9/2026 xã Suối Mây mở bao nhiêu lớp nghề?", MONTH, SEPTEMBER) == "12"


def test_a_report_from_the_new_year_on_is_itself_a_sum_and_a_later_month_is_none() -> None:
    question = "Lũy kế từ đầu năm xã Suối Mây mở bao nhiêu lớp nghề?"
    assert written(question, "Mở 07 lớp nghề.") == "07"
    assert written(question, compiled("Suối Mây", "tháng 9 năm 2026", "Mở 03 lớp nghề."), SEPTEMBER) is None


def test_a_figure_of_another_year_is_not_the_periods() -> None:
    body = "Năm 2024, toàn xã nuôi 260 tổ ong mật."
    assert written(BEES, body) is None
    assert written(BEES, f"{body} Đến nay toàn xã nuôi 430 tổ ong mật.") == "430"


# ---------------------------------------------------------------- of one kind


def test_rows_that_name_the_same_are_alike_in_one_measure_only() -> None:
    spring = compiled("Suối Mây", SPRING, "Toàn xã nuôi 412 tổ ong mật.")
    other = compiled("Thông Reo", SPRING, "Nuôi ong mật 515 tổ, bán 900 lít mật ong mật.")
    anchor = row(spring, "412")
    found = alike_rows(sought(BEES), rows_of(other), None, anchor)
    assert found is not None and found.row.figure.written == "515"
    assert alike_rows(sought(BEES), [one for one in rows_of(other) if one.figure.written == "900"], None, anchor) is None


def test_a_part_is_not_alike_a_total() -> None:
    anchor = row(compiled("Suối Mây", SPRING, "Toàn xã nuôi 412 tổ ong mật."), "412")
    parted = compiled("Thông Reo", SPRING, "Có 90 tổ ong, gồm 60 tổ ong mật, 30 tổ ong ruồi.")
    only_part = [row(parted, "60")]
    assert only_part[0].figure.part_of is not None
    assert alike_rows(sought(BEES), only_part, None, anchor) is None
    other = row(compiled("Đá Bạc", SPRING, "Có 50 tổ ong, gồm 40 tổ ong mật, 10 tổ ong ruồi."), "40")
    assert alike_rows(sought(BEES), only_part, None, other) is not None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Có 12 vụ tai nạn.", "Có 15 vụ việc hòa giải.", True),
        ("Huy động 40 lượt người.", "Huy động 45 lượt tham gia.", True),
        ("Có 12 học sinh.", "Có 15 người.", True),
        ("Có 12 hộ nghèo.", "Có 15 hồ sơ trễ hạn.", False),
        ("Trồng 12 ha cam.", "Thu 15 tấn cam.", False),
    ],
)
def test_units_of_measure_are_one_or_not(one: str, other: str, alike: bool) -> None:
    first, second = (rows_of(compiled("Suối Mây", SPRING, body))[0] for body in (one, other))
    assert (measure_of(first) == measure_of(second)) is alike


def test_the_same_figure_is_told_where_a_sentence_says_it() -> None:
    report = compiled(
        "Suối Mây",
        HALF,
        f"Toàn xã nuôi 430 tổ ong mật.\n{TABLE}",
    )
    rows = rows_of(report)
    cells = [one for one in rows if not any(char.isdigit() for char in one.figure.words)]
    (cell,) = [one for one in cells if one.figure.written == "430"]
    assert "430" in in_prose(Stated(cell, 1.0), rows).row.figure.words
    (goats,) = [one for one in cells if one.figure.written == "215"]
    assert in_prose(Stated(goats, 1.0), rows).row is goats


def test_a_figure_is_mentioned_as_its_sentence_does() -> None:
    mention = mention_of(row(compiled("Suối Mây", HALF, "Toàn xã nuôi trên 430 tổ ong mật."), "430"))
    assert (mention.written, mention.qualifier) == ("430", "trên") and mention.noun.startswith("tổ ong mật")
