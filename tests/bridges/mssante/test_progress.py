"""A mail on its way, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bridges.mssante.progress import (
    begin_attempt,
    confirm,
    happen,
    resolve_doubts,
    settle,
)
from care.mail.delivery import Delivery, Happening
from care.mail.queue import (
    count_open,
    load_by_number,
    load_due,
    load_outgoing,
    load_source,
)
from care.mail.tables import OUTBOX
from care.runtime.clock import ManualClock
from care.runtime.errors import PermanentFailure
from care.runtime.units import Units
from tests.bridges.mssante.watching import Memory
from tests.care.mail.test_queue import US, A, B, queue


def offer(units: Units, memory: Memory, message_id: str, *people: str) -> int:
    """The server accepted these recipients; the mail itself is on its way. Returns the attempt."""
    with units.unit("offre") as work:
        mail = load_outgoing(work.connection, work.keys, US, message_id)
        assert mail is not None
        attempt = begin_attempt(work, mail)
        for one in mail.waiting:
            if one.address in people:
                happen(work, memory, mail, one, Happening.OFFERED, attempt=attempt)
        settle(work, mail.number, doubt_until=work.now + timedelta(minutes=10))
    return attempt


def states(units: Units, message_id: str) -> list[Delivery]:
    """Where it is, by recipient."""
    with units.database.begin() as connection:
        mail = load_outgoing(connection, units.keys, US, message_id)
    assert mail is not None
    return [one.state for one in mail.recipients]


def test_a_mail_in_doubt_is_not_due_until_its_proof_should_have_come(
    units: Units, clock: ManualClock
) -> None:
    memory, message_id = Memory(), queue(units, A, B)
    attempt = offer(units, memory, message_id, A)
    now = clock.now()
    with units.unit("x") as work:
        assert load_due(work.connection, work.keys, US, now + timedelta(days=1)) == []
        assert resolve_doubts(work, memory, US, now + timedelta(minutes=9)) == 0
        assert resolve_doubts(work, memory, US, now + timedelta(minutes=10)) == 1
        (mail,) = load_due(work.connection, work.keys, US, now)
        assert {one.address for one in mail.waiting} == {A, B}
    # The proof comes late: the one who has it is not sent it again, the other one is.
    with units.unit("x") as work:
        confirm(work, memory, 1, attempt)
    assert states(units, message_id) == [Delivery.SENT, Delivery.QUEUED]
    assert [change.state for change in memory.deliveries] == [Delivery.SENT]


def test_a_proof_twice_is_told_once_and_an_unknown_one_never(units: Units) -> None:
    memory, message_id = Memory(), queue(units, A)
    attempt = offer(units, memory, message_id, A)
    for _ in range(2):
        with units.unit("x") as work:
            confirm(work, memory, 1, attempt)
            confirm(work, memory, 999, attempt)
    assert len(memory.deliveries) == 1


def test_a_mail_that_breaks_every_connection_is_given_up(units: Units, clock: ManualClock) -> None:
    memory, message_id = Memory(), queue(units, A)
    for _ in range(10):
        assert states(units, message_id) == [Delivery.QUEUED]
        offer(units, memory, message_id, A)
        clock.advance(timedelta(minutes=10))
        with units.unit("x") as work:
            resolve_doubts(work, memory, US, clock.now())
    assert states(units, message_id) == [Delivery.FAILED]
    assert [change.code for change in memory.deliveries] == ["no-answer"]
    with units.database.begin() as connection:
        mail = load_by_number(connection, units.keys, 1)
        assert mail is not None
        assert count_open(connection, US) == 0


def test_a_wait_is_told_once_per_reason(units: Units) -> None:
    memory, message_id = Memory(), queue(units, A)
    for code in ("4.2.0", "4.2.0", "4.7.1"):
        with units.unit("x") as work:
            mail = load_outgoing(work.connection, work.keys, US, message_id)
            assert mail is not None
            happen(work, memory, mail, mail.recipients[0], Happening.POSTPONED, code)
    assert [(one.state, one.code) for one in memory.deliveries] == [
        (Delivery.QUEUED, "4.2.0"),
        (Delivery.QUEUED, "4.7.1"),
    ]


def test_its_bytes_are_sealed_then_forgotten(units: Units) -> None:
    memory, message_id = Memory(), queue(units, A)
    with units.database.begin() as connection:
        stored = connection.execute(select(OUTBOX.c.source)).scalar_one()
        assert b"bonjour" not in stored
        assert b"bonjour" in load_source(connection, units.keys, 1)
    attempt = offer(units, memory, message_id, A)
    with units.unit("x") as work:
        confirm(work, memory, 1, attempt)
        # The other operator may still send it back.
        assert b"bonjour" in load_source(work.connection, units.keys, 1)
    assert states(units, message_id) == [Delivery.SENT]
    with units.unit("arrived") as work:
        mail = load_outgoing(work.connection, work.keys, US, message_id)
        assert mail is not None
        happen(work, memory, mail, mail.recipients[0], Happening.ARRIVED)
        settle(work, 1)
    with units.database.begin() as connection, pytest.raises(PermanentFailure):
        load_source(connection, units.keys, 1)


@pytest.mark.parametrize("is_receipt", [False, True])
@pytest.mark.parametrize("last", [Happening.ARRIVED, Happening.TAKEN, Happening.REFUSED])
def test_bytes_stay_until_everybody_has_it_unless_it_was_a_receipt(
    units: Units, last: Happening, is_receipt: bool
) -> None:
    memory, message_id = Memory(), queue(units, A, B)
    offer(units, memory, message_id, A, B)
    with units.unit("news") as work:
        work.connection.execute(update(OUTBOX).values(is_receipt=is_receipt))
        mail = load_outgoing(work.connection, work.keys, US, message_id)
        assert mail is not None
        for one, happening in zip(mail.recipients, (Happening.ARRIVED, last), strict=True):
            happen(work, memory, mail, one, happening, "4.2.2")
        settle(work, mail.number)
        kept = work.connection.execute(select(OUTBOX.c.source)).scalar_one()
        assert bool(kept) == (last is not Happening.ARRIVED and not is_receipt)
        assert load_due(work.connection, work.keys, US, work.now + timedelta(days=9)) == []
