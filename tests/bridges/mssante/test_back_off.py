"""Longer and longer, within bounds, never all together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.back_off import connection_pause, mail_pause


@given(st.integers(-3, 200), st.floats(0, 1, exclude_max=True))
def test_pauses_grow_with_the_tries_and_stay_within_bounds(tries: int, chance: float) -> None:
    assert mail_pause(tries, chance) <= mail_pause(tries + 1, chance)
    assert connection_pause(tries, chance) <= connection_pause(tries + 1, chance)
    assert 20 <= mail_pause(tries, chance).total_seconds() <= 4500
    assert 0.7 <= connection_pause(tries, chance) <= 75


def test_chance_spreads_them() -> None:
    assert len({mail_pause(3, chance / 10) for chance in range(10)}) == 10
