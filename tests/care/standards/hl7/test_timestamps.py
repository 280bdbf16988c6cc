"""Moments of HL7: as precise as told, never an error."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.hl7.timestamps import (
    Precision,
    Timestamp,
    parse_any_timestamp,
    parse_timestamp,
    parse_utc_timestamp,
    render_timestamp,
    render_utc_timestamp,
)

_PARIS = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "when", "precision"),
    [
        ("2026", datetime(2026, 1, 1), Precision.YEAR),  # noqa: DTZ001
        ("202611", datetime(2026, 11, 1), Precision.MONTH),  # noqa: DTZ001
        ("20261120", datetime(2026, 11, 20), Precision.DAY),  # noqa: DTZ001
        ("2026112009", datetime(2026, 11, 20, 9), Precision.HOUR),  # noqa: DTZ001
        ("202611200912+0100", datetime(2026, 11, 20, 9, 12, tzinfo=_PARIS), Precision.MINUTE),
        ("20261120091260Z", datetime(2026, 11, 20, 9, 12, 59, tzinfo=UTC), Precision.SECOND),
        (
            "20261120091233.1234+0100",
            datetime(2026, 11, 20, 9, 12, 33, tzinfo=_PARIS),
            Precision.SECOND,
        ),
    ],
)
def test_as_precise_as_told(text: str, when: datetime, precision: Precision) -> None:
    assert parse_timestamp(f" {text} ") == Timestamp(when, precision)


@pytest.mark.parametrize(
    "text",
    [None, "", "x", "20261301", "20260230", "00000101", "20261120256000", "20261120091261",
     "20261120+9999", "²026", "2026-11-20", "2" * 50],
)  # fmt: skip
def test_what_is_no_moment_is_none(text: str | None) -> None:
    assert parse_timestamp(text) is None


@pytest.mark.parametrize(
    ("text", "same"),
    [("2026-11-20", "20261120"), ("2026-11", "202611"), ("20261120", "20261120"),
     ("2026-11-20T09:12:33.5+01:00", "20261120091233.5+0100"),
     ("2026-11-20T09:12Z", "202611200912Z"), ("2026-0500", "2026-0500"), ("2026-13-01", "x")],
)  # fmt: skip
def test_what_others_write(text: str, same: str) -> None:
    assert parse_any_timestamp(text) == parse_timestamp(same)


@given(st.text("0123456789+-.:Z T", max_size=30))
def test_never_an_error(text: str) -> None:
    parse_any_timestamp(text)
    read = parse_utc_timestamp(text)
    assert read is None or read.when.tzinfo is not None


@given(st.datetimes(min_value=datetime(1900, 1, 2), timezones=st.just(_PARIS)))  # noqa: DTZ001
def test_what_leaves_comes_back(when: datetime) -> None:
    when = when.replace(microsecond=0)
    assert parse_timestamp(render_timestamp(when)) == Timestamp(when, Precision.SECOND)


@given(
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001
    st.sampled_from(Precision),
)
def test_universal_moments_keep_their_precision_and_day(when: datetime, how: Precision) -> None:
    moment = Timestamp(when.replace(microsecond=0, tzinfo=_PARIS), how)
    back = parse_utc_timestamp(render_utc_timestamp(moment))
    assert back is not None
    assert back.precision is how
    if moment.has_time:
        assert back.when <= moment.when < back.when + timedelta(hours=1)
    else:
        assert render_utc_timestamp(moment).startswith(f"{when:%Y}")


def test_a_day_does_not_become_the_day_before() -> None:
    day = Timestamp(datetime(2026, 11, 20, tzinfo=_PARIS), Precision.DAY)
    assert render_utc_timestamp(day) == "20261120"
    assert day.day == date(2026, 11, 20)


def test_a_moment_without_a_zone_does_not_leave() -> None:
    naive = datetime(2026, 11, 20)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        render_timestamp(naive)
    with pytest.raises(ValueError, match="zone"):
        render_utc_timestamp(Timestamp(naive, Precision.DAY))
