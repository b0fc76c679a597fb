from __future__ import annotations

import pytest

from bench.fit import exponent, quantile


@pytest.mark.parametrize("slope", [0.0, 0.2, 1.0, 2.0])
def test_the_exponent_of_a_power_is_its_own(slope: float) -> None:
    sizes = [1e3, 1e4, 1e5, 1e6]
    assert exponent(sizes, [3 * size**slope for size in sizes]) == pytest.approx(slope)


def test_one_size_grows_in_no_way() -> None:
    assert exponent([1000], [5]) is None
    assert exponent([1000, 1000], [5, 6]) is None


def test_quantiles_are_values_that_were_seen() -> None:
    values = [5.0, 1.0, 3.0, 2.0, 4.0]
    assert [quantile(values, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 3.0, 5.0, 5.0]
