"""How long to wait before another try: longer each time, and never all together."""

from __future__ import annotations

from datetime import timedelta

_MAIL_STEPS = (30, 60, 120, 300, 900, 1800, 3600)
_CONNECTION_STEPS = (1, 2, 5, 10, 20, 40, 60)
GIVE_UP = timedelta(days=3)


def mail_pause(attempts: int, chance: float) -> timedelta:
    """The wait after try number `attempts` (from 1) of a mail; `chance` is in [0, 1)."""
    return timedelta(seconds=_spread(_MAIL_STEPS, attempts, chance))


def connection_pause(failures: int, chance: float) -> float:
    """Seconds to wait after `failures` connections in a row (from 1) that came to nothing."""
    return _spread(_CONNECTION_STEPS, failures, chance)


def _spread(steps: tuple[int, ...], tries: int, chance: float) -> float:
    return steps[min(max(tries, 1), len(steps)) - 1] * (0.75 + chance / 2)
