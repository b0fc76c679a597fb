"""A unit of government and the time for which it stood."""

from datetime import date

import pytest

from vectorstore.government import Government

BORN, GONE = date(2020, 3, 1), date(2025, 6, 30)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "stood"),
    [
        (BORN, GONE, date(2020, 2, 29), False),
        (BORN, GONE, BORN, True),
        (BORN, GONE, GONE, True),
        (BORN, GONE, date(2025, 7, 1), False),
        (None, GONE, date.min, True),
        (None, GONE, date(2025, 7, 1), False),
        (BORN, None, date.max, True),
        (BORN, None, date(2020, 2, 29), False),
        (None, None, date(2026, 1, 1), True),
    ],
)
def test_a_unit_stood_from_its_first_day_to_its_last(valid_from: date | None, valid_to: date | None, day: date, stood: bool) -> None:
    assert Government("xa-ban-sen", "xã", "Bản Sen", valid_from, valid_to).stood(day) is stood


def test_the_full_name_has_the_kind() -> None:
    assert Government("tt-doi-may", "thị trấn", "Đồi Mây").full_name == "thị trấn Đồi Mây"
