"""Times come from a server, which may say anything."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from care.matrix.event_time import moment_of

_anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([])


def test_milliseconds_are_an_instant() -> None:
    assert moment_of(1_700_000_000_500) == datetime(2023, 11, 14, 22, 13, 20, 500_000, UTC)


@given(_anything)
def test_whatever_is_said_is_some_instant(said: object) -> None:
    assert moment_of(said).tzinfo is UTC
