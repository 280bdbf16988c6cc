"""When the directory is refreshed: once a day, at an hour of the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

RETRY_AFTER = timedelta(hours=1)


def next_refresh(now: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """The first instant after `now` when it is `hour` o'clock in `zone`, in UTC.

    On the day clocks go forward an hour that does not exist is the next one; on the day they go
    back, the first of the two.
    """
    today = now.astimezone(zone).date()
    for days in range(3):
        local = datetime.combine(today + timedelta(days=days), time(hour), zone)
        moment = local.astimezone(UTC)
        if moment > now:
            return moment
    raise AssertionError("a day has every hour")


def after_failure(now: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """When to try again: in an hour, or at the usual time if that is sooner."""
    return min(now + RETRY_AFTER, next_refresh(now, hour, zone))
