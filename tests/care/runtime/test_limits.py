"""A bucket lets a burst through, then one at a time as it fills."""

from __future__ import annotations

from care.runtime.limits import Limits


def test_a_burst_then_the_rate() -> None:
    now = [0.0]
    limits = Limits(2.0, 3, lambda: now[0])
    assert [limits.take("a") for _ in range(3)] == [0, 0, 0]
    assert limits.take("a") == 0.5
    assert limits.take("b") == 0
    now[0] = 0.5
    assert limits.take("a") == 0
    assert limits.take("a") > 0
    now[0] = 100
    assert [limits.take("a") > 0 for _ in range(4)] == [False, False, False, True]


def test_who_asked_long_ago_is_forgotten() -> None:
    limits = Limits(1.0, 1, lambda: 0.0)
    for rank in range(10_050):
        limits.take(str(rank))
    assert len(limits._buckets) == 10_000
