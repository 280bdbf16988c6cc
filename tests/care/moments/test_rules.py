"""Repeats as RFC 5545 writes them, there and back; and nothing that they cannot hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.model import Frequency, Repeat
from care.moments.rules import is_sound, parse_rule, render_rule
from tests.care.moments.schedules import repeats


@settings(deadline=None)
@given(repeats)
def test_there_and_back(repeat: Repeat) -> None:
    if is_sound(repeat):
        assert parse_rule(render_rule(repeat)) == replace(repeat, but=())


@pytest.mark.parametrize(
    ("repeat", "text"),
    [
        (Repeat(Frequency.DAILY), "FREQ=DAILY"),
        (Repeat(Frequency.WEEKLY, 2, (0,)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        (
            Repeat(Frequency.MONTHLY, weekdays=(1,), position=1),
            "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1",
        ),
        (
            Repeat(Frequency.MONTHLY, month_day=31),
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        ),
        (
            Repeat(Frequency.DAILY, until=date(2026, 12, 3), count=5),
            "FREQ=DAILY;UNTIL=20261203;COUNT=5",
        ),
    ],
)
def test_as_the_standard_writes_it(repeat: Repeat, text: str) -> None:
    assert render_rule(repeat) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=8", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;X=1"),
        *("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYMONTHDAY=32"),
        *("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;INTERVAL=0"),
        *(
            "FREQ=DAILY;COUNT=99999",
            "FREQ=DAILY;COUNT=٣",
            "FREQ=DAILY;FREQ=DAILY",
            "RRULE:FREQ=DAILY",
        ),
        *("FREQ=DAILY;UNTIL=2026", "FREQ=DAILY;;COUNT=2", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9"),
    ],
)
def test_what_people_do_not_say_is_not_read(text: str) -> None:
    assert parse_rule(text) is None


@settings(deadline=None)
@given(st.text(alphabet="FREQ=DAILYWKMONTHUBSP;,0123456789-+ "))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_rule(text)
    assert found is None or is_sound(found)
