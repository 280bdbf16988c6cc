"""Dates that may be none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.dates import parse_mail_date


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "Fri, 20 Nov 2026 09:12:00 +0100",
            datetime(2026, 11, 20, 9, 12, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("20 Nov 2026 09:12 GMT", datetime(2026, 11, 20, 9, 12, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 09:12:00 -0000", datetime(2026, 11, 20, 9, 12, tzinfo=UTC)),
        ("Foo, 99 Bar 2026 99:99:99 +9999", None),
        ("Fri, 20 Nov 99999999999 09:12:00 +0100", None),
        ("Fri, 20 Nov 0026 09:12:00 +9900", None),
        ("hier", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_every_writing(text: str, when: datetime | None) -> None:
    assert parse_mail_date(text) == when


@given(st.text("0123456789 :,+-FriNovGMT", max_size=60))
def test_never_an_error_and_never_without_a_zone(text: str) -> None:
    when = parse_mail_date(text)
    assert when is None or when.tzinfo is not None
