"""A model that fails again and again is left alone for a while."""

from __future__ import annotations

from vectorstore.breaker import FAILURES, PAUSE_S, Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def failed(times: int) -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()
    return breaker, clock


def test_a_new_one_lets_all_through() -> None:
    assert all(Breaker(Clock()).allows() for _ in range(5))


def test_fewer_failures_change_nothing() -> None:
    breaker, _ = failed(FAILURES - 1)
    assert breaker.allows() and breaker.allows()


def test_failures_in_a_row_close_the_way_for_a_pause() -> None:
    breaker, clock = failed(FAILURES)
    assert not breaker.allows()
    clock.now += PAUSE_S - 1
    assert not breaker.allows()


def test_after_the_pause_one_is_let_through_and_the_others_wait() -> None:
    breaker, clock = failed(FAILURES)
    clock.now += PAUSE_S
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_a_try_that_fails_begins_another_pause() -> None:
    breaker, clock = failed(FAILURES)
    clock.now += PAUSE_S
    assert breaker.allows()
    clock.now += PAUSE_S / 2
    breaker.failed()
    clock.now += PAUSE_S - 1
    assert not breaker.allows()
    clock.now += 1
    assert breaker.allows()


def test_a_try_that_is_never_heard_of_again_does_not_close_the_way_for_ever() -> None:
    breaker, clock = failed(FAILURES)
    for _ in range(3):
        clock.now += PAUSE_S
        assert breaker.allows()


def test_a_success_opens_the_way_and_forgets_the_failures() -> None:
    breaker, clock = failed(FAILURES)
    clock.now += PAUSE_S
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    breaker.failed()
    assert breaker.allows()  # one failure again


def test_a_success_between_two_failures_keeps_the_way_open() -> None:
    breaker, _ = failed(FAILURES - 1)
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
