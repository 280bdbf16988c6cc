"""Moments for tests."""

from __future__ import annotations

from care.standards.hl7.timestamps import Timestamp, parse_utc_timestamp


def utc(text: str) -> Timestamp:
    """A moment in universal time that is known to be well written."""
    read = parse_utc_timestamp(text)
    assert read is not None
    return read
