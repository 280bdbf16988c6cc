"""What is said to a person goes where nobody else reads it, whatever became of the rooms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from care.matrix.http import path
from care.runtime.outgoing import Address, Say
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, all_events
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


@pytest_asyncio.fixture
async def alice(either_homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(either_homeserver, tmp_path, "alice") as person:
        yield person


@pytest_asyncio.fixture
async def bruno(either_homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(either_homeserver, tmp_path, "bruno") as person:
        yield person


async def _tell(bot: Steward, person: Someone, text: str) -> str:
    """The room in which `person` hears `text`, alone with the bot."""
    assert await bot.done(Say(Address(person=person.user_id), text)) == ["sent"]
    await person.listen_until(person.count() + 1)
    (room,) = [room for room in person.heard if person.texts(room)[-1] == text]
    answer = await person.http.request("GET", path("rooms", room, "joined_members"))
    assert set(answer["joined"]) == {bot.user_id, person.user_id}
    return room


async def _leave(person: Someone, room: str) -> None:
    await person.http.request("POST", path("rooms", room, "leave"), {})


async def test_where_they_last_wrote(bot: Steward, alice: Someone) -> None:
    rooms = await alice.open_rooms(2, bot.user_id)
    for room in (*rooms, rooms[0]):
        await alice.say(room, "bonjour")
        await bot.wait_for()
        assert await _tell(bot, alice, f"ici {room}") == room


async def test_a_room_is_opened_for_who_never_wrote_and_shown_as_one_of_two(
    bot: Steward, alice: Someone, either_homeserver: RunningHomeserver
) -> None:
    room = await _tell(bot, alice, "premier")
    history = await all_events(either_homeserver, room)
    invitation = next(one for one in history if one.get("state_key") == alice.user_id)
    assert invitation["content"]["is_direct"]
    assert await _tell(bot, alice, "deuxième") == room
    await alice.say(room, "merci")
    assert (await bot.wait_for()).direct
    assert await _tell(bot, alice, "troisième") == room


async def test_a_person_who_left_is_invited_again(bot: Steward, alice: Someone) -> None:
    theirs = (await alice.open_rooms(1, bot.user_id))[0]
    await alice.say(theirs, "bonjour")
    await bot.wait_for()
    await _leave(alice, theirs)
    await bot.signs(1)
    ours = await _tell(bot, alice, "par ici")
    assert ours != theirs
    await _leave(alice, ours)
    await bot.signs(3)
    assert await _tell(bot, alice, "encore") == ours


async def test_a_room_that_others_entered_is_private_no_more(
    bot: Steward, alice: Someone, bruno: Someone
) -> None:
    theirs = (await alice.open_rooms(1, bot.user_id))[0]
    await alice.say(theirs, "bonjour")
    await bot.wait_for()
    rooms = [theirs]
    for _ in range(2):
        await alice.invite(rooms[-1], bruno.user_id)
        await alice.wait_joined(rooms[-1], bruno.user_id)
        await bot.signs(2 * len(rooms) - 1)
        rooms.append(await _tell(bot, alice, f"en privé {len(rooms)}"))
    assert len(set(rooms)) == 3
    await bruno.listen_for(1)
    assert bruno.count() == 0
