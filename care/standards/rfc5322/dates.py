"""The date of a mail, as far as it can be one."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_EARLIEST, _LATEST = 1980, 2200
_LONGEST = 100


def parse_mail_date(text: str) -> datetime | None:
    """A moment with its zone (`-0000`, or none, is read as UTC); None for what is no date."""
    if not text or len(text) > _LONGEST:
        return None
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None
    if not _EARLIEST <= when.year <= _LATEST:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
