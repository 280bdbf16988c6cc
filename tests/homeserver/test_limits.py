"""Limits let a practice work and stop who guesses passwords."""

from __future__ import annotations

from typing import Any

from homeserver.limits import render_limits


def names(limits: dict[str, Any], place: str = "") -> set[str]:
    """Every limit by its full name."""
    found: set[str] = set()
    for key, value in limits.items():
        inside = isinstance(value, dict)
        found |= names(value, f"{place}{key}.") if inside else {f"{place}{key}"}
    return found


def test_guessing_a_password_is_slow_and_a_practice_can_log_in_at_eight() -> None:
    login = render_limits(testing=False)["rc_login"]
    assert login["failed_attempts"]["per_second"] * 3600 < 200
    assert login["address"]["burst_count"] >= 30


def test_nobody_writes_faster_than_a_hand() -> None:
    assert render_limits(testing=False)["rc_message"]["per_second"] <= 2


def test_tests_meet_the_same_limits_wide_open() -> None:
    assert names(render_limits(testing=True)) == names(render_limits(testing=False))
    assert render_limits(testing=True)["rc_message"]["per_second"] >= 10_000
