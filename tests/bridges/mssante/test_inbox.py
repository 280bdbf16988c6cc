"""Mails that came in, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bridges.mssante.book import Chore, load_chores
from bridges.mssante.headers import ATTEMPT, attempt_token
from bridges.mssante.inbox import (
    TOO_LARGE,
    UNREADABLE_HERE,
    Fetched,
    count_waiting,
    finish,
    next_waiting,
    note_failure,
    quarantine,
    take_in,
)
from care.mail.delivery import Delivery
from care.mail.tables import INBOX
from care.runtime.clock import ManualClock
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from tests.bridges.mssante.test_progress import offer, states
from tests.bridges.mssante.watching import Memory
from tests.care.mail.test_queue import A, queue
from tests.real.mail.bridge import letter

US = "cabinet@cpts.mssante.example"


def take(units: Units, *sources: bytes, reason: str = "", first: int = 1) -> int:
    """These came, in this order."""
    now = units.clock.now()
    with units.unit("x") as work:
        fetched = [
            Fetched(uid, source, len(source), now, reason)
            for uid, source in enumerate(sources, start=first)
        ]
        return take_in(work, Memory(), US, 7, fetched)


def test_a_mail_is_kept_sealed_once_and_handled_once(units: Units) -> None:
    assert take(units, letter("un"), letter("deux"), letter("un")) == 2
    assert take(units, letter("deux"), first=4) == 0
    with units.database.begin() as connection:
        assert count_waiting(connection, US) == 2
        stored = connection.execute(select(INBOX.c.source)).scalars().all()
        assert not any(b"Bonjour" in one for one in stored)
        assert [one.uid for one in load_chores(connection, US, 7)] == [1, 2, 3, 4]
        waiting = next_waiting(connection, units.keys, US)
    assert waiting is not None
    assert waiting.mail.source == letter("un")
    assert waiting.mail.sender == "labo@biologie.mssante.example"
    with units.unit("x") as work:
        assert finish(work, waiting.mail.number)
        assert not finish(work, waiting.mail.number)
        assert not quarantine(work, waiting.mail.number, "x")
    # What was handled is known for ever, its bytes are not.
    assert take(units, letter("un"), first=9) == 0
    with units.database.begin() as connection:
        first = connection.execute(select(INBOX.c.source).where(INBOX.c.number == 1))
        assert first.scalar_one() == b""


def test_our_own_copy_is_a_proof_and_not_a_mail(units: Units) -> None:
    memory, message_id = Memory(), queue(units, A)
    attempt = offer(units, memory, message_id, A)
    token = attempt_token(units.keys, US, 1, attempt)
    copy = f"{ATTEMPT}: {token}\r\n".encode() + letter("bonjour", sender=US)
    assert take(units, copy, first=4) == 0
    assert states(units, message_id) == [Delivery.SENT]
    with units.database.begin() as connection:
        assert load_chores(connection, US, 7) == [Chore(4, "file")]
        assert count_waiting(connection, US) == 0


def test_a_forged_mark_is_a_mail_like_any_other(units: Units) -> None:
    memory, message_id = Memory(), queue(units, A)
    offer(units, memory, message_id, A)
    other = attempt_token(units.keys, "un.autre@cpts.mssante.example", 1, 1)
    for token in (other, "1.1." + "0" * 32):
        forged = f"{ATTEMPT}: {token}\r\n".encode() + letter(token)
        assert take(units, forged) == 1
    assert states(units, message_id) == [Delivery.SENDING]


def test_a_mail_to_oneself_is_a_proof_and_a_mail(units: Units) -> None:
    with units.unit("soi") as work:
        from care.mail.queue import MEGABYTE, message_id_for, queue_mail
        from tests.bridges.mssante.watching import Domains

        source = letter("note", sender=US, message_id=message_id_for(work, US))
        trusted = Domains(frozenset({"cpts.mssante.example"}))
        message_id = queue_mail(work, US, [US], source, limit=MEGABYTE, trusted=trusted)
    attempt = offer(units, Memory(), message_id, US)
    token = attempt_token(units.keys, US, 1, attempt)
    assert take(units, f"{ATTEMPT}: {token}\r\n".encode() + source) == 1
    assert states(units, message_id) == [Delivery.SENT]


def test_a_header_alone_has_its_reason(units: Units, clock: ManualClock) -> None:
    take(units, b"From: a@b.example\r\n\r\n", reason=TOO_LARGE)
    with units.database.begin() as connection:
        note_failure(connection, 1)
        waiting = next_waiting(connection, units.keys, US)
    assert waiting is not None
    assert (waiting.reason, waiting.attempts, waiting.mail.received_at) == (
        TOO_LARGE,
        1,
        clock.now(),
    )


@pytest.mark.parametrize("ring", [KeyRing({2: bytes(32)}), KeyRing({1: bytes(32)})])
def test_a_mail_whose_key_was_retired_does_not_block_the_others(
    units: Units, ring: KeyRing
) -> None:
    take(units, letter("un"))
    with units.database.begin() as connection:
        waiting = next_waiting(connection, ring, US)
    assert waiting is not None
    assert (waiting.reason, waiting.mail.source) == (UNREADABLE_HERE, b"")
