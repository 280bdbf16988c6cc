"""The past of a room, read while its session runs: complete, in order, and true to its senders."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from care.access.act import RoomKind
from care.matrix.http import MatrixError, path
from care.matrix.past import Past, PastEvent, open_past
from care.runtime.errors import PermanentFailure, SettingsError
from care.runtime.outgoing import Address, OpenRoom, Say, SendFile
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, steward
from tests.real.matrix.trust.phone import phone
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


@pytest_asyncio.fixture
async def bot(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Steward]:
    async with steward(homeserver, tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def alice(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "alice") as person:
        yield person


async def messages(past: Past, room: str) -> list[PastEvent]:
    """What was said, members and state left out."""
    found = [event async for event in past.events(room)]
    return [one for one in found if one.encrypted or one.type == "m.room.message"]


async def test_everything_is_read_beside_the_session_that_serves(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone, tmp_path: Path
) -> None:
    room = await bot.open_circle("circle 1", alice)
    photo = b"\x89PNG" + os.urandom(5_000)
    await alice.queue(*(Say(Address(room), f"message {number}") for number in range(230)))
    await alice.queue(SendFile(Address(room), "plaie.png", "image/png", photo, text="jour 3"))
    await bot.done(Say(Address(room), "vu"))
    await alice.wait_all_left()
    async with someone(homeserver, tmp_path, "bob") as bob:
        await bot.http.request("POST", path("rooms", room, "invite"), {"user_id": bob.user_id})
        await bot.wait_joined(room, bob.user_id)
        await bob.say(room, "bonjour à tous")
        await bob.wait_all_left()
        await bot.listen_until(232)  # their keys have come
        async with open_past(homeserver.url, bot.files) as past:
            assert room in await past.rooms()
            found = await messages(past, room)
            said = [str(one.content.get("body")) for one in found]
            everything = [event async for event in past.events(room)]
            (shown,) = [one for one in found if one.content.get("msgtype") == "m.image"]
            assert await past.attachment(shown.content) == photo
            with pytest.raises(PermanentFailure):
                await past.attachment(found[0].content)
    expected = ["Bonjour", *(f"message {n}" for n in range(230)), "jour 3", "bonjour à tous"]
    assert sorted(said) == sorted([*expected, "vu"])
    assert [one for one in said if one.startswith("message")] == expected[1:231]
    assert all(one.trusted and not one.unread for one in found)
    assert {one.sender for one in found} == {bot.user_id, alice.user_id, bob.user_id}
    assert everything[0].type == "m.room.create"
    joins = [one.state_key for one in everything if one.content.get("membership") == "join"]
    assert joins == [bot.user_id, alice.user_id, bob.user_id]


async def test_what_was_taken_back_is_told_without_its_words(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone
) -> None:
    room = await bot.open_circle("circle 1", alice)
    (sent,) = await alice.queue(Say(Address(room), "CANARI"))
    _, event = await alice.row(sent)
    await alice.http.request("PUT", path("rooms", room, "redact", str(event), "t1"), {})
    async with open_past(homeserver.url, bot.files) as past:
        found = await messages(past, room)
    (erased,) = [one for one in found if one.event_id == event]
    assert (erased.erased, erased.unread, dict(erased.content)) == (True, False, {})


async def test_an_unsigned_device_is_told_and_marked_and_a_lost_key_keeps_its_ciphertext(
    homeserver: RunningHomeserver, bot: Steward, tmp_path: Path
) -> None:
    async with phone(homeserver, f"lara{os.urandom(4).hex()}", tmp_path) as lara:
        opening = OpenRoom("circle 1", (lara.user_id,), kind=RoomKind.CIRCLE)
        await bot.done(opening)
        room = await bot.room_of("circle 1")
        await lara.join(room)
        doubtful = await lara.say(room, "est-ce bien Lara ?")
        await _wait_for_key(homeserver, bot, room, doubtful)
        lara.machine.olm.outbound_group_sessions.pop(room)
        lara.http.holding = True
        unread = await lara.say(room, "la clé ne viendra pas")
        async with open_past(homeserver.url, bot.files) as past:
            found = {one.event_id: one for one in await messages(past, room)}
    assert found[doubtful].content["body"] == "est-ce bien Lara ?"
    assert (found[doubtful].sender, found[doubtful].trusted) == (lara.user_id, False)
    assert (found[unread].unread, found[unread].trusted) == (True, False)
    assert found[unread].content["ciphertext"]


async def _wait_for_key(
    homeserver: RunningHomeserver, bot: Steward, room: str, event_id: str
) -> None:
    async with asyncio.timeout(90):
        while True:
            async with open_past(homeserver.url, bot.files) as past:
                read = {one.event_id for one in await messages(past, room) if not one.unread}
            if event_id in read:
                return
            await asyncio.sleep(0.2)


async def test_nothing_is_changed_by_reading(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone
) -> None:
    room = await bot.open_circle("circle 1", alice)
    await alice.say(room, "un")
    await alice.wait_all_left()
    await bot.listen_until(1)
    async with open_past(homeserver.url, bot.files) as past:
        first, second = await messages(past, room), await messages(past, room)
    assert first == second
    await alice.say(room, "deux")
    await bot.listen_until(2)  # the session goes on as if nobody had looked
    assert bot.texts(room) == ["un", "deux"]


async def test_a_room_of_others_stays_closed(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone
) -> None:
    own = await alice.open_direct()
    async with open_past(homeserver.url, bot.files) as past:
        with pytest.raises(MatrixError):
            await messages(past, own)


async def test_without_a_device_here_it_is_said(
    homeserver: RunningHomeserver, bot: Steward
) -> None:
    bot.files.device.write_text(json.dumps({"user_id": "x"}), encoding="utf-8")
    with pytest.raises(SettingsError):
        async with open_past(homeserver.url, bot.files):
            pass
