"""How fast people may act. Bots are exempted one by one, at provisioning."""

from __future__ import annotations

from typing import Any

Limit = dict[str, float | int]


def _limit(per_second: float, burst: int) -> Limit:
    return {"per_second": per_second, "burst_count": burst}


def render_limits(*, testing: bool) -> dict[str, Any]:
    """Synapse's `rc_*` keys.

    A whole practice often shares one internet address: limits by address are wide, limits by
    account are what stops guessing. `testing` opens everything.
    """
    if testing:
        return _open_limits()
    return {
        "rc_message": _limit(1, 20),
        "rc_registration": _limit(0.05, 3),
        "rc_login": {
            "address": _limit(0.2, 30),
            "account": _limit(0.05, 10),
            "failed_attempts": _limit(0.05, 5),
        },
        "rc_joins": {"local": _limit(0.5, 30), "remote": _limit(0.05, 10)},
        "rc_joins_per_room": _limit(5, 50),
        "rc_invites": {
            "per_room": _limit(0.5, 30),
            "per_user": _limit(0.1, 20),
            "per_issuer": _limit(0.3, 30),
        },
        "rc_room_creation": _limit(0.05, 15),
        "rc_key_requests": _limit(50, 400),
        "rc_media_create": _limit(5, 50),
    }


def _open_limits() -> dict[str, Any]:
    wide = _limit(100_000, 100_000)
    return {
        "rc_message": wide,
        "rc_registration": wide,
        "rc_login": {"address": wide, "account": wide, "failed_attempts": wide},
        "rc_joins": {"local": wide, "remote": wide},
        "rc_joins_per_room": wide,
        "rc_invites": {"per_room": wide, "per_user": wide, "per_issuer": wide},
        "rc_room_creation": wide,
        "rc_key_requests": wide,
        "rc_media_create": wide,
    }
