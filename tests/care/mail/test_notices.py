"""Word of a mailbox reaches the coordination and its team, once, as it is by then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from care.mail.mailboxes import Mailboxes, MailboxSeat
from care.mail.model import Expiring, ExpiryWarning, MailboxChange, Trouble, Way
from care.mail.notices import Notice, Notices, notice_of
from care.runtime.timers import Timer, load_due, set_timer, take_timer
from care.runtime.units import Units

US, KEEPER, BOT = "cabinet@cpts.mssante.example", "@liaison:x", "@mssante.cabinet:x"
NOTICES = Notices(KEEPER, Mailboxes((MailboxSeat(US, BOT, "Cabinet"),)))


def heard(units: Units, account: str) -> list[Notice | None]:
    """What the account is to tell."""
    with units.unit("heard") as work:
        timers = load_due(work.connection, [account], work.now)
        taken = [take_timer(work, timer) for timer in timers]
    return [notice_of(timer) for timer in taken if timer is not None]


@pytest.mark.parametrize("trouble", [None, *Trouble])
def test_a_change_is_heard_by_both(units: Units, trouble: Trouble | None) -> None:
    change = MailboxChange(US, Way.SENDING, trouble)
    with units.unit("x") as work:
        NOTICES.mailbox_changed(work, change)
    assert heard(units, KEEPER) == heard(units, BOT) == [change]


def test_what_was_over_before_it_was_told_is_told_as_it_is(units: Units) -> None:
    with units.unit("x") as work:
        for way in Way:
            NOTICES.mailbox_changed(work, MailboxChange(US, way, Trouble.UNREACHABLE))
        NOTICES.mailbox_changed(work, MailboxChange(US, Way.SENDING, None))
    found = {(one.way, one.trouble) for one in heard(units, BOT) if isinstance(one, MailboxChange)}
    assert found == {(Way.RECEIVING, Trouble.UNREACHABLE), (Way.SENDING, None)}


def test_what_ends_is_heard_by_the_coordination_alone(units: Units) -> None:
    warning = ExpiryWarning(US, Expiring.CERTIFICATE, datetime(2030, 2, 1, tzinfo=UTC), 24)
    with units.unit("x") as work:
        NOTICES.expiry_is_near(work, warning)
    assert heard(units, KEEPER) == [warning]
    assert heard(units, BOT) == []


def test_other_timers_are_of_others(units: Units) -> None:
    with units.unit("x") as work:
        set_timer(work, KEEPER, "circles:settle", work.now)
    assert notice_of(Timer(KEEPER, "circles:settle", units.clock.now())) is None
