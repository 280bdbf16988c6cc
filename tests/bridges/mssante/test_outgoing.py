"""The queue, on both databases: each mail once, each recipient followed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bridges.mssante.delivery import Delivery, Happening
from bridges.mssante.outgoing import (
    MEGABYTE,
    begin_attempt,
    confirm,
    count_open,
    happen,
    load_by_number,
    load_due,
    load_outgoing,
    load_source,
    message_id_for,
    queue_mail,
    resolve_doubts,
    settle,
)
from bridges.mssante.tables import OUTBOX
from care.runtime.clock import ManualClock
from care.runtime.errors import PermanentFailure, Refusal
from care.runtime.units import Units
from tests.bridges.mssante.watching import Domains, Memory
from tests.real.mail.bridge import letter

US = "cabinet@cpts.mssante.example"
A, B = "labo@biologie.mssante.example", "urgences@ch.mssante.example"


def queue(units: Units, *people: str, cause: str = "envoi", size: int = 0) -> str:
    """Queue a letter of ours; returns its Message-ID."""
    with units.unit(cause) as work:
        source = letter("bonjour", sender=US, message_id=message_id_for(work, US), body="x" * size)
        return queue_mail(work, US, people, source, limit=10 * MEGABYTE, trusted=Domains())


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


def test_the_same_work_twice_is_one_mail_and_two_works_are_two(units: Units) -> None:
    first = queue(units, A)
    assert queue(units, A) == first
    assert queue(units, A, cause="autre") != first
    with units.database.begin() as connection:
        assert count_open(connection, US) == 2
        due = load_due(connection, units.keys, US, units.clock.now())
        assert due[0].message_id == first
        assert load_due(connection, units.keys, A, units.clock.now()) == []


@pytest.mark.parametrize(
    ("people", "size", "reason"),
    [
        ([], 0, "mail-without-recipient"),
        (["qui@ailleurs.example"], 0, "mail-recipient-untrusted"),
        ([A, "qui@sous.ch.mssante.example"], 0, "mail-recipient-untrusted"),
        ([A], 10 * MEGABYTE, "mail-too-large"),
    ],
)
def test_what_cannot_be_sent_is_refused_before(
    units: Units, people: list[str], size: int, reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        queue(units, *people, size=size)
    assert refused.value.reason == reason
    with units.database.begin() as connection:
        assert count_open(connection, US) == 0


def test_a_patient_is_sent_less_than_the_operator_allows(units: Units) -> None:
    patient = "284067635112353@patient.mssante.fr"
    with units.unit("envoi") as work:
        source = letter("gros", sender=US, body="x" * 26 * MEGABYTE)
        queue_mail(work, US, [A], source, limit=50 * MEGABYTE, trusted=Domains())
        with pytest.raises(Refusal) as refused:
            queue_mail(work, US, [patient], source, limit=50 * MEGABYTE, trusted=Domains())
    assert refused.value.facts == {"size": 26.0, "limit": 25.0}


@pytest.mark.parametrize(
    "source",
    [b"From: cabinet@cpts.mssante.example\r\n\r\n", letter("d'un autre", sender=A)],
    ids=["no Message-ID", "another sender"],
)
def test_a_mail_without_name_or_of_another_is_a_bug_of_ours(units: Units, source: bytes) -> None:
    with units.unit("envoi") as work, pytest.raises(ValueError, match="a mail"):
        queue_mail(work, US, [A], source, limit=MEGABYTE, trusted=Domains())


def test_its_bytes_are_sealed_then_forgotten(units: Units) -> None:
    memory, message_id = Memory(), queue(units, A)
    with units.database.begin() as connection:
        stored = connection.execute(select(OUTBOX.c.source)).scalar_one()
        assert b"bonjour" not in stored
        assert b"bonjour" in load_source(connection, units.keys, 1)
    attempt = offer(units, memory, message_id, A)
    with units.unit("x") as work:
        confirm(work, memory, 1, attempt)
    with units.database.begin() as connection, pytest.raises(PermanentFailure):
        load_source(connection, units.keys, 1)
    assert states(units, message_id) == [Delivery.SENT]


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
