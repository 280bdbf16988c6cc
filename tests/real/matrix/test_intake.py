"""Emojis, people coming and going, erasures: each told once, in the order of the room."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import pytest_asyncio

from care.matrix.http import path
from care.matrix.model import Arrival, Departure, Erased, Person, Reaction
from care.runtime.outbox import transaction_of
from care.runtime.outgoing import Address, Invite, React, Remove, Say
from care.runtime.units import UnitOfWork
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, all_events, steward
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real

_CIRCLE = Address(key="circle 1")


@pytest_asyncio.fixture
async def alice(either_homeserver: RunningHomeserver, tmp_path: Path) -> Someone:
    async with someone(either_homeserver, tmp_path, "alice") as person:
        yield person


@pytest_asyncio.fixture
async def bruno(either_homeserver: RunningHomeserver, tmp_path: Path) -> Someone:
    async with someone(either_homeserver, tmp_path, "bruno") as person:
        yield person


async def _react(person: Someone, room: str, event_id: str, emoji: str) -> str:
    (row,) = await person.queue(React(Address(room), event_id, emoji))
    return str((await person.row(row))[1])


async def _leave(person: Someone, room: str) -> None:
    await person.http.request("POST", path("rooms", room, "leave"), {})


async def test_each_is_told_as_it_is_and_in_order(
    bot: Steward, alice: Someone, bruno: Someone
) -> None:
    room = await bot.open_circle("circle 1", alice)
    (arrival,) = await bot.signs(1)
    await alice.listen_until(1)
    greeting = alice.heard[room][0].event_id
    reaction = await _react(alice, room, greeting, "✅")
    await alice.say(room, "un mot")
    said = await bot.wait_for()
    target = path("rooms", room, "redact", said.event_id, "x1")
    erasure = (await alice.http.request("PUT", target, {"reason": "CANARI"}))["event_id"]
    await bot.done(Invite(_CIRCLE, bruno.user_id))
    await bot.wait_joined(room, bruno.user_id)
    await bot.signs(4)
    await bot.done(Remove(_CIRCLE, bruno.user_id))
    await bot.signs(5)
    await _leave(alice, room)
    signs = await bot.signs(6)

    assert isinstance(arrival, Arrival)
    assert (arrival.person.user_id, arrival.room_id) == (alice.user_id, room)
    of_alice = Person(alice.user_id, arrival.person.display_name)
    assert signs[1] == Reaction(
        reaction, room, of_alice, greeting, "✅", signs[1].sent_at, direct=True
    )
    assert signs[2] == Erased(erasure, room, said.event_id, alice.user_id, signs[2].at)
    assert isinstance(signs[3], Arrival)
    assert signs[3].person.user_id == bruno.user_id
    removed, left = signs[4:]
    assert isinstance(removed, Departure)
    assert isinstance(left, Departure)
    assert (removed.person.user_id, removed.by, removed.was_in) == (
        bruno.user_id,
        bot.user_id,
        True,
    )
    assert (left.person.user_id, left.by, left.was_in) == (alice.user_id, alice.user_id, True)
    assert bot.witness.order.index(said.event_id) == 2
    assert len(signs) == 6


async def test_a_reaction_leads_back_to_what_we_said(bot: Steward, alice: Someone) -> None:
    room = await bot.open_circle("circle 1", alice)
    (card,) = await bot.queue(Say(_CIRCLE, "tâche"))
    await bot.queue(Say(_CIRCLE, "tâche 2", edits=card))
    await alice.listen_until(3)
    await _react(alice, room, alice.heard[room][1].event_id, "✅")
    reaction = (await bot.signs(2))[1]
    assert isinstance(reaction, Reaction)
    found = await bot._worker.transact(lambda c: transaction_of(c, bot.user_id, reaction.target))
    assert found == card


async def test_a_new_name_or_a_lost_invitation_is_no_arrival(
    bot: Steward, alice: Someone, either_homeserver: RunningHomeserver, tmp_path: Path
) -> None:
    async with someone(either_homeserver, tmp_path, "carole") as carole:
        pass  # her client is closed: she does not answer
    room = await bot.open_circle("circle 1", alice)
    await _rename(either_homeserver, alice, "Alice EXEMPLE")
    await bot.done(Invite(_CIRCLE, carole.user_id), Remove(_CIRCLE, carole.user_id))
    await alice.say(room, "fin")
    await bot.wait_for()
    arrival, departure = bot.witness.signs
    assert isinstance(arrival, Arrival)
    assert isinstance(departure, Departure)
    assert (departure.person.user_id, departure.was_in) == (carole.user_id, False)


async def test_nothing_of_before_we_came_in(bot: Steward, alice: Someone, bruno: Someone) -> None:
    room = await alice.open_direct(bruno.user_id)
    await alice.wait_joined(room, bruno.user_id)
    (said,) = await alice.queue(Say(Address(room), "entre nous"))
    event = str((await alice.row(said))[1])
    for emoji in ("👍", "❤️", "✅"):
        await _react(bruno, room, event, emoji)
    await alice.invite(room, bot.user_id)
    await alice.wait_joined(room, bot.user_id)
    after = await _react(bruno, room, event, "🙏")
    (sign,) = await bot.signs(1)
    await bot.listen_for(1)
    assert [sign.event_id] == [one.event_id for one in bot.witness.signs] == [after]


async def test_what_happened_in_a_long_absence_is_told_once_in_order(
    either_homeserver: RunningHomeserver, tmp_path: Path, alice: Someone, bruno: Someone
) -> None:
    """More than one answer of the server tells: the gap is filled, comings and goings included."""
    async with steward(either_homeserver, tmp_path) as bot:
        room = await bot.open_circle("circle 1", alice, bruno)
        await alice.listen_until(1)
        greeting = alice.heard[room][0].event_id
        await bot.signs(2)
    for number in range(30):
        await _react(alice, room, greeting, f"{number}")
        await _react(bruno, room, greeting, f"{number}")
        await alice.say(room, f"message {number}")
    await alice.wait_all_left()
    await _leave(bruno, room)
    for number in range(30, 60):
        await _react(alice, room, greeting, f"{number}")
    await asyncio.sleep(0.5)
    history = await all_events(either_homeserver, room)
    start = next(n for n, event in enumerate(history) if event["type"] == "m.reaction")
    expected = [event["event_id"] for event in history[start:]]
    async with bot.again() as bot_again:
        await bot_again.signs(91, seconds=60)
        async with asyncio.timeout(90):
            while len(bot_again.witness.order) < len(expected):
                await asyncio.sleep(0.05)
        assert bot_again.witness.order == expected
        departures = [one for one in bot_again.witness.signs if isinstance(one, Departure)]
        assert [one.person.user_id for one in departures] == [bruno.user_id]
    async with bot.again() as once_more:
        await alice.say(room, "fin")
        await once_more.wait_for()
        assert once_more.witness.signs == []


async def test_a_bug_of_ours_costs_one_sign(bot: Steward, alice: Someone) -> None:
    room = await bot.open_circle("circle 1", alice)
    await alice.listen_until(1)
    greeting = alice.heard[room][0].event_id
    await bot.signs(1)
    bot.witness.breaks = True
    await _react(alice, room, greeting, "❌")
    await alice.say(room, "suite")
    await bot.wait_for()
    bot.witness.breaks = False
    after = await _react(alice, room, greeting, "✅")
    signs = await bot.signs(2)
    assert [signs[1].event_id, len(signs)] == [after, 2]


async def test_who_has_read_is_told_to_who_wants_to_know(bot: Steward, alice: Someone) -> None:
    room = await bot.open_circle("circle 1", alice)
    await alice.listen_until(1)
    (sent,) = await bot.queue(Say(_CIRCLE, "à lire"))
    _, event = await bot.row(sent)
    await alice.listen_until(2)  # her client says what it has read by itself
    await bot.wait_until(lambda: any(one.event_id == event for one in bot.witness.receipts))
    last = bot.witness.receipts[-1]
    assert (last.room_id, last.person) == (room, alice.user_id)
    assert last.at.year > 2000


async def test_what_waits_in_the_inbox_holds_no_name(
    bot: Steward, alice: Someone, either_homeserver: RunningHomeserver
) -> None:
    """A sign is in clear: it waits without the name that the homeserver shows, or a reason."""
    await _rename(either_homeserver, alice, "Alice CANARI")
    sources: list[bytes] = []
    keep = bot.witness.arrived

    def look(work: UnitOfWork, arrival: Arrival) -> None:
        sources.extend(work.connection.exec_driver_sql("SELECT source FROM inbox").scalars())
        keep(work, arrival)

    bot.witness.arrived = look  # type: ignore[method-assign]
    room = await bot.open_circle("circle 1", alice)
    (arrival,) = await bot.signs(1)
    assert isinstance(arrival, Arrival)
    assert (arrival.room_id, arrival.person.display_name) == (room, "Alice CANARI")
    assert not any(b"CANARI" in source for source in sources)


async def _rename(homeserver: RunningHomeserver, person: Someone, name: str) -> None:
    async with homeserver.http(homeserver.admin) as http:
        target = f"/_synapse/admin/v2/users/{person.user_id}"
        await http.request("PUT", target, {"displayname": name})
