"""Units of measure and counted nouns: the longest is tried first, so that "lượt người" is never "lượt"."""

from itertools import combinations

import pytest

from vectorstore.text.figures import find_figures
from vectorstore.text.unit import COUNTED, MEASURES, UNITS


@pytest.mark.parametrize("units", [MEASURES, UNITS, COUNTED], ids=["measures", "units", "counted"])
def test_a_unit_comes_before_the_one_that_it_begins_with(units: tuple[str, ...]) -> None:
    assert len(set(units)) == len(units)
    assert not [(one, other) for one, other in combinations(units, 2) if other.startswith(one)]


def test_what_measures_also_counts() -> None:
    assert set(MEASURES) < set(UNITS) < set(COUNTED)


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_read_after_a_number(unit: str) -> None:
    (figure,) = find_figures(f"Có 12 {unit}.")
    assert figure.unit == unit
