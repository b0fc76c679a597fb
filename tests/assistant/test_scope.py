"""Which reports a question is about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question import Place, understand
from assistant.scope import Scope, is_own, own_place, period_fits, report_fits, scope_of
from tests.assistant.made import header
from vectorstore.stored import ReportHeader
from vectorstore.text.period import PeriodMention, find_periods

CLOUD = header("UBND xã Suối Mây", "quý I năm 2026")
PINE = header("Đảng ủy xã Thông Reo", "6 tháng đầu năm 2026")
JOINT = header("Đảng ủy xã Suối Mây", "quý III năm 2026", "Báo cáo kết quả phối hợp giữa xã Suối Mây và xã Thông Reo")
STRING = header("Đảng ủy xã Suối Mây", "quý II năm 2026", "Báo cáo phối hợp các xã Suối Mây - Thông Reo - Đá Bạc - Bến Gỗ")
DISTRICT = header("Huyện ủy Nậm Khe", "năm 2025")
REPORTS = [CLOUD, PINE, JOINT, STRING, DISTRICT]


def asked(label: str) -> PeriodMention:
    return find_periods(label)[0]


def scope(question: str, *earlier: str) -> Scope:
    return scope_of(understand(question), [understand(turn) for turn in earlier], REPORTS)


def names(question: str, *earlier: str) -> list[str]:
    return [place.name for place in scope(question, *earlier).places]


@pytest.mark.parametrize(
    ("issuer", "kind", "name"),
    [
        ("UBND xã Suối Mây", "xa", "suoi may"),
        ("Đảng ủy xã Thông Reo", "xa", "thong reo"),
        ("Ủy ban nhân dân thị trấn Bến Gỗ", "thi tran", "ben go"),
        ("Huyện ủy Nậm Khe", "huyen", "nam khe"),
        ("Tỉnh ủy Sơn Hạ", "tinh", "son ha"),
        ("Thông Reo", "", "thong reo"),
    ],
)
def test_a_body_belongs_to_a_unit(issuer: str, kind: str, name: str) -> None:
    place = own_place(issuer)
    assert place is not None and (place.kind, place.name) == (kind, name)
    assert place.shown.split()[-1] == issuer.rsplit(maxsplit=1)[-1]


def test_without_an_issuer_there_is_no_unit() -> None:
    assert own_place(None) is None
    assert not is_own(Place("xa", "suoi may"), header(None))


def test_a_report_is_its_own_units() -> None:
    assert is_own(Place("xa", "suoi may"), CLOUD) and is_own(Place("", "suoi may"), CLOUD)
    assert not is_own(Place("xa", "thong reo"), CLOUD)
    assert not is_own(Place("huyen", "suoi may"), CLOUD)


@pytest.mark.parametrize(
    "question", ["Xã Thông Reo nuôi ong?", "Thông Reo nuôi ong?", "thong reo nuoi ong?", "Xã Thôg Reo nuôi ong?", "xa chong reo nuoi ong"]
)
def test_a_place_is_known_without_its_kind_without_marks_and_with_a_slip(question: str) -> None:
    assert names(question) == ["thong reo"]


def test_an_unknown_place_stays_as_it_is_asked() -> None:
    assert names("Xã Hoa Gạo nuôi ong?") == ["hoa gao"]
    assert not any(scope("Xã Hoa Gạo nuôi ong?").names(report) for report in REPORTS)


def test_a_turn_without_a_place_keeps_the_place_before_and_one_with_a_place_drops_it() -> None:
    assert names("Còn đàn dê?", "Xã Suối Mây nuôi ong?") == ["suoi may"]
    assert names("Còn Thông Reo?", "Xã Suối Mây nuôi ong?") == ["thong reo"]


def test_a_report_of_or_about_the_place_is_meant() -> None:
    pine = scope("Xã Thông Reo nuôi ong?")
    assert [report for report in REPORTS if pine.names(report)] == [PINE, JOINT, STRING]
    both = scope("Xã Suối Mây và xã Thông Reo phối hợp ra sao?")
    assert [report for report in REPORTS if both.names(report)] == [JOINT, STRING]


def test_words_of_another_unit_are_rejected() -> None:
    pine = scope("Xã Thông Reo nuôi bao nhiêu tổ ong?")
    assert pine.fits(PINE, "Nuôi 30 tổ ong.")
    assert not pine.fits(CLOUD, "Nuôi 30 tổ ong.")
    assert pine.fits(CLOUD, "Xã Thông Reo nuôi 30 tổ ong.")


def test_another_kind_of_the_same_name_is_another_place() -> None:
    commune = scope("Xã Nậm Khe nuôi bao nhiêu tổ ong?")
    assert not commune.fits(DISTRICT, "Nuôi 30 tổ ong.")
    assert not commune.fits(PINE, "Huyện Nậm Khe nuôi 30 tổ ong.")
    assert commune.fits(PINE, "Xã Nậm Khe nuôi 30 tổ ong.")


def test_one_of_many_in_a_title_is_not_the_reports_unless_they_are_meant_together() -> None:
    assert not scope("Xã Đá Bạc nuôi bao nhiêu tổ ong?").fits(STRING, "Nuôi 30 tổ ong.")
    assert scope("4 xã Suối Mây, Thông Reo, Đá Bạc, Bến Gỗ nuôi ong?").fits(STRING, "Nuôi 30 tổ ong.")
    assert scope("Xã Thông Reo nuôi bao nhiêu tổ ong?").fits(JOINT, "Nuôi 30 tổ ong.")


def test_a_scope_of_own_reports_takes_no_others() -> None:
    own = Scope((Place("xa", "suoi may"),), (), own=True)
    assert own.fits(CLOUD, "Nuôi ong.") and not own.fits(PINE, "Xã Suối Mây nuôi ong.")


def test_a_question_over_several_reports_takes_each_place() -> None:
    apart = scope("Những báo cáo nào của xã Suối Mây và xã Thông Reo nhắc đến ong?")
    assert apart.apart and apart.names(CLOUD) and apart.names(PINE) and not apart.names(DISTRICT)
    assert apart.fits(PINE, "Nuôi ong.") and not apart.fits(DISTRICT, "Nuôi ong.")
    times = scope("Những báo cáo nào trong quý I/2026 nhắc đến ong?")
    assert times.fits(CLOUD, "Nuôi ong.") and not times.fits(JOINT, "Nuôi ong.")


@pytest.mark.parametrize(
    ("label", "report", "fits"),
    [
        ("quý I/2026", CLOUD, True),
        ("quý II/2026", CLOUD, False),
        ("quý I/2025", CLOUD, False),
        ("6 tháng đầu năm 2026", PINE, True),
        ("6 tháng đầu năm 2026", CLOUD, False),  # a quarter's figures are not the half-year's
        ("năm 2026", CLOUD, True),
        ("quý I/2026", PINE, False),  # less than half of the days
        ("8 tháng đầu năm 2026", PINE, True),  # most of the days
        ("ngày 05/02/2026", CLOUD, True),
        ("ngày 05/08/2026", CLOUD, False),
    ],
)
def test_a_report_fits_the_time_that_it_covers(label: str, report: ReportHeader, fits: bool) -> None:
    assert report_fits(asked(label), report) is fits


def test_a_report_without_a_period_fits_the_time_of_its_issue() -> None:
    undated = header(when="", issued_on=date(2026, 4, 10))
    assert report_fits(asked("quý I/2026"), undated)  # reports come soon after their time
    assert report_fits(asked("tháng 4/2026"), undated)
    assert not report_fits(asked("quý III/2025"), undated)
    assert not report_fits(asked("quý I/2026"), header(when=""))


def test_words_may_name_the_time_themselves() -> None:
    assert period_fits(asked("năm 2024"), CLOUD, "Năm 2024, đàn ong có 30 tổ.")
    assert not period_fits(asked("năm 2024"), CLOUD, "Đàn ong có 30 tổ.")
    untold = header(when="quý I năm 2026", title="Báo cáo nuôi ong")
    assert not period_fits(asked("quý I/2026"), untold, "Năm 2024, đàn ong có 30 tổ.")


def test_words_of_another_year_are_rejected_though_the_title_names_the_period() -> None:
    assert not period_fits(asked("quý I/2026"), CLOUD, "Năm 2024, đàn ong có 30 tổ.")


@pytest.mark.parametrize(
    "words",
    [
        "Đàn ong có 30 tổ, tăng 5 tổ so với năm 2024.",
        "Đàn ong có 30 tổ, bằng 110% cùng kỳ năm 2024.",
        "Đàn ong có 30 tổ, hơn cuối năm 2024 là 5 tổ.",
        "So với cùng kỳ năm 2024, đàn ong tăng 5 tổ.",
    ],
)
def test_what_is_compared_with_is_another_time(words: str) -> None:
    assert period_fits(asked("quý I/2026"), CLOUD, words)
    assert not period_fits(asked("năm 2024"), CLOUD, words)


@pytest.mark.parametrize(
    ("when", "label", "fits"),
    [
        ("quý I năm 2026", "6 tháng đầu năm 2026", False),
        ("quý II năm 2026", "9 tháng đầu năm 2026", False),
        ("tháng 2 năm 2026", "quý I/2026", False),
        ("6 tháng đầu năm 2026", "9 tháng đầu năm 2026", True),  # most of the days
        ("quý I năm 2026", "năm 2026", True),  # a year may be told by any of its reports
        ("tháng 2 năm 2026", "tháng 2/2026", True),
    ],
)
def test_a_part_of_a_quarter_or_a_half_year_is_not_the_whole(when: str, label: str, fits: bool) -> None:
    report = header(when=when)
    assert report_fits(asked(label), report) is fits
    assert period_fits(asked(label), report, "Có 30 tổ ong.") is fits


def test_the_year_of_a_law_tells_no_time() -> None:
    assert period_fits(asked("quý I/2026"), CLOUD, "Tuyên truyền Luật Đất đai năm 2024 cho 30 hộ.")


def test_a_state_at_a_time_is_that_of_a_report_that_ends_there() -> None:
    late = header(when="9 tháng năm 2026", title="Báo cáo nuôi ong")
    assert period_fits(asked("quý III/2026"), JOINT, "Có 30 tổ ong.", until=True)
    assert not period_fits(asked("năm 2026"), late, "Có 30 tổ ong.", until=True)
    assert period_fits(asked("năm 2026"), late, "Có 30 tổ ong.")


def test_a_state_at_a_time_is_not_that_of_an_earlier_report_whose_title_names_its_quarter() -> None:
    assert not period_fits(asked("6 tháng đầu năm 2026"), CLOUD, "Có 30 tổ ong.", until=True)


def test_a_term_limits_only_where_a_report_has_it() -> None:
    term = header("Huyện ủy Nậm Khe", "nhiệm kỳ 2020 - 2025")
    question = understand("Giai đoạn 2020 - 2025 nuôi bao nhiêu tổ ong?")
    assert scope_of(question, [], [CLOUD]).periods == ()
    assert len(scope_of(question, [], [CLOUD, term]).periods) == 1


def test_a_report_is_named_by_its_day() -> None:
    dated = header(when="", issued_on=date(2026, 4, 10))
    day = scope_of(understand("Báo cáo ngày 10/4/2026 ghi bao nhiêu tổ ong?"), [], [CLOUD, dated])
    assert day.day == date(2026, 4, 10)
    assert day.names(dated) and not day.names(CLOUD)
    assert day.fits(dated, "Có 30 tổ ong.") and not day.fits(CLOUD, "Có 30 tổ ong.")


def test_the_nearer_period_is_closer() -> None:
    first = scope("Quý I/2026 nuôi ong ra sao?")
    assert first.closeness(CLOUD) == 1.0
    assert 0.4 < first.closeness(PINE) < 0.6
    assert first.closeness(DISTRICT) == 0.0 == first.closeness(header(when=""))
