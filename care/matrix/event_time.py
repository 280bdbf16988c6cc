"""When something happened, as a homeserver says."""

from __future__ import annotations

from datetime import UTC, datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(milliseconds: object) -> datetime:
    """The instant `milliseconds` after 1970; 1970 itself for what is no such number."""
    if not isinstance(milliseconds, int | float):
        return _EPOCH
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return _EPOCH
