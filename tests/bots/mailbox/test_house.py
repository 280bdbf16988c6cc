"""What the account of a mailbox knows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.bots.mailbox.post import ACCOUNT, house_of


def test_the_day_is_the_one_on_the_wall() -> None:
    assert house_of().today(datetime(2026, 1, 31, 23, 30, tzinfo=UTC)) == date(2026, 2, 1)
    assert house_of().account == ACCOUNT
