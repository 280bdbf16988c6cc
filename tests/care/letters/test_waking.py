"""The account of a mailbox is woken when something is to be shown, and each morning."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from care.letters.waking import is_to_remind, is_to_show, next_morning
from care.runtime.timers import Timer

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-20T09:00", "2026-11-21T07:30"),
        ("2026-11-20T22:59", "2026-11-21T07:30"),
        ("2026-11-20T23:01", "2026-11-22T07:30"),
        ("2026-03-28T12:00", "2026-03-29T06:30"),  # the clocks change in the night
        ("2026-10-24T12:00", "2026-10-25T07:30"),
    ],
)
def test_the_next_morning_is_that_of_the_wall(now: str, due: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_morning(moment, PARIS) == datetime.fromisoformat(due).replace(tzinfo=UTC)


def test_each_timer_is_known_by_its_key() -> None:
    when = datetime(2026, 11, 20, tzinfo=UTC)
    show, remind = Timer("@a:b", "letters:show", when), Timer("@a:b", "letters:remind:x", when)
    assert (is_to_show(show), is_to_remind(show)) == (True, False)
    assert (is_to_show(remind), is_to_remind(remind)) == (False, True)
