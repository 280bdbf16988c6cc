"""Messages that wait: in order, sealed, once, forgotten when sent."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.errors import PermanentFailure
from care.runtime.outbox import (
    Fate,
    Pending,
    count_open,
    event_of,
    fate_of,
    forget_sent,
    load_file,
    load_pending,
    mark_failed,
    mark_sent,
    queue,
    transaction_of,
)
from care.runtime.outgoing import Address, Say, SendFile
from care.runtime.sealing import KeyRing
from care.runtime.tables import OUTBOX, OUTBOX_FILES

_BOT = "@annuaire:cpts.example"


def _say(text: str, room: str = "!salon") -> Say:
    return Say(Address(room_id=room), text)


@pytest.fixture
def three(database: Database, keys: KeyRing, clock: ManualClock) -> list[Pending]:
    """Three waiting messages."""
    with database.begin() as connection:
        for number in range(3):
            queue(connection, keys, _BOT, f"t{number}", _say(f"message {number}"), clock.now())
        return load_pending(connection, keys, _BOT)


def test_read_back_in_order_page_by_page(
    database: Database, keys: KeyRing, three: list[Pending]
) -> None:
    with database.begin() as connection:
        first = load_pending(connection, keys, _BOT, limit=2)
        rest = load_pending(connection, keys, _BOT, after=first[-1].sequence)
        assert [row.outgoing for row in first + rest] == [_say(f"message {n}") for n in range(3)]
        assert load_pending(connection, keys, "@other") == []
        assert (count_open(connection, _BOT), count_open(connection, "@other")) == (3, 0)


def test_the_same_demand_twice_is_one_message(
    database: Database, keys: KeyRing, clock: ManualClock, three: list[Pending]
) -> None:
    with database.begin() as connection:
        queue(connection, keys, _BOT, "t1", _say("message 1"), clock.now())
        queue(connection, keys, "@other", "t1", _say("message 1"), clock.now())
        assert (count_open(connection, _BOT), count_open(connection, "@other")) == (3, 1)


def test_a_message_knows_since_when_it_waits(
    database: Database, keys: KeyRing, clock: ManualClock
) -> None:
    asked = clock.now()
    in_noumea = asked.astimezone(ZoneInfo("Pacific/Noumea"))
    with database.begin() as connection:
        queue(connection, keys, _BOT, "t1", _say("message 1"), in_noumea)
        clock.advance(timedelta(hours=30))
        queue(connection, keys, _BOT, "t1", _say("message 1"), clock.now())
        assert [row.created_at for row in load_pending(connection, keys, _BOT)] == [asked]


def test_once_sent_the_content_is_gone_and_the_event_known(
    database: Database, keys: KeyRing, three: list[Pending]
) -> None:
    with database.begin() as connection:
        mark_sent(connection, three[0], Fate(event_id="$event"))
        assert event_of(connection, _BOT, "t0") == "$event"
        assert event_of(connection, _BOT, "t1") is None
        assert event_of(connection, "@other", "t0") is None
        assert transaction_of(connection, _BOT, "$event") == "t0"
        assert transaction_of(connection, "@other", "$event") is None
        assert transaction_of(connection, _BOT, "$unknown") is None
        kept = connection.execute(select(OUTBOX.c.payload).order_by(OUTBOX.c.sequence)).scalars()
        assert [bool(payload) for payload in kept] == [False, True, True]
        assert count_open(connection, _BOT) == 2


def test_one_refused_for_good_lets_the_next_pass(
    database: Database, keys: KeyRing, clock: ManualClock, three: list[Pending]
) -> None:
    with database.begin() as connection:
        assert mark_failed(connection, three[0])
        assert not mark_failed(connection, three[0])
        pending = load_pending(connection, keys, _BOT)
        assert [row.transaction_id for row in pending] == ["t1", "t2"]
        queue(connection, keys, _BOT, "t0", _say("message 0"), clock.now())
        assert count_open(connection, _BOT) == 2


def test_only_old_and_sent_ones_are_forgotten(
    database: Database, clock: ManualClock, three: list[Pending]
) -> None:
    with database.begin() as connection:
        mark_sent(connection, three[0], Fate(event_id="$event", room_id="!room"))
        mark_failed(connection, three[1])
        assert forget_sent(connection, clock.now(), timedelta(days=1)) == 0
        clock.advance(timedelta(days=2))
        assert forget_sent(connection, clock.now(), timedelta(days=1)) == 1
        assert count_open(connection, _BOT) == 1


def test_without_its_key_nothing_is_read(
    database: Database, keys: KeyRing, three: list[Pending]
) -> None:
    with database.begin() as connection, pytest.raises(PermanentFailure):
        load_pending(connection, KeyRing({1: b"x" * 32}), _BOT)


def test_a_message_waits_then_is_an_event_or_never_will_be(
    database: Database, three: list[Pending]
) -> None:
    with database.begin() as connection:
        mark_sent(connection, three[0], Fate(event_id="$event", room_id="!room"))
        mark_failed(connection, three[1])
        fates = [fate_of(connection, _BOT, f"t{number}") for number in range(4)]
    assert fates == [Fate(event_id="$event", room_id="!room"), Fate(), Fate(waits=True), Fate()]


@pytest.mark.parametrize("is_sent", [True, False])
def test_the_content_of_a_file_waits_beside_its_row_and_goes_with_it(
    database: Database, keys: KeyRing, clock: ManualClock, is_sent: bool
) -> None:
    content = b"%PDF CANARI"
    file = SendFile(Address(room_id="!salon"), "a.pdf", "application/pdf", content)
    with database.begin() as connection:
        for _ in range(2):
            queue(connection, keys, _BOT, "t1", file, clock.now())
        (pending,) = load_pending(connection, keys, _BOT)
        assert pending.outgoing == SendFile(file.to, "a.pdf", "application/pdf", b"")
        assert load_file(connection, keys, _BOT, "t1") == content
        (kept,) = connection.execute(select(OUTBOX_FILES.c.content)).scalars()
        assert content not in kept
        if is_sent:
            mark_sent(connection, pending, Fate(event_id="$event"))
        else:
            mark_failed(connection, pending)
        assert connection.execute(select(OUTBOX_FILES)).all() == []
        assert load_file(connection, keys, _BOT, "t1") == b""
