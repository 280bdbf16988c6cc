"""What was queued leaves once, in order, encrypted; what cannot leave holds up nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from care.matrix.http import path
from care.runtime.outgoing import Address, OpenRoom, Say
from tests.real.matrix.delivery.fault_proxy import FaultProxy, fault_proxy
from tests.real.matrix.delivery.people import Someone, events_of, someone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


@pytest_asyncio.fixture
async def proxy(homeserver: RunningHomeserver) -> AsyncIterator[FaultProxy]:
    async with fault_proxy(homeserver.url) as made:
        yield made


@pytest_asyncio.fixture
async def alice(
    homeserver: RunningHomeserver, proxy: FaultProxy, tmp_path: Path
) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "alice", url=proxy.url) as person:
        yield person


@pytest_asyncio.fixture
async def bruno(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "bruno") as person:
        yield person


async def test_three_hundred_queued_messages_keep_their_order(
    alice: Someone, bruno: Someone
) -> None:
    (room,) = await alice.open_rooms(1, bruno.user_id)
    texts = [f"message {number}" for number in range(300)]
    await alice.say_all(room, texts)
    await bruno.listen_until(300, seconds=90)
    assert bruno.texts(room) == texts


async def test_the_same_work_done_twice_is_one_event(
    homeserver: RunningHomeserver, alice: Someone, bruno: Someone
) -> None:
    """As after a crash between the sending and the note of it."""
    (room,) = await alice.open_rooms(1, bruno.user_id)
    (first,) = await alice.queue(Say(Address(room), "bonjour"), cause="visite 12")
    _, event = await alice.row(first)
    await alice.change("DELETE FROM outbox")
    (second,) = await alice.queue(Say(Address(room), "bonjour"), cause="visite 12")
    assert second == first
    assert await alice.row(second) == ("sent", event)
    assert await events_of(homeserver, room, alice.user_id) == [event]


async def test_a_row_older_than_the_memory_of_the_server_is_looked_for_first(
    homeserver: RunningHomeserver, proxy: FaultProxy, alice: Someone, bruno: Someone
) -> None:
    (room,) = await alice.open_rooms(1, bruno.user_id)
    (known,) = await alice.queue(Say(Address(room), "déjà dit"), cause="1")
    _, event = await alice.row(known)
    await alice.change("DELETE FROM outbox")
    yesterday = datetime.now(UTC) - timedelta(hours=24)
    proxy.requests.clear()
    await alice.queue(Say(Address(room), "déjà dit"), cause="1", at=yesterday)
    (fresh,) = await alice.queue(Say(Address(room), "pas encore dit"), cause="2", at=yesterday)
    await alice.say(room, "à l’instant")
    assert await alice.row(known) == ("sent", event)
    assert (await alice.row(fresh))[0] == "sent"
    assert not any(known in request for request in proxy.requests)
    await bruno.listen_until(3)
    await bruno.listen_for(1)
    assert bruno.texts(room) == ["déjà dit", "pas encore dit", "à l’instant"]


async def test_a_row_queued_before_the_device_was_made_is_looked_for_first(
    homeserver: RunningHomeserver, bruno: Someone, tmp_path: Path
) -> None:
    async with someone(homeserver, tmp_path, "alice") as alice:
        (room,) = await alice.open_rooms(1, bruno.user_id)
        (known,) = await alice.queue(Say(Address(room), "déjà dit"), cause="1")
        _, event = await alice.row(known)
        await alice.change("DELETE FROM outbox")
    before = datetime.now(UTC)
    for file in alice.files.state.glob("crypto.db*"):
        file.unlink()
    alice.files.device.unlink()
    async with alice.again() as alice_elsewhere:
        await alice_elsewhere.queue(Say(Address(room), "déjà dit"), cause="1", at=before)
        (fresh,) = await alice_elsewhere.queue(Say(Address(room), "nouveau"), cause="2", at=before)
        assert await alice_elsewhere.row(known) == ("sent", event)
        assert (await alice_elsewhere.row(fresh))[0] == "sent"
        await bruno.listen_until(2)
        await bruno.listen_for(1)
    assert bruno.texts(room) == ["déjà dit", "nouveau"]


async def test_an_edit_replaces_the_right_event(alice: Someone, bruno: Someone) -> None:
    (room,) = await alice.open_rooms(1, bruno.user_id)
    first, other = await alice.queue(
        Say(Address(room), "tâche : à faire"), Say(Address(room), "autre chose")
    )
    await alice.queue(Say(Address(room), "tâche : faite", edits=first))
    await bruno.listen_until(3)
    original, _, edit = bruno.heard[room]
    assert (await alice.row(first))[1] == original.event_id == edit.edits
    assert (await alice.row(other))[1] != edit.edits
    assert edit.content["m.new_content"]["body"] == "tâche : faite"


async def test_what_is_refused_for_good_costs_one_message(alice: Someone, bruno: Someone) -> None:
    room = await bruno.open_direct()
    await bruno.invite(room, alice.user_id)
    await bruno.wait_joined(room, alice.user_id)
    await alice.say(room, "un")
    await bruno.listen_until(1)
    target = path("rooms", room, "kick")
    await bruno.http.request("POST", target, {"user_id": alice.user_id})
    (refused,) = await alice.queue(Say(Address(room), "deux"))
    assert await alice.row(refused) == ("failed", None)
    await bruno.invite(room, alice.user_id)
    await bruno.wait_joined(room, alice.user_id)
    await alice.say(room, "trois")
    await bruno.listen_until(2)
    assert bruno.texts(room) == ["un", "trois"]


async def test_nothing_is_said_in_a_room_that_is_not_encrypted(
    proxy: FaultProxy, alice: Someone, bruno: Someone
) -> None:
    """Not even when the homeserver only pretends so."""
    (room,) = await alice.open_rooms(1, bruno.user_id)
    proxy.lies["/state/m.room.encryption"] = (404, {"errcode": "M_NOT_FOUND", "error": "no"})
    (row,) = await alice.queue(Say(Address(room), "secret"))
    assert await alice.row(row) == ("failed", None)
    assert not any("/send/" in request for request in proxy.requests)


async def test_a_conversation_opened_by_its_key_is_left_to_its_people(
    alice: Someone, bruno: Someone
) -> None:
    opening = OpenRoom("avis 7", (bruno.user_id,), step_back=True)
    *_, last = await alice.queue(opening, *(Say(Address(key="avis 7"), str(n)) for n in range(9)))
    await alice.row(last)
    await bruno.listen_until(9)
    (room,) = bruno.heard
    assert bruno.texts(room) == [str(number) for number in range(9)]
    await _wait_left(bruno, room, alice.user_id)


async def test_what_became_theirs_while_we_were_down_is_left_at_the_next_start(
    homeserver: RunningHomeserver, tmp_path: Path, bruno: Someone
) -> None:
    async with someone(homeserver, tmp_path, "carole") as carole:
        pass  # her client is closed when she is invited
    async with someone(homeserver, tmp_path, "alice") as alice:
        opening = OpenRoom("avis 8", (carole.user_id,), step_back=True)
        *_, last = await alice.queue(opening, Say(Address(key="avis 8"), "à vous"))
        await alice.row(last)
    async with carole.again() as carole_back:
        await carole_back.listen_until(1)
        (room,) = carole_back.heard
        assert carole_back.texts(room) == ["à vous"]
        async with alice.again():
            await _wait_left(carole_back, room, alice.user_id)


async def _wait_left(person: Someone, room: str, user_id: str) -> None:
    async with asyncio.timeout(90):
        while await _membership(person, room, user_id) != "leave":
            await asyncio.sleep(0.1)


async def _membership(person: Someone, room: str, user_id: str) -> str:
    target = path("rooms", room, "state", "m.room.member", user_id)
    return str((await person.http.request("GET", target))["membership"])
