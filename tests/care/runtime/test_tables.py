"""The tables hold what Matrix may legally send, and promise what readers rely on."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from care.runtime.clock import Clock
from care.runtime.database import Database
from care.runtime.inbox import Received, load_open, receive
from care.runtime.memory import recall, remember
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.tables import INBOX, OUTBOX
from care.runtime.units import Units

_LONGEST = 255  # bytes: the limit of the Matrix specification for every identifier


def test_the_longest_identifiers_fit(database: Database, units: Units, clock: Clock) -> None:
    user, room, event = (sigil + "x" * (_LONGEST - 1) for sigil in "@!$")
    with units.unit(event) as work:
        receive(work.connection, user, [Received(event, room, b"{}", clock.now())])
        remember(work.connection, user, f"device:{user}:{'D' * _LONGEST}", "pinned")
        work.send(user, Say(Address(room_id=room), "Bonjour"))
        work.send(user, Say(Address(key=room[: _LONGEST - 5]), "Bonjour"))
    with database.begin() as connection:
        assert load_open(connection, user)[0].input_id == event
        assert recall(connection, user, f"device:{user}:{'D' * _LONGEST}") == "pinned"
        assert load_pending(connection, units.keys, user)[0].lane == f"room:{room}"


@pytest.mark.parametrize("table", [INBOX, OUTBOX], ids=str)
def test_a_number_is_never_given_twice(database: Database, units: Units, table: object) -> None:
    seen = []
    for turn in range(3):
        with units.unit(f"$cause-{turn}") as work:
            item = Received(f"$input-{turn}", "!room", b"{}", work.now)
            receive(work.connection, "@bot", [item])
            work.send("@bot", Say(Address(room_id="!room"), "Bonjour"))
        with database.begin() as connection:
            seen += [item.sequence for item in load_open(connection, "@bot")]
            seen += [-row.sequence for row in load_pending(connection, units.keys, "@bot")]
            connection.execute(delete(INBOX))
            connection.execute(delete(OUTBOX))
    received = [number for number in seen if number > 0]
    sent = [-number for number in seen if number < 0]
    numbers = received if table is INBOX else sent
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3


def test_one_input_cannot_be_written_twice(database: Database, clock: Clock) -> None:
    row: dict[str, object] = {"account": "@bot", "input_id": "$1", "lane": "!a"}
    row |= {"state": "waiting", "source": b"", "received_at": clock.now()}
    with database.begin() as connection:
        connection.execute(insert(INBOX).values(row))
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(insert(INBOX).values(row))
