"""Units and periods with their reports, and the row that answers in each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.ledger.members import shown
from assistant.ledger.slots import Rows, Slot, filled, is_of, of_periods, of_units
from assistant.question import Place
from tests.assistant.ledger.made import HALF, SPRING, compiled, rows_of, sought
from tests.assistant.made import header
from tests.assistant.made_ledger import header as head_of
from vectorstore.figure import LedgerRow
from vectorstore.report import Report
from vectorstore.text.period import find_periods

MAY, REO, BAC = Place("xa", "suoi may", "Suối Mây"), Place("xa", "thong reo", "Thông Reo"), Place("xa", "da bac", "Đá Bạc")
QUARTER = find_periods(SPRING)[0]
BEES = "Quý I/2026 xã nào nuôi nhiều tổ ong mật nhất?"


def answered(question: str, **bodies: str) -> list[str | None]:
    """What each commune's report of the quarter gives."""
    names = {"may": MAY, "reo": REO, "bac": BAC}
    reports = [compiled(names[key].shown, SPRING, body) for key, body in bodies.items()]
    slots = of_units([names[key] for key in bodies], QUARTER, [head_of(report) for report in reports], shown)
    return [slot.row.figure.written if slot.row else None for slot in filled(slots, sought(question), _rows(reports))]


def _rows(reports: Sequence[Report]) -> Rows:
    def rows(ids: Sequence[str]) -> list[LedgerRow]:
        return [row for report in reports if report.id in ids for row in rows_of(report)]

    return rows


# ---------------------------------------------------------------- whose report, of when


@pytest.mark.parametrize(
    ("own", "asked", "same"),
    [
        ("quý I năm 2026", "quý I/2026", True),
        ("từ ngày 05/1/2026 đến ngày 31/3/2026", "quý I/2026", True),
        ("6 tháng đầu năm 2026", "quý I/2026", False),
        ("quý I năm 2026", "6 tháng đầu năm 2026", False),
        ("quý I năm 2026", "năm 2026", False),
        ("tháng 2 năm 2026", "quý I/2026", False),
        ("quý II năm 2026", "quý I/2026", False),
        ("9 tháng năm 2026", "6 tháng đầu năm 2026", False),
        ("tháng 2 năm 2026", "tháng 2/2026", True),
    ],
)
def test_a_report_is_of_its_own_period_only(own: str, asked: str, same: bool) -> None:
    assert is_of(header(when=own), find_periods(asked)[0]) is same


def test_a_period_without_a_year_has_no_report() -> None:
    assert not is_of(header(), find_periods("quý I")[0])


def test_a_unit_without_a_report_has_a_slot_too() -> None:
    may, reo = of_units([MAY, REO], QUARTER, [header("UBND xã Suối Mây"), header("UBND xã Thông Reo", HALF)], shown)
    assert (may.label, len(may.reports), reo.label, reo.reports) == ("xã Suối Mây", 1, "xã Thông Reo", ())
    assert may.row is None


def test_without_a_period_all_reports_of_a_unit_are_its_own() -> None:
    (slot,) = of_units([MAY], None, [header(), header(when=HALF), header("UBND xã Thông Reo")], shown)
    assert len(slot.reports) == 2


def test_periods_are_in_their_order_and_each_once() -> None:
    reports = [header(when=when) for when in (HALF, "năm 2025", SPRING)] + [header("Đảng ủy xã Suối Mây"), header(when="")]
    slots = of_periods(reports)
    assert [slot.label for slot in slots] == ["năm 2025", SPRING, HALF]
    assert [len(slot.reports) for slot in slots] == [1, 2, 1]


def test_of_two_that_end_together_the_one_that_began_first_comes_first() -> None:
    assert [slot.label for slot in of_periods([header(when="tháng 3 năm 2026"), header()])] == [SPRING, "tháng 3 năm 2026"]


# ---------------------------------------------------------------- what is filled in


def test_each_unit_gets_its_own_figure() -> None:
    assert answered(BEES, may="Nuôi 412 tổ ong mật.", reo="Toàn xã nuôi 515 tổ ong mật.") == ["412", "515"]


def test_a_unit_that_says_nothing_of_it_stays_empty() -> None:
    assert answered(BEES, may="Nuôi 412 tổ ong mật.", reo="Trồng 12 ha cam.") == ["412", None]


def test_units_of_measure_are_never_mixed() -> None:
    found = answered(
        "Quý I/2026 xã nào thu mật ong nhiều nhất?", may="Thu 412 lít mật ong.", reo="Thu 300 lít mật ong.", bac="Thu 2 tấn mật ong."
    )
    assert found == ["412", "300", None]


def test_a_total_is_not_set_beside_a_part() -> None:
    parted = "Toàn xã có 90 đàn vật nuôi, trong đó 60 tổ ong mật."
    found = answered(BEES, may="Nuôi 412 tổ ong mật.", reo="Nuôi 515 tổ ong mật.", bac=parted)
    assert found[:2] == ["412", "515"] and found[2] in (None, "60")


def test_nothing_is_filled_where_no_row_is_sure() -> None:
    assert answered(BEES, may="Trồng 12 ha cam.", reo="Trồng 15 ha cam.") == [None, None]


def test_a_figure_about_another_commune_is_not_the_units_own() -> None:
    found = answered(BEES, may="Xã Đá Bạc nuôi 999 tổ ong mật.", reo="Nuôi 515 tổ ong mật.")
    assert found == [None, "515"]


def test_a_slot_without_reports_stays_empty() -> None:
    (slot,) = filled([Slot("xã Suối Mây", (), MAY, QUARTER)], sought(BEES), _rows([]))
    assert slot.row is None
